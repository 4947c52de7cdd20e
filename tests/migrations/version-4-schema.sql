-- The tables of version 4, as they are after its migration.
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
  identity TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  encoding TEXT NOT NULL,
  sentence_rule TEXT NOT NULL,
  counts TEXT NOT NULL,
  types INTEGER NOT NULL,
  longest_sentence INTEGER NOT NULL,
  warnings TEXT NOT NULL,
  vocabulary INTEGER NOT NULL REFERENCES vocabularies,
  notes TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  archived INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER,
  floor TEXT,
  statistics TEXT,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
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
  text_settings TEXT,
  created_at INTEGER NOT NULL,
  settings TEXT NOT NULL,
  vocabulary_size INTEGER NOT NULL,
  parameters INTEGER NOT NULL,
  train_tokens INTEGER NOT NULL,
  kernels TEXT NOT NULL,
  program_version TEXT NOT NULL,
  log_every INTEGER,
  epoch INTEGER NOT NULL DEFAULT 0,
  step INTEGER NOT NULL DEFAULT 0,
  tokens INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0,
  tokens_per_second REAL,
  sparkline TEXT NOT NULL DEFAULT '[]',
  session TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  archived INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER,
  samples TEXT,
  family TEXT NOT NULL DEFAULT 'language',
  data_set INTEGER REFERENCES data_sets ON DELETE RESTRICT,
  network TEXT
) STRICT;
CREATE INDEX runs_by_corpus ON runs (corpus);
CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  kind TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  step INTEGER NOT NULL,
  seconds REAL NOT NULL,
  evaluations INTEGER NOT NULL,
  place TEXT,
  checksum INTEGER NOT NULL,
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
  tokens TEXT NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 0,
  unknown TEXT NOT NULL DEFAULT '[]',
  evaluation INTEGER
) STRICT;
CREATE INDEX samples_by_run ON samples (run);
CREATE TABLE commands (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  session TEXT NOT NULL,
  command TEXT NOT NULL,
  value REAL
) STRICT;
CREATE TABLE run_events (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  seconds REAL NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE data_sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  archived INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER,
  origin TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  identity TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  counts TEXT NOT NULL,
  inputs INTEGER NOT NULL,
  input_names TEXT NOT NULL,
  targets TEXT NOT NULL,
  input_scale REAL NOT NULL,
  input_type TEXT NOT NULL,
  warnings TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE example_chunks (
  data_set INTEGER NOT NULL REFERENCES data_sets ON DELETE CASCADE,
  split TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  examples INTEGER NOT NULL,
  inputs BLOB NOT NULL,
  targets BLOB NOT NULL,
  PRIMARY KEY (data_set, split, chunk)
) STRICT;
CREATE INDEX runs_by_data_set ON runs (data_set);
CREATE TABLE checkpoint_tensors (
  run INTEGER NOT NULL,
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (run, kind, position),
  FOREIGN KEY (run, kind) REFERENCES checkpoints ON DELETE CASCADE
) STRICT;
CREATE TABLE "evaluations" (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  position INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  seconds REAL NOT NULL,
  split TEXT NOT NULL,
  loss REAL NOT NULL,
  best INTEGER NOT NULL,
  perplexity REAL,
  bits_per_character REAL,
  accuracy REAL,
  confusion TEXT,
  root_mean_squared_error REAL,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE "metrics" (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  position INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  seconds REAL NOT NULL,
  loss REAL NOT NULL,
  learning_rate REAL NOT NULL,
  tokens_per_second REAL NOT NULL,
  norm_in REAL,
  norm_rec REAL,
  norm_out REAL,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE "metric_buckets" (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  size INTEGER NOT NULL,
  position INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  seconds REAL NOT NULL,
  loss REAL NOT NULL,
  loss_low REAL NOT NULL,
  loss_high REAL NOT NULL,
  learning_rate REAL NOT NULL,
  tokens_per_second REAL NOT NULL,
  norm_in REAL,
  norm_rec REAL,
  norm_out REAL,
  PRIMARY KEY (run, size, position)
) STRICT, WITHOUT ROWID;
