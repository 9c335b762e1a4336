//! The road to the office: a trait, so that a simulation can put its own in the place of the network.

use super::SyncError;
use super::tls::{self, Presented};
use adinda_wire::envelope::MAX_MESSAGE;
use adinda_wire::exchange::{MEDIA_TYPE, TOKEN_HEADER};
use adinda_wire::pin::Pin;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use rustls::ClientConfig;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a connection may take to come about over a bad line.
const CONNECT: Duration = Duration::from_secs(30);
/// How long the line may be silent.
const IDLE: Duration = Duration::from_secs(60);

/// What HTTP/2 grants without being asked: to grant more costs bytes at every connection.
const WINDOW: u32 = 65_535;

/// Carries one request to the office and brings the body of its reply.
pub trait Transport: Send + Sync {
    /// Sends a packed message to a path of the office.
    ///
    /// # Errors
    /// [`SyncError`]; a reply that isn't of our media type is [`SyncError::NotTheOffice`], whatever its status.
    fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> impl Future<Output = Result<Vec<u8>, SyncError>> + Send;
}

/// The network: HTTP/2 over TLS 1.3 with the office's pin; plain HTTP only to this very machine.
pub struct HttpTransport {
    client: Mutex<reqwest::Client>,
    config: ClientConfig,
    server: Url,
    presented: Arc<Mutex<Option<Presented>>>,
}

impl HttpTransport {
    /// A road to an office whose TLS was pinned at pairing.
    ///
    /// # Errors
    /// [`SyncError::BadAddress`].
    pub fn pinned(server: &str, pin: Option<&Pin>) -> Result<HttpTransport, SyncError> {
        let server = parse_address(server)?;
        let config = match pin {
            Some(pin) => tls::pinned_config(pin.clone())?,
            // Without a pin the office is on this machine, in plain; TLS then trusts nobody.
            None if server.scheme() == "http" => tls::distrusting_config()?,
            None => return Err(SyncError::BadAddress(server.to_string())),
        };
        HttpTransport::new(server, config, Arc::default())
    }

    /// A road for pairing, when there is no pin yet: what the other side presents is remembered, and believed
    /// only once it has proven that it knows the code.
    ///
    /// # Errors
    /// [`SyncError::BadAddress`].
    pub fn for_pairing(server: &str) -> Result<HttpTransport, SyncError> {
        let server = parse_address(server)?;
        let presented = Arc::new(Mutex::new(None));
        let config = tls::recording_config(Arc::clone(&presented))?;
        HttpTransport::new(server, config, presented)
    }

    fn new(
        server: Url,
        config: ClientConfig,
        presented: Arc<Mutex<Option<Presented>>>,
    ) -> Result<Self, SyncError> {
        let client = Mutex::new(client(config.clone())?);
        Ok(HttpTransport {
            client,
            config,
            server,
            presented,
        })
    }

    /// Ends the connection; the TLS session is resumed by the next one. A line that failed once is not tried again:
    /// whoever lost its way home wouldn't hear that it is dead.
    pub fn hang_up(&self) {
        match client(self.config.clone()) {
            Ok(fresh) => *self.client.lock().unwrap_or_else(PoisonError::into_inner) = fresh,
            Err(error) => tracing::warn!(%error, "no fresh client"),
        }
    }

    /// Whether what was presented on this road is what the pin says. Over plain loopback nothing is.
    ///
    /// # Errors
    /// [`SyncError::NotThePinned`].
    pub fn check_presented(&self, pin: Option<&Pin>) -> Result<(), SyncError> {
        let presented = self
            .presented
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match (presented.as_ref(), pin) {
            (Some(presented), Some(pin)) => presented.check(pin),
            (None, None) if self.server.scheme() == "http" => Ok(()),
            _ => Err(SyncError::NotThePinned("TLS on one side only".into())),
        }
    }
}

impl Transport for HttpTransport {
    async fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, SyncError> {
        let url = self
            .server
            .join(path)
            .map_err(|error| SyncError::BadAddress(error.to_string()))?;
        let client = self
            .client
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut request = client.post(url).header(CONTENT_TYPE, MEDIA_TYPE).body(body);
        if let Some(token) = token {
            // Not marked as sensitive: then HTTP/2 would spell it out in each request.
            let value = HeaderValue::try_from(token).map_err(|_| SyncError::NotPaired)?;
            request = request.header(TOKEN_HEADER, value);
        }
        let result = receive(request).await;
        if matches!(result, Err(SyncError::Unreachable(_))) {
            self.hang_up();
        }
        result
    }
}

async fn receive(request: reqwest::RequestBuilder) -> Result<Vec<u8>, SyncError> {
    let mut response = request.send().await.map_err(unreachable)?;
    let media_type = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if media_type != Some(MEDIA_TYPE) {
        return Err(SyncError::NotTheOffice(format!(
            "{} {}",
            response.status(),
            media_type.unwrap_or("-")
        )));
    }
    let mut reply = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        reply.extend_from_slice(&chunk);
        if reply.len() > MAX_MESSAGE {
            return Err(SyncError::NotTheOffice("endless reply".into()));
        }
    }
    Ok(reply)
}

fn client(config: ClientConfig) -> Result<reqwest::Client, SyncError> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(config)
        .connect_timeout(CONNECT)
        .read_timeout(IDLE)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .pool_idle_timeout(Duration::from_secs(120))
        .http2_initial_stream_window_size(WINDOW)
        .http2_initial_connection_window_size(WINDOW)
        .build()
        .map_err(|error| SyncError::BadAddress(error.to_string()))
}

fn unreachable(error: reqwest::Error) -> SyncError {
    if is_about_the_certificate(&error) {
        SyncError::NotThePinned(Box::new(error))
    } else {
        SyncError::Unreachable(Box::new(error))
    }
}

/// Whether somewhere in an error lies rustls' refusal of a certificate. An io error hides the error it
/// carries: its source is that one's source.
fn is_about_the_certificate(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    let carried = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    carried.is_some_and(|carried| is_about_the_certificate(carried))
        || error.source().is_some_and(is_about_the_certificate)
}

/// An address as typed: `https://` unless it says otherwise; plain `http://` only to this very machine.
pub(crate) fn parse_address(typed: &str) -> Result<Url, SyncError> {
    let typed = typed.trim();
    let bad = || SyncError::BadAddress(typed.to_owned());
    let with_scheme = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let url = Url::parse(&with_scheme).map_err(|_| bad())?;
    let is_plain_and_local = url.scheme() == "http" && is_this_machine(&url);
    if url.host_str().is_none_or(str::is_empty) || !(url.scheme() == "https" || is_plain_and_local)
    {
        return Err(bad());
    }
    Ok(url)
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them_and_plain_ones_stay_home() {
        for (typed, expected) in [
            (
                "kominfo.malangkab.go.id",
                "https://kominfo.malangkab.go.id/",
            ),
            (
                " https://kominfo.malangkab.go.id:8443/ ",
                "https://kominfo.malangkab.go.id:8443/",
            ),
            ("http://127.0.0.1:8460", "http://127.0.0.1:8460/"),
            ("http://[::1]:8460", "http://[::1]:8460/"),
        ] {
            assert_eq!(parse_address(typed).unwrap().as_str(), expected);
        }
        for bad in [
            "",
            "http://kominfo.go.id",
            "http://192.168.1.5",
            "ftp://x",
            "https://",
            "a b",
        ] {
            assert!(parse_address(bad).is_err(), "{bad}");
        }
    }
}
