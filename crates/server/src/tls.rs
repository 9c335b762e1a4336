//! TLS of the office: rustls with ring, a certificate from two PEM files, and by what laptops pin it.

use crate::store::OfficeError;
use adinda_wire::pin::Pin;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ServerSessionMemoryCache;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// How many laptops' sessions are remembered, each in some hundred bytes.
const MOST_SESSIONS: usize = 100_000;

/// A certificate ready for use, and the pin that laptops are given at pairing.
pub struct OfficeTls {
    /// The server's side of rustls.
    pub config: Arc<ServerConfig>,
    /// By what laptops will know it.
    pub pin: Pin,
}

/// Reads a certificate chain and its key. Laptops pin the key of a certificate that stands alone; of a chain,
/// its last certificate, or the authority given, so that the leaf can be renewed.
///
/// # Errors
/// [`OfficeError::Tls`] with what is wrong.
pub fn load(chain: &Path, key: &Path, authority: Option<&Path>) -> Result<OfficeTls, OfficeError> {
    let chain_certificates = certificates(chain)?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| {
        OfficeError::Tls(format!("can't read the key {}: {error}", key.display()))
    })?;
    let leaf = chain_certificates
        .first()
        .ok_or_else(|| OfficeError::Tls(format!("no certificate in {}", chain.display())))?;
    let authority = match authority {
        Some(file) => certificates(file)?.into_iter().next_back(),
        None => chain_certificates.get(1..).and_then(<[_]>::last).cloned(),
    };
    let pin = match authority {
        Some(authority) => Pin::Authority(authority.to_vec()),
        None => Pin::Key(public_key_hash(leaf)?),
    };
    let provider = Arc::new(ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|error| OfficeError::Tls(error.to_string()))?
        .with_no_client_auth()
        .with_single_cert(chain_certificates, key)
        .map_err(|error| OfficeError::Tls(error.to_string()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // Resumption from the office's memory: a ticket that names a session is a sixth of one that holds it, and is paid
    // for at every connection. Never 0-RTT (a replayed request would be harmless, but is not needed).
    config.session_storage = ServerSessionMemoryCache::new(MOST_SESSIONS);
    config.send_tls13_tickets = 1;
    Ok(OfficeTls {
        config: Arc::new(config),
        pin,
    })
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, OfficeError> {
    let unreadable = |error| OfficeError::Tls(format!("can't read {}: {error}", file.display()));
    CertificateDer::pem_file_iter(file)
        .map_err(unreadable)?
        .collect::<Result<_, _>>()
        .map_err(unreadable)
}

fn public_key_hash(certificate: &CertificateDer<'_>) -> Result<[u8; 32], OfficeError> {
    let parsed = webpki::EndEntityCert::try_from(certificate)
        .map_err(|error| OfficeError::Tls(format!("the certificate is unusable: {error}")))?;
    Ok(Sha256::digest(parsed.subject_public_key_info().as_ref()).into())
}
