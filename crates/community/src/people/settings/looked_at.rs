//! What somebody says of themselves is looked at as everything that is written; what they leave as it is, is not.

use super::ProfileSettings;
use super::form::ProfileForm;

/// The texts of the form that are not kept like this already, with the name of their field.
pub fn new_texts<'a>(form: &'a mut ProfileForm, before: &ProfileSettings) -> Vec<(&'static str, &'a mut String)> {
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
    lines.chain(lists).chain(contacts).chain(experience).collect()
}
