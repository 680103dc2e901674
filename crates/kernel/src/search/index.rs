//! One index in one folder: its fields, how it is opened, and how documents go into it.
//!
//! The journal position up to which it knows everything is part of each commit, so that documents and
//! position are never apart. A document is taken out by its key before it is put in: doing it twice is
//! doing it once.

use super::gather::Opened;
use super::tokens;
use super::{Document, VERSION};
use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::journal::Position;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::schema::{FAST, Field, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

/// How the library calls the threads that put pieces of an index together.
const MERGING: &str = "merge_thread";
const NAMED_WITHIN_MS: usize = 20;
/// Memory for what is not yet on disk: little while single posts come in, more while all are read.
const FEEDING: usize = 18_000_000;
const BUILDING: usize = 30_000_000;
const BUILDING_THREADS: usize = 2;
/// So many pieces of about the same size become one, and one of which so much was deleted is written anew.
const MOST_ALIKE: usize = 4;
const MOST_DELETED: f32 = 0.3;

/// The fields of the schema. Those that are numbers are read for every document that matches.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub key: Field,
    pub marks: Field,
    pub title: Field,
    pub text: Field,
    source: Field,
    id: Field,
    part: Field,
    at: Field,
    within: Field,
    audience: Field,
    worth: Field,
    life: Field,
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let numbers: NumericOptions = FAST.into();
    schema.add_text_field("key", STRING);
    schema.add_text_field("marks", STRING);
    let words = || {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokens::NAME);
        TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions))
    };
    schema.add_text_field("title", words());
    schema.add_text_field("text", words());
    for name in ["source", "id", "part", "at", "within", "audience", "worth", "life"] {
        schema.add_i64_field(name, numbers.clone());
    }
    schema.build()
}

impl Fields {
    /// An index of an older version may have other fields; then it cannot answer.
    fn of(schema: &Schema) -> tantivy::Result<Self> {
        let field = |name: &str| schema.get_field(name);
        Ok(Self {
            key: field("key")?,
            marks: field("marks")?,
            title: field("title")?,
            text: field("text")?,
            source: field("source")?,
            id: field("id")?,
            part: field("part")?,
            at: field("at")?,
            within: field("within")?,
            audience: field("audience")?,
            worth: field("worth")?,
            life: field("life")?,
        })
    }
}

/// What a commit says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub version: u32,
    pub mark: i64,
    pub seq: i64,
    /// When the last row that was read was written: another database has another row there.
    pub at: Millis,
    /// Keeps others from computing how frequent a word is (see [`super::statistics`]).
    pub salt: i64,
}

impl Mark {
    pub fn position(&self) -> Position {
        Position { mark: self.mark, seq: self.seq }
    }

    pub fn moved(self, to: Position, at: Millis) -> Self {
        Self { mark: to.mark, seq: to.seq, at, ..self }
    }
}

/// An index that answers.
pub struct Open {
    pub folder: PathBuf,
    pub fields: Fields,
    pub reader: IndexReader,
    pub salt: i64,
    pub opened: Opened,
    index: Index,
}

pub fn failed(cause: impl std::fmt::Display) -> Error {
    Error::internal(format!("search index: {cause}"))
}

impl Open {
    /// An empty index in a new folder.
    pub fn create(folder: &Path, salt: i64) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let index = Index::create_in_dir(folder, schema()).map_err(failed)?;
        Self::with(folder, index, salt)
    }

    /// The index in this folder and what its last commit says; an error when it cannot answer.
    pub fn find(folder: &Path) -> Result<(Self, Mark)> {
        let directory = MmapDirectory::open(folder).map_err(failed)?;
        let index = Index::open(directory).map_err(failed)?;
        let mark = mark_of(&index)?;
        Ok((Self::with(folder, index, mark.salt)?, mark))
    }

    fn with(folder: &Path, mut index: Index, salt: i64) -> Result<Self> {
        let tokenizers = TokenizerManager::default();
        tokenizers.register(tokens::NAME, TextAnalyzer::from(tokens::Words));
        index.set_tokenizers(tokenizers);
        let fields = Fields::of(&index.schema()).map_err(failed)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        Ok(Self { folder: folder.to_owned(), fields, reader, salt, opened: Opened::default(), index })
    }

    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Who may put documents in: one at a time, also among processes.
    pub fn writer(&self, building: bool) -> Result<Writer> {
        let (memory, threads) = if building { (BUILDING, BUILDING_THREADS) } else { (FEEDING, 1) };
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(memory)
            .num_worker_threads(threads)
            .num_merge_threads(1)
            .build();
        let writer = self.index.writer_with_options(options).map_err(|cause| Error::Unavailable(cause.to_string()))?;
        // Each piece has a dictionary of its own to look a word up in.
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MOST_ALIKE);
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        writer.set_merge_policy(Box::new(policy));
        // Putting pieces together takes a processor for up to half a second, and nobody waits for it.
        // They name themselves when they begin, which they do now.
        for _ in 0..NAMED_WITHIN_MS {
            if crate::machine::let_stand_back(MERGING) > 0 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        Ok(Writer { writer, fields: self.fields, reader: self.reader.clone() })
    }

    /// Puts what lies in pieces into one. Nobody else may write meanwhile.
    pub fn merge_pieces(&self) -> Result<()> {
        let pieces = self.index.searchable_segment_ids().map_err(failed)?;
        if pieces.len() > 1 {
            let options = IndexWriterOptions::builder().memory_budget_per_thread(FEEDING).num_worker_threads(1).build();
            let mut writer: IndexWriter = self.index.writer_with_options(options).map_err(failed)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            writer.merge(&pieces).wait().map_err(failed)?;
            writer.wait_merging_threads().map_err(failed)?;
        }
        self.reader.reload().map_err(failed)
    }
}

fn mark_of(index: &Index) -> Result<Mark> {
    let payload = index.load_metas().map_err(failed)?.payload;
    let payload = payload.ok_or_else(|| failed("its first commit is missing"))?;
    serde_json::from_str(&payload).map_err(failed)
}

/// Puts documents into an index.
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
    reader: IndexReader,
}

impl Writer {
    /// Takes out all documents of a thing.
    pub fn forget(&self, source: i64, id: Id) {
        self.writer.delete_term(Term::from_field_text(self.fields.key, &key(source, id)));
    }

    pub fn put(&self, source: i64, document: &Document) -> Result<()> {
        let fields = self.fields;
        let mut row = TantivyDocument::new();
        row.add_text(fields.key, key(source, document.id));
        for mark in &document.marks {
            row.add_text(fields.marks, mark);
        }
        row.add_text(fields.title, &document.title);
        row.add_text(fields.text, &document.text);
        for (field, value) in [
            (fields.source, source),
            (fields.id, document.id.0),
            (fields.part, document.part.0),
            (fields.at, document.at),
            (fields.within, document.within.0),
            (fields.audience, document.audience),
            (fields.worth, document.worth),
            (fields.life, document.life),
        ] {
            row.add_i64(field, value);
        }
        self.writer.add_document(row).map(drop).map_err(failed)
    }

    /// Everything that was put in can be found, and survives a crash, together with the mark.
    pub fn commit(&mut self, mark: Mark) -> Result<()> {
        let mut prepared = self.writer.prepare_commit().map_err(failed)?;
        prepared.set_payload(&serde_json::to_string(&mark)?);
        prepared.commit().map_err(failed)?;
        self.reader.reload().map_err(failed)
    }

    /// Waits until nothing is at work on it any more.
    pub fn finish(self) -> Result<()> {
        self.writer.wait_merging_threads().map_err(failed)
    }
}

fn key(source: i64, id: Id) -> String {
    format!("{source}:{id}")
}

/// A mark for a build that begins now.
pub fn first_mark(at_position: Position, at: Millis, salt: i64) -> Mark {
    Mark { version: VERSION, mark: at_position.mark, seq: at_position.seq, at, salt }
}
