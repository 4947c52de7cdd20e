/** Version 1. JSON columns hold lists and settings that are never searched by; times are milliseconds since 1970. */
import type { Migration } from './migration.ts';

export const firstSchema: Migration = (database) =>
  database.script(`
    -- Tokens in the order of their ids. A corpus has the full ranking of its types; a run has a vocabulary of its own
    -- only when its weights came with one.
    CREATE TABLE vocabularies (
      id INTEGER PRIMARY KEY
    ) STRICT;
    CREATE TABLE vocabulary_tokens (
      vocabulary INTEGER NOT NULL REFERENCES vocabularies ON DELETE CASCADE,
      rank INTEGER NOT NULL,
      token TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (vocabulary, rank)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE corpora (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      origin TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      -- hash of the sources' bytes, their roles and the settings: the same text is stored once
      identity TEXT NOT NULL UNIQUE,
      settings TEXT NOT NULL,
      encoding TEXT NOT NULL,
      sentence_rule TEXT NOT NULL,
      counts TEXT NOT NULL,
      types INTEGER NOT NULL,
      -- tokens of the longest sentence, without its end
      longest_sentence INTEGER NOT NULL,
      warnings TEXT NOT NULL,
      vocabulary INTEGER NOT NULL REFERENCES vocabularies
    ) STRICT;

    -- The text as ranks of the corpus's vocabulary, 32-bit little-endian, cut into chunks.
    CREATE TABLE text_chunks (
      corpus INTEGER NOT NULL REFERENCES corpora ON DELETE CASCADE,
      split TEXT NOT NULL,
      chunk INTEGER NOT NULL,
      ids BLOB NOT NULL,
      PRIMARY KEY (corpus, split, chunk)
    ) STRICT;

    CREATE TABLE baselines (
      corpus INTEGER NOT NULL REFERENCES corpora ON DELETE CASCADE,
      vocabulary INTEGER NOT NULL REFERENCES vocabularies ON DELETE CASCADE,
      size INTEGER NOT NULL,
      split TEXT NOT NULL,
      result TEXT NOT NULL,
      PRIMARY KEY (corpus, vocabulary, size, split)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      notes TEXT NOT NULL DEFAULT '',
      tags TEXT NOT NULL DEFAULT '[]',
      status TEXT NOT NULL,
      message TEXT NOT NULL DEFAULT '',
      corpus INTEGER REFERENCES corpora ON DELETE RESTRICT,
      own_vocabulary INTEGER REFERENCES vocabularies,
      -- of weights that were imported without a text: how a text becomes their tokens
      text_settings TEXT,
      created_at INTEGER NOT NULL,
      settings TEXT NOT NULL,
      vocabulary_size INTEGER NOT NULL,
      parameters INTEGER NOT NULL,
      train_tokens INTEGER NOT NULL,
      kernels TEXT NOT NULL,
      program_version TEXT NOT NULL,
      -- a metric row every so many steps; null: by the clock
      log_every INTEGER,
      epoch INTEGER NOT NULL DEFAULT 0,
      step INTEGER NOT NULL DEFAULT 0,
      tokens INTEGER NOT NULL DEFAULT 0,
      seconds REAL NOT NULL DEFAULT 0,
      tokens_per_second REAL,
      sparkline TEXT NOT NULL DEFAULT '[]',
      -- the process that trains it or has it in its queue
      session TEXT,
      -- grows with every change, so that other processes see which runs changed
      revision INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX runs_by_corpus ON runs (corpus);

    CREATE TABLE metrics (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      position INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      tokens INTEGER NOT NULL,
      seconds REAL NOT NULL,
      loss REAL NOT NULL,
      learning_rate REAL NOT NULL,
      tokens_per_second REAL NOT NULL,
      norm_in REAL NOT NULL,
      norm_rec REAL NOT NULL,
      norm_out REAL NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE evaluations (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      position INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      tokens INTEGER NOT NULL,
      seconds REAL NOT NULL,
      split TEXT NOT NULL,
      loss REAL NOT NULL,
      perplexity REAL NOT NULL,
      bits_per_character REAL NOT NULL,
      best INTEGER NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    -- 'initial': weights that the run was given; 'best', 'last': replaced together, so that they always fit each other.
    CREATE TABLE checkpoints (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      kind TEXT NOT NULL,
      written_at INTEGER NOT NULL,
      step INTEGER NOT NULL,
      seconds REAL NOT NULL,
      -- evaluation rows that had been stored by then
      evaluations INTEGER NOT NULL,
      -- the trainer's place; null where only the weights are kept
      place TEXT,
      checksum INTEGER NOT NULL,
      hidden_state BLOB,
      w_in BLOB NOT NULL,
      w_rec BLOB NOT NULL,
      w_out BLOB NOT NULL,
      PRIMARY KEY (run, kind)
    ) STRICT;

    CREATE TABLE samples (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      created_at INTEGER NOT NULL,
      step INTEGER NOT NULL,
      weights TEXT NOT NULL,
      prompt TEXT NOT NULL,
      settings TEXT NOT NULL,
      seed INTEGER NOT NULL,
      text TEXT NOT NULL,
      tokens TEXT NOT NULL
    ) STRICT;
    CREATE INDEX samples_by_run ON samples (run);

    -- Wishes of one process about a run that another one trains; the owner carries them out and deletes them.
    CREATE TABLE commands (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      session TEXT NOT NULL,
      command TEXT NOT NULL
    ) STRICT;
  `);
