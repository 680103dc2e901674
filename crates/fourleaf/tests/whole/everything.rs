//! What is exported whole is the same installation elsewhere, on either database.

use fourleaf::everything::{self, Manifest};
use fourleaf::{compose, demo};
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::testing::{START, fresh_database};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn embedded(data: &Path) -> Configuration {
    Configuration::load(data, None, []).expect("a configuration")
}

async fn postgres(data: &Path) -> Configuration {
    let mut configuration = embedded(data);
    configuration.database.url = fresh_database().await.expect("a database");
    configuration
}

/// Every file below a folder, with what is in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(
                contents(&path)
                    .into_iter()
                    .map(|(below, bytes)| (Path::new(path.file_name().unwrap()).join(below), bytes)),
            );
        } else {
            all.insert(PathBuf::from(path.file_name().unwrap()), std::fs::read(&path).expect("a file"));
        }
    }
    all
}

fn same(one: &Path, other: &Path) {
    let (one, other) = (contents(one), contents(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        // The manifest says when it was written.
        assert!(path.ends_with("manifest.json") || other.get(path) == Some(bytes), "{} differs", path.display());
    }
}

fn told(outcome: kernel::error::Result<Manifest>) -> String {
    outcome.expect_err("a refusal").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_moves_to_the_other_database_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let begun = embedded(&at("begun"));
    demo::fill_until(&begun, START).await.unwrap();
    let program = compose::open_beside(begun.clone()).await.unwrap();
    let file = program.app.files.put("A timetable".as_bytes().to_vec()).await.unwrap();
    drop(program);
    let written = everything::export(begun.clone(), &at("one")).await.unwrap();
    let rows = |table: &str| written.tables[table].rows;
    assert!(rows("posts") > 300 && rows("members") > 250 && rows("journal") > 300, "{:?}", written.tables);
    assert_eq!(written.files.len(), 1);

    let moved = postgres(&at("moved")).await;
    assert_eq!(everything::import(moved.clone(), &at("one")).await.unwrap(), written);
    let again = everything::export(moved.clone(), &at("two")).await.unwrap();
    assert_eq!(again.tables, written.tables);
    same(&at("one"), &at("two"));

    let back = embedded(&at("back"));
    everything::import(back.clone(), &at("two")).await.unwrap();
    everything::export(back, &at("three")).await.unwrap();
    same(&at("two"), &at("three"));

    // It lives on: readers go on where they were, and what is new has a number of its own.
    let program = compose::open_beside(moved.clone()).await.unwrap();
    program.readers.catch_up(&program.app).await.unwrap();
    let aside = async |tx: &Tx| tx.value::<i64>("select count(*) from journal_set_aside", &[]).await;
    assert_eq!(program.app.db.read(aside).await.unwrap(), Some(0));
    assert_eq!(&program.app.files.get(&file).await.unwrap()[..], b"A timetable");
    drop(program);

    // Nothing is put over what is there.
    assert!(told(everything::import(moved, &at("one")).await).contains("in use already"));
    assert!(told(everything::export(begun, &at("one")).await).contains("is not empty"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_or_is_of_a_newer_release_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let program = compose::open(embedded(&at("begun"))).await.unwrap();
    let named = async |tx: &Tx| community::identity::ops::set_setting(tx, "company", "Lund").await;
    program.app.db.write(named).await.unwrap();
    drop(program);
    let written = everything::export(embedded(&at("begun")), &at("out")).await.unwrap();
    let manifest = at("out").join("manifest.json");

    let mut newer = written.clone();
    newer.schema.insert("posts".to_owned(), 99);
    std::fs::write(&manifest, serde_json::to_vec(&newer).unwrap()).unwrap();
    let refused = told(everything::import(embedded(&at("in")), &at("out")).await);
    assert!(refused.contains("has other tables (posts)"), "{refused}");

    let mut outside = written.clone();
    outside.files.insert("../stolen".to_owned(), 1);
    std::fs::write(&manifest, serde_json::to_vec(&outside).unwrap()).unwrap();
    let refused = told(everything::import(embedded(&at("in")), &at("out")).await);
    assert!(refused.contains("../stolen"), "{refused}");

    std::fs::write(&manifest, serde_json::to_vec(&written).unwrap()).unwrap();
    let table = at("out").join("tables").join("installation.jsonl");
    let mut lines = std::fs::read(&table).unwrap();
    lines.extend_from_slice(b"[\"company\",\"Elsewhere\"]\n");
    std::fs::write(&table, lines).unwrap();
    let refused = told(everything::import(embedded(&at("in")), &at("out")).await);
    assert!(refused.contains("installation.jsonl was changed"), "{refused}");

    std::fs::remove_file(&manifest).unwrap();
    assert!(told(everything::import(embedded(&at("in")), &at("out")).await).contains("manifest.json"));
    assert!(!at("in").exists());
}

/// What was exported by every release that changed tables, as `earlier/NAME`.
#[tokio::test(flavor = "multi_thread")]
async fn the_data_of_every_earlier_release_is_taken_over() {
    let earlier = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole/earlier");
    let mut seen = 0;
    for release in std::fs::read_dir(earlier).expect("exports of earlier releases") {
        let release = release.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        for configuration in [embedded(&folder.path().join("embedded")), postgres(&folder.path().join("served")).await]
        {
            let written = everything::import(configuration.clone(), &release).await.unwrap();
            // The start brings the tables up to date, and those who read the journal go on in it.
            let program = compose::open(configuration.clone()).await.unwrap();
            program.readers.catch_up(&program.app).await.unwrap();
            let told = async |tx: &Tx| {
                let aside: Option<i64> = tx.value("select count(*) from journal_set_aside", &[]).await?;
                let door: Option<String> =
                    tx.value("select body from posts where body like '%blue tram%'", &[]).await?;
                let held: Option<i64> = tx.value("select count(*) from holds", &[]).await?;
                Ok((aside, door.unwrap_or_default(), held))
            };
            let told = program.app.db.read(told).await.unwrap();
            assert_eq!(
                told,
                (Some(0), "**Doors** of the blue tram stick below 5 °C".to_owned(), Some(1)),
                "{}",
                release.display()
            );
            let chain = trust::audit::verify(&program.app, None).await.unwrap();
            assert!(chain.fault.is_none() && chain.rows > 0, "{chain:?}");
            drop(program);
            let again =
                everything::export(configuration, &folder.path().join("again").join(seen.to_string())).await.unwrap();
            assert_eq!(again.tables["members"].rows, written.tables["members"].rows);
            seen += 1;
        }
    }
    assert!(seen >= 2);
}
