//! The office's face to laptops: one visible table of routes over the writer.

use crate::exchange::Road;
use crate::idle::IdleLimit;
use crate::remembered::Remembered;
use crate::store::{Device, OfficeError};
use crate::tls::OfficeTls;
use crate::writer::Writer;
use crate::{attachment, exchange, pairing, separation};
use adinda_wire::attachment::{
    ATTACHMENT_PATH, AttachmentReply, AttachmentRequest, Piece, PieceAnswer,
};
use adinda_wire::envelope::{MAX_BODY, pack, pack_plain, unpack, unpack_after};
use adinda_wire::exchange::{
    Answer, EXCHANGE_PATH, ExchangeReply, ExchangeRequest, MEDIA_TYPE, Refusal, TOKEN_HEADER,
};
use adinda_wire::pairing::{
    Granting, PAIRING_PATH, PairingRefusal, PairingReply, Proven, SeparationReply,
};
use adinda_wire::pin::Pin;
use adinda_wire::separation::{SEPARATION_PATH, SeparationRequest};
use adinda_wire::{Cbor, WireError};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequestParts, State};
use axum::http::{HeaderValue, StatusCode, header, request};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use chrono::Utc;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use sha2::{Digest, Sha256};
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// How long nothing may move on a connection.
const IDLE: Duration = Duration::from_secs(180);
/// How long a TLS handshake may take: some messages there and back, over a line that loses every third.
const HANDSHAKE: Duration = Duration::from_secs(60);
/// How long the headers of a request may take; bodies may take as long as bytes keep coming.
const HEADERS: Duration = Duration::from_secs(60);
/// How many requests a connection may have under way: a laptop has one.
const MOST_STREAMS: u32 = 8;
/// How long requests under way are waited for when the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Desk {
    writer: Writer,
    pin: Option<Pin>,
    remembered: Arc<Remembered>,
}

/// The table of routes.
fn routes(desk: Desk) -> Router {
    Router::new()
        .route(EXCHANGE_PATH, post(take_exchange))
        .route(ATTACHMENT_PATH, post(take_attachment))
        .route(PAIRING_PATH, post(take_pairing))
        .route(SEPARATION_PATH, post(take_separation))
        .route("/healthz", get(healthz))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(desk)
}

/// Serves until `shutdown` is ready. Without TLS only on a loopback address.
///
/// # Errors
/// [`OfficeError::Refused`] for a plain listener that others could reach; what the network says otherwise.
pub async fn serve(
    listener: TcpListener,
    tls: Option<OfficeTls>,
    writer: Writer,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), OfficeError> {
    let network = |source| OfficeError::File {
        path: "the network".into(),
        source,
    };
    let address = listener.local_addr().map_err(network)?;
    if tls.is_none() && !address.ip().is_loopback() {
        return Err(OfficeError::Refused(format!(
            "{address} can be reached by others: give a certificate (--tls-cert, --tls-key) or listen on 127.0.0.1"
        )));
    }
    listener.set_nonblocking(true).map_err(network)?;
    let handle = axum_server::Handle::<SocketAddr>::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        shutdown.await;
        stopping.graceful_shutdown(Some(GRACE));
    });
    let pin = tls.as_ref().map(|tls| tls.pin.clone());
    let service = routes(Desk {
        writer,
        pin,
        remembered: Arc::default(),
    })
    .into_make_service();
    match tls {
        Some(tls) => {
            let config = RustlsConfig::from_config(tls.config);
            let acceptor = RustlsAcceptor::new(config)
                .handshake_timeout(HANDSHAKE)
                .acceptor(IdleLimit(IDLE));
            let mut server = axum_server::from_tcp(listener)
                .map_err(network)?
                .acceptor(acceptor);
            set_up(server.http_builder());
            server.handle(handle).serve(service).await.map_err(network)
        }
        None => {
            let mut server = axum_server::from_tcp(listener)
                .map_err(network)?
                .acceptor(IdleLimit(IDLE));
            set_up(server.http_builder());
            server.handle(handle).serve(service).await.map_err(network)
        }
    }
}

/// No date in replies: it costs bytes, and ours say the time themselves.
fn set_up(http: &mut Builder<TokioExecutor>) {
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .auto_date_header(false);
    http.http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MOST_STREAMS)
        .auto_date_header(false);
}

/// The SHA-256 of the token of a request; its absence is an unknown device.
struct TokenHash(Option<[u8; 32]>);

impl<S: Sync> FromRequestParts<S> for TokenHash {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut request::Parts,
        _: &S,
    ) -> Result<Self, Self::Rejection> {
        let token = parts.headers.get(TOKEN_HEADER);
        Ok(TokenHash(
            token.map(|token| Sha256::digest(token.as_bytes()).into()),
        ))
    }
}

async fn take_exchange(
    State(desk): State<Desk>,
    TokenHash(token): TokenHash,
    body: Bytes,
) -> Response {
    let now = Utc::now().timestamp();
    let mut built_on = [0; 8];
    let unpacked = unpack_after::<ExchangeRequest>(&body, |name| {
        built_on = name;
        desk.remembered.find(&token?, name)
    });
    let (request, answer) = match unpacked {
        Ok((request, next)) => {
            let number = request.request;
            let answer = answer_exchange(&desk, token, request, now).await;
            if let (Answer::Taken(_), Some(next), Some(laptop)) = (&answer, next, token) {
                desk.remembered.keep(laptop, built_on, next);
            }
            (number, answer)
        }
        Err(WireError::UnknownContext) => (0, Answer::Refused(Refusal::UnknownContext)),
        Err(error) => {
            tracing::info!(
                error = &error as &dyn std::error::Error,
                "an exchange can't be read"
            );
            (0, Answer::Refused(Refusal::Unreadable))
        }
    };
    let status = match &answer {
        Answer::Taken(_) | Answer::SendCheckpoints | Answer::RolledBack(_) | Answer::Separate => {
            StatusCode::OK
        }
        Answer::Refused(refusal) => status_of(*refusal),
    };
    reply(
        status,
        &ExchangeReply {
            request,
            server_time: now,
            answer,
        },
    )
}

fn status_of(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::UnknownDevice | Refusal::Revoked => StatusCode::UNAUTHORIZED,
        Refusal::OfficeFailure | Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Protocol | Refusal::Unreadable | Refusal::UnknownContext | Refusal::Other(_) => {
            StatusCode::BAD_REQUEST
        }
    }
}

async fn answer_exchange(
    desk: &Desk,
    token: Option<[u8; 32]>,
    request: ExchangeRequest,
    now: i64,
) -> Answer {
    let Some(token) = token else {
        return Answer::Refused(Refusal::UnknownDevice);
    };
    let answered = desk
        .writer
        .run(move |tx| match Device::by_token(tx, &token)? {
            Some(device) => exchange::exchange(tx, &device, &request, Road::Network, now),
            None => Ok(Answer::Refused(Refusal::UnknownDevice)),
        });
    answered.await.unwrap_or_else(|error| {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "an exchange could not be written down"
        );
        Answer::Refused(Refusal::OfficeFailure)
    })
}

async fn take_attachment(
    State(desk): State<Desk>,
    TokenHash(token): TokenHash,
    body: Bytes,
) -> Response {
    let (request, answer) = match unpack::<AttachmentRequest>(&body) {
        Ok(request) => {
            let number = request.request;
            (number, answer_attachment(&desk, token, request).await)
        }
        Err(error) => {
            tracing::info!(
                error = &error as &dyn std::error::Error,
                "a piece of a file can't be read"
            );
            (0, PieceAnswer::Refused(Refusal::Unreadable))
        }
    };
    let status = match &answer {
        PieceAnswer::Received { .. } | PieceAnswer::Bytes { .. } => StatusCode::OK,
        PieceAnswer::Unknown => StatusCode::NOT_FOUND,
        PieceAnswer::NotTaken(_) => StatusCode::UNPROCESSABLE_ENTITY,
        PieceAnswer::Refused(refusal) => status_of(*refusal),
    };
    packed_reply(status, pack_plain(&AttachmentReply { request, answer }))
}

/// A file that is fetched is read beside the writer; a piece that is brought is written down before it is answered.
async fn answer_attachment(
    desk: &Desk,
    token: Option<[u8; 32]>,
    request: AttachmentRequest,
) -> PieceAnswer {
    let Some(token) = token else {
        return PieceAnswer::Refused(Refusal::UnknownDevice);
    };
    let now = Utc::now().timestamp();
    let reads = matches!(request.piece, Piece::Get { .. });
    let work = move |tx: &rusqlite::Transaction<'_>| match Device::by_token(tx, &token)? {
        Some(device) => attachment::answer(tx, &device, &request, now),
        None => Ok(PieceAnswer::Refused(Refusal::UnknownDevice)),
    };
    let answered = if reads {
        desk.writer.reader().run(work).await
    } else {
        desk.writer.run(work).await
    };
    answered.unwrap_or_else(|error| {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "a piece of a file could not be answered"
        );
        PieceAnswer::Refused(Refusal::OfficeFailure)
    })
}

async fn take_pairing(State(desk): State<Desk>, body: Bytes) -> Response {
    let now = Utc::now().timestamp();
    let answer = match unpack::<Proven>(&body) {
        Ok(proven) => {
            let pin = desk.pin.clone();
            let paired = desk
                .writer
                .run(move |tx| pairing::pair(tx, &proven, pin, now))
                .await;
            paired.unwrap_or_else(|error| {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a pairing could not be written down"
                );
                PairingReply::Refused(PairingRefusal::OfficeFailure)
            })
        }
        Err(_) => PairingReply::Refused(PairingRefusal::Protocol),
    };
    reply_granting(&answer)
}

async fn take_separation(
    State(desk): State<Desk>,
    TokenHash(token): TokenHash,
    body: Bytes,
) -> Response {
    let now = Utc::now().timestamp();
    let (Some(token), Ok(request)) = (token, unpack::<SeparationRequest>(&body)) else {
        return reply_granting(&SeparationReply::Refused(PairingRefusal::Protocol));
    };
    let pin = desk.pin.clone();
    let separated = desk
        .writer
        .run(move |tx| match Device::by_token(tx, &token)? {
            Some(device) if !device.revoked => {
                separation::separate(tx, &device, &request, pin, now)
            }
            _ => Ok(SeparationReply::Refused(PairingRefusal::CodeNotValid)),
        })
        .await;
    reply_granting(&separated.unwrap_or_else(|error| {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "a separation could not be written down"
        );
        SeparationReply::Refused(PairingRefusal::OfficeFailure)
    }))
}

fn reply_granting<T: Cbor>(answer: &Granting<T>) -> Response {
    let status = match answer {
        Granting::Granted(_) => StatusCode::OK,
        Granting::Refused(_) => StatusCode::FORBIDDEN,
    };
    reply(status, answer)
}

async fn healthz(State(desk): State<Desk>) -> Response {
    match desk
        .writer
        .run(|tx| {
            Ok(tx.query_row("SELECT count(*) FROM office", [], |row| {
                row.get::<_, i64>(0)
            })?)
        })
        .await
    {
        Ok(1) => (StatusCode::OK, "ok\n").into_response(),
        _ => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database doesn't answer\n",
        )
            .into_response(),
    }
}

fn reply<T: Cbor>(status: StatusCode, message: &T) -> Response {
    packed_reply(status, pack(message))
}

fn packed_reply(status: StatusCode, packed: Result<Vec<u8>, WireError>) -> Response {
    match packed {
        Ok(body) => (
            status,
            [(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))],
            body,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an answer can't be written"
            );
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
