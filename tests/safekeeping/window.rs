//! The same promises at the window: what is said where a book is damaged, held by others or gone, and the clicks to bring it back.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use levelbook::book::{BackupPlace, Pace, Writer, back_up, check};
use levelbook::desktop::effects::Picking;
use levelbook::desktop::jobs::{Choosing, Picker, Running, Surroundings};
use levelbook::desktop::{Settings, Window};
use levelbook::import::WorkerProgram;

use crate::made::{FIRST, file, import, now};

struct ToldPicker(Arc<Mutex<Option<PathBuf>>>);

impl Picker for ToldPicker {
    fn pick(&self, _: Picking, _: Option<&Path>, _: &str) -> Choosing {
        let told = self.0.lock().expect("the path").take();
        Box::new(move || told)
    }
}

struct Desk {
    harness: Harness<'static, Window>,
    pick: Arc<Mutex<Option<PathBuf>>>,
}

impl Desk {
    fn on(folder: &Path) -> Self {
        let pick = Arc::new(Mutex::new(None));
        let surroundings = Surroundings {
            settings_file: None,
            sample_book: Some(folder.join("home").join("sample.levelbook")),
            backups: Some(place(folder)),
            worker: WorkerProgram::here(),
            now,
            picker: Box::new(ToldPicker(Arc::clone(&pick))),
        };
        let window = Window::new(
            Settings::default(),
            Some(folder.join("a.levelbook")),
            surroundings,
            Arc::new(|| ()),
            Running::AtOnce,
        );
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 900.0))
            .with_max_steps(60)
            .build_ui_state(|ui, window: &mut Window| window.ui(ui), window);
        harness.run();
        Self { harness, pick }
    }

    fn says(&self) -> String {
        let nodes = self.harness.root().children_recursive();
        let said = nodes.filter_map(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value())
        });
        said.collect::<Vec<String>>().join("\n")
    }

    fn click(&mut self, start: &str) {
        let clicked = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| {
                let node = node.accesskit_node();
                node.role() != egui::Role::Label
                    && node.label().is_some_and(|said| said.starts_with(start))
            })
            .map(|node| node.click())
            .next();
        assert!(clicked.is_some(), "no “{start}” among\n{}", self.says());
        self.harness.run();
    }

    fn open(&self) -> Option<PathBuf> {
        self.harness
            .state()
            .state()
            .book
            .as_ref()
            .map(|book| book.path.clone())
    }
}

fn place(folder: &Path) -> BackupPlace {
    BackupPlace {
        folder: folder.join("home").join("backups"),
        now,
        pace: Pace::Eager,
    }
}

/// A folder with a book of five figures and a backup of it elsewhere.
fn with_backup() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.levelbook");
    let writer = Writer::create_unkept(&path, now()).expect("makes");
    import(&writer, &file("a", 1, FIRST)).expect("imports");
    drop(writer);
    back_up(&path, &place(folder.path())).expect("backs up");
    (folder, path)
}

#[test]
fn p8_a_deleted_book_is_back_in_one_click() {
    let (folder, path) = with_backup();
    std::fs::remove_file(&path).expect("a disk that dies");
    let mut desk = Desk::on(folder.path());
    let said = desk.says();
    assert!(said.contains("a.levelbook was not opened"), "{said}");
    assert!(said.contains("There is no book at"), "{said}");
    assert!(
        said.contains("5 figures of 2 indicators from 1 import, the last of a.csv"),
        "{said}"
    );
    desk.click("Restore the newest backup");
    assert_eq!(desk.open(), Some(path.clone()), "{}", desk.says());
    assert!(check(&path).expect("opens").is_sound());
}

#[test]
fn p9_recovery_is_offered_where_tables_of_a_book_are_and_nowhere_else() {
    let (folder, path) = with_backup();
    let book = std::fs::read(&path).expect("reads");
    let headless = [&b"no database at all!"[..], &book[19..]].concat();
    for (bytes, expected) in [(headless.as_slice(), true), (b"Dear Sir or Madam", false)] {
        std::fs::write(&path, bytes).expect("writes");
        let said = Desk::on(folder.path()).says();
        assert!(said.contains("is not a Levelbook book"), "{said}");
        assert_eq!(
            said.contains("Recover what can be read"),
            expected,
            "{said}"
        );
    }
}

#[test]
fn p9_p10_a_damaged_book_is_restored_beside_itself_or_recovered() {
    for (way, what) in [
        ("Restore the newest backup", "restored"),
        ("Recover what can be read", "recovered"),
    ] {
        let (folder, path) = with_backup();
        let mut bytes = std::fs::read(&path).expect("reads");
        bytes[16..18].fill(0xff);
        std::fs::write(&path, &bytes).expect("writes");
        let mut desk = Desk::on(folder.path());
        let said = desk.says();
        assert!(said.contains("is damaged"), "{said}");
        for raw in ["SQLITE", "malformed", "disk image"] {
            assert!(!said.contains(raw), "{said}");
        }
        desk.click(way);
        let opened = desk
            .open()
            .unwrap_or_else(|| panic!("nothing is open: {}", desk.says()));
        let name = opened
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        assert!(
            name.starts_with(&format!("a ({what} 2026-11-22 10.15")),
            "{name}"
        );
        assert_eq!(check(&opened).expect("opens").figures, 5);
        assert_eq!(
            std::fs::read(&path).expect("reads"),
            bytes,
            "the damaged one stays"
        );
    }
}

#[test]
fn p8_the_open_books_backups_are_a_menu_away_and_one_opens_in_three_clicks() {
    let (folder, path) = with_backup();
    let mut desk = Desk::on(folder.path());
    assert_eq!(desk.open(), Some(path.clone()));
    desk.click("File");
    desk.click("Backups and restoring");
    let said = desk.says();
    assert!(said.contains("5 figures of 2 indicators"), "{said}");
    desk.click("22 November 2026");
    let opened = desk.open().expect("a book");
    assert_ne!(opened, path);
    assert_eq!(check(&opened).expect("opens").figures, 5);
}

#[test]
fn p11_a_book_that_is_open_elsewhere_is_read_and_says_who_has_it() {
    let (folder, path) = with_backup();
    let lock = path.with_file_name(".~lock.a.levelbook#");
    let other = std::fs::File::create(&lock).expect("makes");
    other.lock().expect("locks");
    std::fs::write(&lock, "mary\nDESK-12\n41\n2026-11-22T09:00:00Z\n").expect("writes");
    let mut desk = Desk::on(folder.path());
    let said = desk.says();
    assert!(
        said.contains("mary on DESK-12, since 2026-11-22 09:00"),
        "{said}"
    );
    assert!(said.contains("Read-only"), "{said}");
    desk.click("Data");
    desk.click("Import");
    assert!(
        desk.says().contains("can only be read now"),
        "{}",
        desk.says()
    );
    let copy = folder.path().join("mine.levelbook");
    *desk.pick.lock().expect("the path") = Some(copy.clone());
    desk.click("Save a copy…");
    assert_eq!(check(&copy).expect("opens").figures, 5);
    drop(other);
    assert!(levelbook::book::hold(&path).is_ok(), "it is free again");
    while desk.says().contains("Close this notice") {
        desk.click("Close this notice");
    }
    desk.click("Try again");
    let standing = &desk.harness.state().state().standing;
    assert_eq!(standing.read_only, None);
    assert!(!desk.says().contains("Read-only"), "{}", desk.says());
}

#[cfg(unix)]
#[test]
fn p13_a_book_that_is_deleted_while_it_is_open_can_be_saved() {
    let (folder, path) = with_backup();
    let mut desk = Desk::on(folder.path());
    std::fs::remove_file(&path).expect("removes");
    let copy = folder.path().join("saved.levelbook");
    *desk.pick.lock().expect("the path") = Some(copy.clone());
    desk.click("File");
    desk.click("Save a copy");
    assert_eq!(check(&copy).expect("opens").figures, 5);
    assert!(!path.exists());
}

#[test]
fn p12_what_took_the_place_of_the_open_book_is_shown_once_it_is_opened() {
    let (folder, path) = with_backup();
    let full = folder.path().join("full.levelbook");
    std::fs::rename(&path, &full).expect("steps aside");
    drop(Writer::create_unkept(&path, now()).expect("makes"));
    let mut desk = Desk::on(folder.path());
    let said = desk.says();
    assert!(said.contains("This book holds no figures yet"), "{said}");
    std::fs::rename(&full, &path).expect("takes its place");
    *desk.pick.lock().expect("the path") = Some(path.clone());
    desk.click("File");
    desk.click("Open book");
    assert_eq!(desk.open(), Some(path));
    let said = desk.says();
    assert!(!said.contains("This book holds no figures yet"), "{said}");
}

#[test]
fn a_local_copy_is_begun_put_back_and_left_from_the_menu_and_by_save() {
    let (folder, path) = with_backup();
    let mut desk = Desk::on(folder.path());
    desk.click("File");
    desk.click("Work on a local copy");
    let copy = desk.open().expect("a book");
    assert!(copy.starts_with(folder.path().join("home").join("local copies")));
    let said = desk.says();
    assert!(said.contains("Local copy, all changes put back"), "{said}");
    desk.click("Edit");
    desk.click("Undo import of a.csv");
    let said = desk.says();
    assert!(said.contains("Local copy, 1 change not put back"), "{said}");
    assert_eq!(check(&path).expect("opens").imports, 1, "not there yet");
    let key = (egui::Modifiers::COMMAND, egui::Key::S);
    desk.harness.key_press_modifiers(key.0, key.1);
    desk.harness.run();
    let said = desk.says();
    assert!(said.contains("has your change"), "{said}");
    assert!(said.contains("Local copy, all changes put back"), "{said}");
    assert_eq!(check(&path).expect("opens").imports, 0);

    // Whoever opens the book again goes on with the copy, until it is left.
    drop(desk);
    let mut desk = Desk::on(folder.path());
    assert_eq!(desk.open(), Some(copy.clone()));
    desk.click("File");
    desk.click("Leave the local copy");
    assert_eq!(desk.open(), Some(path));
    assert!(!copy.exists());
    assert!(desk.says().contains("All changes saved"), "{}", desk.says());
}
