//! As much of HTTP/1.1 (RFC 9112) as a load generator needs: a connection that is kept, answers with a
//! length or in chunks. It does little, because it shares the machine with what it measures.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub bytes: usize,
    /// How the body begins, for the report of a failure.
    pub begin: String,
}

impl Answer {
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(256 * 1024) })
    }

    /// Sends a request and reads its whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        let (status, head, end) = self.answer_to(request).await?;
        let body = self.buffer.get(head..head + end).unwrap_or_default();
        let begin =
            if status < 300 { "" } else { &*String::from_utf8_lossy(body.get(..300.min(end)).unwrap_or_default()) };
        Ok(Answer { status, bytes: head + end, begin: begin.to_owned() })
    }

    /// The same for who reads the body. It must have come with its length, as every answer to a program does.
    pub async fn ask_whole(&mut self, request: &[u8]) -> Result<(u16, Vec<u8>)> {
        let (status, head, end) = self.answer_to(request).await?;
        Ok((status, self.buffer.get(head..head + end).unwrap_or_default().to_vec()))
    }

    /// The status, where the body begins in the buffer, and its length there.
    async fn answer_to(&mut self, request: &[u8]) -> Result<(u16, usize, usize)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (head, status, length) = loop {
            if let Some(head) = end_of_head(&self.buffer) {
                let (status, length) = read_head(self.buffer.get(..head).unwrap_or_default())?;
                break (head, status, length);
            }
            self.more().await?;
        };
        loop {
            let body = self.buffer.get(head..).unwrap_or_default();
            let end = match length {
                Length::Known(length) => Some(length).filter(|length| *length <= body.len()),
                Length::Chunks => end_of_chunks(body)?,
            };
            match end {
                Some(end) => return Ok((status, head, end)),
                None => self.more().await?,
            }
        }
    }

    async fn more(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Known(usize),
    Chunks,
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn end_of_head(buffer: &[u8]) -> Option<usize> {
    find(buffer, b"\r\n\r\n").map(|at| at + 4)
}

fn wrong(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what.to_owned())
}

fn read_head(head: &[u8]) -> Result<(u16, Length)> {
    let head = std::str::from_utf8(head).map_err(|_| wrong("a head that is not text"))?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| wrong("no status"))?;
    let mut length = Length::Known(0);
    for line in head.lines().skip(1) {
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") {
            length = Length::Known(value.trim().parse().map_err(|_| wrong("a length that is no number"))?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            length = Length::Chunks;
        }
    }
    Ok((status, length))
}

/// Where the last chunk ends, when it is there.
fn end_of_chunks(body: &[u8]) -> Result<Option<usize>> {
    let mut at = 0;
    loop {
        let rest = body.get(at..).unwrap_or_default();
        let Some(line) = find(rest.get(..20.min(rest.len())).unwrap_or_default(), b"\r\n") else { return Ok(None) };
        let size = std::str::from_utf8(rest.get(..line).unwrap_or_default()).unwrap_or_default();
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(|_| wrong("a chunk without a size"))?;
        at += line + 2 + size + 2;
        if at > body.len() {
            return Ok(None);
        }
        if size == 0 {
            return Ok(Some(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_ends_where_it_says() {
        let head = b"HTTP/1.1 201 Created\r\nContent-Length: 12\r\n\r\n";
        assert_eq!(end_of_head(head), Some(head.len()));
        assert_eq!(read_head(head).unwrap(), (201, Length::Known(12)));
        assert_eq!(end_of_chunks(b"3\r\nabc\r\n0\r\n\r\n").unwrap(), Some(13));
        assert_eq!(end_of_chunks(b"3\r\nabc\r\n0\r\n").unwrap(), None);
        assert!(end_of_chunks(b"xyz\r\n").is_err());
    }
}
