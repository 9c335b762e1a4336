//! The one-time code that an officer reads out and a secretary types: `K7QM-3D4F-9XTR-2WPA`.
//!
//! Its first group names the code at the office, the other three are a shared secret of 60 bits. The secret
//! never travels: both sides prove that they know it (HMAC-SHA-256, RFC 2104) over all they say, so that
//! the laptop knows the office, its keys and its TLS key are the true ones without any certificate authority.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// Crockford's base 32: no I, L, O, U, so that nothing is misheard or misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 16;
const NAME_LENGTH: usize = 4;

/// A pairing code.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode([u8; LENGTH]);

/// What was typed is not a code: 16 letters and digits are needed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a pairing code has 16 letters and digits")]
pub struct NotACode;

impl PairingCode {
    /// A code from ten random bytes (80 bits).
    pub fn from_random(random: [u8; 10]) -> PairingCode {
        let bits = random
            .iter()
            .fold(0u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let mut symbols = [0; LENGTH];
        for (index, symbol) in symbols.iter_mut().enumerate() {
            *symbol = ALPHABET[((bits >> (5 * index)) & 31) as usize];
        }
        PairingCode(symbols)
    }

    /// Reads a code as typed: any case, any spaces or dashes, O for 0, I and L for 1.
    ///
    /// # Errors
    /// [`NotACode`].
    pub fn parse(typed: &str) -> Result<PairingCode, NotACode> {
        let symbols: Vec<u8> = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => Ok(b'0'),
                'I' | 'L' => Ok(b'1'),
                c => u8::try_from(c)
                    .ok()
                    .filter(|c| ALPHABET.contains(c))
                    .ok_or(NotACode),
            })
            .collect::<Result<_, _>>()?;
        symbols.try_into().map(PairingCode).map_err(|_| NotACode)
    }

    /// The part that names the code: travels in the open.
    pub fn name(&self) -> String {
        self.0[..NAME_LENGTH]
            .iter()
            .map(|b| char::from(*b))
            .collect()
    }

    /// The part that is the shared secret. The office keeps it until the code is used up or expires.
    pub fn secret(&self) -> String {
        self.0[NAME_LENGTH..]
            .iter()
            .map(|b| char::from(*b))
            .collect()
    }
}

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, symbol) in self.0.iter().enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*symbol))?;
        }
        Ok(())
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PairingCode({}-…)", self.name())
    }
}

/// Proof that whoever says `message` in this `role` knows the secret.
pub fn proof(secret: &str, role: &str, message: &[&[u8]]) -> [u8; 32] {
    mac(secret, role, message).finalize().into_bytes().into()
}

/// Checks a proof in constant time.
pub fn proof_holds(secret: &str, role: &str, message: &[&[u8]], given: &[u8; 32]) -> bool {
    mac(secret, role, message).verify_slice(given).is_ok()
}

fn mac(secret: &str, role: &str, message: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = match <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()) {
        Ok(mac) => mac,
        // HMAC takes keys of every length; a zero key of fixed length stands where the type wants an answer.
        Err(_) => <Hmac<Sha256> as KeyInit>::new(&Default::default()),
    };
    for part in std::iter::once(role.as_bytes()).chain(message.iter().copied()) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = PairingCode::from_random([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let shown = code.to_string();
        assert_eq!(shown.len(), 19);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('0', "o").replace('1', "l"),
        ] {
            assert_eq!(PairingCode::parse(&typed), Ok(code.clone()), "{typed}");
        }
        for bad in [
            "",
            "ABCD",
            "ABCD-EFGH-JKMN-PQR!",
            "ABCD-EFGH-JKMN-PQRST",
            "ABCD-EFGH-JKMN-PQRé",
        ] {
            assert_eq!(PairingCode::parse(bad), Err(NotACode), "{bad}");
        }
        assert!(!format!("{code:?}").contains(&code.secret()));
    }

    #[test]
    fn a_proof_binds_secret_role_and_every_part() {
        let given = proof("S", "laptop", &[b"ab", b"c"]);
        assert!(proof_holds("S", "laptop", &[b"ab", b"c"], &given));
        assert!(!proof_holds("T", "laptop", &[b"ab", b"c"], &given));
        assert!(!proof_holds("S", "office", &[b"ab", b"c"], &given));
        assert!(!proof_holds("S", "laptop", &[b"a", b"bc"], &given));
    }
}
