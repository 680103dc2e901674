//! A wiki as a folder of Markdown files that re-imports to the same.
//!
//! A page at `a/b` is the file `a/b.md`, what stands below it is in the folder `a/b`. `SUMMARY.md` has the order.

use super::links::{self, Found, Target};
use super::wiki::relative;
use jiff::Timestamp;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::FileHash;
use kernel::ids::Id;
use knowledge::wiki::imported::{self, Outgoing};
use std::collections::HashMap;
use std::path::Path;

const FILES: &str = "_files";

/// Writes all pages of a space into a new folder, whoever may read them; answers how many.
pub async fn export_wiki(app: &App, space: &str, to: &Path) -> Result<usize> {
    if to.exists() && std::fs::read_dir(to)?.next().is_some() {
        return Err(Error::Unavailable(format!("{} is not empty", to.display())));
    }
    let slug = space.to_owned();
    let (pages, redirects, targets, files) = app
        .db
        .read(async move |tx: &Tx| {
            imported::space(tx, &slug).await?;
            Ok((
                imported::all(tx, &slug).await?,
                imported::redirects(tx, &slug).await?,
                imported::targets(tx, &slug).await?,
                imported::files(tx, &slug).await?,
            ))
        })
        .await?;
    let mut former: HashMap<Id, Vec<String>> = HashMap::new();
    redirects.into_iter().for_each(|(page, path)| former.entry(page).or_default().push(path));
    let targets: HashMap<(Id, String), String> =
        targets.into_iter().map(|(page, key, path)| ((page, key), path)).collect();
    let mut names: HashMap<Id, String> = HashMap::new();
    for (_, id, name, hash) in &files {
        // By its content: what is exported again has the same name.
        let name = format!("{}{}", hash.get(..16).unwrap_or(hash), ending(name));
        let hash: FileHash = hash.parse().map_err(|_| Error::internal("a file has no hash"))?;
        let bytes = app.files.get(&hash).await?;
        std::fs::create_dir_all(to.join(FILES))?;
        std::fs::write(to.join(FILES).join(&name), bytes)?;
        names.insert(*id, name);
    }
    std::fs::create_dir_all(to)?;
    let mut summary = String::from("# Summary\n\n");
    for page in &pages {
        let file = to.join(format!("{}.md", page.path));
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let body = body(page, &targets, &names);
        let none = Vec::new();
        let text = format!("{}\n{}\n", front(page, former.get(&page.id).unwrap_or(&none))?, body.trim_matches('\n'));
        std::fs::write(file, text)?;
        let depth = page.path.matches('/').count();
        summary.push_str(&format!("{}- [{}]({}.md)\n", "  ".repeat(depth), page.title, page.path));
    }
    std::fs::write(to.join("SUMMARY.md"), summary)?;
    Ok(pages.len())
}

fn ending(name: &str) -> String {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    if plain.is_empty() { String::new() } else { format!(".{plain}") }
}

fn front(page: &Outgoing, former: &[String]) -> Result<String> {
    let text = |value: &str| serde_json::to_string(value);
    let mut out = format!("---\ntitle: {}\n", text(&page.title)?);
    let date = Timestamp::from_millisecond(page.published).map_err(Error::internal)?;
    out.push_str(&format!("date: {date}\n"));
    match &page.author {
        Some(handle) => out.push_str(&format!("author: {}\n", text(handle)?)),
        None if !page.author_name.is_empty() => out.push_str(&format!("author: {}\n", text(&page.author_name)?)),
        None => {}
    }
    if page.template {
        out.push_str("template: true\n");
    }
    if !former.is_empty() {
        out.push_str(&format!("redirect_from: {}\n", serde_json::to_string(former)?));
    }
    out.push_str("---\n");
    Ok(out)
}

/// The text with links to files instead of pages.
fn body(page: &Outgoing, targets: &HashMap<(Id, String), String>, files: &HashMap<Id, String>) -> String {
    let to_root = "../".repeat(page.path.matches('/').count());
    links::rewrite(&page.body, &mut |found| match found {
        Found::Picture(target) | Found::Link(target) if target.starts_with("/files/") => {
            let id = target.trim_start_matches("/files/").split('?').next().unwrap_or_default();
            match id.parse::<Id>().ok().and_then(|id| files.get(&id)) {
                Some(name) => Target::To(format!("{to_root}{FILES}/{name}")),
                None => Target::Kept,
            }
        }
        Found::Picture(_) => Target::Kept,
        Found::Link(target) => {
            let (written, fragment) = target.split_once('#').map_or((target, None), |(path, part)| (path, Some(part)));
            match targets.get(&(page.id, written.to_owned())) {
                Some(path) => {
                    let fragment = fragment.map(|part| format!("#{part}")).unwrap_or_default();
                    Target::To(format!("{}.md{fragment}", relative(&page.path, path)))
                }
                None => Target::Kept,
            }
        }
    })
}
