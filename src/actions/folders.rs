use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::ActionError;

/// Where Levelbook keeps what belongs to a user and to no book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    data: PathBuf,
    documents: Option<PathBuf>,
}

impl Folders {
    /// The folders of the current user, or those below `home` where it is given (the variable `LEVELBOOK_HOME`), as on a stick.
    pub fn find(home: Option<&Path>) -> Result<Self, ActionError> {
        if let Some(home) = home {
            let data =
                std::path::absolute(home).map_err(|source| ActionError::folder(home, source))?;
            return Ok(Self {
                documents: Some(data.clone()),
                data,
            });
        }
        let dirs = ProjectDirs::from("", "", "Levelbook").ok_or(ActionError::NoHome)?;
        let documents = UserDirs::new().and_then(|user| {
            user.document_dir()
                .map(Path::to_path_buf)
                .or_else(|| Some(user.home_dir().to_path_buf()))
        });
        Ok(Self {
            data: dirs.data_local_dir().to_path_buf(),
            documents,
        })
    }

    /// The folder itself, made when it is missing.
    pub fn data(&self) -> Result<&Path, ActionError> {
        std::fs::create_dir_all(&self.data)
            .map_err(|source| ActionError::folder(&self.data, source))?;
        Ok(&self.data)
    }

    /// Where the sample book lies.
    pub fn sample_book(&self) -> PathBuf {
        self.data.join("sample.levelbook")
    }

    /// Where settings are kept.
    pub fn settings(&self) -> PathBuf {
        self.data.join("settings.json")
    }

    /// Where a report goes when nobody said where.
    pub fn report(&self) -> PathBuf {
        self.data.join("levelbook-report.html")
    }

    /// Where a new book is offered to lie.
    pub fn documents(&self) -> &Path {
        self.documents.as_deref().unwrap_or(&self.data)
    }

    /// Where local copies of books lie, a folder a book.
    pub fn local_copies(&self) -> PathBuf {
        self.data.join("local copies")
    }

    /// Where backups of books are kept, a folder a book.
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }
}
