//! Which of their notifications a viewer is shown: those whose thing they may still see.
//!
//! There is no second definition: it is the condition of posts, of spaces and of people, asked when the
//! notification is read. Parameters as in [`crate::spaces::access`].

use super::kinds::Kinds;
use crate::people::access::KNOWN_ONE;
use crate::posts::access::VISIBLE;
use crate::spaces::access::SPACE_KNOWN;

/// Whether `notifications n` with `posts p` on `p.id = n.post` may be shown.
pub fn one_shown(kinds: &Kinds) -> String {
    format!(
        "((n.about = 'post' and {visible}
             and (p.root is null or exists (select 1 from posts pr where pr.id = p.root and pr.state = 'published')))
          or (n.about = 'space' and exists (select 1 from spaces s where s.id = n.space and {SPACE_KNOWN}))
          or (n.about = 'member'
             and (n.actor is null or exists (select 1 from members m where m.id = n.actor and {KNOWN_ONE}))))
         and not exists (select 1 from mutes nm where nm.member = n.member and nm.muted = n.actor){still}",
        visible = *VISIBLE,
        still = kinds.still()
    )
}

/// Whether the bundle of `notifications h` has something to show, and its kind is wanted in the page.
pub fn shown(kinds: &Kinds) -> String {
    format!(
        "coalesce((select c.page from notification_choices c where c.member = h.member and c.kind = h.kind),
             (select d.page from notification_defaults d where d.kind = h.kind), 1) = 1
         and exists (select 1 from notifications n left join posts p on p.id = n.post
             where n.member = h.member and n.bundle = h.bundle and {})",
        one_shown(kinds)
    )
}
