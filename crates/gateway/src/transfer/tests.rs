#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::*;
use community::identity::{self, Door, MemberState, NewMember, NewOrganisation, OrganisationKind};
use community::spaces::Audience;
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Cast, Engine, START, Story};
use kernel::viewer::Role;
use std::path::PathBuf;
use std::sync::Arc;

/// An installation with a company and its administrator.
pub(super) async fn begin(engine: Engine) -> Story {
    let cast = Cast {
        capability: Capability::kernel().and(community::capability()).and(knowledge::capability()).and(capability()),
        gate: Arc::new(Door),
        parts: community::parts(),
        configure: |_| {},
    };
    let story = Story::begin(engine, cast).await.expect("an installation");
    let founded = async |tx: &Tx| {
        let new = NewOrganisation {
            slug: "northwind".to_owned(),
            name: "Northwind".to_owned(),
            kind: OrganisationKind::Own,
            domain: String::new(),
            by: None,
        };
        let organisation = identity::ops::create_organisation(tx, &new).await?;
        let adam = NewMember {
            handle: "adam".to_owned(),
            name: "Adam Lindqvist".to_owned(),
            organisation,
            role: Role::Administrator,
            state: MemberState::Active,
            created: START,
            ..NewMember::default()
        };
        identity::ops::create_member(tx, &adam).await
    };
    story.app.db.write(founded).await.expect("a company");
    story
}

pub(super) fn file(story: &Story, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = story.folder().join("in").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path
}

pub(super) fn counts(report: &Report) -> (usize, usize, usize, usize) {
    (report.new, report.changed, report.unchanged, report.refused.len())
}

/// Line and reason of each refusal.
pub(super) fn refused(report: &Report) -> Vec<(u64, String)> {
    report.refused.iter().map(|refusal| (refusal.line, refusal.reason.clone())).collect()
}

const KEEP: Manner = Manner { dry_run: false, watched: false };
const TRY: Manner = Manner { dry_run: true, watched: false };

const PEOPLE: &str = "username,display_name,title,location,skills,manager,favourite\n\
    Ines-H,Ines Halvorsen,Lead engineer,Graz,brakes;doors,mara,tea\n\
    mara,Mara Okafor,Head of gear,Graz,,,\n";

async fn import_people(story: &Story, content: impl AsRef<[u8]>, manner: Manner) -> Report {
    people(&story.app, &file(story, "people.csv", content), manner).await.unwrap()
}

async fn import_spaces(story: &Story, content: &str) -> Report {
    spaces(&story.app, &file(story, "spaces.csv", content), Audience::Private, KEEP).await.unwrap()
}

fn blog(story: &Story) -> Folder {
    Folder {
        path: story.folder().join("in/blog"),
        space: "blog".to_owned(),
        kind: "article".to_owned(),
        author: Some("adam".to_owned()),
        pictures: Vec::new(),
    }
}

/// Every file of a folder with its content, by its place.
fn everything(folder: &std::path::Path) -> std::collections::BTreeMap<String, String> {
    let (mut open, mut all) = (vec![folder.to_path_buf()], std::collections::BTreeMap::new());
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let place = path.strip_prefix(folder).unwrap().display().to_string();
                all.insert(place, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned());
            }
        }
    }
    all
}

fn handbook(story: &Story, space: &str) -> WikiFolder {
    WikiFolder {
        path: story.folder().join("in").join(space),
        space: space.to_owned(),
        author: Some("adam".to_owned()),
        pictures: Vec::new(),
    }
}

stories! {
    async fn a_folder_of_pages_comes_in_and_goes_out_the_same(story: Story) {
        import_spaces(&story, "name,title\nhandbook,Handbook\nagain,Again\n").await;
        let put = |name: &str, text: &str| file(&story, &format!("handbook/{name}"), text);
        put("index.md", "# Welcome\n\nSee [brakes](brakes/index.md) and [pads](./brakes/pads.md#wear).\n");
        put("brakes/index.md", "---\ntitle: Brakes\nredirect_from: [/old/brakes/]\n---\nAbout [pads](pads.md), [home](../index.md), [none](nowhere.md).\n");
        put("brakes/pads.md", "---\ntitle: Pads\ndate: 2024-03-05\nauthor: Unknown Author\n---\n## Wear\n\nUp: [brakes](index.md), [old](/old/brakes).\n\n![p](p.png)\n\n`[no](index.md)`\n");
        put("doors/seals.md", "Nine, not twelve.\n");
        put("empty.md", "");
        std::fs::write(story.folder().join("in/handbook/brakes/p.png"), picture()).unwrap();

        let tried = wiki(&story.app, &handbook(&story, "handbook"), TRY).await.unwrap();
        assert_eq!(counts(&tried), (5, 0, 0, 1));
        let report = wiki(&story.app, &handbook(&story, "handbook"), KEEP).await.unwrap();
        assert_eq!(counts(&report), (5, 0, 0, 1), "{report:?}");
        assert_eq!(refused(&report), [(1, "has no text".to_owned())]);
        assert!(report.notes.iter().any(|note| note.contains("6 lead to a page, 1 do not")), "{:?}", report.notes);
        assert!(report.notes.iter().any(|note| note.contains("nothing is at nowhere.md")), "{:?}", report.notes);
        let again = wiki(&story.app, &handbook(&story, "handbook"), KEEP).await.unwrap();
        assert_eq!(counts(&again), (0, 0, 5, 1));
        let paths: Vec<String> = story
            .app
            .db
            .read(async |tx: &Tx| tx.column("select path from wiki_pages order by path", &[]).await)
            .await
            .unwrap();
        assert_eq!(paths, ["brakes", "brakes/pads", "doors", "doors/seals", "index"]);
        let wide: Option<i64> = story.value("select count(*) from posts where kind = 'page' and audience < 4").await;
        assert_eq!(wide, Some(0), "pages of a private space are for its members");

        let (first, second) = (story.folder().join("in/again"), story.folder().join("out"));
        assert_eq!(export_wiki(&story.app, "handbook", &first).await.unwrap(), 5);
        let report = wiki(&story.app, &handbook(&story, "again"), KEEP).await.unwrap();
        assert_eq!(counts(&report), (5, 0, 0, 0), "{report:?}");
        assert_eq!(export_wiki(&story.app, "again", &second).await.unwrap(), 5);
        assert_eq!(everything(&first), everything(&second));
        assert!(everything(&first)["brakes/pads.md"].contains("[brakes](../brakes.md)"), "{:?}", everything(&first));
        assert!(export_wiki(&story.app, "again", &second).await.is_err(), "what is there is not written over");
    }

    async fn a_directory_comes_in_once_and_again_without_change(story: Story) {
        let report = import_people(&story, PEOPLE, KEEP).await;
        assert_eq!(counts(&report), (2, 0, 0, 0));
        assert!(report.notes.iter().any(|note| note.contains("not used: favourite")));
        let manager = "select m.handle from profiles p join members m on m.id = p.manager
                       join members i on i.id = p.member where i.handle = 'ines-h'";
        assert_eq!(story.value::<String>(manager).await.as_deref(), Some("mara"));
        assert_eq!(counts(&import_people(&story, PEOPLE, KEEP).await), (0, 0, 2, 0));
        let promoted = PEOPLE.replace("Lead engineer", "Chief engineer");
        assert_eq!(counts(&import_people(&story, promoted, KEEP).await), (0, 1, 1, 0));
        let headline = "select headline from members where handle = 'ines-h'";
        assert_eq!(story.value::<String>(headline).await.as_deref(), Some("Chief engineer"));
    }

    async fn one_bad_row_does_not_stop_the_others(story: Story) {
        let mut content = b"\xef\xbb\xbfhandle;name;email;zone;joined\r\n\
            kwame;Kwame Osei;kwame@n.example;Europe/Oslo;2019-04-30\r\n\
            yuna;Yuna Takeda;not an address;;\r\n\
            ;Nobody;;;\r\n\
            eero;Eero Makila;;Mars/Olympus;\r\n\
            lina;Lina Ostrowska;;;soon\r\n\
            rosa;Rosa\r\n\
            kwame;Kwame Again;;;\r\n"
            .to_vec();
        content.extend_from_slice(b"otto;Otto F\xe4rber;;;\r\n");
        content.extend_from_slice(format!("big;{};;;\r\n", "x".repeat(70_000)).as_bytes());
        content.extend_from_slice("marta;Marta Zielonko;;;\r\n".as_bytes());
        let report = import_people(&story, content, KEEP).await;
        assert_eq!(report.new, 2, "{:?}", report.refused);
        let mut lines: Vec<u64> = report.refused.iter().map(|refusal| refusal.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10]);
        for (line, word) in [(4, "no handle"), (5, "time zone"), (6, "not a day"), (7, "has 2 fields"), (8, "twice"), (9, "UTF-8"), (10, "longer")] {
            let reason = report.refused.iter().find(|refusal| refusal.line == line).unwrap();
            assert!(reason.reason.contains(word), "{reason}");
        }
    }

    async fn a_file_that_is_no_table_is_told_whole(story: Story) {
        for (content, word) in [("", "is empty"), (" \n ", "is empty"), ("a,b\n1,2\n", "no column handle"), ("\u{feff}name\nIda\n", "no column handle")] {
            let told = people(&story.app, &file(&story, "bad.csv", content), KEEP).await.unwrap_err();
            assert!(told.to_string().contains(word), "{told}");
        }
        assert!(people(&story.app, &story.folder().join("absent.csv"), KEEP).await.is_err());
    }

    async fn a_rehearsal_keeps_nothing(story: Story) {
        let report = import_people(&story, PEOPLE, TRY).await;
        assert_eq!(counts(&report), (2, 0, 0, 0));
        assert_eq!(story.value::<i64>("select count(*) from members").await, Some(1));
        assert_eq!(counts(&import_people(&story, PEOPLE, KEEP).await), (2, 0, 0, 0));
    }

    async fn a_space_is_private_unless_the_file_says_otherwise(story: Story) {
        let json = r#"[
            {"name": "gear-doors", "title": "Doors", "description": "All of them", "parent": "gear", "archived": false},
            {"name": "gear", "title": null, "parent": null, "audience": "internal", "archived": true},
            {"name": "odd", "audience": "everybody"},
            7
        ]"#;
        let report = spaces(&story.app, &file(&story, "teams.json", json), Audience::Private, KEEP).await.unwrap();
        assert_eq!(report.new, 2, "{:?}", report.refused);
        assert_eq!(refused(&report).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5, 4]);
        assert_eq!(story.value::<i64>("select audience from spaces where slug = 'gear-doors'").await, Some(4));
        assert_eq!(story.value::<i64>("select audience from spaces where slug = 'gear' and archived is not null").await, Some(3));
        let parent = "select p.slug from spaces s join spaces p on p.id = s.parent where s.slug = 'gear-doors'";
        assert_eq!(story.value::<String>(parent).await.as_deref(), Some("gear"));
        let again = spaces(&story.app, &file(&story, "teams.json", json), Audience::Private, KEEP).await.unwrap();
        assert_eq!((again.new, again.unchanged), (0, 2));
    }

    async fn memberships_need_a_space_and_a_member(story: Story) {
        import_people(&story, PEOPLE, KEEP).await;
        import_spaces(&story, "name\ngear\n").await;
        let table = "team,username,kind\ngear,Ines-H,lead\ngear,mara,\ngear,nobody,member\nnowhere,mara,member\ngear,adam,emperor\ngear,mara,member\ngear,adam,alumni\n";
        let report = memberships(&story.app, &file(&story, "m.csv", table), KEEP).await.unwrap();
        assert_eq!(counts(&report), (2, 0, 0, 5), "{:?}", report.refused);
        let owner = "select m.handle from memberships ms join members m on m.id = ms.member where ms.role = 'owner'";
        assert_eq!(story.value::<String>(owner).await.as_deref(), Some("ines-h"));
        let again = memberships(&story.app, &file(&story, "m.csv", table), KEEP).await.unwrap();
        assert_eq!(again.unchanged, 2);
    }

    async fn a_blog_comes_in_with_its_dates_authors_and_links(story: Story) {
        import_people(&story, PEOPLE, KEEP).await;
        import_spaces(&story, "name,audience\nblog,internal\n").await;
        file(&story, "blog/2025/frost.md", "---\ntitle: Frost\ndate: 2025-01-10\nauthor: Ines Halvorsen\n---\nSee [the seal](../seal.md#limit) and ![the sill](sill.png).\n");
        file(&story, "blog/seal.md", "+++\npath = \"2025/02/03/seal\"\ntitle = \"The seal\"\nauthors = [\"Somebody Else\"]\n+++\nBack to [frost](/2025/frost).\r\n");
        file(&story, "blog/empty.md", "---\ntitle: Nothing\n---\n");
        file(&story, "blog/draft.md", "---\ntitle: Later\ndraft: true\n---\nText\n");
        file(&story, "blog/broken.md", "---\ntitle: [\n---\nText\n");
        file(&story, "blog/latin.md", b"Gr\xfc\xdfe");
        let report = posts(&story.app, &blog(&story), KEEP).await.unwrap();
        assert_eq!(counts(&report), (2, 0, 0, 4), "{:?}", report.refused);
        assert!(report.notes.iter().any(|note| note.contains("sill.png")));
        let frost = "select body from posts where title = 'Frost'";
        let seal = story.value::<i64>("select id from posts where title = 'The seal'").await.unwrap();
        assert_eq!(story.value::<String>(frost).await.unwrap(), format!("See [the seal](/posts/{seal}#limit) and the sill.\n"));
        assert_eq!(story.value::<i64>("select published from posts where title = 'Frost'").await, Some(1_736_510_400_000));
        assert_eq!(story.value::<String>("select author_name from posts where author is null").await.as_deref(), Some("Somebody Else"));
        assert_eq!(story.value::<i64>("select count(*) from posts where audience = 3").await, Some(2));
        let again = posts(&story.app, &blog(&story), KEEP).await.unwrap();
        assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 2));
        file(&story, "blog/seal.md", "+++\ntitle = \"The seal\"\n+++\nNew words.\n");
        let third = posts(&story.app, &blog(&story), KEEP).await.unwrap();
        assert_eq!((third.new, third.changed, third.unchanged), (0, 1, 1));
    }

    async fn pictures_are_kept_and_nothing_outside_the_folder_is_read(story: Story) {
        import_spaces(&story, "name\nblog\n").await;
        let gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
        file(&story, "secret.gif", gif);
        file(&story, "blog/dot.gif", gif);
        file(&story, "blog/a.md", "![dot](dot.gif) ![out](../secret.gif) ![out](/etc/passwd)");
        let report = posts(&story.app, &blog(&story), KEEP).await.unwrap();
        assert_eq!(report.new, 1, "{:?} {:?}", report.refused, report.notes);
        assert_eq!(story.value::<i64>("select count(*) from post_files").await, Some(1), "{:?}", report.notes);
        let body = story.value::<String>("select body from posts").await.unwrap();
        assert!(body.starts_with("![dot](/files/") && body.ends_with("out out"), "{body}");
    }

    async fn the_cover_that_a_front_matter_names_belongs_to_the_article(story: Story) {
        import_spaces(&story, "name\nblog\n").await;
        let gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
        file(&story, "secret.gif", gif);
        file(&story, "blog/dot.gif", gif);
        file(&story, "blog/a.md", "---\ntitle: Dots\ncover: dot.gif\n---\nText\n");
        file(&story, "blog/b.md", "---\ntitle: Out\ncover: ../secret.gif\n---\nText\n");
        let report = posts(&story.app, &blog(&story), KEEP).await.unwrap();
        assert_eq!(report.new, 2, "{:?} {:?}", report.refused, report.notes);
        let covered = "select p.title from posts p join post_files pf on pf.post = p.id where cast(pf.file as text) = p.cover";
        assert_eq!(story.value::<String>(covered).await.as_deref(), Some("Dots"));
        assert_eq!(story.value::<i64>("select count(*) from posts where cover is not null").await, Some(1));
        let again = posts(&story.app, &blog(&story), KEEP).await.unwrap();
        assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 2));
    }

    async fn there_must_be_a_space_and_a_company(story: Story) {
        file(&story, "blog/a.md", "Text");
        let told = posts(&story.app, &blog(&story), KEEP).await.unwrap_err();
        assert!(told.to_string().contains("no space \"blog\""), "{told}");
    }

    async fn questions_of_a_dump_come_in_once_with_what_was_made_of_them(story: Story) {
        spaces(&story.app, &file(&story, "s.csv", "name,title\nask,Ask\n"), Audience::Internal, Manner::default()).await.unwrap();
        file(&story, "dump/Users.xml", "<users>\n<row Id=\"1\" DisplayName=\"Adam Lindqvist\" />\n<row Id=\"2\" DisplayName=\"Zed\" />\n</users>");
        let posts = "<posts>\n\
            <row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"2\" CreationDate=\"2018-02-06T20:19:50.957\" Score=\"10\" Title=\"Why &lt;so&gt;?\" Body=\"&lt;p&gt;Is it &lt;b&gt;so&lt;/b&gt;?&lt;/p&gt;\" OwnerUserId=\"2\" Tags=\"&lt;scope&gt;&lt;on-topic&gt;\" />\n\
            <row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" CreationDate=\"2018-02-06T21:19:50.957\" Score=\"22\" Body=\"&lt;p&gt;Yes.&lt;/p&gt;\" OwnerUserId=\"1\" />\n\
            <row Id=\"3\" PostTypeId=\"2\" ParentId=\"99\" CreationDate=\"2018-02-07T21:19:50.957\" Score=\"0\" Body=\"&lt;p&gt;To nothing.&lt;/p&gt;\" OwnerUserId=\"1\" />\n\
            <row Id=\"4\" PostTypeId=\"5\" CreationDate=\"2018-02-07T21:19:50.957\" Body=\"x\" />\n\
            <row Id=\"5\" Broken=\n</posts>";
        file(&story, "dump/Posts.xml", posts);
        let comments = "<comments>\n<row Id=\"7\" PostId=\"2\" Text=\"Quite *so*.\" CreationDate=\"2018-02-08T00:00:00.000\" UserId=\"2\" />\n</comments>";
        let dump = Dump { path: file(&story, "dump/Comments.xml", comments).parent().unwrap().to_owned(), space: "ask".to_owned() };
        let report = stackexchange(&story.app, &dump, Manner::default()).await.unwrap();
        assert_eq!((report.new, report.changed, report.unchanged), (3, 0, 0), "{:?}", report.refused);
        assert_eq!(report.refused.len(), 3, "{:?}", report.refused);
        let again = stackexchange(&story.app, &dump, Manner::default()).await.unwrap();
        assert_eq!((again.new, again.changed, again.unchanged, again.refused.len()), (0, 0, 3, 3));
        story.settle().await;
        let read = async |tx: &Tx| {
            let sql = "select p.title, p.author_name, q.score, q.answers, coalesce(m.name, ''), c.author_name
                       from questions q join posts p on p.id = q.post join posts a on a.id = q.accepted
                       join members m on m.id = a.author join posts c on c.parent = a.id";
            let rows: Vec<(String, String, i64, i64, String, String)> = tx.rows(sql, &[]).await?;
            Ok(rows)
        };
        let rows = story.app.db.read(read).await.unwrap();
        assert_eq!(rows, [("Why <so>?".to_owned(), "Zed".to_owned(), 10, 1, "Adam Lindqvist".to_owned(), "Zed".to_owned())]);
    }
}

/// A PNG of 4 by 3 points, all of one colour.
pub(super) fn picture() -> Vec<u8> {
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x04\x00\x00\x00\x03\x08\
      \x02\x00\x00\x00\x3b\x96\x39\x91\x00\x00\x00\x10\x49\x44\x41\x54\x78\xda\x63\x68\x58\x70\x00\x8e\x18\
      \x70\x72\x00\xb3\xf6\x16\x81\xf2\xae\xd7\xbe\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"
        .to_vec()
}
