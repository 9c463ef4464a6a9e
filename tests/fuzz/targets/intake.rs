//! Whatever bytes a person brings: nothing panics, and without a password nothing takes longer than a second.

#![no_main]

use std::io::Cursor;
use std::time::Duration;

use certkeep_fuzz::pki::Error;
use certkeep_fuzz::pki::archive;
use certkeep_fuzz::pki::archive::BrokenArchive;
use certkeep_fuzz::pki::archive::Limits;
use certkeep_fuzz::pki::archive::Packed;
use certkeep_fuzz::pki::bundle::Certificate;
use certkeep_fuzz::pki::contents;
use certkeep_fuzz::pki::inventory::Piece;
use certkeep_fuzz::pki::inventory::arrange;
use certkeep_fuzz::pki::inventory::dissect;
use certkeep_fuzz::pki::keys;
use certkeep_fuzz::pki::pem::Part;
use certkeep_fuzz::pki::pem::PartKind;
use certkeep_fuzz::pki::sort::sort_parts;
use certkeep_fuzz::pki::text::text;
use libfuzzer_sys::fuzz_target;
use rustix::time::ClockId;
use rustix::time::clock_gettime;
use secrecy::ExposeSecret;
use secrecy::SecretString;

/// How long the processor may be busy with one file.
const LIMIT: Duration = Duration::from_secs(1);

/// Of an archive.
const LIMITS: Limits = Limits { files: 100, file_bytes: 1_048_576, bytes: 4_194_304 };

fuzz_target!(|bytes: &[u8]| {
    let start = busy();
    look(contents::read(bytes).map(|contents| contents.parts));
    take_apart(bytes);
    unpack(bytes);
    let taken = busy() - start;
    assert!(taken < LIMIT, "reading took {taken:?}");
    // How long a password takes is the file's own choice, within a limit that the fuzzer's own timeout watches.
    look(contents::open(bytes, &SecretString::from("secret")));
});

/// How long this thread has been busy; other programs on the machine do not count.
fn busy() -> Duration {
    let spent = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(spent.tv_sec.unsigned_abs(), spent.tv_nsec.unsigned_abs() as u32)
}

/// Everything that is done with what was read before a person is asked anything.
fn look(read: Result<Vec<Part>, Error>) {
    match read {
        Err(error) => drop(error.to_string()),
        Ok(parts) => {
            parts.iter().for_each(look_at);
            let _ = sort_parts(parts);
        }
    }
}

fn look_at(part: &Part) {
    match part.kind() {
        PartKind::Certificate => {
            if let Ok(certificate) = Certificate::from_der(part.der()) {
                let _ = text(certificate.der());
            }
        }
        _ => {
            if let Ok(key) = keys::read_key(part) {
                let _ = keys::public_key_facts(&key);
            }
        }
    }
}

/// What is done with one file among many.
fn take_apart(bytes: &[u8]) {
    let (mut cards, mut keys) = (Vec::new(), Vec::new());
    for piece in dissect(bytes) {
        match piece {
            Piece::Certificate(card) => cards.push(*card),
            Piece::Key(key) => keys.push(key),
            Piece::Locked(_) | Piece::Other(_) | Piece::Unusable(_) => {}
        }
    }
    let _ = arrange(&cards, &keys);
}

fn unpack(bytes: &[u8]) {
    let _: Result<(), BrokenArchive> = archive::entries(Cursor::new(bytes), LIMITS, |_, packed| {
        if let Packed::File(file) = packed {
            take_apart(file.expose_secret());
        }
        Ok(())
    });
}
