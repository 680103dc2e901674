//! What comes of the exports of other wikis.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::tests::{begin, counts, file, picture, refused};
use super::*;
use community::spaces::Audience;
use kernel::stories;
use kernel::testing::Story;
use std::path::PathBuf;

const KEEP: Manner = Manner { dry_run: false, watched: false };

fn export(path: PathBuf) -> WikiFile {
    WikiFile { path, space: None, audience: Audience::Secret, author: Some("adam".to_owned()), restricted: false }
}

const WIKI: &str = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/">
<siteinfo><sitename>Depot wiki</sitename><namespaces><namespace key="0" /><namespace key="1">Talk</namespace><namespace key="14">Kategorie</namespace></namespaces></siteinfo>
<page><title>Brakes/Pads</title><ns>0</ns><id>2</id>
 <revision><id>5</id><timestamp>2019-02-03T04:05:06Z</timestamp><contributor><username>Adam Lindqvist</username><id>1</id></contributor><comment>First</comment><text>Pads are ''thick''.</text></revision>
 <revision><id>6</id><timestamp>2020-02-03T04:05:06Z</timestamp><contributor><username>Gone Colleague</username></contributor><comment>Thinner</comment><text>Pads are '''thin'''. See [[Brakes]] and [[Discs]]. [[Kategorie:Wear]]</text></revision>
</page>
<page><title>Brakes</title><ns>0</ns><id>1</id>
 <revision><id>1</id><timestamp>2018-02-03T04:05:06Z</timestamp><contributor><ip>192.0.2.1</ip></contributor><text>All about &lt;b&gt;brakes&lt;/b&gt; &amp; [[Stops|more]].</text></revision></page>
<page><title>Stops</title><ns>0</ns><id>3</id><redirect title="Brakes" /><revision><timestamp>2018-02-03T04:05:06Z</timestamp><text>#REDIRECT [[Brakes]]</text></revision></page>
<page><title>Talk:Brakes</title><ns>1</ns><id>4</id><revision><timestamp>2018-02-03T04:05:06Z</timestamp><text>Chatter</text></revision></page>
<page><title>brakes</title><ns>0</ns><id>5</id><revision><timestamp>2018-02-03T04:05:06Z</timestamp><text>Twice</text></revision></page>
</mediawiki>
"#;

const ENTITIES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<hibernate-generic datetime="2024-07-23 11:58:47.117">
<object class="Space"><id name="id">1</id><property name="name"><![CDATA[Depot]]></property><property name="key"><![CDATA[DEP]]></property></object>
<object class="ConfluenceUserImpl"><id name="key"><![CDATA[k1]]></id><property name="name"><![CDATA[adam]]></property></object>
<object class="ConfluenceUserImpl"><id name="key"><![CDATA[k2]]></id><property name="name"><![CDATA[gone@example.org]]></property></object>
<object class="Page"><id name="id">12</id><property name="title"><![CDATA[Pads]]></property><property name="version">2</property>
 <property name="creator" class="ConfluenceUserImpl"><id name="key"><![CDATA[k1]]></id></property><property name="lastModifier" class="ConfluenceUserImpl"><id name="key"><![CDATA[k2]]></id></property>
 <property name="creationDate">2021-01-02 03:04:05.000</property><property name="lastModificationDate">2022-01-02 03:04:05.000</property><property name="versionComment"><![CDATA[Thinner]]></property>
 <property name="contentStatus">current</property><property name="space" class="Space"><id name="id">1</id></property><property name="parent" class="Page"><id name="id">11</id></property></object>
<object class="Page"><id name="id">11</id><property name="title"><![CDATA[Brakes [old]]]></property><property name="version">1</property><property name="creationDate">2020-01-02 03:04:05.000</property>
 <property name="contentStatus">current</property><property name="space" class="Space"><id name="id">1</id></property></object>
<object class="Page"><id name="id">13</id><property name="title"><![CDATA[Pads]]></property><property name="version">1</property><property name="lastModificationDate">2021-01-02 03:04:05.000</property>
 <property name="lastModifier" class="ConfluenceUserImpl"><id name="key"><![CDATA[k1]]></id></property><property name="originalVersion" class="Page"><id name="id">12</id></property></object>
<object class="Page"><id name="id">14</id><property name="title"><![CDATA[Wages]]></property><property name="contentStatus">current</property><property name="space" class="Space"><id name="id">1</id></property></object>
<object class="Page"><id name="id">15</id><property name="title"><![CDATA[Wages below]]></property><property name="contentStatus">current</property><property name="space" class="Space"><id name="id">1</id></property><property name="parent" class="Page"><id name="id">14</id></property></object>
<object class="Page"><id name="id">16</id><property name="title"><![CDATA[Later]]></property><property name="contentStatus">draft</property><property name="space" class="Space"><id name="id">1</id></property></object>
<object class="BlogPost"><id name="id">17</id><property name="title"><![CDATA[News]]></property></object>
<object class="ContentPermissionSet"><id name="id">90</id><property name="type"><![CDATA[View]]></property><property name="owningContent" class="Page"><id name="id">14</id></property></object>
<object class="Attachment"><id name="id">70</id><property name="title"><![CDATA[disc.png]]></property><property name="version">1</property><property name="containerContent" class="Page"><id name="id">12</id></property></object>
<object class="BodyContent"><id name="id">51</id><property name="body"><![CDATA[<p>All about <strong>brakes</strong>.</p>]]></property><property name="content" class="Page"><id name="id">11</id></property></object>
<object class="BodyContent"><id name="id">52</id><property name="body"><![CDATA[<p>Thin, see <ac:link><ri:page ri:content-title="Brakes [old]" /></ac:link>.</p><p><ac:image><ri:attachment ri:filename="disc.png" /></ac:image></p>]]></property><property name="content" class="Page"><id name="id">12</id></property></object>
<object class="BodyContent"><id name="id">53</id><property name="body"><![CDATA[<p>Thick.</p>]]></property><property name="content" class="Page"><id name="id">13</id></property></object>
</hibernate-generic>
"#;

stories! {
    async fn a_mediawiki_comes_in_with_its_history_for_the_fewest(story: Story) {
        let wiki = export(file(&story, "wiki.xml", WIKI));
        let rehearsed = mediawiki(&story.app, &wiki, Manner { dry_run: true, ..KEEP }).await.unwrap();
        assert_eq!(counts(&rehearsed), (2, 0, 0, 2), "{:?}", rehearsed.refused);
        assert_eq!(story.value::<i64>("select count(*) from wiki_pages").await, Some(0));
        assert_eq!(story.value::<i64>("select count(*) from spaces where slug = 'depot-wiki'").await, Some(0));

        let report = mediawiki(&story.app, &wiki, KEEP).await.unwrap();
        assert_eq!(counts(&report), (2, 0, 0, 2), "{:?}", report.refused);
        let refused = refused(&report);
        assert!(refused[0].0 == 10 && refused[0].1.contains("Talk"), "{refused:?}");
        assert!(refused[1].0 == 11 && refused[1].1.contains("twice, first in line 7"), "{refused:?}");
        assert_eq!(story.value::<i64>("select audience from spaces where slug = 'depot-wiki'").await, Some(5));
        assert_eq!(story.value::<i64>("select count(*) from posts where kind = 'page' and audience = 5").await, Some(2));

        let body = story.value::<String>("select p.body from posts p join wiki_pages w on w.page = p.id where w.path = 'brakes/pads'").await.unwrap();
        assert_eq!(body, "Pads are **thin**. See [[Brakes]] and [[Discs]].");
        assert_eq!(story.value::<i64>("select p.revision from posts p join wiki_pages w on w.page = p.id where w.path = 'brakes/pads'").await, Some(2));
        assert_eq!(story.value::<i64>("select p.published from posts p join wiki_pages w on w.page = p.id where w.path = 'brakes/pads'").await, Some(1_549_166_706_000));
        let author = "select m.handle from members m where m.id = (select p.author from posts p join wiki_pages w on w.page = p.id where w.path = 'brakes/pads')";
        assert_eq!(story.value::<String>(author).await.as_deref(), Some("adam"));
        assert_eq!(story.value::<String>("select body from post_revisions").await.as_deref(), Some("Pads are *thick*."));
        let change = "select editor_name || ': ' || summary from wiki_changes where revision = 2";
        assert_eq!(story.value::<String>(change).await.as_deref(), Some("Gone Colleague: Thinner"));
        assert_eq!(story.value::<String>("select path from wiki_redirects").await.as_deref(), Some("stops"));
        assert!(report.notes.iter().any(|note| note.contains("nothing is at discs")), "{:?}", report.notes);

        let again = mediawiki(&story.app, &wiki, KEEP).await.unwrap();
        assert_eq!(counts(&again), (0, 0, 2, 2));
        let changed = export(file(&story, "wiki.xml", WIKI.replace("All about", "Nearly all about")));
        assert_eq!(counts(&mediawiki(&story.app, &changed, KEEP).await.unwrap()), (0, 1, 1, 2));
    }

    async fn what_cannot_be_read_of_a_mediawiki_is_told_and_the_rest_goes_in(story: Story) {
        let cut = WIKI.split("<page><title>Stops").next().unwrap();
        let report = mediawiki(&story.app, &export(file(&story, "cut.xml", format!("{cut}<page><title>Half"))), KEEP).await.unwrap();
        assert_eq!(counts(&report), (2, 0, 0, 1), "{:?}", report.refused);
        assert!(refused(&report)[0].1.contains("from here on"));
        let other = mediawiki(&story.app, &export(file(&story, "x.xml", "<feed><entry/></feed>")), KEEP).await.unwrap_err();
        assert!(other.to_string().contains("no export of MediaWiki"), "{other}");
    }

    async fn a_confluence_comes_in_with_files_and_without_what_only_some_could_read(story: Story) {
        file(&story, "depot/attachments/12/70/1", picture());
        let depot = export(file(&story, "depot/entities.xml", ENTITIES));
        let report = confluence(&story.app, &depot, KEEP).await.unwrap();
        assert_eq!(counts(&report), (2, 0, 0, 4), "{:?} {:?}", report.refused, report.notes);
        let told: Vec<String> = refused(&report).into_iter().map(|(_, reason)| reason).collect();
        for part in ["\"Wages\" could only", "\"Wages below\" could only", "\"Later\" is a draft", "\"News\" is a post"] {
            assert!(told.iter().any(|reason| reason.contains(part)), "{part}: {told:?}");
        }
        assert_eq!(story.value::<i64>("select audience from spaces where slug = 'depot'").await, Some(5));
        let body = story.value::<String>("select p.body from posts p join wiki_pages w on w.page = p.id where w.path = 'brakes-old/pads'").await.unwrap();
        assert!(body.starts_with("Thin, see [[Brakes (old)]].\n\n![](/files/"), "{body}");
        assert_eq!(story.value::<i64>("select count(*) from post_files").await, Some(1), "{:?}", report.notes);
        assert_eq!(story.value::<i64>("select p.revision from posts p join wiki_pages w on w.page = p.id where w.path = 'brakes-old/pads'").await, Some(2));
        assert_eq!(story.value::<String>("select body from post_revisions").await.as_deref(), Some("Thick."));
        let change = "select editor_name || ': ' || summary from wiki_changes where revision = 2";
        assert_eq!(story.value::<String>(change).await.as_deref(), Some("gone: Thinner"));
        assert!(report.notes.iter().any(|note| note.contains("1 lead to a page, 0 do not")), "{:?}", report.notes);
        assert_eq!(counts(&confluence(&story.app, &depot, KEEP).await.unwrap()), (0, 0, 2, 4));
        let all = WikiFile { restricted: true, ..depot };
        assert_eq!(counts(&confluence(&story.app, &all, KEEP).await.unwrap()), (2, 0, 2, 2));
    }
}
