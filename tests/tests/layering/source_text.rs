//! Rust source as the layering rules read it: without comments, strings and tests, grouped imports written out.

/// The code that isn't compiled for tests alone, each line where it was. Comments and what stands in quotes are
/// blank; an import of a group (`use std::{fmt, fs}`) is followed by its parts (`std::fmt std::fs`) on its first line.
pub fn code_outside_tests(source: &str) -> String {
    with_groups_written_out(&without_tests(&without_comments_and_quotes(source)))
}

/// Puts spaces for everything in comments and between quotes.
fn without_comments_and_quotes(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_comment(&chars, at)
            .or_else(|| end_of_string(&chars, at))
            .or_else(|| end_of_character(&chars, at));
        match end {
            Some(end) => {
                code.extend(
                    chars[at..end]
                        .iter()
                        .map(|c| if *c == '\n' { '\n' } else { ' ' }),
                );
                at = end;
            }
            None => {
                code.push(chars[at]);
                at += 1;
            }
        }
    }
    code
}

fn end_of_comment(chars: &[char], at: usize) -> Option<usize> {
    match (chars[at], chars.get(at + 1)?) {
        ('/', '/') => Some(position_of(chars, at, |c| c == '\n')),
        ('/', '*') => {
            let (mut depth, mut end) = (1, at + 2);
            while depth > 0 && end < chars.len() {
                match (chars[end], chars.get(end + 1)) {
                    ('/', Some('*')) => (depth, end) = (depth + 1, end + 2),
                    ('*', Some('/')) => (depth, end) = (depth - 1, end + 2),
                    _ => end += 1,
                }
            }
            Some(end)
        }
        _ => None,
    }
}

/// `"…"` and `r##"…"##`; the prefixes `b` and `c` may stay, they are nobody's name.
fn end_of_string(chars: &[char], at: usize) -> Option<usize> {
    if chars[at] == '"' {
        let mut end = at + 1;
        while end < chars.len() && chars[end] != '"' {
            end += if chars[end] == '\\' { 2 } else { 1 };
        }
        return Some((end + 1).min(chars.len()));
    }
    let begins_word = at == 0 || !is_part_of_name(chars[at - 1]) || chars[at - 1] == 'b';
    if chars[at] != 'r' || !begins_word {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let quote = at + 1 + hashes;
    if chars.get(quote) != Some(&'"') {
        return None;
    }
    let closes = |end: usize| {
        chars[end] == '"'
            && chars
                .iter()
                .skip(end + 1)
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes
    };
    let last = (quote + 1..chars.len()).find(|end| closes(*end))?;
    Some(last + 1 + hashes)
}

/// `'x'` and `'\n'`, but not the lifetime `'a`.
fn end_of_character(chars: &[char], at: usize) -> Option<usize> {
    if chars[at] != '\'' {
        return None;
    }
    if chars.get(at + 1) == Some(&'\\') {
        let close = position_of(chars, at + 3, |c| c == '\'');
        return Some((close + 1).min(chars.len()));
    }
    (chars.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

/// Blanks every item under `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut rest = code;
    let mut kept = String::with_capacity(code.len());
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = end_of_item(item);
        kept.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    kept + rest
}

/// Where the item ends that begins here: at its `;`, or at the brace that closes it.
fn end_of_item(item: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in item.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    item.len()
}

/// Adds to each `a::{b, c}` the paths `a::b a::c`, on the line on which it begins.
fn with_groups_written_out(code: &str) -> String {
    let mut lines: Vec<String> = code.lines().map(str::to_owned).collect();
    for (at, _) in code.match_indices("::{") {
        let before = &code[..at];
        let path_begins = before
            .rfind(|c: char| !is_part_of_name(c) && c != ':')
            .map_or(0, |last| last + 1);
        let line = before.matches('\n').count();
        let path = &before[path_begins..];
        for part in parts_of_group(&code[at + 3..]) {
            lines[line].push_str(&format!(" {path}::{part}"));
        }
    }
    lines.join("\n")
}

/// The first name of each part of a group: of `fmt, collections::{A, B}, fs}` these are `fmt`, `collections`, `fs`.
fn parts_of_group(group: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0usize;
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            c if depth == 0 => parts.last_mut().into_iter().for_each(|part| part.push(c)),
            _ => {}
        }
    }
    parts
        .iter()
        .map(|part| {
            part.trim()
                .chars()
                .take_while(|c| is_part_of_name(*c))
                .collect()
        })
        .filter(|part: &String| !part.is_empty())
        .collect()
}

fn position_of(chars: &[char], from: usize, found: impl Fn(char) -> bool) -> usize {
    (from..chars.len())
        .find(|at| found(chars[*at]))
        .unwrap_or(chars.len())
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
