/** A connection to the library's SQLite file. Statements are prepared once per text; failures become sentences. */
import SQLite from 'better-sqlite3';
import { toStoreError } from './store-error.ts';

export type Value = string | number | Uint8Array | null;

/** What functions take that only read. */
export interface ReadableDatabase {
  /** The first row, or undefined. */
  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly Value[]): Row[];
  /** Row by row, for results that should not lie in memory as a whole. */
  each<Row>(sql: string, ...values: readonly Value[]): Generator<Row, void, void>;
  close(): void;
}

export interface WritableDatabase extends ReadableDatabase {
  run(sql: string, ...values: readonly Value[]): { readonly changes: number; readonly id: number };
  /** Several statements without values or results: schemas. */
  script(sql: string): void;
  /** All of the body's writes, or none when it throws. Inside another transaction it is part of that one. */
  transaction<Result>(body: () => Result): Result;
}

class Connection implements WritableDatabase {
  readonly #sqlite: SQLite.Database;
  readonly #statements = new Map<string, SQLite.Statement>();
  readonly #file: string;

  constructor(file: string, patience: number) {
    this.#file = file;
    this.#sqlite = this.#guard(() => new SQLite(file, { timeout: patience }));
    try {
      this.#guard(() => {
        this.#sqlite.pragma('journal_mode = WAL');
        // In WAL mode a crash of the program loses nothing, one of the machine at most the last moments.
        this.#sqlite.pragma('synchronous = NORMAL');
        this.#sqlite.pragma('foreign_keys = ON');
      });
    } catch (error) {
      this.#sqlite.close();
      throw error;
    }
  }

  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.#guard(() => this.#statement(sql).get(...values) as Row | undefined);
  }

  all<Row>(sql: string, ...values: readonly Value[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...values) as Row[]);
  }

  *each<Row>(sql: string, ...values: readonly Value[]): Generator<Row, void, void> {
    try {
      // Not the cached statement: the caller may run the same text again while this one is under way.
      yield* this.#sqlite.prepare(sql).iterate(...values) as IterableIterator<Row>;
    } catch (error) {
      throw toStoreError(error, this.#file);
    }
  }

  run(sql: string, ...values: readonly Value[]): { readonly changes: number; readonly id: number } {
    const { changes, lastInsertRowid } = this.#guard(() => this.#statement(sql).run(...values));
    return { changes, id: Number(lastInsertRowid) };
  }

  script(sql: string): void {
    this.#guard(() => this.#sqlite.exec(sql));
  }

  transaction<Result>(body: () => Result): Result {
    if (this.#sqlite.inTransaction) return body();
    this.#guard(() => this.#sqlite.exec('BEGIN IMMEDIATE'));
    try {
      const result = body();
      this.#guard(() => this.#sqlite.exec('COMMIT'));
      return result;
    } catch (error) {
      // Some failures (a full disk) have rolled back already.
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#sqlite.close();
  }

  #statement(sql: string): SQLite.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toStoreError(error, this.#file);
    }
  }
}

/**
 * Creates the file when it is missing.
 * @param patience milliseconds to wait while another connection writes   @throws UnfoldError with a sentence for the person
 */
export const openWritable = (file: string, patience: number): WritableDatabase => new Connection(file, patience);
