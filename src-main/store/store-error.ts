/** SQLite's failures as sentences with a next action. */
import SQLite from 'better-sqlite3';
import { UnfoldError } from '#shared/protocol/index.ts';

/** What better-sqlite3 threw, as an UnfoldError; errors that are not SQLite's are returned as they are. */
export function toStoreError(error: unknown, file: string): unknown {
  if (!(error instanceof SQLite.SqliteError)) return error;
  const details = `${error.code}: ${error.message} (${file})`;
  const refused = (message: string): UnfoldError => new UnfoldError('refused', message, details);
  // Extended codes begin with the primary one: SQLITE_IOERR_WRITE.
  const is = (code: string): boolean => error.code === code || error.code.startsWith(`${code}_`);

  if (is('SQLITE_BUSY') || is('SQLITE_LOCKED'))
    return new UnfoldError(
      'conflict',
      'Another program is writing to the library. Try again in a moment; if it goes on, close other copies of Unfold.',
      details,
    );
  if (is('SQLITE_FULL')) return refused('The disk is full. Free some space, then try again; nothing was lost.');
  if (is('SQLITE_READONLY') || is('SQLITE_PERM') || is('SQLITE_AUTH'))
    return refused(`The library cannot be written. Allow writing to ${file} and its folder, or choose another folder.`);
  if (is('SQLITE_CANTOPEN'))
    return refused(
      `The library cannot be opened. Check that ${file} may be read and written, or choose another folder.`,
    );
  if (is('SQLITE_CORRUPT') || is('SQLITE_NOTADB'))
    return refused(
      `The library is damaged or is not a library of Unfold. Move ${file} away and start again, or put back a copy.`,
    );
  if (is('SQLITE_IOERR'))
    return refused(`Reading or writing the library failed. Check the disk that holds ${file}, then try again.`);
  return new UnfoldError(
    'internal',
    `The library could not be used: ${error.message}. The log has the details.`,
    details,
  );
}
