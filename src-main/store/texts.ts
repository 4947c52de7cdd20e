/** Encoded texts: each part of a corpus as one stream of token ids, cut into chunks of about a megabyte. */
import type { Split } from '#shared/text/settings.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

const CHUNK_IDS = 1 << 18;

/** @param stream ranks in the corpus's vocabulary; each sentence ended by SENTENCE_END */
export function insertText(database: WritableDatabase, corpus: number, split: Split, stream: Uint32Array): void {
  for (let chunk = 0; chunk * CHUNK_IDS < stream.length; chunk++) {
    const ids = stream.subarray(chunk * CHUNK_IDS, (chunk + 1) * CHUNK_IDS);
    const bytes = new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
    database.run('INSERT INTO text_chunks VALUES (?, ?, ?, ?)', corpus, split, chunk, bytes);
  }
}

export function readText(database: ReadableDatabase, corpus: number, split: Split): Uint32Array<ArrayBuffer> {
  const size = database.get<{ bytes: number | null }>(
    'SELECT SUM(LENGTH(ids)) AS bytes FROM text_chunks WHERE corpus = ? AND split = ?',
    corpus,
    split,
  );
  const stream = new Uint32Array((size?.bytes ?? 0) / Uint32Array.BYTES_PER_ELEMENT);
  const bytes = new Uint8Array(stream.buffer);
  let offset = 0;
  const sql = 'SELECT ids FROM text_chunks WHERE corpus = ? AND split = ? ORDER BY chunk';
  for (const { ids } of database.each<{ ids: Uint8Array }>(sql, corpus, split)) {
    bytes.set(ids, offset);
    offset += ids.length;
  }
  return stream;
}

/** At most so many chunks of a text, the first and others evenly spread. */
export function readSomeText(
  database: ReadableDatabase,
  corpus: number,
  split: Split,
  most: number,
): Uint32Array<ArrayBuffer>[] {
  const found = database.get<{ chunks: number }>(
    'SELECT COUNT(*) AS chunks FROM text_chunks WHERE corpus = ? AND split = ?',
    corpus,
    split,
  );
  const chunks = found?.chunks ?? 0;
  const count = Math.min(most, chunks);
  return Array.from({ length: count }, (_, i) => {
    const sql = 'SELECT ids FROM text_chunks WHERE corpus = ? AND split = ? AND chunk = ?';
    const row = database.get<{ ids: Uint8Array }>(sql, corpus, split, Math.floor((i * chunks) / count));
    // Copied: what SQLite hands out need not lie on a multiple of four bytes.
    return new Uint32Array(Uint8Array.from(row?.ids ?? []).buffer);
  });
}
