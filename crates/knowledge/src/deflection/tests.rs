//! What was found instead of asked, and that nobody learns who.

use crate::testing::{answer, ask, begin, people, space};
use community::identity::{self, MemberState, NewMember, tokens};
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{START, Story};
use serde_json::{Value, json};

/// Further employees, by their tokens.
async fn employees(story: &Story, n: usize) -> Vec<String> {
    let random = story.app.random.clone();
    let made = async move |tx: &Tx| {
        let organisation = identity::queries::own_organisation(tx).await?.unwrap();
        let mut made = Vec::new();
        for nth in 0..n {
            let handle = format!("employee-{nth}");
            let new = NewMember {
                name: format!("Employee {nth}"),
                handle,
                organisation,
                state: MemberState::Active,
                created: START,
                ..NewMember::default()
            };
            let id = identity::ops::create_member(tx, &new).await?;
            made.push(tokens::create(tx, &random, Some(id), id, "story", true).await?);
        }
        Ok(made)
    };
    story.app.db.write(made).await.unwrap()
}

stories! {
    async fn what_is_read_and_not_asked_is_counted(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Doors", "internal").await;
        let question = ask(&cast.mara, "Why do doors freeze?", json!({ "space": "doors" })).await;
        let given = answer(&cast.ines, &question, "Water in the seal.").await;
        let at = format!("/questions/{question}");
        let employees = employees(&story, 12).await;
        let read = async |nth: usize| drop(story.program(&employees[nth]).page(&at).await.expect(200));
        // Before an answer is accepted there is nothing to find.
        read(0).await;
        cast.mara.put(&format!("{at}/acceptance"), json!({ "answer": given })).await.expect(200);
        for nth in 0..11 {
            read(nth).await;
            read(nth).await;
        }
        // Who asked and who answered find nothing new.
        cast.mara.page(&at).await.expect(200);
        cast.ines.page(&at).await.expect(200);
        let figures = async || cast.ines.get("/deflection/doors").await.expect(200).json();
        story.app.clock.advance(8 * DAY);
        assert_eq!(figures().await["counted"], Value::Null, "eleven are too few to tell of");
        read(11).await;
        cast_reuse(&story, &employees[11], &question, &given).await;
        ask(&story.program(&employees[11]), "And the locks?", json!({ "space": "doors" })).await;
        read(3).await;
        ask(&story.program(&employees[3]), "And the hinges?", json!({ "space": "doors" })).await;
        assert_eq!(figures().await["counted"], Value::Null, "somebody may still ask");
        story.app.clock.advance(8 * DAY);
        let now = figures().await;
        // Thirteen readings; after one of them there was a question, though one who asked had found what was read.
        assert_eq!(now["counted"], json!({ "reads": 13, "found": 12, "said": 1 }));
        assert_eq!((&now["hours_saved"], &now["cases"]), (&json!(2), &json!(false)));
        assert!(!now.to_string().contains("employee"));
        cast.ines.put("/deflection/doors", json!({ "minutes": 0, "cost": "x" })).await.expect(422);
        cast.ines.put("/deflection/doors", json!({ "minutes": 30, "cost": 5 })).await.expect(200);
        let now = figures().await;
        assert_eq!((&now["hours_saved"], &now["cost_saved"]), (&json!(6), &json!(60)));
        cast.ines.page("/deflection/doors").await.expect(200);
        cast.mara.get("/deflection/doors").await.expect(403);
        cast.mara.put("/deflection/doors", json!({ "minutes": 1 })).await.expect(403);
        cast.carl.get("/deflection/doors").await.expect(404);
        story.app.clock.advance(100 * DAY);
        crate::deflection::forget(&story.app).await.unwrap();
        assert_eq!(story.value::<i64>("select count(*) from deflection_reads").await, Some(0));
    }
}

async fn cast_reuse(story: &Story, token: &str, question: &str, answer: &str) {
    story.program(token).put(&format!("/questions/{question}/answers/{answer}/reuse"), json!({})).await.expect(200);
}
