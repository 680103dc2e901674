//! Answers as mail programs write them: what is left is what the person wrote.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn kept(text: &str) -> String {
    own_words(text)
}

#[test]
fn what_is_quoted_goes_however_a_program_quotes() {
    let shapes: &[(&str, &str)] = &[
        (
            "Gmail",
            "Nine.\n\nOn Mon, Nov 2, 2026 at 9:00 AM Mara Okafor <community@northwind.example> wrote:\n\n> How many?\n>\n> Mara\n",
        ),
        (
            "Gmail, broken",
            "Nine.\n\nOn Mon, Nov 2, 2026 at 9:00\u{202f}AM Mara Okafor via Northwind\n<community@northwind.example> wrote:\n> How many?\n",
        ),
        (
            "Gmail, German",
            "Nine.\n\nAm Mo., 2. Nov. 2026 um 09:00 Uhr schrieb Mara Okafor <\ncommunity@northwind.example>:\n\n> How many?\n",
        ),
        (
            "Gmail, French",
            "Nine.\n\nLe lun. 2 nov. 2026 à 09:00, Mara Okafor <community@northwind.example> a\nécrit :\n\n> How many?\n",
        ),
        (
            "Gmail, Arabic",
            "Nine.\n\nفي الاثنين، 2 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Mara Okafor \u{200e}<\u{200e}community@northwind.example>:\u{200f}\n\n> How many?\n",
        ),
        (
            "Gmail, Arabic of today",
            "Nine.\n\nفي ٢ نوفمبر ٢٠٢٦، كتب Mara Okafor <community@northwind.example>:\n> How many?\n",
        ),
        (
            "Gmail, by date",
            "Nine.\n\n2026-11-02 9:00 GMT+01:00 Mara Okafor <community@northwind.example>:\n\n> How many?\n",
        ),
        (
            "Outlook",
            "Nine.\n\nFrom: Mara Okafor <community@northwind.example>\nSent: Monday, November 2, 2026 9:00 AM\nTo: Ines\nSubject: How many\n\nHow many?\n",
        ),
        (
            "Outlook, with a line",
            "Nine.\n\n________________________________\nFrom: Mara Okafor <community@northwind.example>\nSent: Monday, November 2, 2026 9:00 AM\nTo: Ines\nSubject: How many\n\nHow many?\n",
        ),
        ("Outlook, older", "Nine.\n\n-----Original Message-----\nFrom: Mara\nHow many?\n"),
        (
            "Outlook, German",
            "Nine.\n\nVon: Mara Okafor <community@northwind.example>\nGesendet: Montag, 2. November 2026 09:00\nAn: Ines\nBetreff: Wie viele\n\nHow many?\n",
        ),
        ("Outlook, German, older", "Nine.\n\n-----Ursprüngliche Nachricht-----\nVon: Mara\n\nHow many?\n"),
        (
            "Outlook, French",
            "Nine.\n\nDe : Mara Okafor <community@northwind.example>\nEnvoyé : lundi 2 novembre 2026 09:00\nÀ : Ines\nObjet : Combien\n\nHow many?\n",
        ),
        ("Outlook, French, older", "Nine.\n\n-----Message d'origine-----\nDe : Mara\n\nHow many?\n"),
        (
            "Outlook, Arabic",
            "Nine.\n\nمن: Mara Okafor <community@northwind.example>\nتم الإرسال: الاثنين، 2 نوفمبر 2026 09:00 ص\nإلى: Ines\nالموضوع: كم\n\nHow many?\n",
        ),
        (
            "Outlook for Mac",
            "Nine.\n\n*From: *Mara <community@northwind.example>\n*Date: *Monday, 2 November 2026 at 09:00\n*To: *Ines\n*Subject: *How many\n\nHow many?\n",
        ),
        (
            "Apple Mail",
            "Nine.\n\n> On 2 Nov 2026, at 09:00, Mara Okafor <community@northwind.example> wrote:\n> \n> How many?\n",
        ),
        (
            "iPhone",
            "Nine.\n\nSent from my iPhone\n\n> On 2 Nov 2026, at 09:00, Mara Okafor <community@northwind.example> wrote:\n> \n> \u{feff}How many?\n",
        ),
        (
            "iPhone, German",
            "Nine.\n\nVon meinem iPhone gesendet\n\n> Am 02.11.2026 um 09:00 schrieb Mara Okafor <community@northwind.example>:\n> \n> How many?\n",
        ),
        (
            "iPhone, French",
            "Nine.\n\nEnvoyé de mon iPhone\n\n> Le 2 nov. 2026 à 09:00, Mara Okafor <community@northwind.example> a écrit :\n> \n> How many?\n",
        ),
        (
            "iPhone, Arabic",
            "Nine.\n\nأُرسلت من الـ iPhone\n\n> في ٢ نوفمبر ٢٠٢٦، الساعة ٩:٠٠ ص، كتب/كتبت Mara Okafor <community@northwind.example>:\n> \n> How many?\n",
        ),
        (
            "Outlook on a phone",
            "Nine.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Mara\nSent: Monday\nTo: Ines\nSubject: x\n",
        ),
        (
            "Samsung",
            "Nine.\n\nVon meinem Galaxy gesendet\n\n-------- Ursprüngliche Nachricht --------\nVon: Mara\nDatum: 02.11.26\n",
        ),
        ("Thunderbird", "Nine.\n\nOn 11/2/26 09:00, Mara Okafor wrote:\n> How many?\n> \n> -- \n> Northwind\n"),
        (
            "Thunderbird, German, with signature",
            "Nine.\n\nAm 02.11.26 um 09:00 schrieb Mara Okafor:\n> How many?\n\n-- \nInes Halvorsen\nDepot\n",
        ),
        ("Thunderbird, French", "Nine.\n\nLe 02/11/2026 à 09:00, Mara Okafor a écrit\u{a0}:\n> How many?\n"),
        ("below", "On 11/2/26 09:00, Mara Okafor wrote:\n> How many?\n> Really?\n\nNine.\n"),
        (
            "GMX",
            "Nine.\n \n\nGesendet: Montag, 02. November 2026 um 09:00 Uhr\nVon: \"Mara Okafor\" <community@northwind.example>\nAn: ines@northwind.example\nBetreff: Wie viele\nHow many?\n",
        ),
        (
            "Yahoo",
            "Nine.\n\n    On Monday, November 2, 2026 at 09:00:00 AM GMT+1, Mara Okafor <community@northwind.example> wrote:  \n \n How many?\n",
        ),
        (
            "Proton",
            "Nine.\n\nSent with [Proton Mail](https://proton.me/) secure email.\n\nOn Monday, November 2nd, 2026 at 9:00 AM, Mara Okafor <community@northwind.example> wrote:\n\n> How many?\n",
        ),
        (
            "any, by our own line",
            "Nine.\n\n##-- Write your answer above this line --##\nMara Okafor mentioned you\nHow many?\n",
        ),
        (
            "any, quoted",
            "Nine.\n\nOn 2 November 2026 Mara wrote:\n\n> ##-- Write your answer above this line --##\n> How many?\n\nMore of it\n",
        ),
        (
            "a language that we do not know",
            "Nine.\n\n2. marraskuuta 2026 klo 9.00 Mara Okafor <community@northwind.example> kirjoitti:\n> How many?\n",
        ),
        (
            "a signature above",
            "Nine.\n\n-- \nInes Halvorsen\nNorthwind\n\nOn Mon, Nov 2, 2026 at 9:00 AM Mara <a@b.example> wrote:\n> How many?\n",
        ),
        ("nothing quoted", "Nine.\n"),
        ("with a line end of its own", "\n\nNine.\r\n\r\n-- \r\nInes\r\n"),
    ];
    for (name, text) in shapes {
        assert_eq!(kept(&text.replace("\r\n", "\n")), "Nine.", "{name}");
    }
}

#[test]
fn what_a_person_wrote_stays() {
    for text in [
        "We agreed on Monday, 2 November. Mara wrote: nine.\nI think so too.",
        "> How many?\n\nNine.\n\n> Since when?\n\nSince Monday.",
        "The list:\n\n- one\n- two\n\nFrom: here on it is mine.",
        "Title\n-----\n\nText under a title.",
        "Von meinem Schreibtisch aus sieht man nichts.",
        "a | b\n--|--\n1 | 2",
        "On call this week: Ines, Mara:\n1. Ines\n2. Mara",
        "```\n$ ls --\n```",
        "إنها تسعة.\n\nفي رأيي كتب الجميع ما يكفي.",
    ] {
        assert_eq!(kept(text), text);
    }
    assert_eq!(kept("> How many?\n"), "", "who quotes only has written nothing");
    assert_eq!(kept(""), "");
    let between = "On 11/2/26 09:00, Mara wrote:\n> How many?\n\nNine.\n\n> Since when?\n\nMonday.";
    assert_eq!(kept(between), "> How many?\n\nNine.\n\n> Since when?\n\nMonday.");
}

#[test]
fn html_becomes_lines() {
    for (html, text) in [
        ("<p>Nine.</p><p>Since <b>Monday</b>&nbsp;&amp; on.</p>", "Nine.\n\nSince Monday & on."),
        (
            "<div dir=\"ltr\">Nine.<br></div><br><div class=\"gmail_quote\"><blockquote>How many?</blockquote></div>",
            "Nine.",
        ),
        (
            "<html><head><style>p{}</style><title>x</title></head><body><div>Nine.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">From: Mara</div></body></html>",
            "Nine.",
        ),
        ("<div>Nine.</div><blockquote type=\"cite\"><div>How many?</div></blockquote>", "Nine."),
        ("<div>Nine.</div><div class=\"moz-cite-prefix\">On x wrote:</div>", "Nine."),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("Neun &#252;ber &#x41; &euro; &unknown; & so", "Neun über A € &unknown; & so"),
        ("<blockquote>kept</blockquote><p>Nine.</p>", "> kept\nNine."),
        ("<p>See <img src=\"cid:one@x\" alt=\"\"> here</p>", "See [cid:one@x] here"),
        ("<p>Nine.<div class=\"gmail_signature\">Ines</div>", "Nine.\n--\nInes"),
        ("<p>Nine.<!-- not > said --></p><script>alert('<p>')</script>", "Nine."),
        ("Nine. <not closed", "Nine."),
        ("", ""),
    ] {
        assert_eq!(html::to_text(html), text, "{html}");
    }
}

async fn read_text(mail: &str) -> Received {
    read(Bytes::from(mail.replace('\n', "\r\n"))).await.unwrap()
}

const HEAD: &str = "From: Ines Halvorsen <Ines@Northwind.example>\nTo: \"Northwind\" <reply+abc@northwind.example>\nMessage-ID: <1@mail.northwind.example>\nSubject: Re: x\nMIME-Version: 1.0\n";

#[tokio::test]
async fn a_mail_is_read_with_its_files() {
    let mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n\
         --b\nContent-Type: text/plain; charset=utf-8\n\nNine, \u{fc}ber.\n--b\nContent-Type: text/html\n\n<p>Nine</p>\n--b--\n\
         --a\nContent-Type: application/pdf; name=\"plan.pdf\"\nContent-Disposition: attachment; filename=\"plan.pdf\"\n\
         Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--a\nContent-Type: application/pgp-signature; name=\"s.asc\"\n\nx\n--a--\n"
    );
    let received = read_text(&mail).await;
    assert_eq!(received.from, ["ines@northwind.example"]);
    assert_eq!(received.to, ["reply+abc@northwind.example"]);
    assert_eq!(
        (received.message_id.as_str(), received.text.as_str()),
        ("1@mail.northwind.example", "Nine, \u{fc}ber.")
    );
    assert_eq!(received.files.len(), 1);
    assert_eq!((received.files[0].name.as_str(), &received.files[0].bytes[..]), ("plan.pdf", b"%PDF-1.4\n".as_slice()));
    assert_eq!((received.automatic, received.report), (None, None));
}

#[tokio::test]
async fn lines_that_a_mail_program_broke_are_whole_again() {
    let mail = format!(
        "{HEAD}Content-Type: text/plain; format=flowed\n\nNine of \nthem.\n\n From here.\n> How \n> many?\n-- \nInes\n"
    );
    assert_eq!(read_text(&mail).await.text, "Nine of them.\n\nFrom here.");
}

#[tokio::test]
async fn a_picture_stays_only_when_the_text_names_it() {
    let picture = |id: &str| {
        format!(
            "--a\nContent-Type: image/png; name=\"{id}.png\"\nContent-ID: <{id}>\nContent-Disposition: inline; filename=\"{id}.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
        )
    };
    let mail = format!(
        "{HEAD}Content-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n<p>See <img src=\"cid:door\"></p><div class=\"gmail_quote\"><img src=\"cid:logo\"></div>\n{}{}--a--\n",
        picture("door"),
        picture("logo")
    );
    let received = read_text(&mail).await;
    assert_eq!(received.text, "See [cid:door]");
    assert_eq!(received.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["door.png"]);
}

#[tokio::test]
async fn what_a_program_wrote_is_known() {
    for (line, why) in [
        ("Auto-Submitted: auto-replied", "auto-submitted"),
        ("Auto-submitted: AUTO-GENERATED", "auto-submitted"),
        ("Precedence: bulk", "precedence"),
        ("X-Auto-Response-Suppress: All", "auto-response"),
        ("X-Autoreply: yes", "auto-response"),
        ("List-Id: <list.northwind.example>", "list"),
        ("Return-Path: <>", "no-sender"),
        ("Return-Path: < >", "no-sender"),
    ] {
        assert_eq!(read_text(&format!("{HEAD}{line}\n\nI am away.\n")).await.automatic, Some(why), "{line}");
    }
    let usual = ["Auto-Submitted: no", "Return-Path: <ines@northwind.example>", "Precedence: first-class"];
    for line in usual {
        assert_eq!(read_text(&format!("{HEAD}{line}\n\nNine.\n")).await.automatic, None, "{line}");
    }
    let machine = HEAD.replace("Ines@", "MAILER-DAEMON@");
    assert_eq!(read_text(&format!("{machine}\n\nx\n")).await.automatic, Some("machine"));
}

#[tokio::test]
async fn a_report_says_whether_it_is_for_good() {
    let report = |action: &str, status: &str| {
        format!(
            "{HEAD}Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\n\nIt failed.\n--a\n\
             Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; gone@company.example\n\
             Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550\n said so\n\n--a--\n"
        )
    };
    for (action, status, hard) in [
        ("failed", "5.1.1", true),
        ("failed", "5.2.2 (full)", true),
        ("failed", "5.7.1", false),
        ("failed", "4.4.7", false),
        ("delayed", "4.2.2", false),
        ("delivered", "2.0.0", false),
    ] {
        let found = read_text(&report(action, status)).await.report.expect("a report");
        assert_eq!(found, Report { hard, said: "smtp; 550 said so".to_owned() }, "{action} {status}");
    }
}
