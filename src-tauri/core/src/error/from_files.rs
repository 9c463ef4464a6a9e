//! Files: what could not be written, in words.

use super::Error;
use super::ErrorCode;
use crate::files::FileError;

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        let shown = match &error {
            FileError::NotWritable { path } => Self::new(ErrorCode::NotWritable, format!("“{}” cannot be written.", path.display()))
                .help("Allow your user to write there, or choose another folder."),
            FileError::DiskFull { path } => Self::new(ErrorCode::DiskFull, format!("The disk that holds “{}” is full.", path.display()))
                .help("Free some space and try again. What was there before is unchanged."),
            FileError::AlreadyThere { path } => Self::new(ErrorCode::FileExists, format!("“{}” is already there.", path.display()))
                .help("Choose another name, or confirm that the file may be replaced."),
            FileError::Other { path, source } => {
                Self::new(ErrorCode::NotWritable, format!("“{}” could not be written: {source}.", path.display()))
                    .help("Choose another folder, or mend what the message names and try again.")
            }
        };
        shown.because(error)
    }
}
