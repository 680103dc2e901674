#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::*;
use std::collections::BTreeSet;

fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Loads with a file of this content and these environment variables.
fn load(content: &str, environment: &[(&str, &str)]) -> Result<Configuration, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fourleaf.toml");
    std::fs::write(&file, content).unwrap();
    Configuration::load(Path::new("/data"), Some(&file), variables(environment))
}

#[test]
fn without_any_file_everything_works() {
    let configuration = Configuration::load(Path::new("/data"), None, []).unwrap();
    assert_eq!(configuration.data, Path::new("/data"));
    assert_eq!(configuration.server.listen, "127.0.0.1:8080");
    assert_eq!(configuration.check(), Ok(()));
}

#[test]
fn every_key_has_a_description_and_every_description_a_key() {
    let values = toml::Table::try_from(Configuration::default()).unwrap();
    let of_the_structure: BTreeSet<String> = values
        .iter()
        .flat_map(|(section, keys)| {
            keys.as_table().unwrap().keys().map(move |key| format!("{section}.{key}")).collect::<Vec<_>>()
        })
        .collect();
    let of_the_table: BTreeSet<String> = KEYS.iter().map(|(key, _)| (*key).to_owned()).collect();
    assert_eq!(of_the_structure, of_the_table);
    assert_eq!(KEYS.len(), of_the_table.len(), "no key twice");
    assert!(SECRETS.iter().all(|secret| of_the_table.contains(*secret)));
    assert!(KEYS.iter().all(|(_, description)| description.len() > 15 && description.ends_with('.')));
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
    let configuration = load(
        "[server]\nlisten = \"0.0.0.0:80\"\nnode = 3\n[limits]\nrate = \"off\"",
        &[
            ("FOURLEAF_SERVER__LISTEN", "0.0.0.0:8443"),
            ("FOURLEAF_SIGN_UP__DOMAINS", "company.example, supplier.example"),
            ("FOURLEAF_MAIL__PASSWORD", "12345"),
            ("FOURLEAF_LINK_CARDS__ENABLED", "false"),
            ("FOURLEAF_MAIL__PORT", ""),
            ("FOURLEAF_DATA", "/data"),
            ("PATH", "/bin"),
        ],
    )
    .unwrap();
    assert_eq!(configuration.server.listen, "0.0.0.0:8443");
    assert_eq!(configuration.server.node, 3);
    assert_eq!(configuration.limits.rate, Switch::Off);
    assert_eq!(configuration.sign_up.domains, ["company.example", "supplier.example"]);
    assert_eq!(configuration.mail.password, "12345", "a password of digits is a text");
    assert_eq!(configuration.mail.port, 587, "an empty variable changes nothing");
    assert!(!configuration.link_cards.enabled);
}

#[test]
fn a_secret_comes_from_a_file_and_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("password");
    std::fs::write(&secret, "correct horse\n").unwrap();
    let configuration = load(
        &format!("[mail]\npassword_file = {:?}\n", secret.to_str().unwrap()),
        &[("FOURLEAF_DATABASE__URL", "postgres://fourleaf:battery@localhost/fourleaf")],
    )
    .unwrap();
    assert_eq!(configuration.mail.password, "correct horse");
    for shown in [configuration.print(), format!("{configuration:?}")] {
        assert!(!shown.contains("horse") && !shown.contains("battery"), "{shown}");
        assert!(shown.contains("password = \"(hidden)\" # file /"), "{shown}");
        assert!(shown.contains("url = \"(hidden)\" # environment variable FOURLEAF_DATABASE__URL"), "{shown}");
        assert!(shown.contains("token = \"\" # default"), "what is empty is no secret: {shown}");
    }
}

#[test]
fn what_is_printed_can_be_read_again() {
    let configuration = load("[server]\nnode = 7\n[sign_up]\ndomains = [\"a.example\"]", &[]).unwrap();
    let again = load(&configuration.print(), &[]).unwrap();
    assert_eq!((again.server, again.sign_up), (configuration.server, configuration.sign_up));
}

#[test]
fn a_mistyped_key_is_told_with_the_nearest_one() {
    let errors = load("[server]\nlissten = \"x\"\n", &[("FOURLEAF_MAIL__FORM", "x")]).unwrap_err();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert!(errors[0].starts_with("There is no key server.lissten (file "), "{errors:#?}");
    assert!(errors[0].ends_with("The nearest is server.listen."), "{errors:#?}");
    assert!(errors[1].contains("FOURLEAF_MAIL__FORM") && errors[1].ends_with("mail.from."), "{errors:#?}");
    let errors = load("", &[("FOURLEAF_SERVER_URL", "https://a.example")]).unwrap_err();
    assert!(errors[0].contains("Write FOURLEAF_SERVER__URL"), "{errors:#?}");
    assert!(load("listen = 1", &[]).is_err());
    assert!(load("[server", &[]).unwrap_err()[0].contains("is not TOML"));
}

#[test]
fn a_value_of_the_wrong_kind_is_told_with_its_origin() {
    let errors = load("[server]\nnode = \"three\"", &[]).unwrap_err();
    assert!(errors[0].starts_with("server.node (file "), "{errors:#?}");
    let errors = load("[mail]\npassword = 4711", &[]).unwrap_err();
    assert!(errors[0].starts_with("mail.password (file ") && !errors[0].contains("4711"), "{errors:#?}");
    let errors = load("[files]\nstore = \"tape\"", &[]).unwrap_err();
    assert!(errors[0].contains("files.store") && errors[0].contains("folder"), "{errors:#?}");
    let errors = load("", &[("FOURLEAF_MAIL__PORT", "smtp")]).unwrap_err();
    assert!(errors[0].starts_with("mail.port is \"smtp\" (environment variable FOURLEAF_MAIL__PORT)"), "{errors:#?}");
    let errors = load("[mail]\npassword = \"a\"\npassword_file = \"/dev/null\"", &[]).unwrap_err();
    assert!(errors[0].contains("both set"), "{errors:#?}");
    let errors = load("[mail]\npassword_file = \"/nowhere/at/all\"", &[]).unwrap_err();
    assert!(errors[0].contains("cannot be read"), "{errors:#?}");
}

#[test]
fn each_check_names_its_key() {
    let broken = [
        ("server.listen", "[server]\nlisten = \"localhost\""),
        ("server.url", "[server]\nurl = \"https://a.example/path\""),
        ("server.node", "[server]\nnode = 128"),
        ("server.trusted_proxies", "[server]\ntrusted_proxies = [\"10.0.0.0/33\"]"),
        ("database.url", "[database]\nurl = \"mysql://a\""),
        ("files.bucket", "[files]\nstore = \"s3\"\naccess_key = \"a\"\nsecret_key = \"b\""),
        ("mail.from", "[mail]\nfrom = \"nobody\""),
        ("mail.password", "[mail]\nsmtp = \"a.example\"\nuser = \"a\""),
        ("limits.upload_mb", "[limits]\nupload_mb = 10"),
        ("sign_up.domains", "[sign_up]\ndomains = [\"@a.example\"]"),
        ("sessions.idle_days", "[sessions]\ndays = 3"),
        ("log.level", "[log]\nlevel = \"kernel=loud\""),
        ("trace.endpoint", "[trace]\nendpoint = \"localhost\""),
        ("metrics.token", "[metrics]\nlisten = \"0.0.0.0:9090\""),
    ];
    for (key, content) in broken {
        let findings = load(content, &[]).unwrap().check().unwrap_err();
        assert_eq!(findings.len(), 1, "{key}: {findings:#?}");
        assert!(findings[0].starts_with(&format!("{key}: ")), "{findings:#?}");
    }
}
