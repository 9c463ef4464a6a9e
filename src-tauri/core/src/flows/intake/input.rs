//! What comes in: pasted text and files, read with a limit.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use secrecy::SecretString;

use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki;
use crate::pki::contents;
use crate::pki::pem::FILE_MAX_BYTES;
use crate::pki::pem::Part;

/// Where pasted text says it comes from.
pub(super) const PASTED: &str = "Pasted text";

/// Bytes from one file or one paste.
pub(super) struct Input {
    pub(super) source: String,
    pub(super) bytes: SecretSlice<u8>,
}

impl fmt::Debug for Input {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Input({} bytes)", self.bytes.expose_secret().len())
    }
}

impl Input {
    /// Text that the person pasted or typed.
    pub(super) fn pasted(text: &SecretString) -> Self {
        Self { source: PASTED.into(), bytes: text.expose_secret().as_bytes().to_vec().into() }
    }

    /// A file, when it is one and not too large.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let source = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let unreadable = |reason: String| {
            Error::new(ErrorCode::FileUnreadable, format!("“{source}” cannot be read: {reason}."))
                .help("Look whether it is a file that your user may read.")
        };
        if !path.is_file() {
            return Err(unreadable("it is not a file".into()));
        }
        let mut bytes = Vec::new();
        let limit = FILE_MAX_BYTES as u64 + 1;
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(|error| unreadable(error.to_string()))?;
        match bytes.len() > FILE_MAX_BYTES {
            true => {
                Err(Error::new(ErrorCode::TooLarge, format!("“{source}” is larger than 1 MB."))
                    .help("Drop certificate and key files only."))
            }
            false => Ok(Self { source, bytes: bytes.into() }),
        }
    }

    /// Takes the input apart. What was no PEM becomes PEM, so that its parts are found again in its bytes.
    pub(super) fn open(&mut self) -> Result<Vec<Part>, pki::Error> {
        let contents = contents::read(self.bytes.expose_secret())?;
        if contents.converted {
            self.bytes = joined(&contents.parts);
        }
        Ok(contents.parts)
    }

    /// Whether `bytes` were cut out of it.
    pub(super) fn holds(&self, bytes: &[u8]) -> bool {
        let first = bytes.split(|byte| *byte == b'\n').nth(1).unwrap_or(bytes);
        let all = self.bytes.expose_secret();
        !first.is_empty() && all.windows(first.len()).any(|window| window == first)
    }
}

/// Canonical PEM of several parts.
pub(super) fn joined(parts: &[Part]) -> SecretSlice<u8> {
    let bytes = zeroize::Zeroizing::new(parts.iter().map(Part::verbatim).collect::<Vec<_>>().join(&b'\n'));
    bytes.to_vec().into()
}
