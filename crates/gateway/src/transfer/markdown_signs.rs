//! Texts of elsewhere as Markdown that says the same: its own signs are escaped, code is fenced.

pub fn fenced(code: &str, language: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}

pub fn code_span(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let room = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{room}{}{room}{fence}", code.replace('\n', " "))
}

/// Text that means nothing but itself.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '_' | '`' | '\\' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A line of text that would begin something else in Markdown.
pub fn guarded(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    if numbered {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    let marks = line.starts_with(['#', '>', '=']) || ["- ", "+ ", "---"].iter().any(|mark| line.starts_with(mark));
    if marks { format!("\\{line}") } else { line.to_owned() }
}
