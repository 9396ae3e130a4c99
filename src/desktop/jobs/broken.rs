use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::message::Message;

/// Does some work, and gives a message where a fault of the program ended it: one fault does not take the window with it.
pub(in crate::desktop) fn caught<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Message> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        Message::new(
            format!("Levelbook made a mistake while {name}."),
            "The book is as it was. Try again; if it happens again, the details help to mend it.",
        )
        .with_details(words(&*payload))
    })
}

fn words(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default()
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
