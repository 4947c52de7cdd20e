/** Wishes about runs that another process trains: that process looks for them, carries them out and deletes them. */
import type { ReadableDatabase, WritableDatabase } from './database.ts';

export type RunCommand = 'pause' | 'stop' | 'set-rate';

export interface PendingCommand {
  readonly id: number;
  readonly run: number;
  readonly command: RunCommand;
  /** The rate of `set-rate`. */
  readonly value: number | null;
}

export function insertCommand(
  database: WritableDatabase,
  run: number,
  session: string,
  command: RunCommand,
  value: number | null = null,
): void {
  database.run('INSERT INTO commands (run, session, command, value) VALUES (?, ?, ?, ?)', run, session, command, value);
}

/** Those for one session, oldest first. */
export const listCommands = (database: ReadableDatabase, session: string): PendingCommand[] =>
  database.all<PendingCommand>('SELECT id, run, command, value FROM commands WHERE session = ? ORDER BY id', session);

export function deleteCommand(database: WritableDatabase, id: number): void {
  database.run('DELETE FROM commands WHERE id = ?', id);
}

/** Those that a process which has ended left behind. */
export function deleteCommandsFor(database: WritableDatabase, run: number): void {
  database.run('DELETE FROM commands WHERE run = ?', run);
}
