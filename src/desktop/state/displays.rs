/// A screen of the machine, in the order in which the system names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// Where its corner lies among all of them, in pixels.
    pub at: (i32, i32),
    /// Whether the system says that it is the first one.
    pub is_primary: bool,
    /// Whether the window is on it.
    pub is_here: bool,
}

/// Which screen the room sees and which the speaker, each by its place in the system's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// The screen of the room.
    pub room: usize,
    /// The screen of the speaker.
    pub speaker: usize,
}

impl Seats {
    /// The speaker has the first screen, else the one where the window is; the room has the one where the window is, else the
    /// next. None where there are not two that show different things: notes never stand in front of the room.
    pub fn of(displays: &[Display]) -> Option<Self> {
        let mirrors = |at: usize, one: &Display| {
            let mut before = displays.iter().take(at);
            before.any(|other| other.at == one.at)
        };
        let apart = || {
            let all = displays.iter().enumerate();
            all.filter(|(at, one)| !mirrors(*at, one))
        };
        let first = |wanted: &dyn Fn(usize, &Display) -> bool| {
            let mut found = apart().filter(|(at, one)| wanted(*at, one));
            found.next().map(|(at, _)| at)
        };
        let speaker = first(&|_, one| one.is_primary)
            .or_else(|| first(&|_, one| one.is_here))
            .or_else(|| first(&|_, _| true))?;
        let room = first(&|at, one| at != speaker && one.is_here)
            .or_else(|| first(&|at, _| at != speaker))?;
        Some(Self { room, speaker })
    }

    /// The other way round.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            room: self.speaker,
            speaker: self.room,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Display, Seats};

    #[test]
    fn the_room_sees_the_other_screen_and_never_a_copy_of_the_speaker_s() {
        let display = |x, is_primary, is_here| Display {
            at: (x, 0),
            is_primary,
            is_here,
        };
        for (displays, seats) in [
            (vec![], None),
            (vec![display(0, true, true)], None),
            // Both show the same.
            (vec![display(0, true, true), display(0, false, false)], None),
            (
                vec![display(0, true, true), display(1280, false, false)],
                Some((1, 0)),
            ),
            (
                vec![display(0, false, false), display(1280, true, true)],
                Some((0, 1)),
            ),
            // The window was moved to the room's screen already.
            (
                vec![
                    display(0, true, false),
                    display(1280, false, false),
                    display(2560, false, true),
                ],
                Some((2, 0)),
            ),
            // The system does not say which is the first.
            (
                vec![display(0, false, false), display(1280, false, true)],
                Some((0, 1)),
            ),
        ] {
            let found = Seats::of(&displays);
            assert_eq!(
                found.map(|seats| (seats.room, seats.speaker)),
                seats,
                "{displays:?}"
            );
        }
    }
}
