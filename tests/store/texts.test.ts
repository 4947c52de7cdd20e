import { expect, test } from 'vitest';
import { openStore } from '../../src-main/store/open-store.ts';
import { insertText, readSomeText, readText } from '../../src-main/store/texts.ts';
import { storedCorpus } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('some of a long text are its first chunk and others, evenly spread', () => {
  const database = openStore(temporaryFolder());
  const corpus = storedCorpus(database, {
    streams: { train: new Uint32Array(0), validation: new Uint32Array(0), test: new Uint32Array(0) },
  });
  const chunk = 1 << 18;
  const stream = Uint32Array.from({ length: 5 * chunk + 7 }, (_, i) => i);
  insertText(database, corpus.id, 'train', stream);
  expect(readText(database, corpus.id, 'train')).toEqual(stream);
  expect(readSomeText(database, corpus.id, 'train', 3)).toEqual(
    [0, 2, 4].map((n) => stream.slice(n * chunk, (n + 1) * chunk)),
  );
  expect(readSomeText(database, corpus.id, 'train', 9).map(({ length }) => length)).toEqual([
    ...Array.from({ length: 5 }, () => chunk),
    7,
  ]);
  expect(readSomeText(database, corpus.id, 'test', 3)).toEqual([]);
  database.close();
});
