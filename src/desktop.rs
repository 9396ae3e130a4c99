//! The window: state, commands, jobs, pages, screens, widgets, theme. Holds no rules of its own: it asks the rooms behind it.
