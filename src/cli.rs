//! The same jobs with no window. A stable interface: scripts and tests rely on it.
