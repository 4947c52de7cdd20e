/** Brings a library file to the newest schema, each step in a transaction of its own. */
import { UnfoldError } from '#shared/protocol/index.ts';
import type { WritableDatabase } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

const versionOf = (database: WritableDatabase): number =>
  database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;

/**
 * @param migrations `migrations[n]` leads from version n to n + 1
 * @throws UnfoldError `refused` when the file was written by a newer version of the program
 */
export function migrate(database: WritableDatabase, migrations: readonly Migration[] = MIGRATIONS): void {
  // A file that needs nothing is opened without writing: another process may be storing a large text for a while.
  while (versionOf(database) < migrations.length)
    database.transaction(() => {
      // Read again: another process may have migrated meanwhile.
      const version = versionOf(database);
      const next = migrations[version];
      if (next === undefined) return;
      next(database);
      database.script(`PRAGMA user_version = ${version + 1}`);
    });
  const version = versionOf(database);
  if (version > migrations.length)
    throw new UnfoldError(
      'refused',
      `This library was written by a newer version of Unfold (its format is ${version}, this one reads up to ${migrations.length}). Update Unfold, or choose another data folder.`,
    );
}
