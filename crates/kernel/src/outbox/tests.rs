#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn a_mail_is_tried_again_with_growing_pauses_and_given_up_after_three_days() {
    let away = || Err(Error::Unavailable("away".to_owned()));
    let due = |tries| match After::of(away(), 0, 0, tries) {
        After::Again { due, .. } => due,
        _ => -1,
    };
    assert_eq!((due(1), due(2), due(5)), (MINUTE, 2 * MINUTE, 16 * MINUTE));
    assert_eq!(due(40), LONGEST_PAUSE);
    assert!(matches!(After::of(away(), GIVE_UP_AFTER, 0, 9), After::GivenUp { .. }));
    assert!(
        matches!(After::of(Err(Error::field("to", "x")), 0, 0, 1), After::GivenUp { .. }),
        "no other address comes"
    );
    assert!(matches!(After::of(Ok(()), 0, 0, 1), After::Sent));
}
