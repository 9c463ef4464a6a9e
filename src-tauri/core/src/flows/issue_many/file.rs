//! The file that a list comes from.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::list::LIST_MAX;
use crate::Core;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;

impl Core {
    /// The text of a file with names or signing requests, at most 8 MB. Bytes that are no text are shown as such.
    pub async fn read_issue_list(&self, path: &Path) -> Result<String> {
        let path = path.to_owned();
        self.off_thread(move |_| read(&path)).await
    }
}

fn read(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(LIST_MAX as u64 + 1).read_to_end(&mut bytes));
    if let Err(problem) = opened {
        let message = format!("“{}” could not be read: {problem}.", path.display());
        return Err(Error::new(ErrorCode::FileUnreadable, message)
            .help("Choose another file, or mend what the message names and try again.")
            .field("list"));
    }
    if bytes.len() > LIST_MAX {
        return Err(Error::new(ErrorCode::TooLarge, "A list has at most 8 MB.").help("Split it into several files.").field("list"));
    }
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_text_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.csv");
        std::fs::write(&path, "\u{feff}common_name\nwww.example.com\n").unwrap();
        assert_eq!(read(&path).unwrap(), "common_name\nwww.example.com\n");
        std::fs::write(&path, vec![b'a'; LIST_MAX + 1]).unwrap();
        assert_eq!(read(&path).unwrap_err().code, ErrorCode::TooLarge);
        assert_eq!(read(&folder.path().join("missing.csv")).unwrap_err().code, ErrorCode::FileUnreadable);
    }
}
