//! TLS by what was pinned at pairing: chain, name and signature always hold; validity dates don't count under
//! the pin, for the laptop's clock may say 2010.

use super::SyncError;
use adinda_wire::pin::Pin;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::{self, cipher_suite, kx_group};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};

/// What a server presented on a road without a pin.
#[derive(Clone, Debug)]
pub(super) struct Presented {
    chain: Vec<CertificateDer<'static>>,
    name: ServerName<'static>,
}

impl Presented {
    /// Whether it is what the pin says.
    pub(super) fn check(&self, pin: &Pin) -> Result<(), SyncError> {
        let [leaf, intermediates @ ..] = self.chain.as_slice() else {
            return Err(SyncError::NotThePinned("no certificate".into()));
        };
        holds(pin, leaf, intermediates, &self.name)
            .map_err(|error| SyncError::NotThePinned(Box::new(error)))
    }
}

/// A client that takes only what was pinned.
pub(super) fn pinned_config(pin: Pin) -> Result<ClientConfig, SyncError> {
    config(Arc::new(Verifier {
        rule: Rule::Pinned(pin),
        provider: provider(),
    }))
}

/// A client that takes whatever proves to own its certificate, and remembers it.
pub(super) fn recording_config(
    presented: Arc<Mutex<Option<Presented>>>,
) -> Result<ClientConfig, SyncError> {
    config(Arc::new(Verifier {
        rule: Rule::Remember(presented),
        provider: provider(),
    }))
}

/// A client that takes no certificate at all: for plain connections to this machine.
pub(super) fn distrusting_config() -> Result<ClientConfig, SyncError> {
    config(Arc::new(Verifier {
        rule: Rule::Nobody,
        provider: provider(),
    }))
}

/// What the office speaks, and no more: every word of a greeting is paid for at each connection.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(CryptoProvider {
        cipher_suites: vec![
            cipher_suite::TLS13_AES_128_GCM_SHA256,
            cipher_suite::TLS13_CHACHA20_POLY1305_SHA256,
        ],
        kx_groups: vec![kx_group::X25519],
        ..ring::default_provider()
    })
}

fn config(verifier: Arc<Verifier>) -> Result<ClientConfig, SyncError> {
    let builder = ClientConfig::builder_with_provider(Arc::clone(&verifier.provider))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|error| SyncError::BadAddress(error.to_string()))?;
    let mut config = builder
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    // HTTP/2 keeps headers to a few bytes on a line that is still open.
    config.alpn_protocols = vec![b"h2".to_vec()];
    Ok(config)
}

#[derive(Debug)]
enum Rule {
    Pinned(Pin),
    Remember(Arc<Mutex<Option<Presented>>>),
    Nobody,
}

#[derive(Debug)]
struct Verifier {
    rule: Rule,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match &self.rule {
            Rule::Pinned(pin) => holds(pin, end_entity, intermediates, server_name)?,
            Rule::Remember(presented) => {
                let chain = std::iter::once(end_entity)
                    .chain(intermediates)
                    .map(|der| der.clone().into_owned())
                    .collect();
                *presented.lock().unwrap_or_else(PoisonError::into_inner) = Some(Presented {
                    chain,
                    name: server_name.to_owned(),
                });
            }
            Rule::Nobody => {
                return Err(Error::InvalidCertificate(
                    CertificateError::ApplicationVerificationFailure,
                ));
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

fn refused(error: CertificateError) -> Error {
    Error::InvalidCertificate(error)
}

/// Whether a chain is what the pin says, for this name, at whatever time makes its dates right.
fn holds(
    pin: &Pin,
    leaf: &CertificateDer<'_>,
    intermediates: &[CertificateDer<'_>],
    name: &ServerName<'_>,
) -> Result<(), Error> {
    let certificate =
        EndEntityCert::try_from(leaf).map_err(|_| refused(CertificateError::BadEncoding))?;
    match pin {
        Pin::Key(hash) => {
            let presented: [u8; 32] =
                Sha256::digest(certificate.subject_public_key_info().as_ref()).into();
            if presented != *hash {
                return Err(refused(CertificateError::UnknownIssuer));
            }
        }
        Pin::Authority(authority) => chain_holds(&certificate, authority, intermediates)?,
    }
    certificate
        .verify_is_valid_for_subject_name(name)
        .map_err(|_| refused(CertificateError::NotValidForName))
}

fn chain_holds(
    certificate: &EndEntityCert<'_>,
    authority: &[u8],
    intermediates: &[CertificateDer<'_>],
) -> Result<(), Error> {
    let authority = CertificateDer::from(authority);
    let anchor =
        anchor_from_trusted_cert(&authority).map_err(|_| refused(CertificateError::BadEncoding))?;
    let algorithms = provider().signature_verification_algorithms;
    let mut time = UnixTime::now();
    // Each certificate of the chain may name a time at which it is valid; a few tries find one for all.
    for _ in 0..8 {
        let verified = certificate.verify_for_usage(
            algorithms.all,
            std::slice::from_ref(&anchor),
            intermediates,
            time,
            KeyUsage::server_auth(),
            None,
            None,
        );
        match verified {
            Ok(_) => return Ok(()),
            Err(webpki::Error::CertExpired { not_after, .. }) => time = not_after,
            Err(webpki::Error::CertNotValidYet { not_before, .. }) => time = not_before,
            Err(_) => return Err(refused(CertificateError::UnknownIssuer)),
        }
    }
    Err(refused(CertificateError::Expired))
}
