/// Which of `count` things in a row keep their names where only `most` may carry one: those in focus, as long as the
/// two ends stay, then the others by turns from both ends, since what is highest and lowest says most. In their order.
pub(super) fn few(count: usize, most: usize, focus: impl Fn(usize) -> bool) -> Vec<usize> {
    if count <= most {
        return (0..count).collect();
    }
    let mut kept: Vec<usize> = (0..count)
        .filter(|index| focus(*index))
        .take(most.saturating_sub(2).max(most.min(1)))
        .collect();
    for step in 0..count {
        let index = if step % 2 == 0 {
            step / 2
        } else {
            count - 1 - step / 2
        };
        if kept.len() < most && !kept.contains(&index) {
            kept.push(index);
        }
    }
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::few;

    #[test]
    fn those_in_focus_stay_and_the_ends() {
        assert_eq!(few(5, 8, |_| false), [0, 1, 2, 3, 4]);
        assert_eq!(few(9, 4, |index| index == 4), [0, 1, 4, 8]);
        assert_eq!(few(9, 3, |index| index == 8), [0, 1, 8]);
        assert_eq!(few(9, 4, |index| index > 3), [0, 4, 5, 8]);
        assert_eq!(few(9, 1, |index| index > 3), [4]);
        assert_eq!(few(3, 0, |_| true), [] as [usize; 0]);
    }
}
