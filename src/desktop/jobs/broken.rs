use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::log;
use crate::message::{Message, words_of_panic};

/// Does some work, and gives a message where a fault of the program ended it: one fault does not take the window with it.
pub(in crate::desktop) fn caught<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Message> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        Message::new(
            format!("Levelbook made a mistake while {name}."),
            "Your work is saved. Try again; if it happens again, the report helps to mend it.",
        )
        .with_details(log::last_report().unwrap_or_else(|| words_of_panic(&*payload)))
    })
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_fault_becomes_a_message() {
        let ended: Result<(), _> = caught("counting", || panic!("one too many"));
        let message = ended.expect_err("it failed");
        assert!(message.headline.ends_with("while counting."));
        assert_eq!(message.details, "one too many");
        assert_eq!(caught("counting", || 3), Ok(3));
    }
}
