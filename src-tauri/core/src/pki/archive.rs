//! ZIP archives, read file by file within limits, so that a small archive cannot become a huge one.

use std::io::Read;
use std::io::Seek;

use secrecy::SecretSlice;
use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

/// A file that unpacks to more than so many times its packed size is refused, unless it stays small.
const RATIO_MAX: u64 = 200;

/// Whatever its ratio, so many bytes are harmless.
const SMALL: u64 = 1_048_576;

/// What one entry of an archive is.
#[derive(Debug)]
pub enum Packed {
    File(SecretSlice<u8>),
    /// Why it is left out: a sentence.
    Refused(&'static str),
}

/// Why an archive cannot be read as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenArchive {
    /// It is no ZIP archive, or a damaged one.
    Damaged,
    /// It says that it holds more files than are looked at.
    TooMany,
}

/// Hands out every file of an archive with its path in it, in the order of the archive, until `each` fails.
pub fn entries<R, E>(reader: R, limits: Limits, mut each: impl FnMut(String, Packed) -> Result<(), E>) -> Result<(), E>
where
    R: Read + Seek,
    E: From<BrokenArchive>,
{
    let mut archive = ZipArchive::new(reader).map_err(|_| BrokenArchive::Damaged)?;
    if archive.len() > limits.files {
        return Err(BrokenArchive::TooMany.into());
    }
    let mut left = limits.bytes;
    for at in 0..archive.len() {
        if let Some((name, packed)) = entry(&mut archive, at, limits, &mut left) {
            each(name, packed)?;
        }
    }
    Ok(())
}

/// How much of an archive is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub files: usize,
    /// Of one file, unpacked.
    pub file_bytes: u64,
    /// Of all files, unpacked.
    pub bytes: u64,
}

fn entry<R: Read + Seek>(archive: &mut ZipArchive<R>, at: usize, limits: Limits, left: &mut u64) -> Option<(String, Packed)> {
    let mut file = match archive.by_index(at) {
        Ok(file) if file.is_dir() => return None,
        Ok(file) => file,
        Err(error) => return Some((format!("file {}", at + 1), Packed::Refused(reason(&error)))),
    };
    let name = file.name().map_or_else(|_| format!("file {}", at + 1), |name| visible(&name));
    let (packed, unpacked) = (file.compressed_size(), file.size());
    if unpacked > limits.file_bytes {
        return Some((name, Packed::Refused("It is too large to be a certificate or a key.")));
    }
    if unpacked > SMALL && unpacked / packed.max(1) > RATIO_MAX {
        return Some((name, Packed::Refused("It unpacks to far more than a file of its size should.")));
    }
    if unpacked > *left {
        return Some((name, Packed::Refused("The archive unpacks to more than is looked at.")));
    }
    // What an archive says of a size need not be true, so the size is held here too.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(unpacked).unwrap_or_default()));
    let read = file.by_ref().take(unpacked + 1).read_to_end(&mut bytes);
    *left -= unpacked.min(*left);
    Some(match read {
        Ok(length) if length as u64 > unpacked => (name, Packed::Refused("It unpacks to more than the archive says.")),
        Ok(_) => (name, Packed::File(bytes.to_vec().into())),
        Err(_) => (name, Packed::Refused("It is damaged in the archive.")),
    })
}

fn reason(error: &ZipError) -> &'static str {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "It is encrypted in the archive. Unpack the archive first.",
        ZipError::UnsupportedArchive(_) => "It is packed in a way that cannot be read. Unpack the archive first.",
        _ => "It is damaged in the archive.",
    }
}

/// A path in which nothing hides.
fn visible(path: &str) -> String {
    super::names::visible(path).replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;
    use std::io::Cursor;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const LIMITS: Limits = Limits { files: 10, file_bytes: 50_000_000, bytes: 60_000_000 };

    impl From<BrokenArchive> for String {
        fn from(broken: BrokenArchive) -> Self {
            format!("{broken:?}")
        }
    }

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn read(bytes: &[u8], limits: Limits) -> Result<Vec<(String, String)>, String> {
        let mut found = Vec::new();
        entries(Cursor::new(bytes), limits, |name, packed| {
            let what = match packed {
                Packed::File(bytes) => format!("{} bytes", bytes.expose_secret().len()),
                Packed::Refused(why) => why.to_owned(),
            };
            found.push((name, what));
            Ok::<_, String>(())
        })?;
        Ok(found)
    }

    #[test]
    fn files_come_with_their_paths() {
        let bytes = archive(&[("a/leaf.pem", b"leaf"), ("b\\key.pem", b"key"), ("evil\u{202e}mep", b"x")]);
        let found = read(&bytes, LIMITS).unwrap();
        assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["a/leaf.pem", "b/key.pem", "evil/u{202e}mep"]);
        assert_eq!(found[0].1, "4 bytes");
    }

    #[test]
    fn a_bomb_is_refused() {
        let zeros = vec![0; 40_000_000];
        let found = read(&archive(&[("bomb", &zeros), ("leaf", b"leaf")]), LIMITS).unwrap();
        assert_eq!(found[0].1, "It unpacks to far more than a file of its size should.");
        assert_eq!(found[1].1, "4 bytes", "the rest is read");
        let tight = Limits { file_bytes: 1000, ..LIMITS };
        assert!(read(&archive(&[("large", &zeros)]), tight).unwrap()[0].1.contains("too large"));
        let tight = Limits { bytes: 6, ..LIMITS };
        assert!(read(&archive(&[("a", b"1234"), ("b", b"1234")]), tight).unwrap()[1].1.contains("more than is looked at"));
        assert_eq!(read(&archive(&[("a", b"1"), ("b", b"2")]), Limits { files: 1, ..LIMITS }).unwrap_err(), "TooMany");
    }

    #[test]
    fn a_false_size_is_noticed() {
        let mut bytes = archive(&[("a", &[b'x'; 5000])]);
        // The size stands in the local header and in the central directory.
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == 5000_u32.to_le_bytes() {
                bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
            }
        }
        let found = read(&bytes, LIMITS).unwrap();
        assert!(found[0].1.contains("more than the archive says") || found[0].1.contains("damaged"), "{found:?}");
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = archive(&[("a/leaf.pem", b"leaf leaf leaf leaf leaf"), ("key", b"key")]);
        for at in 0..whole.len() {
            let _ = read(&whole[..at], LIMITS);
            let mut changed = whole.clone();
            changed[at] ^= 0xff;
            let _ = read(&changed, LIMITS);
        }
    }
}
