//! Founding an installation with the sample company, and who can come into it then.

use axum::http::Method;
use community::identity::{Door, founding};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Answer, Cast, Engine, Story};
use std::sync::Arc;
use std::time::Duration;

const PASSWORD: &str = "seven-grey-herons";

pub async fn begin(engine: Engine) -> Story {
    let capability = fourleaf::compose::capability();
    let cast = Cast {
        parts: fourleaf::compose::parts(&capability),
        capability,
        gate: Arc::new(Door),
        configure: |configuration| configuration.limits.rate = kernel::configuration::Switch::Off,
    };
    Story::begin(engine, cast).await.expect("an installation")
}

/// Sends the set-up form with the sample company chosen.
pub async fn found(story: &Story, handle: &str) -> Answer {
    let link = founding::offer(&story.app).await.unwrap().unwrap();
    let (_, key) = link.split_once("?key=").unwrap();
    let fields = [
        ("key", key),
        ("company", "Harrow Brakes"),
        ("name", "Tove Lund"),
        ("handle", handle),
        ("email", "tove@lund.example"),
        ("password", PASSWORD),
        ("language", "en"),
        ("sample", "on"),
    ];
    story.stranger().form("/set-up", &fields).await
}

/// Waits until the sample company is there; what its founder's browser is told then.
pub async fn ready(story: &Story, founded: &Answer) -> Answer {
    let founder = story.browser(&founded.cookie());
    let mut progress = founder.page("/set-up/progress").await;
    for _ in 0..600 {
        if progress.status == 303 {
            break;
        }
        assert_eq!(progress.header("refresh"), "1", "{}", progress.body);
        tokio::time::sleep(Duration::from_millis(200)).await;
        progress = founder.page("/set-up/progress").await;
    }
    progress.expect(303)
}

/// What the sign-in answers to the printed password of the sample company.
async fn sample_sign_in(story: &Story, handle: &str) -> Answer {
    story.stranger().form("/sign-in", &[("login", handle), ("password", "four-leaves-by-night")]).await
}

stories! {
    async fn the_first_administrator_begins_with_the_sample_company(story: Story) {
        let taken = found(&story, "ines-halvorsen").await.expect(422);
        assert!(taken.body.contains("name=\"sample\" value=\"on\""), "the step is shown again: {}", taken.body);
        let founded = found(&story, "tove").await.expect(303);
        assert_eq!(founded.header("location"), "/set-up/progress");
        assert_eq!(ready(&story, &founded).await.header("location"), "/feed?view=latest");
        let tove = story.browser(&founded.cookie());
        assert_eq!(tove.get("/feed?view=latest").await.expect(200).json()["items"].as_array().unwrap().len(), 30);
        let me = tove.get("/me").await.expect(200).json();
        assert_eq!((me["role"].as_str(), me["standing"].as_str()), (Some("administrator"), Some("own")));
        assert!(tove.page("/feed").await.body.contains("Harrow Brakes"), "the company has the name that it was given");
        let invented = tove.get("/people/katarzyna-wojnar").await.expect(200).json();
        assert_eq!(invented["organisation"], "Harrow Brakes", "{invented}");

        sample_sign_in(&story, "ines-halvorsen").await.expect(422);
        fourleaf::demo::set_served(&story.app, true).await.unwrap();
        let ines = sample_sign_in(&story, "ines-halvorsen").await.expect(303);
        story.browser(&ines.cookie()).get("/me").await.expect(200);
        let katarzyna = sample_sign_in(&story, "katarzyna-wojnar").await.expect(303);
        story.browser(&katarzyna.cookie()).get("/admin/members").await.expect(404);
        fourleaf::demo::set_served(&story.app, false).await.unwrap();
        sample_sign_in(&story, "ines-halvorsen").await.expect(422);
        story.browser(&ines.cookie()).call(Method::GET, "/me", "application/json").await.expect(401);
    }

    async fn a_sample_company_that_was_interrupted_is_told(story: Story) {
        let founded = found(&story, "tove").await.expect(303);
        let tove = story.browser(&founded.cookie());
        // As after a start of the program in the midst of it.
        story.app.db.write(founding::end_filling).await.unwrap();
        let told = tove.page("/set-up/progress").await.expect(200);
        assert!(told.body.contains("not complete") && told.header("refresh").is_empty(), "{}", told.body);
        let kept = async |tx: &Tx| founding::filling(tx).await;
        // It goes on in the background until it is done, and says so; a minute is many times what it takes.
        for _ in 0..300 {
            if story.app.db.read(kept).await.unwrap() == Some(founding::Filling::Done) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("the sample company was not filled in: {:?}", story.app.db.read(kept).await);
    }
}

#[tokio::test]
async fn a_mistyped_folder_is_told_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let mistyped = folder.path().join("dtaa");
    let configuration = kernel::configuration::Configuration::load(&mistyped, None, []).unwrap();
    let error = fourleaf::compose::open_existing(configuration).await.err().unwrap();
    let told = fourleaf::commands::told(&error);
    assert!(told.contains("dtaa") && told.contains("--data"), "{told}");
    assert!(!mistyped.exists());
}
