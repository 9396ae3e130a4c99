//! What others have made of a book as it stands, kept until it changes, so that it is made once and not for every question.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::{BookError, Reader};

type Shared = Arc<dyn Any + Send + Sync>;

/// By what it is, and its name.
type ByName = HashMap<(TypeId, String), Shared>;

/// What is kept, and the revision of the book that it was made of.
#[derive(Default)]
pub(super) struct Kept(RefCell<(u64, ByName)>);

impl Reader {
    /// What `make` made of the book under this name, made anew once the book has changed.
    pub fn kept<T, E>(&self, name: &str, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E>
    where
        T: Any + Send + Sync,
        E: From<BookError>,
    {
        let revision = self.revision()?;
        let key = (TypeId::of::<T>(), name.to_owned());
        let known = {
            let mut kept = self.kept.0.borrow_mut();
            if kept.0 != revision {
                *kept = (revision, HashMap::new());
            }
            kept.1.get(&key).cloned()
        };
        if let Some(known) = known.and_then(|known| known.downcast().ok()) {
            return Ok(known);
        }
        let fresh = Arc::new(make()?);
        let shared: Shared = Arc::<T>::clone(&fresh);
        let mut kept = self.kept.0.borrow_mut();
        if kept.0 == revision {
            kept.1.insert(key, shared);
        }
        Ok(fresh)
    }
}
