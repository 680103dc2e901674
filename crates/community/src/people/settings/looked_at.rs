//! What somebody says of themselves is looked at as everything that is written; what they leave as it is, is not.

use super::ProfileSettings;
use super::form::ProfileForm;
use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::viewer::Viewer;

/// Looks at the texts of a profile that are new, each with the name of its field: those that nobody is to read as they
/// are, by their place, with what they say instead. An error refuses them. `insisted` is why their writer stands by them.
/// A part that a capability of higher rank fills.
#[derive(Clone, Copy, Default)]
pub struct ProfileScreen(pub Option<Looks>);

pub type Looks = for<'a> fn(
    &'a App,
    &'a Tx,
    &'a Viewer,
    &'a [(&'static str, String)],
    Option<&'a str>,
) -> BoxFuture<'a, Result<Vec<(usize, String)>>>;

/// Who is asked, and why the writer stands by it if they were told what is the matter with it.
pub struct Asked {
    pub app: App,
    pub insisted: Option<String>,
}

impl Asked {
    /// Refuses what may not stand there, and masks in the form what nobody is to read.
    pub async fn look(&self, tx: &Tx, viewer: &Viewer, form: &mut ProfileForm, before: &ProfileSettings) -> Result<()> {
        let Some(look) = self.app.part::<ProfileScreen>().0 else { return Ok(()) };
        let mut new = new_texts(form, before);
        if new.is_empty() {
            return Ok(());
        }
        let texts: Vec<(&'static str, String)> = new.iter().map(|(field, text)| (*field, (**text).clone())).collect();
        for (nth, masked) in look(&self.app, tx, viewer, &texts, self.insisted.as_deref()).await? {
            if let Some((_, text)) = new.get_mut(nth) {
                **text = masked;
            }
        }
        Ok(())
    }
}

/// The texts of the form that are not kept like this already, with the name of their field.
fn new_texts<'a>(form: &'a mut ProfileForm, before: &ProfileSettings) -> Vec<(&'static str, &'a mut String)> {
    let lines = [
        ("name", &mut form.name, &before.name),
        ("headline", &mut form.headline, &before.headline),
        ("about", &mut form.about, &before.about),
        ("pronouns", &mut form.pronouns, &before.pronouns),
        ("department", &mut form.department, &before.department),
        ("place", &mut form.place, &before.place),
        ("country", &mut form.country, &before.country),
        ("phone", &mut form.phone, &before.phone),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(field, sent, kept)| sent.as_mut().filter(|sent| sent.trim() != kept).map(|sent| (field, sent)));
    let lists = [
        ("interests", &mut form.interests, &before.interests),
        ("languages", &mut form.languages, &before.languages),
        ("skills", &mut form.skills, &before.skills),
    ];
    let lists = lists.into_iter().flat_map(|(field, sent, kept)| {
        sent.iter_mut().flatten().filter(|part| !kept.contains(part)).map(move |part| (field, part))
    });
    let contacts = form.contact.iter_mut().flatten().filter(|row| !before.contact.contains(row));
    let contacts = contacts.flat_map(|row| [("contact", &mut row.name), ("contact", &mut row.address)]);
    let experience = form.experience.iter_mut().flatten().filter(|row| !before.experience.contains(row));
    let experience = experience.flat_map(|row| [("experience", &mut row.title), ("experience", &mut row.organisation)]);
    let all = lines.chain(lists).chain(contacts).chain(experience);
    all.filter(|(_, text)| !text.trim().is_empty()).collect()
}
