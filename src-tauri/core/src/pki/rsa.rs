//! Whether the numbers of an RSA private key (RFC 8017 §3.2) belong together.

use aws_lc_rs::rsa::KeyPair;
use pkcs1::RsaPrivateKeyRef;
use pkcs8::der::Decode;
use zeroize::Zeroizing;

use super::Error;
use super::facts;

/// How many bits the modulus of a good RSAPrivateKey has.
pub(super) fn checked_bits(der: &[u8]) -> Result<u32, Error> {
    let key = RsaPrivateKeyRef::from_der(der).map_err(|_| broken("its RSA structure cannot be read"))?;
    let (modulus, exponent) = (key.modulus.as_bytes(), key.public_exponent.as_bytes());
    let bits = facts::bits(modulus);
    if key.other_prime_infos.is_some() {
        return Err(Error::UnsupportedKey { algorithm: "RSA with more than two primes".into() });
    }
    if !(512..=16_384).contains(&bits) {
        return Err(Error::UnsupportedKey { algorithm: format!("RSA {bits}") });
    }
    if !is_product(key.prime1.as_bytes(), key.prime2.as_bytes(), modulus) {
        return Err(broken("its modulus is not the product of its primes"));
    }
    match is_checkable(bits, exponent) && KeyPair::from_der(der).is_err() {
        true => Err(broken("its numbers do not belong together")),
        false => Ok(bits),
    }
}

/// What the cryptographic library looks at: it refuses other sizes and exponents whatever their numbers are.
fn is_checkable(bits: u32, exponent: &[u8]) -> bool {
    (2048..=8192).contains(&bits) && facts::bits(exponent) <= 33
}

/// Schoolbook multiplication of big-endian numbers; the modulus bounds the work.
fn is_product(one: &[u8], other: &[u8], modulus: &[u8]) -> bool {
    if one.len() + other.len() > modulus.len() + 1 {
        return false;
    }
    let mut product = Zeroizing::new(vec![0_u32; one.len() + other.len()]);
    for (shift, a) in one.iter().rev().enumerate() {
        let mut carry = 0;
        for (place, b) in other.iter().rev().enumerate() {
            let sum = product[shift + place] + u32::from(*a) * u32::from(*b) + carry;
            product[shift + place] = sum & 0xff;
            carry = sum >> 8;
        }
        product[shift + other.len()] = carry;
    }
    let digits = product.iter().rev().copied().skip_while(|digit| *digit == 0);
    digits.eq(modulus.iter().map(|byte| u32::from(*byte)).skip_while(|digit| *digit == 0))
}

fn broken(reason: &'static str) -> Error {
    Error::BrokenKey { reason }
}
