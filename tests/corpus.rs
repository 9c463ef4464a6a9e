//! Every fixture cut short, flipped and mixed: nothing panics, nothing takes longer than a second, nothing takes more memory than is stated.

use std::fs;
use std::path::Path;
use std::time::Duration;

use certkeep_core::Error;
use certkeep_core::pki::bundle::Certificate;
use certkeep_core::pki::contents;
use certkeep_core::pki::keys;
use certkeep_core::pki::pem::FILE_MAX_BYTES;
use certkeep_core::pki::pem::Part;
use certkeep_core::pki::sort::sort_parts;
use certkeep_core::pki::text::text;
use peak_alloc::PeakAlloc;
use rustix::time::ClockId;
use rustix::time::clock_gettime;
use secrecy::SecretString;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How long the processor may be busy with one file.
const TIME_MAX: Duration = Duration::from_secs(1);

/// The most memory that looking at one file may take, in bytes: a file has 1 MB at most.
const MEMORY_MAX: usize = 64 * 1024 * 1024;

/// One test, because the memory is the whole process's.
#[test]
fn no_file_harms_however_it_is_damaged() {
    let mut looked = 0;
    let mut look_for = |name: &str, bytes: &[u8]| {
        looked += 1;
        measured(name, || look(contents::read(bytes).map(|contents| contents.parts)));
    };
    for (name, whole) in fixtures() {
        damaged(&whole, |bytes| look_for(&name, bytes));
    }
    for (name, bytes) in oversized() {
        look_for(name, &bytes);
    }
    assert!(looked > 10_000, "only {looked} files were looked at");
}

#[test]
fn no_locked_file_harms_however_it_is_damaged() {
    let password = SecretString::from("secret");
    for (name, whole) in fixtures().into_iter().filter(|(name, _)| name.contains("encrypted") || name.ends_with(".p12")) {
        for at in (0..whole.len()).step_by(whole.len() / 12 + 1) {
            let _ = contents::open(&flipped(&whole, at), &password);
            let _ = contents::open(&whole[..at], &password);
        }
        assert!(contents::open(&whole, &password).is_ok(), "{name} itself opens");
    }
}

fn measured(name: &str, work: impl FnOnce()) {
    let (start, before) = (busy(), MEMORY.current_usage());
    MEMORY.reset_peak_usage();
    work();
    let (taken, memory) = (busy() - start, MEMORY.peak_usage().saturating_sub(before));
    assert!(taken < TIME_MAX, "{name} took {taken:?}");
    assert!(memory < MEMORY_MAX, "{name} took {memory} bytes");
}

/// How long this thread has been busy; other programs on the machine do not count.
fn busy() -> Duration {
    let spent = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(spent.tv_sec.unsigned_abs(), spent.tv_nsec.unsigned_abs() as u32)
}

/// Everything that is done with what was read before a person is asked anything.
fn look(read: Result<Vec<Part>, certkeep_core::pki::Error>) {
    match read {
        Err(error) => assert!(!Error::from(error).message.is_empty(), "every error says what is wrong"),
        Ok(parts) => {
            parts.iter().for_each(look_at);
            let _ = sort_parts(parts);
        }
    }
}

fn look_at(part: &Part) {
    if let Ok(certificate) = Certificate::from_der(part.der()) {
        let _ = text(certificate.der());
    }
    if let Ok(key) = keys::read_key(part) {
        let _ = keys::public_key_facts(&key);
    }
}

/// Cut at many places, a byte changed at many places, a stretch left out, doubled, and laid over another.
fn damaged(whole: &[u8], mut use_it: impl FnMut(&[u8])) {
    use_it(whole);
    let step = whole.len() / 48 + 1;
    for at in (0..whole.len()).step_by(step) {
        use_it(&whole[..at]);
        use_it(&whole[at..]);
        use_it(&flipped(whole, at));
        let end = (at + step).min(whole.len());
        use_it(&[&whole[..at], &whole[end..]].concat());
        use_it(&[&whole[..end], &whole[at..]].concat());
    }
}

fn flipped(whole: &[u8], at: usize) -> Vec<u8> {
    let mut changed = whole.to_vec();
    changed[at] = changed[at].wrapping_mul(31).wrapping_add(at as u8 | 1);
    changed
}

/// As large as a file may be, and made to be dear.
fn oversized() -> Vec<(&'static str, Vec<u8>)> {
    let filled = |unit: &[u8]| unit.iter().copied().cycle().take(FILE_MAX_BYTES).collect();
    vec![
        ("dashes", filled(b"-")),
        ("beginnings", filled(b"-----BEGIN CERTIFICATE-----\n")),
        ("empty blocks", filled(b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")),
        ("ends", filled(b"-----END CERTIFICATE-----\n")),
        ("sequences in sequences", filled(&[0x30, 0x80])),
        ("deep sequences", filled(&[0x30, 0x84, 0x00, 0x0f, 0xff, 0xff])),
        ("base64", filled(b"MIIB")),
        ("escaped line breaks", filled(b"\\n")),
        ("one more than the limit", vec![b'A'; FILE_MAX_BYTES + 1]),
    ]
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pem");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("a fixture").path()).collect();
    files.sort();
    let named = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    files.iter().map(|path| (named(path), fs::read(path).expect("a fixture"))).filter(|(_, bytes)| bytes.len() <= FILE_MAX_BYTES).collect()
}
