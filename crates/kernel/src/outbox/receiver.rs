//! A mail server of the stories: speaks as much SMTP as is needed to take mails, or not to.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server answers at `MAIL`, `RCPT` (with their argument) or `DATA`; nothing is yes.
type Manner = Arc<dyn Fn(&str) -> Option<&'static str> + Send + Sync>;

#[derive(Clone)]
pub struct Receiver {
    pub port: u16,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    pub async fn begin(manner: impl Fn(&str) -> Option<&'static str> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self { port: listener.local_addr().unwrap().port(), taken: Arc::default() };
        let (taken, manner): (_, Manner) = (receiver.taken.clone(), Arc::new(manner));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, manner.clone(), taken.clone()));
            }
        });
        receiver
    }

    /// The mails as they came.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, manner: Manner, taken: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading);
    let mut answer = "220 receiver.example";
    loop {
        writing.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        let mut line = String::new();
        if lines.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        answer = match line.split(' ').next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "MAIL" | "RCPT" => manner(line).unwrap_or("250 fine"),
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await.ok()?;
                let mail = body(&mut lines).await?;
                let answer = manner(line).unwrap_or("250 taken");
                if answer.starts_with('2') {
                    taken.lock().unwrap().push(mail);
                }
                answer
            }
            "QUIT" => return writing.write_all(b"221 bye\r\n").await.ok(),
            _ => "250 fine",
        };
    }
}

/// RFC 5321 §4.5.2: up to a lone dot; a dot that begins a line was doubled.
async fn body(lines: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> Option<String> {
    let mut mail = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(mail);
        }
        mail.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
