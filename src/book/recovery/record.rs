//! Rows as a SQLite file holds them, read byte by byte: every length is checked, and what does not fit exactly is no row.

use rusqlite::types::Value;

/// The longest row that is read, in bytes.
const LONGEST: usize = 64 << 20;

/// A number of one to nine bytes at `at`, and where it ends.
pub(super) fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut number: u64 = 0;
    for offset in 0..8 {
        let byte = *bytes.get(at + offset)?;
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((number.cast_signed(), at + offset + 1));
        }
    }
    let last = *bytes.get(at + 8)?;
    Some(((number << 8 | u64::from(last)).cast_signed(), at + 9))
}

/// A number of `length` bytes at `at`, the highest byte first.
pub(super) fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(length)?)?;
    Some(
        word.iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

/// How many bytes of a row of `payload` bytes lie in its own page; the others lie in pages of overflow.
pub(super) fn local(payload: usize, usable: usize, is_table: bool) -> Option<usize> {
    let most = if is_table {
        usable.checked_sub(35)?
    } else {
        (usable.checked_sub(12)? * 64 / 255).checked_sub(23)?
    };
    if payload > LONGEST {
        return None;
    }
    if payload <= most {
        return Some(payload);
    }
    let least = (usable.checked_sub(12)? * 32 / 255).checked_sub(23)?;
    let kept = least + (payload - least) % (usable - 4);
    Some(if kept <= most { kept } else { least })
}

/// The values of a row, where its header and its length agree to the byte.
pub(super) fn values(payload: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header)
        .ok()
        .filter(|end| *end <= payload.len())?;
    let mut body = header;
    let mut values = Vec::new();
    while at < header {
        let (kind, next) = varint(payload, at)?;
        let (value, end) = value(payload, body, kind)?;
        values.push(value);
        (at, body) = (next, end);
    }
    (at == header && body == payload.len()).then_some(values)
}

fn value(payload: &[u8], at: usize, kind: i64) -> Option<(Value, usize)> {
    let length = match kind {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(kind).ok()?,
        5 => 6,
        6 | 7 => 8,
        12.. => usize::try_from((kind - 12) / 2).ok()?,
        _ => return None,
    };
    let end = at.checked_add(length)?;
    let bytes = payload.get(at..end)?;
    let value = match kind {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => {
            let negative = bytes.first().is_some_and(|first| *first >= 0x80);
            let start: i64 = if negative { -1 } else { 0 };
            Value::Integer(
                bytes
                    .iter()
                    .fold(start, |number, byte| number << 8 | i64::from(*byte)),
            )
        }
        7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
        _ if kind % 2 == 1 => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
        _ => Value::Blob(bytes.to_vec()),
    };
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use rusqlite::types::Value;

    use super::{local, values, varint};

    #[test]
    fn rows_are_read_as_sqlite_writes_them() {
        let row = [7, 0, 1, 2, 8, 19, 9, 0x85, 0xff, 0x00, b'a', b'b', b'c'];
        let read = values(&row).expect("a row");
        assert_eq!(
            read,
            [
                Value::Null,
                Value::Integer(-123),
                Value::Integer(-256),
                Value::Integer(0),
                Value::Text("abc".to_owned()),
                Value::Integer(1),
            ]
        );
        assert_eq!(values(&row[..row.len() - 1]), None, "cut short");
        assert_eq!(values(&[&row[..], &[0]].concat()), None, "too long");
        assert_eq!(varint(&[0x81, 0x00], 0), Some((128, 2)));
        assert_eq!(varint(&[0xff; 9], 0), Some((-1, 9)));
        assert_eq!(varint(&[0x80], 0), None);
        assert_eq!(local(100, 4096, true), Some(100));
        assert_eq!(local(5000, 4096, true), Some(908));
        assert_eq!(local(usize::MAX, 4096, true), None);
    }

    #[test]
    fn noise_is_no_row_and_no_panic() {
        let mut state: u32 = 7;
        for length in 0..2000 {
            let noise: Vec<u8> = (0..length % 80)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as u8
                })
                .collect();
            let _ = values(&noise);
        }
    }
}
