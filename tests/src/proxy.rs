//! The line between laptop and office: a TCP proxy that can be cut and mended.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A line to an office. It is up until it is cut, and gone when dropped.
pub struct Line {
    /// Where laptops connect to.
    pub address: SocketAddr,
    is_up: watch::Sender<bool>,
    turned_away: Arc<AtomicUsize>,
    carrying: JoinHandle<()>,
}

impl Line {
    /// Lays a line to an office.
    pub async fn to(office: SocketAddr) -> io::Result<Line> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (is_up, watched) = watch::channel(true);
        let turned_away = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&turned_away);
        let carrying = tokio::spawn(async move {
            while let Ok((laptop, _)) = listener.accept().await {
                if *watched.borrow() {
                    tokio::spawn(carry(laptop, office, watched.clone()));
                } else {
                    counter.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        Ok(Line {
            address,
            is_up,
            turned_away,
            carrying,
        })
    }

    /// The address as people type it.
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// Cuts the line: what is under way breaks off, and whoever tries anew is turned away.
    pub fn cut(&self) {
        self.is_up.send_replace(false);
    }

    /// Mends the line.
    pub fn mend(&self) {
        self.is_up.send_replace(true);
    }

    /// How often somebody tried while the line was cut.
    pub fn turned_away(&self) -> usize {
        self.turned_away.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cut();
        self.carrying.abort();
    }
}

/// Carries bytes both ways until one side has finished or the line is cut.
async fn carry(mut laptop: TcpStream, office: SocketAddr, mut is_up: watch::Receiver<bool>) {
    let both_ways = async {
        let mut office = TcpStream::connect(office).await?;
        tokio::io::copy_bidirectional(&mut laptop, &mut office).await
    };
    tokio::select! {
        // A side that hangs up or isn't there is the weather of a line, not an error of ours.
        _ = both_ways => {}
        _ = is_up.wait_for(|up| !up) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn echo() -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut read, mut write) = stream.split();
                    tokio::io::copy(&mut read, &mut write).await
                });
            }
        });
        address
    }

    async fn ask(stream: &mut TcpStream) -> io::Result<[u8; 4]> {
        let mut answer = [0; 4];
        stream.write_all(b"ping").await?;
        stream.read_exact(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn a_line_carries_breaks_and_carries_again() {
        let line = Line::to(echo().await).await.unwrap();
        let mut before = TcpStream::connect(line.address).await.unwrap();
        assert_eq!(&ask(&mut before).await.unwrap(), b"ping");

        line.cut();
        assert!(ask(&mut before).await.is_err(), "what was under way breaks");
        let mut during = TcpStream::connect(line.address).await.unwrap();
        assert!(ask(&mut during).await.is_err());
        assert_eq!(line.turned_away(), 1);

        line.mend();
        let mut after = TcpStream::connect(line.address).await.unwrap();
        assert_eq!(&ask(&mut after).await.unwrap(), b"ping");
        assert_eq!(line.turned_away(), 1);
    }
}
