//! Text into records: quotes, doubled quotes, quoted line ends, all three kinds of line end, and a bound on what one
//! quotation mark can swallow.

mod scan;

use std::io::{Read, Seek};

use scan::{Ended, Field, Scan};

use super::refusal::Refusal;
use super::text_source::TextSource;
use super::{limits, outlet};

/// Parts a text into records, one at a time, in constant memory.
pub(super) struct Records<R> {
    source: TextSource<R>,
    buffer: Vec<u8>,
    /// Where the next record starts in the buffer.
    start: usize,
    /// Where the record starts that was found last.
    record: usize,
    /// Line of the next record, from 0.
    line: u32,
    delimiter: Vec<u8>,
    more: bool,
    after_return: bool,
    /// Fields that do not stand in the buffer as they are, such as those with doubled quotes.
    text: Vec<u8>,
    fields: Vec<Field>,
    unclosed: usize,
}

/// What was met with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// A quotation mark opens on this line, from 0, and is never closed: its line was taken as it stands.
    Unclosed(u32),
    /// A quoted cell that starts on this line, from 0, runs over so many lines.
    Long(u32, u32),
}

impl<R: Read + Seek> Records<R> {
    pub(super) fn new(source: TextSource<R>) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            start: 0,
            record: 0,
            line: 0,
            delimiter: b",".to_vec(),
            more: true,
            after_return: false,
            text: Vec::new(),
            fields: Vec::new(),
            unclosed: 0,
        }
    }

    /// The first bytes, to guess the delimiter from.
    pub(super) fn sample(&mut self) -> Result<String, Refusal> {
        self.fill()?;
        Ok(String::from_utf8_lossy(&self.buffer).into_owned())
    }

    /// Sets the delimiter and leaves out the first bytes, a line that names it.
    pub(super) fn set_delimiter(&mut self, delimiter: char, leave_out: usize) {
        self.delimiter = delimiter.to_string().into_bytes();
        if leave_out > 0 {
            self.start = leave_out;
            self.line = 1;
        }
    }

    /// Bytes of the file that were read.
    pub(super) fn done(&self) -> u64 {
        self.source.done()
    }

    /// The fields of the record that [`Records::next`] found.
    pub(super) fn fields(&self) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        // The record as a whole is nearly always text: its fields need no look of their own.
        let first = self.record;
        let record = self.buffer.get(first..self.start).unwrap_or_default();
        let record = std::str::from_utf8(record).unwrap_or_default();
        self.fields.iter().map(move |field| {
            if !field.in_text
                && let Some(text) = record.get(field.from - first..field.to - first)
            {
                return text.into();
            }
            let lies = if field.in_text {
                &self.text
            } else {
                &self.buffer
            };
            let bytes = lies.get(field.from..field.to).unwrap_or_default();
            std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Into::into)
        })
    }

    /// Reads the next record: the line on which it starts, from 0, and what was met with it. None at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u32, Option<Remark>)>, Refusal> {
        self.compact();
        if self.after_return {
            self.after_return = false;
            if self.first()? == Some(b'\n') {
                self.start += 1;
            }
        }
        if self.first()?.is_none() {
            return Ok(None);
        }
        let line = self.line;
        let mut remark = None;
        let mut quoted_lines = 0;
        let ended = self.scan(true, &mut quoted_lines)?;
        let length = match ended {
            Ended::Record(length) => length,
            Ended::TooLong | Ended::More => return Err(too_long(line)),
            Ended::TooWide => return Err(too_wide(line)),
            Ended::Unclosed => {
                self.unclosed += 1;
                if self.unclosed > limits::UNCLOSED_QUOTES {
                    return Err(Refusal::Damaged {
                        what: format!(
                            "quotation marks that open a cell are not closed, the last of them on line {}",
                            line + 1
                        ),
                        details: String::new(),
                    });
                }
                remark = Some(Remark::Unclosed(line));
                match self.scan(false, &mut quoted_lines)? {
                    Ended::Record(length) => length,
                    Ended::TooWide => return Err(too_wide(line)),
                    Ended::TooLong | Ended::Unclosed | Ended::More => return Err(too_long(line)),
                }
            }
        };
        if remark.is_none() && quoted_lines >= limits::QUOTED_LINES {
            remark = Some(Remark::Long(line, quoted_lines));
        }
        self.record = self.start;
        self.start += length;
        self.line = self.line.saturating_add(1).saturating_add(quoted_lines);
        Ok(Some((line, remark)))
    }

    /// Finds the fields of one record; gives the bytes it takes with its line end.
    fn scan(&mut self, quotes: bool, quoted_lines: &mut u32) -> Result<Ended, Refusal> {
        loop {
            self.text.clear();
            self.fields.clear();
            *quoted_lines = 0;
            let mut scan = Scan {
                bytes: &self.buffer,
                start: self.start,
                delimiter: &self.delimiter,
                is_last: !self.more,
                text: &mut self.text,
                fields: &mut self.fields,
                quoted_lines,
            };
            match scan.record(quotes) {
                Ended::More => self.fill()?,
                Ended::Record(length) => {
                    let last = (self.start + length).checked_sub(1);
                    let last = last.and_then(|last| self.buffer.get(last));
                    self.after_return = last == Some(&b'\r');
                    return Ok(Ended::Record(length));
                }
                ended => return Ok(ended),
            }
        }
    }

    /// The first byte of what was not read yet.
    fn first(&mut self) -> Result<Option<u8>, Refusal> {
        while self.more && self.buffer.len() <= self.start {
            self.fill()?;
        }
        Ok(self.buffer.get(self.start).copied())
    }

    fn fill(&mut self) -> Result<(), Refusal> {
        self.more = self
            .source
            .fill(&mut self.buffer)
            .map_err(|error| Refusal::Damaged {
                what: "its bytes cannot be read to the end".to_owned(),
                details: error.to_string(),
            })?;
        Ok(())
    }

    /// Forgets what was read, once it is much.
    fn compact(&mut self) {
        if self.start > 1 << 19 || self.start == self.buffer.len() {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
    }
}

fn too_wide(line: u32) -> Refusal {
    Refusal::TooLarge {
        what: format!(
            "line {} has more than {} columns",
            line + 1,
            outlet::grouped(u64::from(limits::COLUMNS))
        ),
    }
}

fn too_long(line: u32) -> Refusal {
    Refusal::TooLarge {
        what: format!(
            "line {} is longer than a line of a table can be ({} bytes)",
            line + 1,
            outlet::grouped(limits::RECORD_BYTES as u64)
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Records, Remark};
    use crate::import::text_source::{Encoding, TextSource};

    type Row = (u32, Vec<String>);

    fn rows(text: &str, delimiter: char) -> (Vec<Row>, Vec<Remark>) {
        let source = TextSource::new(Cursor::new(text.as_bytes()), Encoding::Utf8, 0).unwrap();
        let mut records = Records::new(source);
        records.set_delimiter(delimiter, 0);
        let (mut rows, mut remarks) = (Vec::new(), Vec::new());
        while let Some((line, remark)) = records.next().unwrap() {
            rows.push((
                line,
                records.fields().map(std::borrow::Cow::into_owned).collect(),
            ));
            remarks.extend(remark);
        }
        (rows, remarks)
    }

    #[test]
    fn records_start_on_the_line_that_an_editor_shows() {
        for (text, expected) in [
            ("a,b\n1,2\n", vec![(0, vec!["a", "b"]), (1, vec!["1", "2"])]),
            (
                "a,b\r\n\r\n1,2",
                vec![(0, vec!["a", "b"]), (1, vec![""]), (2, vec!["1", "2"])],
            ),
            ("a,b\r1,2\r", vec![(0, vec!["a", "b"]), (1, vec!["1", "2"])]),
            (
                "\"a\r\nb\",c\nd,e\n",
                vec![(0, vec!["a\r\nb", "c"]), (2, vec!["d", "e"])],
            ),
            (
                "\"\"\"RED BAND\"\" LTD\",1\n",
                vec![(0, vec!["\"RED BAND\" LTD", "1"])],
            ),
            ("a \"b\" c,\"\",\n", vec![(0, vec!["a \"b\" c", "", ""])]),
            ("\"a\"b,c\n", vec![(0, vec!["ab", "c"])]),
            ("1\n1,2,3\n", vec![(0, vec!["1"]), (1, vec!["1", "2", "3"])]),
        ] {
            let wanted: Vec<Row> = expected
                .into_iter()
                .map(|(line, fields)| (line, fields.into_iter().map(str::to_owned).collect()))
                .collect();
            assert_eq!(rows(text, ',').0, wanted, "{text:?}");
        }
        assert_eq!(
            rows("a¬b\n", '¬').0,
            [(0, vec!["a".to_owned(), "b".to_owned()])]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_own_line_only() {
        let (rows, remarks) = rows("a,b\n\"x,2\ny,3\n", ',');
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].1, ["\"x", "2"]);
        assert_eq!(remarks, [Remark::Unclosed(1)]);
        let long = format!("a,b\n\"x,2\n{}", "y,3\n".repeat(400_000));
        let (rows, remarks) = self::rows(&long, ',');
        assert_eq!((rows.len(), remarks.len()), (400_002, 1));
        assert_eq!(rows.last().unwrap().0, 400_001);
    }

    proptest::proptest! {
        #[test]
        fn what_a_csv_writer_writes_is_read_back(
            table in proptest::collection::vec(proptest::collection::vec("[a-c,;\"\r\n ¬£]{0,6}", 2..5), 1..8),
            at in 0..3_usize,
        ) {
            let delimiter = [',', ';', '\t'][at];
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .delimiter(delimiter as u8)
                .from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<Vec<String>> = rows(&text, delimiter).0.into_iter().map(|(_, row)| row).collect();
            proptest::prop_assert_eq!(read, table);
        }
    }
}
