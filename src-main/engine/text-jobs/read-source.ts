/** The bytes of a source, piece by piece. */
import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { UnfoldError } from '#shared/protocol/index.ts';
import { SAMPLES } from './sample-texts.ts';
import type { TextSource } from './text-messages.ts';

const PIECE_BYTES = 1 << 20;

export function sourceName(source: TextSource): string {
  if (source.kind === 'file') return source.name;
  return source.kind === 'sample' ? SAMPLES[source.sample].name : 'pasted text';
}

/** @throws UnfoldError `not-found`, `refused` */
export function sourceSize(source: TextSource): number {
  return source.kind === 'file' ? statFile(source).size : Buffer.byteLength(textOf(source));
}

/** @param most bytes to read at most. The pieces are valid until the next one is asked for. */
export function* readSource(source: TextSource, most = Infinity): Generator<Uint8Array, void, void> {
  if (source.kind !== 'file') {
    yield Buffer.from(textOf(source)).subarray(0, most);
    return;
  }
  statFile(source);
  const file = orUnreadable(source.name, () => openSync(source.path, 'r'));
  try {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, most));
    for (let left = most; left > 0;) {
      const bytes = readSync(file, piece, 0, Math.min(piece.length, left), null);
      if (bytes === 0) return;
      left -= bytes;
      yield piece.subarray(0, bytes);
    }
  } catch (error) {
    throw unreadable(source.name, error);
  } finally {
    closeSync(file);
  }
}

const textOf = (source: Exclude<TextSource, { kind: 'file' }>): string =>
  source.kind === 'sample' ? SAMPLES[source.sample].text() : source.text;

/** Before a file is opened: opening a pipe would wait for whoever writes to it. */
function statFile({ path, name }: TextSource & { kind: 'file' }): Stats {
  const stat = orUnreadable(name, () => statSync(path));
  if (!stat.isFile()) throw new UnfoldError('refused', `${name} is not a file. Choose a text file.`);
  return stat;
}

function orUnreadable<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === 'ENOENT')
    return new UnfoldError('not-found', `${name} no longer exists. Choose the file again.`, String(error));
  return new UnfoldError(
    'refused',
    `${name} cannot be read. Check that you may open it, then try again.`,
    String(error),
  );
}
