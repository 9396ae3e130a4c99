//! The arithmetic of METHODS: pure functions on slices, each naming its section. Knows the domain's words and nothing else.

mod association;
mod benchmark;
mod closing;
mod gap;
mod inequality;
mod interval;
mod merge;
mod neighbours;
mod projection;
mod rank;
mod reason;
mod slope_index;
mod spine;
mod spread;
mod target;
mod trend;

pub use association::{Association, association};
pub use benchmark::{Standing, benefit_mad, fifths, judge_by_interval, judge_by_mad};
pub use closing::{Change, End, closing};
pub use gap::{Certainty, Ends, Gap, ends, gap};
pub use inequality::{Inequality, TheilSplit, Weighted, inequality, lorenz, theil_split};
pub use interval::{
    Z95, byar, exact_poisson, rate_interval, standard_error, wilson, wilson_interval,
};
pub use merge::{Combining, MergePart, Merged, merged};
pub use neighbours::{NEIGHBOURS, Neighbour, Neighbours, neighbours};
pub use projection::{FARTHEST_NAMED, Line, Projected, YearsToClose, fit, fit_points};
pub use rank::{Place, ranks};
pub use reason::Reason;
pub use slope_index::{Scale, SlopeIndex, Step, slope_index};
pub use spine::{Spine, spine};
pub use spread::{MiddleLabel, mad, median, middle_label, quantile, score};
pub use target::{Aim, Progress, ProgressLabel, progress};
pub use trend::{Trend, TrendLabel, TrendPoint, recent_trend};

/// A difference smaller than this is none (METHODS, conventions).
pub const SAME: f64 = 1e-9;
/// Fewest subjects for a median absolute deviation or fifths.
pub const FEWEST_SUBJECTS: usize = 5;
