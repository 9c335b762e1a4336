//! The line of the benchmark: a TCP proxy that is as slow and as far as a village's, counts what passes, and can be cut.
//!
//! One full-duplex link shared by all connections: a rate for each direction, first come first served, and a fixed
//! delay. Bytes are TCP payload. A TCP connect costs one round trip; slow start and loss are not modelled.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};

/// Bytes in one piece on the link, as in a TCP segment.
const PIECE: usize = 1400;
/// How far ahead of the link the proxy reads: what lies longer than this in the queue holds the sender back.
const AHEAD: Duration = Duration::from_secs(1);

/// What a link is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Bits a second in each direction; endless without.
    pub bits_per_second: Option<f64>,
    /// There and back.
    pub round_trip: Duration,
}

impl Shape {
    /// As if there were no line.
    pub const NONE: Shape = Shape {
        bits_per_second: None,
        round_trip: Duration::ZERO,
    };
    /// A bad line of a village: 64 kbit/s and 600 ms.
    pub const VILLAGE: Shape = Shape {
        bits_per_second: Some(64_000.0),
        round_trip: Duration::from_millis(600),
    };
    /// Only far away: what a sync takes over it, divided by the delay, is how often it waits for an answer.
    pub const FAR: Shape = Shape {
        bits_per_second: None,
        round_trip: Duration::from_millis(600),
    };
}

/// What passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Bytes from the laptop.
    pub up: u64,
    /// Bytes to the laptop.
    pub down: u64,
    /// HTTP/1 requests in plain, where they can be seen.
    pub requests: u64,
    /// Connections.
    pub connections: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

struct Link {
    shape: Shape,
    passed: Passed,
    /// The line breaks once so many bytes went up.
    cut_at: Option<u64>,
    up_free: Instant,
    down_free: Instant,
}

/// A line to an office; gone when dropped.
pub struct Line {
    /// Where laptops connect to.
    pub address: SocketAddr,
    link: Arc<Mutex<Link>>,
    breaks: Arc<watch::Sender<u64>>,
    carrying: JoinHandle<()>,
}

impl Line {
    /// Lays a line to an office.
    pub async fn to(office: SocketAddr) -> io::Result<Line> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let now = Instant::now();
        let link = Arc::new(Mutex::new(Link {
            shape: Shape::NONE,
            passed: Passed::default(),
            cut_at: None,
            up_free: now,
            down_free: now,
        }));
        let breaks = Arc::new(watch::Sender::new(0));
        let (shared, breaking) = (Arc::clone(&link), Arc::clone(&breaks));
        let carrying = tokio::spawn(async move {
            while let Ok((laptop, _)) = listener.accept().await {
                tokio::spawn(carry(
                    laptop,
                    office,
                    Arc::clone(&shared),
                    Arc::clone(&breaking),
                ));
            }
        });
        Ok(Line {
            address,
            link,
            breaks,
            carrying,
        })
    }

    /// Changes what the line is like, and counts from nothing.
    pub fn begin(&self, shape: Shape) {
        let mut link = lock(&self.link);
        link.shape = shape;
        link.passed = Passed::default();
    }

    /// What passed since [`Line::begin`].
    pub fn passed(&self) -> Passed {
        lock(&self.link).passed
    }

    /// Breaks every connection once so many bytes went up.
    pub fn cut_at(&self, bytes_up: u64) {
        lock(&self.link).cut_at = Some(bytes_up);
    }

    /// Breaks every connection now.
    pub fn hang_up(&self) {
        self.breaks.send_modify(|count| *count += 1);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.hang_up();
        self.carrying.abort();
    }
}

fn lock(link: &Mutex<Link>) -> MutexGuard<'_, Link> {
    link.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn carry(
    laptop: TcpStream,
    office: SocketAddr,
    link: Arc<Mutex<Link>>,
    breaks: Arc<watch::Sender<u64>>,
) {
    let mut broken = breaks.subscribe();
    let connected = {
        let mut link = lock(&link);
        link.passed.connections += 1;
        Instant::now() + link.shape.round_trip
    };
    let Ok(office) = TcpStream::connect(office).await else {
        return;
    };
    for stream in [&laptop, &office] {
        // Without it the system's own delays would be counted as the line's.
        drop(stream.set_nodelay(true));
    }
    let (from_laptop, to_laptop) = laptop.into_split();
    let (from_office, to_office) = office.into_split();
    let up = Pump {
        direction: Direction::Up,
        connected,
        link: Arc::clone(&link),
        breaks: Arc::clone(&breaks),
    };
    let down = Pump {
        direction: Direction::Down,
        connected,
        link,
        breaks,
    };
    tokio::select! {
        _ = async { tokio::join!(up.run(from_laptop, to_office), down.run(from_office, to_laptop)) } => {}
        _ = broken.changed() => {}
    }
}

struct Pump {
    direction: Direction,
    connected: Instant,
    link: Arc<Mutex<Link>>,
    breaks: Arc<watch::Sender<u64>>,
}

impl Pump {
    async fn run(self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let (queue, mut arriving) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
        let reading = async move {
            let mut piece = vec![0; PIECE];
            while let Ok(length @ 1..) = from.read(&mut piece).await {
                let Some((arrives, wait)) = self.pass(&piece[..length]) else {
                    self.breaks.send_modify(|count| *count += 1);
                    break;
                };
                if queue.send((arrives, piece[..length].to_vec())).is_err() {
                    break;
                }
                sleep_until(wait).await;
            }
        };
        let writing = async move {
            while let Some((arrives, piece)) = arriving.recv().await {
                sleep_until(arrives).await;
                if to.write_all(&piece).await.is_err() {
                    return;
                }
            }
            // Whoever hears that the other side has finished may hear it at once: nothing waits for it.
            drop(to.shutdown().await);
        };
        tokio::join!(reading, writing);
    }

    /// Counts a piece; says when it arrives and until when the next one is not read. None: the line breaks.
    fn pass(&self, piece: &[u8]) -> Option<(Instant, Instant)> {
        let now = Instant::now();
        let mut link = lock(&self.link);
        let length = piece.len() as u64;
        let begins = match self.direction {
            Direction::Up => {
                link.passed.up += length;
                link.passed.requests += plain_requests(piece);
                if link.cut_at.is_some_and(|limit| link.passed.up >= limit) {
                    link.cut_at = None;
                    return None;
                }
                now.max(self.connected)
            }
            Direction::Down => {
                link.passed.down += length;
                now
            }
        };
        let shape = link.shape;
        let free = match self.direction {
            Direction::Up => &mut link.up_free,
            Direction::Down => &mut link.down_free,
        };
        let sent = match shape.bits_per_second {
            Some(rate) => {
                *free =
                    begins.max(*free) + Duration::from_secs_f64(piece.len() as f64 * 8.0 / rate);
                *free
            }
            None => begins,
        };
        let wait = sent.checked_sub(AHEAD).unwrap_or(now);
        Some((sent + shape.round_trip / 2, wait))
    }
}

/// How many HTTP/1 requests begin in a piece. (The peers' requests begin with a piece of their own.)
fn plain_requests(piece: &[u8]) -> u64 {
    let methods: [&[u8]; 7] = [
        b"GET /",
        b"POST /",
        b"PUT /",
        b"DELETE /",
        b"HEAD /",
        b"OPTIONS /",
        b"PATCH /",
    ];
    u64::from(methods.iter().any(|method| piece.starts_with(method)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_line_delays_counts_and_breaks() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let office = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut read, mut write) = stream.split();
                    tokio::io::copy(&mut read, &mut write).await
                });
            }
        });
        let line = Line::to(office).await.unwrap();
        line.begin(Shape {
            bits_per_second: Some(80_000.0),
            round_trip: Duration::from_millis(100),
        });
        let begun = Instant::now();
        let mut stream = TcpStream::connect(line.address).await.unwrap();
        let mut answer = [0; 1000];
        stream.write_all(&[7; 1000]).await.unwrap();
        stream.read_exact(&mut answer).await.unwrap();
        // Connect and answer: two round trips; 8,000 bits each way at 80 kbit/s.
        let took = begun.elapsed().as_secs_f64();
        assert!((0.4..0.8).contains(&took), "{took}");
        let passed = line.passed();
        assert_eq!(
            (passed.up, passed.down, passed.connections),
            (1000, 1000, 1)
        );

        line.cut_at(1500);
        stream.write_all(&[7; 600]).await.unwrap();
        assert!(stream.read_exact(&mut answer).await.is_err());
        let mut again = TcpStream::connect(line.address).await.unwrap();
        again.write_all(&[7; 1000]).await.unwrap();
        again.read_exact(&mut answer).await.unwrap();
    }
}
