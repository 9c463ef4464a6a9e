//! A table for a spreadsheet (CSV, RFC 4180): opened there it shows texts as they are, and no text runs as a formula.

/// The first bytes of the file: without them a spreadsheet takes UTF-8 for the letters of its own country.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One field of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    Number(i64),
    Empty,
}

impl Cell {
    /// A text, if there is one.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The line of these fields, with its end.
pub(super) fn line(cells: &[Cell]) -> String {
    let fields: Vec<String> = cells.iter().map(field).collect();
    fields.join(",") + "\r\n"
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(&harmless(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

/// A text that a spreadsheet would run gets an apostrophe in front, which the spreadsheet takes for “this is text” and does not show.
fn harmless(text: &str) -> String {
    match text.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\r', '\n', ';', '\t', '\'']) || text.starts_with(' ') || text.ends_with(' ') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_back_as_it_was_and_runs_nothing() {
        for (text, written) in [
            ("shop", "shop"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "\"'=1+1\""),
            ("+49 30", "\"'+49 30\""),
            ("-x", "\"'-x\""),
            ("@sum(a1)", "\"'@sum(a1)\""),
            (" =cmd|'/c calc'!A0", "\"' =cmd|'/c calc'!A0\""),
            ("\t=1", "\"'\t=1\""),
            ("＝1+1", "\"'＝1+1\""),
            ("a=b", "a=b"),
        ] {
            assert_eq!(line(&[Cell::text(text)]), format!("{written}\r\n"), "{text:?}");
        }
        assert_eq!(line(&[Cell::text("a"), Cell::Number(-3), Cell::Empty, Cell::text("b")]), "a,-3,,b\r\n", "a number is no formula");
    }
}
