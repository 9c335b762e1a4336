//! Fractional positions: the order of a list's entries as text, so that an entry can be put between
//! two others without touching them. Digits are base 36 and a position never ends in `0`.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

fn digit(byte: Option<&u8>, absent: usize) -> usize {
    byte.and_then(|b| DIGITS.iter().position(|d| d == b))
        .unwrap_or(absent)
}

/// A position strictly after `low` and strictly before `high`; empty `low` is the start, `None` the end.
/// If the two are not in order, the result still follows `low`.
pub fn between(low: &str, high: Option<&str>) -> String {
    let high = high.filter(|high| low < *high).map(str::as_bytes);
    let mut position = String::new();
    let mut bounded_above = high.is_some();
    for index in 0.. {
        let below = digit(low.as_bytes().get(index), 0);
        let above = if bounded_above {
            digit(high.and_then(|h| h.get(index)), 0)
        } else {
            DIGITS.len()
        };
        if above > below + 1 {
            let step = if bounded_above {
                (above - below) / 2
            } else {
                1.max((above - below) / 8)
            };
            position.push(DIGITS[below + step] as char);
            break;
        }
        position.push(DIGITS[below] as char);
        bounded_above = bounded_above && above == below;
    }
    position
}

/// Gives every entry of a list, in the order shown, a rising position; those already in order keep theirs,
/// so that only what was really moved becomes an edit.
pub fn assign(positions: &mut [String]) {
    let mut last = String::new();
    for index in 0..positions.len() {
        if positions[index].is_empty() || positions[index] <= last {
            let next = positions[index + 1..].iter().find(|p| **p > last).cloned();
            positions[index] = between(&last, next.as_deref());
        }
        last.clone_from(&positions[index]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_room_between() {
        let mut low = String::new();
        let high = between("", None);
        for _ in 0..200 {
            let middle = between(&low, Some(&high));
            assert!(low < middle && middle < high, "{low} {middle} {high}");
            low = middle;
        }
        let mut last = String::new();
        for _ in 0..500 {
            let next = between(&last, None);
            assert!(last < next && !next.ends_with('0'), "{last} {next}");
            last = next;
        }
        assert!(last.len() < 30, "appending stays short: {last}");
    }

    #[test]
    fn only_what_moved_gets_a_new_position() {
        let mut list = vec![
            "5".to_owned(),
            "a".to_owned(),
            "c".to_owned(),
            String::new(),
        ];
        assign(&mut list);
        assert_eq!(&list[..3], ["5", "a", "c"]);
        list.swap(0, 2);
        assign(&mut list);
        assert!(list.windows(2).all(|w| w[0] < w[1]), "{list:?}");
    }
}
