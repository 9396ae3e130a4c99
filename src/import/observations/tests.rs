use super::Observations;
use crate::domain::{Marker, Markers, Reading, State};
use crate::import::ReviewedObservation;

fn figure(value: f64) -> ReviewedObservation {
    ReviewedObservation {
        indicator: 0,
        subject: 127,
        period: 128,
        group: 70_000,
        source: Some(300),
        reading: Reading::number(value).unwrap_or(Reading::withheld(State::Error)),
        lower: Some(-value),
        upper: None,
        count: Some(value / 3.0),
        denominator: None,
        markers: Markers::none()
            .with(Marker::Revised)
            .with(Marker::Estimated),
        raw: Some("1,234 [r][e]".to_owned()),
        note: None,
        row: 1_000_001,
        column: 9,
    }
}

#[test]
fn figures_come_back_as_they_were_put() {
    let bare = ReviewedObservation {
        reading: Reading::withheld(State::Confidential),
        source: None,
        lower: None,
        count: None,
        markers: Markers::none(),
        raw: None,
        note: Some("break in the series".into()),
        ..figure(1.0)
    };
    let figures = [figure(0.1), bare.clone(), figure(-69.7), bare, figure(1e15)];
    let all: Observations = figures.iter().cloned().collect();
    assert_eq!(all.iter().collect::<Vec<_>>(), figures);
    assert_eq!((all.len(), all.get(5)), (5, None));
    for (at, figure) in figures.iter().enumerate() {
        assert_eq!(all.get(at).as_ref(), Some(figure));
        assert_eq!(all.names(at), Some([0, 127, 128, 70_000]));
    }
    let mut some = all.clone();
    some.put_last(|figure| figure.note.is_some());
    let [first, bare, second, other, last] = figures.clone();
    let apart = [first, second, last, bare, other];
    assert_eq!(some.iter().collect::<Vec<_>>(), apart);
    assert_eq!(some.get(4).as_ref(), apart.last());
    let mut some = all.clone();
    some.leave_out(&[0, 3]);
    let [_, second, third, _, fifth] = figures;
    assert_eq!(some.iter().collect::<Vec<_>>(), [second, third, fifth]);
}

proptest::proptest! {
    #[test]
    fn every_number_comes_back_to_the_last_bit(value in -1e15_f64..1e15, digits in -1_000_000_000_i64..1_000_000_000, decimals in 0..10_i32) {
        for value in [value, digits as f64 / 10_f64.powi(decimals), 5e-324] {
            let all: Observations = [figure(value)].into_iter().collect();
            let back = all.get(0);
            let bits = |of: Option<f64>| of.map(f64::to_bits);
            let (read, lower, count) = back.map_or((None, None, None), |f| (f.reading.value(), f.lower, f.count));
            proptest::prop_assert_eq!(bits(read), bits(figure(value).reading.value()));
            proptest::prop_assert_eq!(bits(lower), bits(Some(-value)));
            proptest::prop_assert_eq!(bits(count), bits(Some(value / 3.0)));
        }
    }
}
