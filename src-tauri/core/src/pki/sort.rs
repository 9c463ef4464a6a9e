//! The parts of dropped files, sorted into the three fields of an import.

use std::fmt;

use secrecy::SecretSlice;

use super::Error;
use super::bundle::CERTIFICATES_MAX;
use super::bundle::Certificate;
use super::bundle::no_certificate;
use super::chain;
use super::chain::Misplaced;
use super::keys;
use super::pem::Part;
use super::pem::PartKind;
use super::signature::SignatureCheck;

/// A part that found no place, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    pub kind: PartKind,
    /// Its subject, when it is a certificate that can be read.
    pub name: Option<String>,
    /// A sentence.
    pub reason: &'static str,
}

/// The three fields, each with the person's own bytes, blocks joined by a line break.
pub struct Sorted {
    pub certificate: Option<Vec<u8>>,
    pub private_key: Option<SecretSlice<u8>>,
    pub intermediate: Option<Vec<u8>>,
    pub left_over: Vec<LeftOver>,
}

impl fmt::Debug for Sorted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sorted").field("left_over", &self.left_over).finish_non_exhaustive()
    }
}

/// Sorts the parts of one or several files into the three fields.
///
/// The certificate is the one that a private key belongs to, else the one that issued no other. The rest of its chain becomes the
/// intermediates, from its issuer up. [`Error::SeveralCertificates`] when several could be meant. A key that fits nothing, is
/// encrypted or damaged still goes into its field, so that the field can say so; so does a lone certificate that cannot be read.
pub fn sort_parts(parts: Vec<Part>) -> Result<Sorted, Error> {
    let piles = Piles::of(parts)?;
    if let Some(error) = piles.nothing_to_import() {
        return Err(error);
    }
    let keys = KeyRing::of(&piles.keys);
    let leaf = leaf(&piles.certificates, &keys)?;
    Ok(lay_out(&piles, &keys, leaf))
}

struct Known {
    part: Part,
    certificate: Certificate,
}

/// The parts by what can be done with them; what is given twice is taken once.
#[derive(Default)]
struct Piles {
    certificates: Vec<Known>,
    unreadable: Vec<Part>,
    keys: Vec<Part>,
    others: Vec<Part>,
}

impl Piles {
    fn of(parts: Vec<Part>) -> Result<Self, Error> {
        let mut piles = Self::default();
        for part in parts {
            piles.add(part);
        }
        match piles.certificates.len() {
            count if count > CERTIFICATES_MAX => Err(Error::TooMany { count, limit: CERTIFICATES_MAX }),
            _ => Ok(piles),
        }
    }

    fn add(&mut self, part: Part) {
        match part.kind() {
            PartKind::Certificate => self.add_certificate(part),
            PartKind::Parameters => {}
            kind if kind.is_private_key() => self.keys.push(part),
            _ => self.others.push(part),
        }
    }

    fn add_certificate(&mut self, part: Part) {
        match Certificate::from_der(part.der()) {
            Ok(certificate) if self.certificates.iter().any(|known| known.certificate == certificate) => {}
            Ok(certificate) => self.certificates.push(Known { part, certificate }),
            Err(_) => self.unreadable.push(part),
        }
    }

    fn nothing_to_import(&self) -> Option<Error> {
        let usable = self.certificates.len() + self.unreadable.len() + self.keys.len();
        let found = self.others.first().map_or(PartKind::Parameters, Part::kind);
        (usable == 0).then(|| no_certificate(found))
    }
}

/// The fingerprints of the keys that can be read, in the order of the keys.
struct KeyRing(Vec<Option<String>>);

impl KeyRing {
    fn of(keys: &[Part]) -> Self {
        let fingerprint = |part| Some(keys::public_key_facts(&keys::read_key(part).ok()?).ok()?.fingerprint);
        Self(keys.iter().map(fingerprint).collect())
    }

    fn position_for(&self, certificate: &Certificate) -> Option<usize> {
        let wanted = Some(&certificate.facts().public_key.fingerprint);
        self.0.iter().position(|fingerprint| fingerprint.as_ref() == wanted)
    }
}

/// Which of the certificates is meant.
fn leaf(certificates: &[Known], keys: &KeyRing) -> Result<Option<usize>, Error> {
    let all: Vec<usize> = (0..certificates.len()).collect();
    let with_key = chosen(all, |at| keys.position_for(&certificates[at].certificate).is_some());
    let last = chosen(with_key, |at| !issued_another(at, certificates));
    match chosen(last, |at| !certificates[at].certificate.facts().is_ca).as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        several => newest_of_one_key(several, certificates).map(Some),
    }
}

/// Those for which `is_meant` holds; all when it holds for none.
fn chosen(from: Vec<usize>, is_meant: impl Fn(usize) -> bool) -> Vec<usize> {
    let found: Vec<usize> = from.iter().copied().filter(|at| is_meant(*at)).collect();
    if found.is_empty() { from } else { found }
}

fn issued_another(at: usize, certificates: &[Known]) -> bool {
    let issuer = &certificates[at].certificate;
    let others = certificates.iter().enumerate().filter(|(other, _)| *other != at);
    others.into_iter().any(|(_, known)| chain::issued(issuer, &known.certificate) != SignatureCheck::Invalid)
}

/// A certificate and its renewals share a subject and a key: the newest is meant.
fn newest_of_one_key(several: &[usize], certificates: &[Known]) -> Result<usize, Error> {
    let identity = |at: usize| {
        let facts = certificates[at].certificate.facts();
        (&facts.public_key.fingerprint, &facts.subject)
    };
    let newest = several.iter().copied().max_by_key(|at| certificates[*at].certificate.facts().not_before);
    newest
        .filter(|newest| several.iter().all(|at| identity(*at) == identity(*newest)))
        .ok_or(Error::SeveralCertificates { count: several.len() })
}

fn lay_out(piles: &Piles, keys: &KeyRing, leaf: Option<usize>) -> Sorted {
    let leaf = leaf.map(|at| &piles.certificates[at]);
    let key = leaf.and_then(|leaf| keys.position_for(&leaf.certificate)).or((!piles.keys.is_empty()).then_some(0));
    let chain = leaf.map(|leaf| intermediates(leaf, &piles.certificates)).unwrap_or_default();
    let certificate = leaf.map(|leaf| &leaf.part).or(piles.unreadable.first());
    Sorted {
        certificate: certificate.map(|part| part.verbatim().to_vec()),
        private_key: key.map(|at| piles.keys[at].verbatim().to_vec().into()),
        intermediate: (!chain.is_empty()).then(|| joined(&chain)),
        left_over: left_over(piles, certificate, key, &chain),
    }
}

/// The parts of the chain from the leaf's issuer up, then certificates that could stand in it as well.
fn intermediates<'p>(leaf: &Known, certificates: &'p [Known]) -> Vec<&'p Part> {
    let pool: Vec<Certificate> = certificates.iter().map(|known| known.certificate.clone()).collect();
    let way = chain::way(&leaf.certificate, &pool);
    let alternatives = way.leftover.iter().filter(|(_, why)| *why == Misplaced::Alternative).map(|(certificate, _)| certificate);
    let wanted = way.links.iter().skip(1).chain(alternatives);
    wanted.filter_map(|wanted| certificates.iter().find(|known| known.certificate == **wanted)).map(|known| &known.part).collect()
}

fn joined(parts: &[&Part]) -> Vec<u8> {
    let mut bytes: Vec<u8> = parts.iter().map(|part| part.verbatim()).collect::<Vec<_>>().join(&b'\n');
    bytes.push(b'\n');
    bytes
}

fn left_over(piles: &Piles, certificate: Option<&Part>, key: Option<usize>, chain: &[&Part]) -> Vec<LeftOver> {
    let is_placed = |part: &Part| chain.iter().copied().chain(certificate).any(|placed| std::ptr::eq(placed, part));
    let strangers = piles.certificates.iter().filter(|known| !is_placed(&known.part)).map(|known| LeftOver {
        kind: PartKind::Certificate,
        name: Some(known.certificate.facts().display_name().to_owned()),
        reason: "It does not belong to the chain of the certificate.",
    });
    let unreadable = piles.unreadable.iter().filter(|part| !is_placed(part)).map(|part| nameless(part, "It is not an X.509 certificate."));
    let keys = piles.keys.iter().enumerate().filter(|(at, _)| Some(*at) != key);
    let keys = keys.map(|(_, part)| nameless(part, "It does not belong to the certificate."));
    let others = piles.others.iter().map(|part| nameless(part, "It is not part of a certificate import."));
    strangers.chain(unreadable).chain(keys).chain(others).collect()
}

fn nameless(part: &Part, reason: &'static str) -> LeftOver {
    LeftOver { kind: part.kind(), name: None, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;
    use crate::pki::pem;
    use secrecy::ExposeSecret;

    fn sorted(names: &[&str]) -> Result<Sorted, Error> {
        sort_parts(names.iter().flat_map(|name| fixtures::parts(name)).collect())
    }

    fn subjects(field: Option<&Vec<u8>>) -> Vec<String> {
        let certificates = field.map(|field| crate::pki::bundle::read_intermediates(field).unwrap()).unwrap_or_default();
        certificates.iter().map(|certificate| certificate.facts().display_name().to_owned()).collect()
    }

    #[test]
    fn parts_find_their_fields() {
        let (leaf, middle, root) = ("leaf.example.com", "Example Intermediate", "Example Root");
        for (names, certificate, has_key, intermediates, left) in [
            (vec!["combined.pem"], vec![leaf], true, vec![middle], 0),
            (vec!["chain-reversed.pem"], vec![leaf], false, vec![middle, root], 0),
            (vec!["leaf.key.pem", "root.crt.pem", "intermediate.crt.pem", "leaf.crt.pem"], vec![leaf], true, vec![middle, root], 0),
            (vec!["chain.pem", "intermediate.key.pem"], vec![middle], true, vec![root], 1),
            (vec!["root.crt.pem", "root.key.pem"], vec![root], true, vec![], 0),
            (vec!["leaf.crt.pem", "other-root.crt.pem"], vec![leaf], false, vec![], 1),
            (vec!["leaf.crt.pem", "leaf.crt.pem", "leaf.csr.pem"], vec![leaf], false, vec![], 1),
            (vec!["leaf.crt.pem", "leaf-renewed.crt.pem", "intermediate.crt.pem"], vec![leaf], false, vec![middle], 1),
            (vec!["leaf.crt.pem", "encrypted-pbes2.key.pem"], vec![leaf], true, vec![], 0),
            (vec!["leaf.crt.pem", "root.key.pem", "leaf.key.pem"], vec![leaf], true, vec![], 1),
            (vec!["rsa-2048.crt.pem", "leaf.crt.pem", "leaf.key.pem"], vec![leaf], true, vec![], 1),
            (vec!["p256-params.key.pem"], vec![], true, vec![], 0),
            (
                vec!["intermediate.crt.pem", "root.crt.pem", "intermediate-cross.crt.pem", "leaf.crt.pem"],
                vec![leaf],
                false,
                vec![middle, root, middle],
                0,
            ),
        ] {
            let sorted = sorted(&names).unwrap();
            assert_eq!(subjects(sorted.certificate.as_ref()), certificate, "{names:?}");
            assert_eq!(sorted.private_key.is_some(), has_key, "{names:?}");
            assert_eq!(subjects(sorted.intermediate.as_ref()), intermediates, "{names:?}");
            assert_eq!(sorted.left_over.len(), left, "{names:?}: {:?}", sorted.left_over);
        }
    }

    #[test]
    fn the_newest_of_renewed_certificates_is_meant() {
        let sorted = sorted(&["leaf-renewed.crt.pem", "leaf.crt.pem", "leaf.key.pem"]).unwrap();
        let renewed = fixtures::parts("leaf-renewed.crt.pem").pop().unwrap();
        assert_eq!(sorted.certificate.as_deref(), Some(renewed.verbatim()));
    }

    #[test]
    fn fields_keep_the_persons_bytes() {
        let sorted = sorted(&["leaf-crlf.crt.pem", "leaf-escaped.key.txt"]).unwrap();
        let text = fixtures::file("leaf-crlf.crt.pem");
        assert_eq!(sorted.certificate.as_deref(), Some(text.trim_ascii_end()));
        let key = fixtures::parts("leaf-escaped.key.txt").pop().unwrap();
        assert_eq!(sorted.private_key.unwrap().expose_secret(), key.verbatim());
    }

    #[test]
    fn what_cannot_be_sorted_is_refused() {
        for (names, error) in [
            (vec!["leaf.crt.pem", "rsa-2048.crt.pem"], Error::SeveralCertificates { count: 2 }),
            (vec!["leaf.crt.pem", "rsa-2048.crt.pem", "leaf.key.pem", "rsa-2048.key.pem"], Error::SeveralCertificates { count: 2 }),
            (vec!["leaf.csr.pem"], Error::FoundInstead { expected: PartKind::Certificate, found: PartKind::Csr }),
            (vec!["chain.p7b.pem"], Error::OtherFormat(crate::pki::format::FileFormat::Pkcs7Pem)),
        ] {
            assert_eq!(sorted(&names).unwrap_err(), error, "{names:?}");
        }
    }

    #[test]
    fn a_lone_unreadable_certificate_goes_to_its_field() {
        let damaged = pem::write("CERTIFICATE", b"no certificate");
        let sorted = sort_parts(pem::read(&damaged).unwrap()).unwrap();
        assert_eq!(sorted.certificate.as_deref(), Some(damaged.trim_ascii_end()));
    }
}
