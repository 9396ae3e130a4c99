"use strict";
(function () {
  const slides = Array.from(document.querySelectorAll(".slide"));
  const cover = document.getElementById("cover");
  const body = document.body;
  let at = 0;
  let typed = "";
  let rest = 0;

  function place(index) {
    at = Math.max(0, Math.min(slides.length - 1, index));
    slides.forEach((slide, number) => slide.classList.toggle("here", number === at));
    history.replaceState(null, "", "#slide-" + (at + 1));
    if (!showing()) { slides[at].scrollIntoView({ block: "nearest" }); }
  }
  function showing() { return body.classList.contains("show"); }
  function covered() { return !cover.hidden; }
  function show(on) {
    body.classList.toggle("show", on);
    coverWith("");
    slides[at].focus({ preventScroll: on });
    place(at);
  }
  function coverWith(colour) {
    const same = covered() && cover.className === colour;
    cover.className = colour;
    cover.hidden = colour === "" || same;
  }
  function still() {
    body.classList.remove("still");
    clearTimeout(rest);
    rest = setTimeout(() => body.classList.add("still"), 3000);
  }

  const next = ["PageDown", "ArrowRight", "ArrowDown", " ", "n", "N"];
  const back = ["PageUp", "ArrowLeft", "ArrowUp", "Backspace", "p", "P"];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    const key = event.key;
    if (!showing()) {
      const free = !event.target.closest || !event.target.closest("summary");
      if ((key === "Enter" && free) || key === "F5") { event.preventDefault(); show(true); }
      return;
    }
    let known = true;
    if (/^[0-9]$/.test(key)) { typed += key; return; }
    if (key === "Enter" && typed !== "") { place(Number(typed) - 1); }
    else if (key === "Enter" || next.includes(key)) { place(at + 1); }
    else if (back.includes(key)) { place(at - 1); }
    else if (key === "Home") { place(0); }
    else if (key === "End") { place(slides.length - 1); }
    else if (key === "b" || key === "B" || key === ".") { coverWith("black"); }
    else if (key === "w" || key === "W" || key === ",") { coverWith("white"); }
    else if (key === "Escape") { if (covered()) { coverWith(""); } else { show(false); } }
    else { known = false; }
    typed = "";
    if (known) { event.preventDefault(); }
  });
  slides.forEach((slide, number) => {
    slide.querySelector(".picture").addEventListener("click", () => {
      if (showing()) { place(at + 1); } else { place(number); show(true); }
    });
  });
  document.addEventListener("mousemove", still);
  window.addEventListener("hashchange", () => {
    const asked = /^#slide-(\d+)$/.exec(location.hash);
    if (asked) { place(Number(asked[1]) - 1); }
  });
  const asked = /^#slide-(\d+)$/.exec(location.hash);
  at = asked ? Number(asked[1]) - 1 : 0;
  if (slides.length > 0) { place(at); show(true); still(); }
})();
