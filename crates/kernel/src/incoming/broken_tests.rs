//! Mails in which something is wrong: each is read as far as it can be, or refused; none stops the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use std::time::{Duration, Instant};

const HEAD: &str = "From: ines@northwind.example\r\nTo: reply+abc@northwind.example\r\nMessage-ID: <1@x.example>\r\n";

/// What a mail is called, and its bytes.
fn corpus() -> Vec<(&'static str, Vec<u8>)> {
    let with = |rest: &str| format!("{HEAD}{rest}").into_bytes();
    let nested = |depth: usize| {
        let mut mail = HEAD.to_owned();
        for n in 0..depth {
            mail.push_str(&format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"));
        }
        mail.push_str("Content-Type: text/plain\r\n\r\nDeep.\r\n");
        for n in (0..depth).rev() {
            mail.push_str(&format!("--b{n}--\r\n"));
        }
        mail.into_bytes()
    };
    let forwarded = |depth: usize| {
        let mut mail = HEAD.to_owned();
        for _ in 0..depth {
            mail.push_str("Content-Type: message/rfc822\r\n\r\n");
        }
        mail.push_str("\r\nDeep.\r\n");
        mail.into_bytes()
    };
    let mut eight_bit = b"From: ines@northwind.example\r\nSubject: \xe9\xff\xfe\r\nX-\xff: y\r\nTo: \xc3\x28 <reply+abc@northwind.example>\r\n\r\n".to_vec();
    eight_bit.extend_from_slice(b"caf\xe9\xff");
    let mut noise = HEAD.as_bytes().to_vec();
    noise.extend((0..100_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]));
    vec![
        ("empty", Vec::new()),
        ("only line ends", b"\r\n\r\n\r\n".to_vec()),
        ("no headers", b"Nine, not twelve.".to_vec()),
        ("only NULs", vec![0; 10_000]),
        ("NULs in between", with("Subject: a\0b\r\n\r\nNi\0ne.\r\n")),
        ("cut in the head", HEAD.as_bytes()[..40].to_vec()),
        ("cut in a part", with("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Ty")),
        ("cut in base64", with("Content-Transfer-Encoding: base64\r\n\r\nTmluZSw=Tml")),
        ("no boundary", with("Content-Type: multipart/mixed\r\n\r\nNine.\r\n")),
        ("an empty boundary", with("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nNine.\r\n----\r\n")),
        ("a boundary that never comes", with("Content-Type: multipart/mixed; boundary=zzz\r\n\r\nNine.\r\n")),
        (
            "a boundary that comes always",
            with(&format!("Content-Type: multipart/mixed; boundary=a\r\n\r\n{}", "--a\r\n".repeat(20_000))),
        ),
        ("an unknown charset", with("Content-Type: text/plain; charset=klingon\r\n\r\nNine.\r\n")),
        ("a wrong charset", with("Content-Type: text/plain; charset=utf-16\r\n\r\nNine.\r\n")),
        ("utf-7", with("Content-Type: text/plain; charset=utf-7\r\n\r\n+ADw-script+AD4- Nine +///.\r\n")),
        ("eight-bit headers", eight_bit),
        ("base64 of noise", with("Content-Transfer-Encoding: base64\r\n\r\n!!!! ==== %%%%\r\nÄÖÜ\r\n")),
        (
            "quoted-printable of noise",
            with("Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=1==\r\n=\r\n=C3\r\n"),
        ),
        ("an unknown encoding", with("Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n")),
        ("a huge header", with(&format!("X-Huge: {}\r\n\r\nNine.\r\n", "x".repeat(2_000_000)))),
        ("many headers", with(&format!("{}\r\nNine.\r\n", "X-Many: 1\r\n".repeat(50_000)))),
        ("many recipients", with(&format!("Cc: {}\r\n\r\nNine.\r\n", "a@b.example, ".repeat(50_000)))),
        ("100 parts deep", nested(100)),
        ("10,000 parts deep", nested(10_000)),
        ("100 mails deep", forwarded(100)),
        ("100,000 mails deep", forwarded(100_000)),
        (
            "100,000 mails deep, written so that they cannot be counted",
            with(&format!(
                "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\nDeep.\r\n",
                "Content-Type: =6Dessage/rfc822\r\n\r\n".repeat(100_000)
            )),
        ),
        ("headers without an end", with(&"X: y\r\n ".repeat(10_000))),
        (
            "encoded words of noise",
            with("Subject: =?utf-8?B?////?= =?x?Q?=ZZ?= =?\r\nFrom: =?utf-8?Q?=FF?= <>\r\n\r\nNine.\r\n"),
        ),
        ("from nobody", b"From: <>\r\nTo: reply+abc@northwind.example\r\n\r\nNine.\r\n".to_vec()),
        (
            "from many",
            b"From: a@b.example, c@d.example; e:f@g.example,h@i.example;\r\nTo: x@y.example\r\n\r\nNine.\r\n".to_vec(),
        ),
        (
            "HTML that is not closed",
            with(&format!("Content-Type: text/html\r\n\r\n{}Nine.", "<b><div><blockquote>".repeat(30_000))),
        ),
        ("HTML of one tag", with(&format!("Content-Type: text/html\r\n\r\n<{}", "a ".repeat(200_000)))),
        (
            "HTML of entities",
            with(&format!("Content-Type: text/html\r\n\r\n{}", "&#999999999;&bogus;&&&#x;".repeat(20_000))),
        ),
        (
            "names of files",
            with(
                "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: application/x\r\nContent-Disposition: attachment; filename=\"../../etc/passwd\0\r\n\"; filename*=utf-8''%ff%00\r\n\r\nx\r\n--a--\r\n",
            ),
        ),
        (
            "a report of noise",
            with(
                "Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\nContent-Type: message/delivery-status\r\n\r\nAction\r\nStatus: x.y.z\r\n\r\n::\r\n\r\nAction: failed\r\nStatus: 5\r\n--a--\r\n",
            ),
        ),
        ("lines of quotes", with(&format!("\r\n{}", "> > > x:\r\n\r\n".repeat(50_000)))),
        ("noise", noise),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_mail_is_read_or_refused() {
    for (name, mail) in corpus() {
        let begun = Instant::now();
        let outcome = read(Bytes::from(mail)).await;
        assert!(begun.elapsed() < Duration::from_secs(20), "{name} took {:?}", begun.elapsed());
        match outcome {
            Ok(received) => {
                assert!(received.text.len() <= MOST_TEXT, "{name}");
                assert!(!received.text.contains('\0'), "{name}");
                assert!(received.files.len() <= MOST_FILES, "{name}");
            }
            Err(Error::Refused { code: "mail-broken", .. }) => {}
            Err(error) => panic!("{name}: {error}"),
        }
    }
}

#[tokio::test]
async fn what_can_be_read_of_a_broken_mail_is_read() {
    let of = |wanted: &str| corpus().into_iter().find(|(name, _)| *name == wanted).unwrap().1;
    for (name, text) in [
        ("NULs in between", "Nine."),
        ("an unknown charset", "Nine."),
        ("a huge header", "Nine."),
        ("100 parts deep", "Deep."),
        ("from nobody", "Nine."),
    ] {
        assert_eq!(read(Bytes::from(of(name))).await.unwrap().text, text, "{name}");
    }
    for name in ["empty", "only line ends", "no headers", "10,000 parts deep", "100,000 mails deep"] {
        assert!(read(Bytes::from(of(name))).await.is_err(), "{name}");
    }
    let eight_bit = read(Bytes::from(of("eight-bit headers"))).await.unwrap();
    assert_eq!(eight_bit.to, ["reply+abc@northwind.example"], "it is answered to who wrote it");
}

#[tokio::test]
async fn every_beginning_of_a_mail_is_a_mail_that_broke_off() {
    let whole = format!(
        "{HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a b\"\r\n\r\n--a b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\
         --c\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nN=C3=A4un \r\n\r\n--c\r\n\
         Content-Type: text/html\r\n\r\n<p>N&auml;un\r\n--c--\r\n--a b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\n\r\nInner\r\n--a b--\r\n"
    );
    for end in 0..whole.len() {
        // Whether it can be read is not the question: it must not fail otherwise.
        if let Err(error) = read(Bytes::copy_from_slice(&whole.as_bytes()[..end])).await {
            assert_eq!(error.code(), "mail-broken", "{end}");
        }
    }
}
