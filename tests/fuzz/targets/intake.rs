//! Whatever bytes a person brings: nothing panics, and without a password nothing takes longer than a second.

#![no_main]

use std::time::Duration;
use std::time::Instant;

use certkeep_core::Error;
use certkeep_core::pki::bundle::Certificate;
use certkeep_core::pki::contents;
use certkeep_core::pki::keys;
use certkeep_core::pki::pem::Part;
use certkeep_core::pki::pem::PartKind;
use certkeep_core::pki::sort::sort_parts;
use certkeep_core::pki::text::text;
use libfuzzer_sys::fuzz_target;
use secrecy::SecretString;

/// How long the person may wait for one file.
const LIMIT: Duration = Duration::from_secs(1);

fuzz_target!(|bytes: &[u8]| {
    let start = Instant::now();
    look(contents::read(bytes).map(|contents| contents.parts));
    assert!(start.elapsed() < LIMIT, "reading took {:?}", start.elapsed());
    // How long a password takes is the file's own choice, within a limit that the fuzzer's own timeout watches.
    look(contents::open(bytes, &SecretString::from("secret")));
});

/// Everything that is done with what was read before a person is asked anything.
fn look(read: Result<Vec<Part>, certkeep_core::pki::Error>) {
    match read {
        Err(error) => drop(Error::from(error).to_string()),
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
