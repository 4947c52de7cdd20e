/** A lock between processes that ends with its holder: an open exclusive transaction on an SQLite file of its own. */
import { existsSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { toStoreError } from './store-error.ts';

/** Answers the function that releases it. @throws UnfoldError when another one holds it */
export function holdLock(file: string): () => void {
  try {
    const lock = new SQLite(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    throw toStoreError(error, file);
  }
}

/** Whether somebody, in this process or another, holds it. Only who has had the lock himself knows that nobody does. */
export function heldElsewhere(file: string): boolean {
  try {
    const lock = new SQLite(file, { timeout: 0, fileMustExist: true });
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return false;
    } finally {
      lock.close();
    }
  } catch (error) {
    if (error instanceof SQLite.SqliteError) return existsSync(file);
    throw error;
  }
}
