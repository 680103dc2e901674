//! Reports about delivery (RFC 3464): which addresses took a mail, which not, and whether for good.

use crate::mail::Status;
use mail_parser::{Message, MimeHeaders as _};

/// Addresses of one report that are looked at.
const MOST: usize = 50;
const MOST_SAID: usize = 300;

/// What a report says of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// It was refused for good, and the address is the reason.
    pub hard: bool,
    /// In the words of the other server.
    pub said: String,
}

/// The gravest of what a mail reports; none when it is no report.
pub fn of(message: &Message<'_>) -> Option<Report> {
    let part = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("delivery-status"))
        })
    })?;
    let text = String::from_utf8_lossy(part.contents()).replace("\r\n", "\n");
    // The first group is about the mail, each further one about an address.
    let mut reports: Vec<Report> = text.split("\n\n").take(MOST).filter_map(of_address).collect();
    reports.sort_by_key(|report| !report.hard);
    reports.into_iter().next()
}

fn of_address(group: &str) -> Option<Report> {
    let fields: Vec<(String, String)> = unfolded(group);
    let field = |name: &str| fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let action = field("action")?.to_ascii_lowercase();
    let status = field("status").and_then(|status| Status::parse(status.split(' ').next().unwrap_or_default()));
    let said = field("diagnostic-code").or(field("status")).unwrap_or_default();
    let hard = action.starts_with("failed") && status.is_some_and(Status::is_about_the_address);
    Some(Report { hard, said: said.chars().take(MOST_SAID).collect() })
}

fn unfolded(group: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in group.lines() {
        match (line.starts_with([' ', '\t']), line.split_once(':'), fields.last_mut()) {
            (true, _, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, Some((name, value)), _) => {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    fields
}
