//! Connections on which nothing moves are given up. A slow one is not: on a bad line a request may take minutes, as long
//! as bytes keep coming.

use axum_server::accept::Accept;
use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

/// Takes connections that end when nothing moved for so long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdleLimit(pub(crate) Duration);

impl<S> Accept<TcpStream, S> for IdleLimit {
    type Stream = IdleStream<TcpStream>;
    type Service = S;
    type Future = Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        // Answers are small and complete: to wait for more to send would only cost time.
        ready(
            stream
                .set_nodelay(true)
                .map(|()| (IdleStream::new(stream, self.0), service)),
        )
    }
}

/// A stream that fails when nothing moved for some time.
pub(crate) struct IdleStream<S> {
    stream: S,
    limit: Duration,
    silence: Pin<Box<Sleep>>,
}

impl<S> IdleStream<S> {
    pub(crate) fn new(stream: S, limit: Duration) -> IdleStream<S> {
        IdleStream {
            stream,
            limit,
            silence: Box::pin(sleep_until(Instant::now() + limit)),
        }
    }

    /// Passes on what the stream says; while it says nothing, time runs.
    fn watched<T>(
        &mut self,
        context: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            let again = Instant::now() + self.limit;
            self.silence.as_mut().reset(again);
            return polled;
        }
        match self.silence.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for IdleStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.watched(context, polled)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for IdleStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watched(context, polled)
    }
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test]
    async fn who_is_slow_is_heard_and_who_is_silent_is_given_up() {
        let limit = Duration::from_millis(400);
        let (mut laptop, office) = duplex(16);
        let mut office = IdleStream::new(office, limit);
        let slow = tokio::spawn(async move {
            for _ in 0..10 {
                tokio::time::sleep(Duration::from_millis(100)).await;
                laptop.write_all(b"x").await.unwrap();
            }
            laptop
        });
        let begun = Instant::now();
        let mut heard = [0; 10];
        office.read_exact(&mut heard).await.unwrap();
        assert!(begun.elapsed() > 2 * limit, "longer than the limit in all");
        let laptop = slow.await.unwrap();
        let silent = office.read_exact(&mut heard).await.unwrap_err();
        assert_eq!(silent.kind(), io::ErrorKind::TimedOut);
        drop(laptop);
    }
}
