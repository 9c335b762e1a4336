//! TLS of the benchmark's office as a regency would have it: an authority and a P-256 certificate for `localhost`.

use adinda_server::tls::{self, OfficeTls};
use anyhow::Result;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::path::{Path, PathBuf};

/// Writes chain and key into a folder; gives their paths.
pub fn write(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
    let key = KeyPair::generate()?;
    let leaf = CertificateParams::new(vec!["localhost".to_owned()])?.signed_by(&key, &authority)?;
    let (chain_file, key_file) = (folder.join("chain.pem"), folder.join("key.pem"));
    std::fs::write(&chain_file, leaf.pem() + &authority.pem())?;
    std::fs::write(&key_file, key.serialize_pem())?;
    Ok((chain_file, key_file))
}

/// The same, loaded as the server does.
pub fn load(folder: &Path) -> Result<OfficeTls> {
    let (chain, key) = write(folder)?;
    Ok(tls::load(&chain, &key, None)?)
}
