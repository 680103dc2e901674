//! Stories with a small server of our own that misbehaves.

use super::*;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const PAGE: &str = "<!doctype html><html><head><title>Title\n here</title><meta property=\"og:title\" content=\"Flat spots &amp; axles\">\
    <meta name=description content='What <b>we</b> learned'><meta property=og:image content=\"/a.png\">\
    <meta property=og:site_name content=Depot></head><body>";

fn config() -> FetchConfig {
    FetchConfig {
        timeout: Duration::from_millis(1_500),
        most_bytes: 100_000,
        allow_private: false,
        user_agent: "fourleaf-test".into(),
    }
}

/// A server, and a fetcher that may reach this server and else only the public internet.
async fn server() -> (Fetcher, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    let guard = Guard { allow_private: false, exception: Some(address) };
    (Fetcher::guarded(config(), guard).unwrap(), format!("http://{address}"))
}

async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut request = vec![0; 4_096];
    let read = stream.read(&mut request).await?;
    let request = String::from_utf8_lossy(&request[..read]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let html = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n";
    let moved =
        |to: &str| format!("HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: {to}\r\n\r\n");
    match path.as_str() {
        "/page" => stream.write_all(format!("{html}{PAGE}").as_bytes()).await?,
        "/latin" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<title>Gr\xf6\xdfe</title>").await?;
        }
        "/meta-latin" => {
            stream
                .write_all(&[html.as_bytes(), b"<meta charset=windows-1252><title>Gr\xf6\xdfe</title>"].concat())
                .await?
        }
        "/picture" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: image/png\r\n\r\nx").await?
        }
        "/gone" => {
            stream
                .write_all(
                    b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<title>x</title>",
                )
                .await?
        }
        "/moved" => stream.write_all(moved("/page").as_bytes()).await?,
        "/circle" => stream.write_all(moved("/circle").as_bytes()).await?,
        "/inside" => stream.write_all(moved("http://10.0.0.1/").as_bytes()).await?,
        "/metadata" => stream.write_all(moved("http://169.254.169.254/latest/").as_bytes()).await?,
        "/localhost" => stream.write_all(moved("http://localhost/").as_bytes()).await?,
        "/file" => stream.write_all(moved("file:///etc/passwd").as_bytes()).await?,
        "/slow" => {
            stream.write_all(format!("{html}<title>Slow</title>").as_bytes()).await?;
            loop {
                tokio::time::sleep(Duration::from_millis(50)).await;
                stream.write_all(b" ").await?;
            }
        }
        "/silent" => tokio::time::sleep(Duration::from_secs(60)).await,
        "/huge" => {
            stream.write_all(format!("{html}<title>Huge</title>").as_bytes()).await?;
            loop {
                stream.write_all(&[b'x'; 8_192]).await?;
            }
        }
        _ => {}
    }
    stream.shutdown().await
}

fn code(result: Result<impl std::fmt::Debug>) -> String {
    match result.unwrap_err() {
        Error::Invalid(fields) => fields[0].code.clone(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_page_tells_what_its_card_needs() {
    let (fetcher, base) = server().await;
    let page = fetcher.page(&format!("{base}/moved")).await.unwrap();
    assert_eq!(
        page,
        PageMeta {
            url: format!("{base}/page"),
            title: Some("Flat spots & axles".into()),
            description: Some("What we learned".into()),
            image: Some(format!("{base}/a.png")),
            site_name: Some("Depot".into()),
        }
    );
    for path in ["latin", "meta-latin"] {
        assert_eq!(fetcher.page(&format!("{base}/{path}")).await.unwrap().title.unwrap(), "Größe", "{path}");
    }
}

#[tokio::test]
async fn nobody_is_led_inside() {
    let (fetcher, base) = server().await;
    for path in ["inside", "metadata", "file"] {
        assert_eq!(code(fetcher.page(&format!("{base}/{path}")).await), "link-not-allowed", "{path}");
    }
    // A name is refused where it is resolved.
    assert_eq!(code(fetcher.page(&format!("{base}/localhost")).await), "link-unreachable");
    assert_eq!(code(fetcher.page("http://localhost/").await), "link-unreachable");
}

#[tokio::test]
async fn addresses_that_hide_are_seen() {
    let fetcher = Fetcher::new(config()).unwrap();
    for url in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0/",
        "http://１２７.0.0.1/",
        "http://169.254.169.254/",
        "http://a:b@example.org/",
        "http://example.org:22/",
        "https://example.org:8443/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "example.org",
        "",
        "http://",
        "http://1.1.1.1:6379/",
    ] {
        assert_eq!(code(fetcher.check(url)), "link-not-allowed", "{url}");
        assert_eq!(code(fetcher.page(url).await), "link-not-allowed", "{url}");
    }
    for url in ["http://example.org/a", "https://example.org", "https://example.org:443/", "http://1.1.1.1/"] {
        assert!(fetcher.check(url).is_ok(), "{url}");
    }
    assert_eq!(code(fetcher.check(&format!("http://example.org/{}", "x".repeat(3_000)))), "link-not-allowed");
}

#[tokio::test]
async fn slow_huge_and_silent_servers_cost_little() {
    let (fetcher, base) = server().await;
    let start = Instant::now();
    assert_eq!(fetcher.page(&format!("{base}/slow")).await.unwrap().title.unwrap(), "Slow");
    assert_eq!(fetcher.page(&format!("{base}/huge")).await.unwrap().title.unwrap(), "Huge");
    assert_eq!(code(fetcher.page(&format!("{base}/silent")).await), "link-unreachable");
    assert_eq!(code(fetcher.page(&format!("{base}/circle")).await), "link-unreachable");
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
}

#[tokio::test]
async fn what_is_no_page_has_no_card() {
    let (fetcher, base) = server().await;
    assert_eq!(code(fetcher.page(&format!("{base}/picture")).await), "link-not-a-page");
    assert_eq!(code(fetcher.page(&format!("{base}/gone")).await), "link-unreachable");
}

#[tokio::test]
async fn a_site_that_is_a_world_of_its_own_may_reach_itself() {
    let (_, base) = server().await;
    let fetcher = Fetcher::new(FetchConfig { allow_private: true, ..config() }).unwrap();
    assert!(fetcher.page(&format!("{base}/page")).await.is_ok());
}
