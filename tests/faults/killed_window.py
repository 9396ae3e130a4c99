#!/usr/bin/env python3
"""The window killed at random moments of an import; the book is as before or as after, never between, and opens at once.

    tests/faults/killed_window.py PROGRAM [MOMENTS] [ROWS]

On Linux with Xvfb and xdotool. PROGRAM is a build of levelbook, best a release. It is driven by keys alone: Ctrl+I, the path,
Enter. The command line has the same trial in killed.rs. KILL_SEED repeats a run; KILL_DISPLAY names another display than :93.
"""
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
MOMENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 300_000
DISPLAY = os.environ.get("KILL_DISPLAY", ":93")
SEED = int(os.environ.get("KILL_SEED", "5"))
# What differs from run to run stands in these; their rows are counted.
COUNTED = {"meta", "imports", "recipes", "recipe_statements", "undo_actions", "undo_statements"}

ROOT = tempfile.mkdtemp(prefix="killed-window-")
BOOK, KEPT, FILE = (os.path.join(ROOT, name) for name in ("a.levelbook", "kept", "figures.csv"))
AROUND = dict(os.environ, LEVELBOOK_HOME=os.path.join(ROOT, "home"), DISPLAY=DISPLAY, LIBGL_ALWAYS_SOFTWARE="1")
AROUND.pop("WAYLAND_DISPLAY", None)


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], env=AROUND, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def keys(*arguments):
    return subprocess.run(["xdotool", *arguments], env=AROUND, capture_output=True, text=True).stdout.strip()


def read_only():
    return sqlite3.connect(f"file:{BOOK}?mode=ro", uri=True)


def says():
    """A mark of every figure, and how many rows there are."""
    book = read_only()
    mark, rows = hashlib.sha256(), 0
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    for (table,) in book.execute(tables).fetchall():
        if table == "drafts":
            continue
        if table in COUNTED:
            mark.update(repr((table, book.execute(f"SELECT count(*) FROM {table}").fetchone())).encode())
            continue
        for row in book.execute(f'SELECT * FROM "{table}"'):
            mark.update(repr(row).encode())
            rows += 1
    book.close()
    return mark.hexdigest(), rows


def imports():
    try:
        book = read_only()
        count = book.execute("SELECT count(*) FROM imports").fetchone()[0]
        book.close()
        return count
    except sqlite3.Error:
        return 0


def begin():
    """The window with the book, asked to import the file; reading begins."""
    window = subprocess.Popen([PROGRAM, BOOK], env=AROUND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(400):
        time.sleep(0.05)
        found = keys("search", "--onlyvisible", "--name", "Levelbook:").split()
        if found:
            break
    else:
        window.kill()
        raise SystemExit("no window came")
    keys("windowfocus", "--sync", found[0])
    time.sleep(0.7)
    keys("key", "ctrl+i")
    time.sleep(1.0)
    keys("type", "--delay", "4", FILE)
    time.sleep(0.2)
    keys("key", "Return")
    return window


def go_on(started, until):
    """Presses Enter now and then, which takes each step as it stands, until a moment or until the import is written."""
    while time.time() - started < until:
        time.sleep(min(0.6, max(0.0, until - (time.time() - started))))
        if time.time() - started < until:
            keys("key", "Return")


def main():
    with open(FILE, "w", encoding="utf-8") as out:
        out.write("Employer ID,Employer name,Period,Median pay gap %\n")
        for row in range(ROWS):
            out.write(f"{1_000_000 + row // 3:08},Employer {row // 3},{2020 + row % 3},{row % 97}.5\n")
    code, said = run("new", BOOK)
    assert code == 0, said
    shutil.copy(BOOK, KEPT)
    before = says()
    window = begin()
    started = time.time()
    while imports() == 0:
        keys("key", "Return")
        time.sleep(0.5)
        if time.time() - started > 600:
            window.kill()
            raise SystemExit("the whole import did not end within ten minutes")
    took = time.time() - started
    time.sleep(1.5)
    window.kill()
    window.wait()
    after = says()
    assert after[1] >= before[1] + ROWS, (before, after)
    print(f"{ROWS} rows in the window: {took:.1f} s", flush=True)
    chance = random.Random(SEED)
    counts = {"before": 0, "after": 0}
    unfinished, longest, wrong = 0, 0.0, []
    for moment in range(MOMENTS):
        shutil.copy(KEPT, BOOK)
        for left in (BOOK + "-journal",):
            if os.path.exists(left):
                os.remove(left)
        # Every other one in the second half, in which the figures are written.
        share = chance.random() * 1.05 if moment % 2 else 0.5 + chance.random() * 0.55
        window = begin()
        go_on(time.time(), took * share)
        window.kill()
        window.wait()
        unfinished += os.path.exists(BOOK + "-journal")
        opening = time.time()
        code, said = run("list", BOOK, "imports")
        longest = max(longest, time.time() - opening)
        if code == 0:
            code, said = run("check", BOOK)
        seen = says() if code == 0 else None
        if code != 0:
            wrong.append((moment, share, said))
        elif seen == before:
            counts["before"] += 1
        elif seen == after:
            counts["after"] += 1
        else:
            wrong.append((moment, share, seen, before, after))
        if moment % 10 == 9:
            print(f"{moment + 1}: {counts}, {unfinished} while it wrote, longest opening {longest:.2f} s", flush=True)
    window = begin()
    window.kill()
    window.wait()
    print(f"P6 window killed: {MOMENTS} moments, {counts}, {unfinished} of them while it wrote; longest opening {longest:.2f} s; wrong: {wrong}")
    return 1 if wrong else 0


SCREEN = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x720x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(1.5)
try:
    ENDED = main()
finally:
    SCREEN.kill()
    SCREEN.wait()
    shutil.rmtree(ROOT, ignore_errors=True)
sys.exit(ENDED)
