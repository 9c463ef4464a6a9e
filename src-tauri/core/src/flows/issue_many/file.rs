//! The files that a list, or a signing request, comes from.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use serde::Serialize;
use ts_rs::TS;

use super::list::LIST_MAX;
use crate::Core;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki::request;

/// What files with names or signing requests say, for a field that takes such text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListText {
    /// What the file is called; of several, the first.
    pub name: String,
    /// How many files it comes from.
    pub files: u32,
    /// One after the other, requests as PEM.
    pub text: String,
}

impl Core {
    /// The text of files with names or signing requests, at most 8 MB together. Requests in DER become PEM; a private key is refused, for it
    /// has no place on the screen.
    pub async fn read_lists(&self, paths: Vec<PathBuf>) -> Result<ListText> {
        self.off_thread(move |_| read_all(&paths)).await
    }
}

fn read_all(paths: &[PathBuf]) -> Result<ListText> {
    let mut text = String::new();
    for path in paths {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&read(path)?);
        if text.len() > LIST_MAX {
            return Err(too_large());
        }
    }
    let name = paths.first().map(|path| name_of(path)).unwrap_or_default();
    Ok(ListText { name, files: u32::try_from(paths.len()).unwrap_or(u32::MAX), text })
}

fn read(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(LIST_MAX as u64 + 1).read_to_end(&mut bytes));
    if let Err(problem) = opened {
        return Err(Error::new(ErrorCode::FileUnreadable, format!("“{}” could not be read: {problem}.", path.display()))
            .help("Choose another file, or mend what the message names and try again.")
            .field("list"));
    }
    if bytes.len() > LIST_MAX {
        return Err(too_large());
    }
    if let Some(pem) = request::pem_of_der(&bytes) {
        return Ok(pem);
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) if text.contains("PRIVATE KEY-----") => Err(Error::new(
            ErrorCode::FoundInstead,
            format!("“{}” holds a private key; a signing request or a list of names is wanted.", name_of(path)),
        )
        .help("Keys stay with who made them: choose the request, or import the key with its certificate.")
        .field("list")),
        _ if bytes.contains(&0) => {
            Err(Error::new(ErrorCode::FoundInstead, format!("“{}” is neither a text nor a signing request.", name_of(path)))
                .help("Choose a CSV file, or signing requests as PEM or DER.")
                .field("list"))
        }
        _ => Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned()),
    }
}

fn too_large() -> Error {
    Error::new(ErrorCode::TooLarge, "A list has at most 8 MB.").help("Split it into several files.").field("list")
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/pem").join(name)
    }

    #[test]
    fn a_list_is_read_as_text_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.csv");
        std::fs::write(&path, "\u{feff}common_name\nwww.example.com\n").unwrap();
        let expected = ListText { name: "names.csv".into(), files: 1, text: "common_name\nwww.example.com\n".into() };
        assert_eq!(read_all(std::slice::from_ref(&path)).unwrap(), expected);
        std::fs::write(&path, vec![b'a'; LIST_MAX + 1]).unwrap();
        assert_eq!(read(&path).unwrap_err().code, ErrorCode::TooLarge);
        assert_eq!(read(&folder.path().join("missing.csv")).unwrap_err().code, ErrorCode::FileUnreadable);
    }

    #[test]
    fn requests_follow_each_other_however_they_were_saved() {
        let read = read_all(&[fixture("leaf.csr.der"), fixture("leaf.csr.pem")]).unwrap();
        assert_eq!((read.name.as_str(), read.files), ("leaf.csr.der", 2));
        assert_eq!(request::split(&read.text).unwrap().len(), 2);
    }

    #[test]
    fn what_has_no_place_on_the_screen_does_not_come_there() {
        for name in ["leaf.key.pem", "combined.pem", "encrypted-pbes2.key.pem", "leaf.p12", "leaf.cer"] {
            let error = read(&fixture(name)).unwrap_err();
            assert_eq!((error.code, error.field), (ErrorCode::FoundInstead, Some("list")), "{name}");
        }
    }
}
