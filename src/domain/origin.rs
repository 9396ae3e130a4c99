use serde::{Deserialize, Serialize};

/// The cell that a figure was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Number of the import in the book; 0 before it is written.
    pub import: u32,
    /// Name of the sheet; the file's name for a text file.
    pub sheet: String,
    /// Row in the source, from 1.
    pub row: u32,
    /// Column in the source, from 1.
    pub column: u32,
}

impl Origin {
    /// The cell as a spreadsheet names it: `D17`.
    pub fn cell(&self) -> String {
        format!("{}{}", self.column_letters(), self.row)
    }

    /// The column as a spreadsheet names it: `D`.
    pub fn column_letters(&self) -> String {
        let column = self.column.checked_sub(1);
        column.map_or_else(String::new, column_letters)
    }
}

/// Whether a table lies on the sheet of this name: a further one of the same sheet is called `NAME (table 2)`.
pub fn lies_on(table: &str, sheet: &str) -> bool {
    let rest = table.strip_prefix(sheet);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" (table "))
}

/// The letters by which a spreadsheet names a column, counted from 0: `A`, `AB`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        for (column, name) in [
            (1, "A7"),
            (26, "Z7"),
            (27, "AA7"),
            (702, "ZZ7"),
            (703, "AAA7"),
        ] {
            assert_eq!(
                Origin {
                    column,
                    row: 7,
                    ..Origin::default()
                }
                .cell(),
                name
            );
        }
    }
}
