//! How the index cuts a text: by [`super::words`], each word and behind it, at the same place, its stem.

use super::words::{Tongue, words};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Under this name the schema knows it.
pub const NAME: &str = "fourleaf";

#[derive(Debug, Clone, Copy, Default)]
pub struct Words;

pub struct Tokens {
    tokens: std::vec::IntoIter<Token>,
    now: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens { tokens: tokens(text).into_iter(), now: Token::default() }
    }
}

/// An English stem costs little where the language cannot be told, and most short texts are of the one
/// language that the company has in common.
fn tokens(text: &str) -> Vec<Token> {
    let tongue = Tongue::of_text(text).unwrap_or(Tongue::ENGLISH);
    let found = words(text);
    let mut tokens = Vec::with_capacity(found.len() * 3 / 2);
    for (position, word) in found.into_iter().enumerate() {
        let stem = if word.sign { None } else { tongue.stem(&word.text) };
        let token = |text| Token { offset_from: word.from, offset_to: word.to, position, text, position_length: 1 };
        let stem = stem.map(token);
        tokens.push(token(word.text));
        tokens.extend(stem);
    }
    tokens
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.now = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.now
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.now
    }
}
