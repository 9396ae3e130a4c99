//! Which door: the window or the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == levelbook::import::WORKER_ARGUMENT)
    {
        return levelbook::import::worker_main();
    }
    ExitCode::SUCCESS
}
