//! The list of a run: CSV (RFC 4180) as spreadsheets save it, or signing requests in PEM.

use csv::ReaderBuilder;
use csv::StringRecord;
use csv::Trim;

use crate::domain::private::PrivateContent;
use crate::domain::subject::AltNamesContent;
use crate::domain::template::decision::AskedAs;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki::request;

/// The longest list, in bytes.
pub(super) const LIST_MAX: usize = 8 * 1024 * 1024;
/// The most lines.
const LINES_MAX: usize = 100_000;
/// The columns, in the order that they have without a head line.
const COLUMNS: [&str; 4] = ["common_name", "alt_names", "name", "ttl"];

/// One line: what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it stands, from 1.
    pub number: u32,
    /// The name of the secret; empty for one that is proposed.
    pub name: String,
    pub content: PrivateContent,
}

/// Reads a list, whichever of the two it is.
pub(super) fn read(text: &str) -> Result<Vec<Line>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > LIST_MAX {
        return Err(refused(format!("This list has {} MB; the limit is 8 MB.", text.len() / 1024 / 1024), ErrorCode::TooLarge));
    }
    let lines = if text.contains("-----BEGIN") { requests(text)? } else { table(text)? };
    match lines.len() {
        0 => Err(refused("There is nothing in this list.".into(), ErrorCode::NothingGiven)),
        count if count > LINES_MAX => Err(refused(format!("This list has {count} lines; the limit is {LINES_MAX}."), ErrorCode::TooLarge)),
        _ => Ok(lines),
    }
}

fn requests(text: &str) -> Result<Vec<Line>> {
    let all = request::split(text).map_err(|error| Error::from(error).field("list"))?;
    let line = |(at, csr)| Line { number: number(at), name: String::new(), content: PrivateContent { csr, ..PrivateContent::default() } };
    Ok(all.into_iter().enumerate().map(line).collect())
}

fn table(text: &str) -> Result<Vec<Line>> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut columns: Option<Vec<Option<usize>>> = None;
    let mut lines = Vec::new();
    let mut place = Place { text: text.as_bytes(), byte: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|error| refused(format!("The list cannot be read: {error}."), ErrorCode::InvalidRequest))?;
        let number = place.line_of(&record);
        match &columns {
            None => match head(&record) {
                Some(named) => columns = Some(named),
                None => {
                    let usual: Vec<Option<usize>> = (0..COLUMNS.len()).map(Some).collect();
                    lines.extend(line(&record, number, &usual));
                    columns = Some(usual);
                }
            },
            Some(columns) => lines.extend(line(&record, number, columns)),
        }
    }
    Ok(lines)
}

/// Counts lines on the way through a text; the reader skips empty ones and does not count them.
struct Place<'t> {
    text: &'t [u8],
    byte: usize,
    line: u32,
}

impl Place<'_> {
    fn line_of(&mut self, record: &StringRecord) -> u32 {
        let from = record.position().map_or(self.byte, |position| usize::try_from(position.byte()).unwrap_or(self.byte));
        let blanks = self.text.iter().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = (from + blanks).clamp(self.byte, self.text.len());
        let breaks = self.text[self.byte..start].iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.byte = start;
        self.line
    }
}

/// What separates the fields: tabs where there are any, semicolons where the head line says so, else commas.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let names_columns = |separator: char| first.split(separator).filter(|field| column(field).is_some()).count() > 1;
    match first {
        _ if first.contains('\t') => b'\t',
        _ if names_columns(';') => b';',
        _ => b',',
    }
}

/// Where each column stands, when the record is a head line.
fn head(record: &StringRecord) -> Option<Vec<Option<usize>>> {
    let place = |name: usize| record.iter().position(|field| column(field) == Some(name));
    place(0).or(place(1)).map(|_| (0..COLUMNS.len()).map(place).collect())
}

fn column(field: &str) -> Option<usize> {
    let plain = field.trim().trim_matches('"').to_lowercase().replace([' ', '-'], "_");
    match plain.as_str() {
        "cn" | "commonname" | "domain" | "host" | "hostname" => Some(0),
        "sans" | "san" | "altnames" | "alternative_names" => Some(1),
        other => COLUMNS.iter().position(|column| *column == other),
    }
}

/// `None` for an empty line.
fn line(record: &StringRecord, number: u32, columns: &[Option<usize>]) -> Option<Line> {
    let field = |column: usize| columns.get(column).copied().flatten().and_then(|at| record.get(at)).unwrap_or_default();
    let content = PrivateContent {
        common_name: field(0).to_owned(),
        alt_names: alt_names(field(1)),
        ttl: field(3).to_owned(),
        ..PrivateContent::default()
    };
    record.iter().any(|field| !field.is_empty()).then(|| Line { number, name: field(2).to_owned(), content })
}

/// Each is asked for as what it looks like. An other name has a semicolon in it, so one cannot be among several.
fn alt_names(text: &str) -> AltNamesContent {
    let mut names = AltNamesContent::default();
    let texts: Vec<&str> = match AskedAs::guess(text) {
        AskedAs::Other => vec![text],
        _ => text.split(|separator: char| separator.is_whitespace() || separator == ';' || separator == ',').collect(),
    };
    for name in texts.into_iter().filter(|name| !name.is_empty()) {
        let list = match AskedAs::guess(name) {
            AskedAs::CommonName | AskedAs::Dns => &mut names.dns_names,
            AskedAs::Email => &mut names.email_addresses,
            AskedAs::Ip => &mut names.ip_addresses,
            AskedAs::Uri => &mut names.uris,
            AskedAs::Other => &mut names.other_names,
        };
        list.push(name.to_owned());
    }
    names
}

fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

fn refused(message: String, code: ErrorCode) -> Error {
    Error::new(code, message).field("list")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> Vec<(u32, String, Vec<String>, String, String)> {
        let all = read(list).unwrap().into_iter();
        all.map(|line| (line.number, line.content.common_name, line.content.alt_names.dns_names, line.name, line.content.ttl)).collect()
    }

    #[test]
    fn a_list_is_read_however_it_was_saved() {
        let expected = [
            (
                2,
                "a.example.com".to_owned(),
                vec!["b.example.com".to_owned(), "c.example.com".to_owned()],
                "first".to_owned(),
                "30d".to_owned(),
            ),
            (3, "d.example.com".to_owned(), Vec::new(), String::new(), String::new()),
        ];
        for list in [
            "common_name,alt_names,name,ttl\na.example.com,b.example.com c.example.com,first,30d\nd.example.com,,,\n",
            "\u{feff}Common name;Alt names;Name;TTL\r\n a.example.com ;b.example.com c.example.com;first;30d\r\nd.example.com\r\n\r\n",
            "ttl\tname\tsans\tcn\n30d\tfirst\tb.example.com;c.example.com\ta.example.com\n\t\t\td.example.com\n",
            "CN,SAN,name,ttl\na.example.com,\"b.example.com, c.example.com\",first,30d\nd.example.com\n",
        ] {
            assert_eq!(names(list), expected, "{list:?}");
        }
    }

    #[test]
    fn a_single_column_is_common_names() {
        let found = names("a.example.com\n\n b.example.com\n");
        assert_eq!(
            found.iter().map(|(number, name, ..)| (*number, name.as_str())).collect::<Vec<_>>(),
            [(1, "a.example.com"), (3, "b.example.com")]
        );
    }

    #[test]
    fn alternative_names_are_what_they_look_like() {
        let line = &read("a.example.com,alex@example.com 192.0.2.1 spiffe://example.com/a b.example.com").unwrap()[0];
        let names = &line.content.alt_names;
        assert_eq!((names.email_addresses.len(), names.ip_addresses.len(), names.uris.len(), names.dns_names.len()), (1, 1, 1, 1));
        let other = &read("a.example.com,1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com").unwrap()[0];
        assert_eq!(other.content.alt_names.other_names.len(), 1);
    }

    #[test]
    fn what_is_no_list_is_refused_at_its_field() {
        for (list, code) in
            [("", ErrorCode::NothingGiven), ("common_name\n", ErrorCode::NothingGiven), (&"x".repeat(LIST_MAX + 1), ErrorCode::TooLarge)]
        {
            let error = read(list).unwrap_err();
            assert_eq!((error.code, error.field), (code, Some("list")));
        }
        assert!(read("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n").is_err());
    }
}
