use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::address::Address;
use crate::figures::Theme;

/// What is remembered outside the book, in the user's configuration folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Factor on everything: 0.8 to 2.5.
    pub zoom: f32,
    /// Books opened before, the last one first.
    pub recent: Vec<PathBuf>,
    /// Where in the last book one was.
    pub address: Address,
    /// Folder of the last file that was chosen.
    pub folder: Option<PathBuf>,
    /// True where the program gave up over its faults when it ran last.
    pub gave_up: bool,
    /// True once the strip that introduces the sample was closed.
    pub sample_strip_closed: bool,
    /// Minutes that a show should take; 0 where nobody said.
    pub show_minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            zoom: 1.0,
            recent: Vec::new(),
            address: Address::Goals,
            folder: None,
            gave_up: false,
            sample_strip_closed: false,
            show_minutes: 0,
        }
    }
}

impl Settings {
    /// Smallest and largest zoom.
    pub const ZOOM: (f32, f32) = (0.8, 2.5);

    /// What the file holds; the defaults when there is none or it cannot be understood, since settings are never worth a
    /// refusal to start.
    pub fn read(file: &Path) -> Self {
        std::fs::read_to_string(file)
            .ok()
            .and_then(|text| serde_json::from_str::<Self>(&text).ok())
            .unwrap_or_default()
            .checked()
    }

    /// Writes the settings beside and renames them into place.
    pub fn write(&self, file: &Path) -> std::io::Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let beside = file.with_extension("new");
        std::fs::write(&beside, text)?;
        std::fs::rename(&beside, file)
    }

    /// Puts a book first among the recent ones.
    pub fn remember_book(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(8);
    }

    fn checked(mut self) -> Self {
        if !self.zoom.is_finite() {
            self.zoom = 1.0;
        }
        self.zoom = self.zoom.clamp(Self::ZOOM.0, Self::ZOOM.1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn a_damaged_file_of_settings_is_no_reason_to_stop() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deep").join("settings.json");
        assert_eq!(Settings::read(&file), Settings::default());
        let mut settings = Settings::default();
        settings.remember_book(std::path::Path::new("/a.levelbook"));
        settings.zoom = 9.0;
        settings.write(&file).expect("written");
        assert_eq!(Settings::read(&file).recent, settings.recent);
        assert!((Settings::read(&file).zoom - 2.5).abs() < f32::EPSILON);
        std::fs::write(&file, "{").expect("written");
        assert_eq!(Settings::read(&file), Settings::default());
    }
}
