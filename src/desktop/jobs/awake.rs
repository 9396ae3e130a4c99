use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::broken::caught;
use crate::log;

/// Keeps the screen from going dark during a show, on a thread of its own: the system may take its time to answer, and where it
/// has no service for this nothing happens.
#[derive(Default)]
pub(super) struct Screen {
    /// The screen may sleep again once this is gone.
    held: Option<Sender<()>>,
}

impl Screen {
    /// Begins, or ends.
    pub(super) fn keep(&mut self, on: bool) {
        if on == self.held.is_some() {
            return;
        }
        self.held = None;
        if !on {
            return;
        }
        let (held, gone) = channel::<()>();
        let started = thread::Builder::new()
            .name("keeping the screen awake".to_owned())
            .spawn(move || {
                let _ = caught("keeping the screen awake", || {
                    let held = system::hold();
                    if held.is_none() {
                        log::line("the screen may go dark");
                    }
                    // Until the show ends.
                    let _ = gone.recv();
                });
            });
        self.held = started.is_ok().then_some(held);
    }
}

/// As the system names the program that asks, and why it asks.
const WHO: &str = "Levelbook";
const WHY: &str = "A story is shown";

#[cfg(target_os = "linux")]
mod system {
    use std::collections::HashMap;

    use zbus::Connection;
    use zbus::zvariant::Value;

    use super::{WHO, WHY};

    /// The portal's word for "do not take the session for idle".
    const IDLE: u32 = 8;

    /// Asks the desktop, through its own bus on this machine; it holds for as long as the connection does.
    pub(super) fn hold() -> Option<Connection> {
        let named = std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default();
        // A bus on another machine is none of ours.
        let is_here = named.is_empty() || named.split(';').all(|one| one.starts_with("unix:"));
        is_here.then(|| zbus::block_on(asked()).ok()).flatten()
    }

    async fn asked() -> zbus::Result<Connection> {
        let bus = Connection::session().await?;
        let saver = "org.freedesktop.ScreenSaver";
        let kept = bus
            .call_method(
                Some(saver),
                "/org/freedesktop/ScreenSaver",
                Some(saver),
                "Inhibit",
                &(WHO, WHY),
            )
            .await;
        if kept.is_err() {
            let why = HashMap::from([("reason", Value::from(WHY))]);
            bus.call_method(
                Some("org.freedesktop.portal.Desktop"),
                "/org/freedesktop/portal/desktop",
                Some("org.freedesktop.portal.Inhibit"),
                "Inhibit",
                &("", IDLE, why),
            )
            .await?;
        }
        Ok(bus)
    }
}

#[cfg(any(windows, target_os = "macos"))]
mod system {
    use super::{WHO, WHY};

    /// Asks the system; it holds until it is dropped.
    pub(super) fn hold() -> Option<keepawake::KeepAwake> {
        let mut asked = keepawake::Builder::default();
        asked.display(true).reason(WHY).app_name(WHO).create().ok()
    }
}

#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
mod system {
    /// No way is known on this system.
    pub(super) fn hold() -> Option<()> {
        None
    }
}
