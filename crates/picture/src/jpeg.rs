//! The skeleton of a JPEG: whether it goes on to its end, and whether it is a progressive one. Decoders fill what a
//! broken transfer left out with grey and say nothing.

/// What the skeleton says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Skeleton {
    pub(crate) progressive: bool,
}

/// Walks over the segments up to the end mark; none if it never comes. What follows it (a short film, a second
/// picture) doesn't concern us.
pub(crate) fn walk(bytes: &[u8]) -> Option<Skeleton> {
    let mut progressive = false;
    let mut at = 2;
    loop {
        // A mark: any number of fill bytes, then its code.
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let mark = *bytes.get(at)?;
        at += 1;
        match mark {
            0xd9 => return Some(Skeleton { progressive }),
            0x01 | 0xd0..=0xd8 => continue,
            0xc2 | 0xc6 | 0xca | 0xce => progressive = true,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        if length < 2 {
            return None;
        }
        at += length;
        if mark == 0xda {
            at = end_of_scan(bytes, at)?;
        }
    }
}

/// The next mark after the data of a scan: stuffed bytes and restart marks belong to the data.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let data = bytes.get(from..)?;
    let mark = data
        .windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff))?;
    Some(from + mark)
}
