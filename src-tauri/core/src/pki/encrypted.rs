//! Encryption by a password: how a private key or a PKCS#12 file is encrypted, by name, and what lies behind it
//! (RFC 8018, RFC 7292 appendix C).

use pkcs5::pbes2;
use pkcs5::pbes2::Kdf;
use pkcs8::der::Decode;
use pkcs8::der::Encode;
use x509_parser::asn1_rs::Any;
use zeroize::Zeroizing;

use super::Error;
use super::cipher::Cipher;
use super::cipher::encrypt_with_triple_des;
use super::der;
use super::oids;
use super::password;
use super::password::Hash;
use super::password::Password;
use super::password::Purpose;

/// The most rounds that a file may ask for: some seconds of work.
const ITERATIONS_MAX: u32 = 5_000_000;

/// The most memory that scrypt may ask for.
const SCRYPT_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// `AES-256-CBC (PBES2, PBKDF2, HMAC-SHA256)`, `PBE-SHA1-3DES` …; none when the structure does not say.
pub(super) fn scheme(encrypted_private_key_info: &[u8]) -> Option<String> {
    name(der::elements(der::first(encrypted_private_key_info)?.data).first()?.raw)
}

/// How a key is encrypted; [`Error::UnsupportedCipher`] when no password can open it here.
pub(super) fn check_key(encrypted_private_key_info: &[u8]) -> Result<(), Error> {
    let (algorithm, _) = key_parts(encrypted_private_key_info).ok_or(DAMAGED)?;
    Scheme::read(algorithm).map(drop)
}

/// The PKCS#8 structure behind an EncryptedPrivateKeyInfo (RFC 5958 §3).
pub(super) fn decrypt_key(encrypted_private_key_info: &[u8], password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (algorithm, data) = key_parts(encrypted_private_key_info).ok_or(DAMAGED)?;
    let key = decrypt(algorithm, &data, password)?;
    // One wrong password in some hundred leaves a padding that looks right.
    match pkcs8::PrivateKeyInfoRef::from_der(&key) {
        Ok(_) => Ok(key),
        Err(_) => Err(Error::WrongPassword),
    }
}

/// What lies behind `data`, encrypted as an AlgorithmIdentifier says.
pub(super) fn decrypt(algorithm: &[u8], data: &[u8], password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    match Scheme::read(algorithm)? {
        Scheme::Pbes2(parameters) => pbes2_decrypt(&parameters, data, password),
        Scheme::Old { recipe, salt, iterations } => {
            let (key, iv) = recipe.derive(password, &salt, iterations);
            recipe.cipher.decrypt(&key, &iv, data)
        }
    }
}

/// Encrypted bytes, and the AlgorithmIdentifier that says how.
pub(super) struct Encrypted {
    pub algorithm: Vec<u8>,
    pub data: Vec<u8>,
}

impl Encrypted {
    /// EncryptedPrivateKeyInfo (RFC 5958 §3).
    pub(super) fn key_info(&self) -> Zeroizing<Vec<u8>> {
        der::sequence_of(&[&self.algorithm, &der::octet_string(&self.data)])
    }
}

/// Encrypts with AES-256-CBC and PBKDF2 with HMAC-SHA-256.
pub(super) fn encrypt_modern(data: &[u8], password: Password, iterations: u32) -> Result<Encrypted, Error> {
    let (salt, iv) = (random::<16>()?, random::<16>()?);
    let parameters = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(iterations, &salt, iv).map_err(|_| ENCODING)?;
    let data = parameters.encrypt(password.utf8(), data).map_err(|_| ENCODING)?;
    let algorithm = pkcs5::EncryptionScheme::from(parameters).to_der().map_err(|_| ENCODING)?;
    Ok(Encrypted { algorithm, data })
}

/// Encrypts with 3DES and SHA-1, as old systems want it (RFC 7292 appendix C).
pub(super) fn encrypt_legacy(data: &[u8], password: Password, iterations: u32) -> Result<Encrypted, Error> {
    let salt = random::<8>()?;
    let (key, iv) = TRIPLE_DES.derive(password, &salt, iterations);
    let data = encrypt_with_triple_des(&key, &iv, data)?;
    let parameters = der::sequence_of(&[&der::octet_string(&salt), &der::integer(iterations)]);
    Ok(Encrypted { algorithm: der::sequence_of(&[&der::object_identifier(TRIPLE_DES.oid), &parameters]).to_vec(), data })
}

/// So many random bytes.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| ENCODING)?;
    Ok(bytes)
}

/// Refuses so many rounds that the work would never end.
pub(super) fn bounded(iterations: u32, name: impl FnOnce() -> String) -> Result<u32, Error> {
    match iterations {
        1..=ITERATIONS_MAX => Ok(iterations),
        _ => Err(Error::UnsupportedCipher { cipher: format!("{} with {iterations} rounds", name()) }),
    }
}

const ENCODING: Error = Error::Encoding { what: "the encrypted file" };
const DAMAGED: Error = Error::BrokenKey { reason: "its encrypted structure cannot be read" };

enum Scheme {
    Pbes2(Box<pbes2::Parameters>),
    Old { recipe: &'static Recipe, salt: Vec<u8>, iterations: u32 },
}

impl Scheme {
    fn read(algorithm: &[u8]) -> Result<Self, Error> {
        let parts = der::first(algorithm).map(|whole| der::elements(whole.data)).unwrap_or_default();
        let [identifier, parameters] = parts.as_slice() else { return Err(DAMAGED) };
        let oid = der::oid(&identifier.any).map(|oid| oids::dotted(&oid)).ok_or(DAMAGED)?;
        match (oid.as_str(), RECIPES.iter().find(|recipe| recipe.oid == oid)) {
            (_, Some(recipe)) => Self::read_old(recipe, parameters.any.data, algorithm),
            ("1.2.840.113549.1.5.13", None) => match pbes2::Parameters::from_der(parameters.raw) {
                Ok(parameters) => Self::bounded_pbes2(parameters, algorithm),
                Err(_) => Err(unsupported(algorithm)),
            },
            _ => Err(unsupported(algorithm)),
        }
    }

    fn read_old(recipe: &'static Recipe, parameters: &[u8], algorithm: &[u8]) -> Result<Self, Error> {
        let parts = der::elements(parameters);
        let [salt, iterations] = parts.as_slice() else { return Err(DAMAGED) };
        let iterations = der::small_number(&iterations.any).ok_or(DAMAGED)?;
        let iterations = bounded(iterations, || name(algorithm).unwrap_or_default())?;
        Ok(Self::Old { recipe, salt: der::octets(&salt.any).to_vec(), iterations })
    }

    fn bounded_pbes2(parameters: pbes2::Parameters, algorithm: &[u8]) -> Result<Self, Error> {
        let name = || name(algorithm).unwrap_or_default();
        match &parameters.kdf {
            Kdf::Pbkdf2(kdf) => _ = bounded(kdf.iteration_count, name)?,
            Kdf::Scrypt(kdf) => {
                let bytes = u64::from(kdf.block_size).saturating_mul(kdf.cost_parameter).saturating_mul(128);
                if bytes > SCRYPT_BYTES_MAX || kdf.parallelization > 16 {
                    return Err(Error::UnsupportedCipher { cipher: format!("{} with {bytes} bytes of memory", name()) });
                }
            }
            _ => return Err(unsupported(algorithm)),
        }
        Ok(Self::Pbes2(Box::new(parameters)))
    }
}

fn pbes2_decrypt(parameters: &pbes2::Parameters, data: &[u8], password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut buffer = Zeroizing::new(data.to_vec());
    let length = match parameters.decrypt_in_place(password.utf8(), &mut buffer) {
        Ok(text) => text.len(),
        Err(pkcs5::Error::UnsupportedAlgorithm { oid }) => {
            let dotted = oid.to_string();
            return Err(Error::UnsupportedCipher { cipher: oids::known(&dotted).map(str::to_owned).unwrap_or(dotted) });
        }
        Err(pkcs5::Error::AlgorithmParametersInvalid { .. }) => return Err(DAMAGED),
        Err(_) => return Err(Error::WrongPassword),
    };
    buffer.truncate(length);
    Ok(buffer)
}

/// A scheme from before PBES2: a hash, how it makes a key, and a cipher.
struct Recipe {
    oid: &'static str,
    derivation: Derivation,
    cipher: Cipher,
}

#[derive(Clone, Copy)]
enum Derivation {
    /// RFC 8018 §6.1.
    Pbkdf1(Hash),
    /// RFC 7292 appendix B, with SHA-1.
    Pkcs12,
}

impl Recipe {
    fn derive(&self, password: Password, salt: &[u8], iterations: u32) -> (Zeroizing<Vec<u8>>, Zeroizing<Vec<u8>>) {
        let pkcs12 = |purpose, size| password::pkcs12(Hash::Sha1, purpose, password, salt, iterations, size);
        match self.derivation {
            Derivation::Pkcs12 => (pkcs12(Purpose::Key, self.cipher.key_size()), pkcs12(Purpose::Iv, 8)),
            Derivation::Pbkdf1(hash) => {
                let both = password::pbkdf1(hash, password, salt, iterations);
                (Zeroizing::new(both[..8].to_vec()), Zeroizing::new(both[8..16].to_vec()))
            }
        }
    }
}

const TRIPLE_DES: Recipe = Recipe { oid: "1.2.840.113549.1.12.1.3", derivation: Derivation::Pkcs12, cipher: Cipher::TripleDes };

static RECIPES: &[Recipe] = &[
    Recipe { oid: "1.2.840.113549.1.5.3", derivation: Derivation::Pbkdf1(Hash::Md5), cipher: Cipher::Des },
    Recipe { oid: "1.2.840.113549.1.5.6", derivation: Derivation::Pbkdf1(Hash::Md5), cipher: Cipher::Rc2 { bits: 64 } },
    Recipe { oid: "1.2.840.113549.1.5.10", derivation: Derivation::Pbkdf1(Hash::Sha1), cipher: Cipher::Des },
    Recipe { oid: "1.2.840.113549.1.5.11", derivation: Derivation::Pbkdf1(Hash::Sha1), cipher: Cipher::Rc2 { bits: 64 } },
    TRIPLE_DES,
    Recipe { oid: "1.2.840.113549.1.12.1.4", derivation: Derivation::Pkcs12, cipher: Cipher::TwoKeyTripleDes },
    Recipe { oid: "1.2.840.113549.1.12.1.5", derivation: Derivation::Pkcs12, cipher: Cipher::Rc2 { bits: 128 } },
    Recipe { oid: "1.2.840.113549.1.12.1.6", derivation: Derivation::Pkcs12, cipher: Cipher::Rc2 { bits: 40 } },
];

/// The AlgorithmIdentifier and the encrypted bytes of an EncryptedPrivateKeyInfo.
pub(super) fn key_parts(encrypted_private_key_info: &[u8]) -> Option<(&[u8], Zeroizing<Vec<u8>>)> {
    match der::elements(der::first(encrypted_private_key_info)?.data).as_slice() {
        [algorithm, data] => Some((algorithm.raw, der::octets(&data.any))),
        _ => None,
    }
}

fn unsupported(algorithm: &[u8]) -> Error {
    Error::UnsupportedCipher { cipher: name(algorithm).unwrap_or_else(|| "an unknown cipher".into()) }
}

/// The name of an AlgorithmIdentifier with what matters of its parameters.
fn name(algorithm: &[u8]) -> Option<String> {
    let parts = der::children(der::first(algorithm)?.data);
    let name = oid_name(parts.first()?)?;
    match name.as_str() {
        "PBES2" => pbes2_name(parts.get(1)?).or(Some(name)),
        _ => Some(name),
    }
}

/// RFC 8018 appendix A.4.
fn pbes2_name(parameters: &Any) -> Option<String> {
    let parts = der::children(parameters.data);
    let (derivation, cipher) = (der::children(parts.first()?.data), der::children(parts.get(1)?.data));
    let function = oid_name(derivation.first()?)?;
    let by = match function.as_str() {
        "PBKDF2" => format!("PBKDF2, {}", pseudorandom_function(derivation.get(1)?)),
        _ => function,
    };
    Some(format!("{} (PBES2, {by})", oid_name(cipher.first()?)?))
}

/// The last element when it is an AlgorithmIdentifier; HMAC-SHA1 is the default (RFC 8018 appendix A.2).
fn pseudorandom_function(parameters: &Any) -> String {
    let parts = der::children(parameters.data);
    let named = parts.last().and_then(|last| oid_name(der::children(last.data).first()?));
    named.unwrap_or_else(|| "HMAC-SHA1".into())
}

fn oid_name(any: &Any) -> Option<String> {
    Some(oids::name(&der::oid(any)?))
}
