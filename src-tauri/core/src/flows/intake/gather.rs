//! Gathering what was brought: every file read within limits and taken apart on all cores.

use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use rayon::prelude::*;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;

use super::input::Input;
use super::reading::Reading;
use super::walk::FILES_MAX;
use super::walk::Found;
use super::walk::Walk;
use super::walk::unreadable;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::flows::import_many::Haul;
use crate::flows::import_many::Leftover;
use crate::pki::archive;
use crate::pki::archive::BrokenArchive;
use crate::pki::archive::Limits;
use crate::pki::archive::Packed;
use crate::pki::inventory::Arrangement;
use crate::pki::inventory::Piece;
use crate::pki::inventory::dissect;
use crate::store::xca;

/// The most bytes of one file that are looked at.
const FILE_BYTES_MAX: u64 = 32 * 1_048_576;

/// The most bytes that are read altogether.
const BYTES_MAX: u64 = 1_073_741_824;

/// So deep may archives lie in archives.
const ARCHIVES_MAX: u32 = 2;

/// The start of a file that is looked at before the whole is read.
const HEAD: usize = 8192;

/// The most files that a form takes, and the most bytes of them.
const FORM_FILES_MAX: usize = 100;
const FORM_BYTES_MAX: usize = 4 * 1_048_576;

/// The most certificates in one file with one key that are taken for its chain.
const STRANGERS_MAX: usize = 8;

/// What was brought, taken apart.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) haul: Haul,
    /// The files themselves, as long as they are few; without those that hold nothing when much was brought.
    pub(super) inputs: Option<Vec<Input>>,
    /// What could not be read, and what was left out, a sentence each.
    pub(super) notes: Vec<String>,
    /// It was more than a few single files.
    pub(super) is_broad: bool,
    pub(super) looked_at: usize,
}

/// One file, taken apart.
struct Opened {
    shown: String,
    content: Content,
}

enum Content {
    /// What is in it, and its bytes as long as a form may want them.
    Pieces(Option<SecretSlice<u8>>, Vec<Piece>),
    /// What it is, with its article, and why it is left out.
    Refused(&'static str, String),
}

/// Reads everything that `paths` name. An error when it is too much, or when the person has had enough.
pub(super) fn gather(paths: &[PathBuf], reading: &Reading) -> Result<Gathered> {
    let mut walk = Walk::through(paths, reading)?;
    walk.leave_out_outdated();
    let table = Table { reading, budget: AtomicU64::new(BYTES_MAX), few: walk.files.len() <= FORM_FILES_MAX, useful: AtomicUsize::new(0) };
    let opened: Vec<Vec<Opened>> = walk.files.par_iter().map(|found| table.open(found)).collect::<Result<_>>()?;
    let opened: Vec<Opened> = opened.into_iter().flatten().collect();
    let is_broad = walk.has_folder || opened.len() > walk.files.len() || opened.len() > FORM_FILES_MAX;
    let mut gathered = Gathered { haul: Haul::default(), inputs: Some(Vec::new()), notes: Vec::new(), is_broad, looked_at: opened.len() };
    walk.left_out.into_iter().for_each(|leftover| gathered.leave_out(leftover));
    opened.into_iter().for_each(|opened| gathered.take(opened));
    if is_broad {
        gathered.sum_up();
    }
    Ok(gathered)
}

/// There was nothing in what was brought.
pub(super) fn nothing_found(looked_at: usize) -> Error {
    let files = if looked_at == 1 { "1 file was".into() } else { format!("{looked_at} files were") };
    Error::new(ErrorCode::NothingGiven, format!("There is no certificate in it: {files} looked at."))
        .help("Drop certificate and key files: PEM, DER, PKCS#7 or PKCS#12, in folders or ZIP archives too.")
        .field("certificate")
}

impl Gathered {
    /// Whether it is more than a form takes. One file with one key is meant as one, whatever else its maker put in.
    pub(super) fn is_several(&self, arrangement: &Arrangement) -> bool {
        let with_key = arrangement.entries.iter().filter(|entry| entry.key.is_some()).count();
        let one_file = !self.is_broad && self.looked_at == 1 && with_key == 1 && arrangement.entries.len() <= STRANGERS_MAX;
        !one_file && (arrangement.entries.len() + self.haul.locked_files() > 1 || self.haul.may_have_several_keys())
    }

    fn take(&mut self, Opened { shown, content }: Opened) {
        match content {
            Content::Pieces(bytes, pieces) => {
                if is_useful(&pieces) || !self.is_broad {
                    self.keep(&shown, bytes);
                }
                self.haul.take(shown, pieces);
            }
            Content::Refused(what, reason) => self.leave_out(Leftover { source: shown, what: what.into(), reason }),
        }
    }

    fn leave_out(&mut self, leftover: Leftover) {
        self.notes.push(format!("“{}” was left out. {}", leftover.source, leftover.reason));
        self.haul.leave_out(leftover);
    }

    /// Keeps a file for the form, unless there are too many for one.
    fn keep(&mut self, shown: &str, bytes: Option<SecretSlice<u8>>) {
        let Some((inputs, bytes)) = self.inputs.as_mut().zip(bytes) else {
            self.inputs = None;
            return;
        };
        inputs.push(Input { source: shown.to_owned(), bytes });
        let bytes: usize = inputs.iter().map(|input| input.bytes.expose_secret().len()).sum();
        if inputs.len() > FORM_FILES_MAX || bytes > FORM_BYTES_MAX {
            self.inputs = None;
        }
    }

    /// A form says in one sentence what a folder held besides.
    fn sum_up(&mut self) {
        let kept = self.inputs.as_ref().map_or(0, Vec::len);
        self.notes = match self.looked_at.saturating_sub(kept) {
            0 => Vec::new(),
            1 => vec!["1 other file was looked at and left out.".into()],
            more => vec![format!("{more} other files were looked at and left out.")],
        };
    }
}

/// Where files are taken apart, by many hands at once.
struct Table<'r> {
    reading: &'r Reading,
    /// How many bytes may still be read.
    budget: AtomicU64,
    /// So few files were brought that a form may want each.
    few: bool,
    /// Files that held something so far.
    useful: AtomicUsize,
}

impl Table<'_> {
    fn open(&self, found: &Found) -> Result<Vec<Opened>> {
        let shown = found.shown.clone();
        let opened = match read(found, &self.budget) {
            Ok(Whole::Archive(file)) => return self.unpack(BufReader::new(file), &shown, 1),
            Ok(Whole::Database) => return self.take_over(&found.path, &shown),
            Ok(Whole::Bytes(bytes)) => self.dissect(shown, bytes),
            Ok(Whole::Foreign) => {
                Opened::refused(shown, "a binary file of an unknown format", "It holds no certificate and no key.".into())
            }
            Ok(Whole::TooLarge) => Opened::refused(shown, "a large file", "It is too large to be a certificate or a key.".into()),
            Ok(Whole::OverBudget) => return Err(too_much()),
            Err(error) => Opened::refused(shown, "a file", unreadable(&error)),
        };
        self.reading.read_one()?;
        Ok(vec![opened])
    }

    /// Takes a file apart; its bytes are let go when there are too many files for a form.
    fn dissect(&self, shown: String, bytes: SecretSlice<u8>) -> Opened {
        let pieces = dissect(bytes.expose_secret());
        let kept = match is_useful(&pieces) {
            true => self.useful.fetch_add(1, Ordering::Relaxed) <= FORM_FILES_MAX,
            false => self.few,
        };
        Opened { shown, content: Content::Pieces(kept.then_some(bytes), pieces) }
    }

    /// Everything in a database of XCA, each thing as a file of its own.
    fn take_over(&self, path: &Path, shown: &str) -> Result<Vec<Opened>> {
        self.reading.read_one()?;
        let items = match xca::read(path) {
            Ok(items) => items,
            Err(error) => return Ok(vec![Opened::refused(shown.to_owned(), "a database", Error::from(error).message)]),
        };
        let bytes: usize = items.iter().map(|item| item.pem.len()).sum();
        if !spend(&self.budget, bytes as u64) {
            return Err(too_much());
        }
        Ok(items.into_par_iter().map(|item| self.dissect(format!("{shown}/{}", item.name), item.pem.into_bytes().into())).collect())
    }

    /// Every file of an archive; archives in it are unpacked as well, but not for ever.
    fn unpack(&self, reader: impl io::Read + io::Seek, shown: &str, depth: u32) -> Result<Vec<Opened>> {
        let limits = Limits { files: FILES_MAX, file_bytes: FILE_BYTES_MAX, bytes: BYTES_MAX };
        let mut opened = Vec::new();
        let read = archive::entries(reader, limits, |name, packed| {
            let inner = format!("{shown}/{name}");
            self.reading.found(1)?;
            match packed {
                Packed::Refused(why) => opened.push(Opened::refused(inner, "a file in an archive", why.into())),
                Packed::File(bytes) if !spend(&self.budget, bytes.expose_secret().len() as u64) => {
                    return Err(Unpacking::Stopped(too_much()));
                }
                Packed::File(bytes) if is_archive(bytes.expose_secret()) && depth < ARCHIVES_MAX => {
                    opened.extend(self.unpack(Cursor::new(bytes.expose_secret()), &inner, depth + 1)?);
                }
                Packed::File(bytes) => opened.push(self.dissect(inner, bytes)),
            }
            Ok(self.reading.read_one()?)
        });
        match read {
            Ok(()) => Ok(opened),
            Err(Unpacking::Stopped(error)) => Err(error),
            Err(Unpacking::Broken(broken)) => Ok(vec![Opened::refused(shown.to_owned(), "a ZIP archive", broken_archive(broken))]),
        }
    }
}

impl Opened {
    fn refused(shown: String, what: &'static str, reason: String) -> Self {
        Self { shown, content: Content::Refused(what, reason) }
    }
}

/// Whether anything of it could become a secret, or a part of one.
fn is_useful(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Certificate(_) | Piece::Key(_) | Piece::Locked(_)))
}

/// What a file turned out to be.
enum Whole {
    Bytes(SecretSlice<u8>),
    Archive(File),
    /// A database, perhaps of XCA.
    Database,
    /// Its start says that no certificate is in it.
    Foreign,
    TooLarge,
    OverBudget,
}

fn read(found: &Found, budget: &AtomicU64) -> io::Result<Whole> {
    let mut file = File::open(&found.path)?;
    let length = file.metadata()?.len();
    let mut bytes = Zeroizing::new(Vec::new());
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    match () {
        () if is_archive(&bytes) => return Ok(Whole::Archive(file)),
        () if xca::is_sqlite(&bytes) => return Ok(Whole::Database),
        () if is_foreign(&bytes) => return Ok(Whole::Foreign),
        () if length > FILE_BYTES_MAX => return Ok(Whole::TooLarge),
        () if !spend(budget, length) => return Ok(Whole::OverBudget),
        () => {}
    }
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(Whole::Bytes(bytes.to_vec().into()))
}

/// Why unpacking ended early.
enum Unpacking {
    Stopped(Error),
    Broken(BrokenArchive),
}

impl From<Error> for Unpacking {
    fn from(error: Error) -> Self {
        Self::Stopped(error)
    }
}

impl From<BrokenArchive> for Unpacking {
    fn from(broken: BrokenArchive) -> Self {
        Self::Broken(broken)
    }
}

fn broken_archive(broken: BrokenArchive) -> String {
    match broken {
        BrokenArchive::Damaged => "It is damaged or cut off.".into(),
        BrokenArchive::TooMany => format!("It holds more than {FILES_MAX} files."),
    }
}

fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether the start of a file tells that nothing in it can be used: binary, and none of the binary formats that are read.
fn is_foreign(head: &[u8]) -> bool {
    const READ: &[&[u8]] = &[b"\x30", b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce", b"\xff\xfe", b"\xfe\xff", b"openssh-key-v1\0"];
    let is_utf16 = matches!(head, [1..=0x7f, 0, 1..=0x7f, 0, ..] | [0, 1..=0x7f, 0, 1..=0x7f, ..]);
    head.contains(&0) && !is_utf16 && !READ.iter().any(|start| head.starts_with(start))
}

/// Takes so many bytes out of what may be read altogether; false when they are not left.
fn spend(budget: &AtomicU64, bytes: u64) -> bool {
    budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes)).is_ok()
}

fn too_much() -> Error {
    Error::new(ErrorCode::TooLarge, "This is more than 1 GB of files.")
        .help("Choose the folder that the certificates are in, or bring it in parts.")
}
