/** Version 2: notes, tags, archive and trash for texts and runs; what happened to a run; what it wrote on its way. */
import type { Migration } from './migration.ts';

export const libraryAndEvents: Migration = (database) =>
  database.script(`
    ALTER TABLE corpora ADD COLUMN notes TEXT NOT NULL DEFAULT '';
    ALTER TABLE corpora ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE corpora ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE corpora ADD COLUMN trashed_at INTEGER;
    -- JSON: the exact entropy of the grammar that wrote the text
    ALTER TABLE corpora ADD COLUMN floor TEXT;
    -- JSON: for the plots of a text; null until they were first asked for
    ALTER TABLE corpora ADD COLUMN statistics TEXT;
    -- grows with every change that the library shows
    ALTER TABLE corpora ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

    ALTER TABLE runs ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN trashed_at INTEGER;
    -- JSON: the prompt and the sampling settings of what it writes after each evaluation; null: the defaults
    ALTER TABLE runs ADD COLUMN samples TEXT;

    ALTER TABLE samples ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE samples ADD COLUMN unknown TEXT NOT NULL DEFAULT '[]';
    -- position of the evaluation after which the run wrote it by itself
    ALTER TABLE samples ADD COLUMN evaluation INTEGER;

    CREATE TABLE run_events (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      position INTEGER NOT NULL,
      at INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      tokens INTEGER NOT NULL,
      seconds REAL NOT NULL,
      kind TEXT NOT NULL,
      -- JSON: what belongs to its kind
      detail TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    -- what a command needs besides its name
    ALTER TABLE commands ADD COLUMN value REAL;
  `);
