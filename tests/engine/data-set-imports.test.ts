import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { defaultGeneratedSettings } from '../../src-shared/datasets/generated/registry.ts';
import { encodeRow } from '../../src-shared/datasets/table/encoding.ts';
import { openWritable } from '../../src-main/store/database.ts';
import { libraryFile } from '../../src-main/store/open-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { FLOWERS, grant, idx, importData, importTable, pasted, previewTable, sharedEngine } from './data-sets-in.ts';
import { testEngine } from './test-engine.ts';

const shared = sharedEngine();
const moons = { kind: 'generated' as const, settings: defaultGeneratedSettings('moons') };

describe('a generated data set', () => {
  test('is stored once, with its parts', async () => {
    const engine = await testEngine(temporaryFolder());
    const first = await importData(engine, moons, 'Moons');
    expect(first).toMatchObject({
      name: 'Moons',
      origin: 'moons',
      counts: { train: 280, validation: 60, test: 60 },
      inputs: 2,
      inputNames: ['x1', 'x2'],
      targets: { kind: 'classes', names: ['0', '1'] },
    });
    expect(await importData(engine, moons, 'Again')).toEqual(first);
    const other = await importData(engine, { ...moons, settings: { ...moons.settings, seed: 2 } });
    expect((await engine.request('datasets.list', {})).map(({ id }) => id)).toEqual([other.id, first.id]);
  });

  test('is previewed with the examples that are then stored', async () => {
    const { engine } = shared;
    const preview = await engine.request('datasets.preview', { source: moons });
    const { id } = await importData(engine, moons);
    const page = { dataSet: id, split: 'train' as const, offset: 0, limit: 1000 };
    const { total, examples } = await engine.request('datasets.examples', page);
    expect(total).toBe(280);
    expect(preview.kind === 'generated' && preview.examples).toEqual(examples);
    const later = await engine.request('datasets.examples', { ...page, offset: 278, limit: 10 });
    expect(later.examples.count).toBe(2);
    expect(later.examples.inputs).toEqual(examples.inputs.slice(2 * 278));
    expect(later.examples.classes).toEqual(examples.classes?.slice(278));
    const beyond = await engine.request('datasets.examples', { ...page, offset: 999 });
    expect(beyond).toMatchObject({ total: 280, examples: { count: 0, inputs: [] } });
  });

  test('of a size that it cannot have is refused with a sentence', async () => {
    const { engine } = shared;
    const settings = { ...defaultGeneratedSettings('spirals'), size: 9 };
    await expect(importData(engine, { kind: 'generated', settings })).rejects.toMatchObject({
      kind: 'refused',
      message: 'The size of spirals must be from 2 to 5, not 9.',
    });
  });
});

describe('a table', () => {
  test('is looked at, then read by the plan', async () => {
    const { engine } = shared;
    const preview = await previewTable(engine, FLOWERS);
    expect(preview).toMatchObject({ separator: ',', textEncoding: 'utf-8', problem: '', profile: { rows: 20 } });
    expect(preview.rows[0]).toEqual(['5', '3', 'blue', 'rose']);
    const dataSet = await importTable(engine, FLOWERS);
    expect(dataSet).toMatchObject({
      origin: 'pasted text',
      bytes: Buffer.byteLength(FLOWERS),
      counts: { train: 14, validation: 3, test: 3 },
      inputNames: ['length', 'width', 'colour = blue', 'colour = red'],
      targets: { kind: 'classes', names: ['rose', 'iris'] },
      warnings: [],
    });
    expect(await importTable(engine, FLOWERS)).toEqual(dataSet);
    const plain = await importTable(engine, FLOWERS, () => ({ splitSeed: 2 }));
    expect(plain.id).not.toBe(dataSet.id);
  });

  test('keeps its rows as the stored encoding reads them', async () => {
    const { engine } = shared;
    const { id, description } = await importTable(engine, FLOWERS, () => ({
      split: { train: 100, validation: 0, test: 0 },
    }));
    if (description.kind !== 'table') throw new Error('A table is expected.');
    const { examples } = await engine.request('datasets.examples', {
      dataSet: id,
      split: 'train',
      offset: 0,
      limit: 100,
    });
    const expected = FLOWERS.split('\n')
      .slice(1)
      .flatMap((line) => [...encodeRow(description.encoding, line.split(','))]);
    expect(examples.inputs).toEqual(expected);
    expect(examples.classes).toEqual(Array.from({ length: 20 }, (_, i) => i % 2));
  });

  test.each([
    ['gb18030', Buffer.from([0xb3, 0xa4, 0x2c, 0xc0, 0xe0, 0x0a]), ','],
    ['utf-16le', Buffer.from('\ufeff长;类\n', 'utf16le'), ';'],
  ] as const)('in %s is read in it', async (encoding, header, separator) => {
    const { engine, folder } = shared;
    const rows = Array.from({ length: 12 }, (_, i) => `${i}${separator}${i % 2 ? 'a' : 'b'}\n`).join('');
    const body = Buffer.from(rows, encoding === 'utf-16le' ? 'utf16le' : 'latin1');
    const reading = { kind: 'table' as const, source: grant(engine, folder, 't.csv', Buffer.concat([header, body])) };
    const source = { ...reading, encoding, separator: null };
    const preview = await engine.request('datasets.preview', { source });
    if (preview.kind !== 'table' || preview.suggested === null) throw new Error('A table is expected.');
    expect(preview.separator).toBe(separator);
    const dataSet = await importData(engine, { ...source, plan: preview.suggested });
    expect(dataSet).toMatchObject({ inputNames: ['长'], origin: 't.csv', description: { textEncoding: encoding } });
  });

  test('tells what was filled in and left out', async () => {
    const { engine } = shared;
    const rows = ['a,b', ...Array.from({ length: 20 }, (_, i) => `${i % 5 ? i : 'NaN'},${i === 7 ? '' : i * 1.5}`)];
    const { warnings } = await importTable(engine, rows.join('\n'));
    expect(warnings).toEqual([
      '1 row was left out, because a value is missing there.',
      '4 missing values were filled in: a number by the mean of its column, a category by none.',
    ]);
  });

  test('that is cancelled while it is read leaves nothing', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const source = grant(engine, folder, 'long.csv', `a,b\n${'1,2\n2,3\n'.repeat(2_000_000)}`);
    const { suggested } = await previewTable(engine, 'a,b\n1,2\n2,3.5\n4,5\n');
    if (suggested === null) throw new Error('A plan is expected.');
    engine.subscribe(({ event, payload }) => {
      if (event === 'import-progress') void engine.request('corpora.cancelImport', { importId: payload.importId });
    });
    const importing = importData(engine, { ...pasted(''), source, plan: suggested });
    await expect(importing).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await engine.request('datasets.list', {})).toEqual([]);
  });

  test('that is cancelled while it waits to be stored leaves nothing', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const writer = openWritable(libraryFile(folder), 0);
    writer.script('BEGIN IMMEDIATE');
    engine.subscribe(({ event, payload }) => {
      if (event !== 'import-progress' || payload.stage !== 'storing') return;
      void engine.request('corpora.cancelImport', { importId: payload.importId }).then(() => writer.script('ROLLBACK'));
    });
    await expect(importTable(engine, FLOWERS)).rejects.toMatchObject({ kind: 'cancelled' });
    writer.close();
    expect(await engine.request('datasets.list', {})).toEqual([]);
  });
});

describe('pictures', () => {
  const values = Array.from({ length: 20 * 6 }, (_, i) => i % 256);
  const labels = Array.from({ length: 20 }, (_, i) => i % 3);
  const plan = { split: { train: 80, validation: 20, test: 0 }, splitSeed: 1 };

  test('from IDX files, packed or not, with files to test on', async () => {
    const { engine, folder } = shared;
    const source = {
      kind: 'pictures' as const,
      pictures: grant(engine, folder, 'train.gz', gzipSync(idx([20, 2, 3], values))),
      labels: grant(engine, folder, 'labels', idx([20], labels)),
      test: {
        pictures: grant(engine, folder, 'test', idx([2, 2, 3], values.slice(0, 12))),
        labels: grant(engine, folder, 'test-labels', idx([2], [2, 0])),
      },
    };
    const preview = await engine.request('datasets.preview', { source });
    expect(preview).toMatchObject({ kind: 'pictures', height: 2, width: 3, count: 20, testCount: 2, classes: 3 });
    const dataSet = await importData(engine, { ...source, plan });
    expect(dataSet).toMatchObject({
      origin: 'train.gz, labels, test, test-labels',
      counts: { train: 16, validation: 4, test: 2 },
      inputs: 6,
      inputNames: [],
      targets: { kind: 'classes', names: ['0', '1', '2'] },
      description: { kind: 'pictures', height: 2, width: 3 },
    });
    const { examples } = await engine.request('datasets.examples', {
      dataSet: dataSet.id,
      split: 'test',
      offset: 0,
      limit: 10,
    });
    expect(examples.classes).toEqual([2, 0]);
    expect(examples.inputs[5]).toBeCloseTo(5 / 255, 12);
  });

  test.each([
    [idx([20, 2, 3], values), idx([19], labels.slice(1)), 'There are 20 pictures but 19 labels'],
    [Buffer.from('text,not\n1,2\n'), idx([20], labels), 'pictures: This is not an IDX file'],
    [idx([20, 2, 3], values).subarray(0, 50), idx([20], labels), 'pictures: The file says that it holds 20 x 2 x 3'],
    [idx([20, 1, 2, 3], values), idx([20], labels), 'The pictures have 3 dimensions'],
    [
      gzipSync(idx([20, 2, 3], values)).subarray(0, 30),
      idx([20], labels),
      'pictures: The gzip file is damaged: download it again.',
    ],
    [Buffer.alloc(0), idx([20], labels), 'The file ends within its header'],
  ])('that cannot be read say why %#', async (pictures, labelFile, sentence) => {
    const { engine, folder } = shared;
    const files = {
      pictures: grant(engine, folder, 'pictures', pictures),
      labels: grant(engine, folder, 'labels', labelFile),
    };
    await expect(importData(engine, { kind: 'pictures', ...files, test: null, plan })).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(sentence) as string,
    });
  });

  test('to test on are of the same size', async () => {
    const { engine, folder } = shared;
    const files = {
      pictures: grant(engine, folder, 'a', idx([20, 2, 3], values)),
      labels: grant(engine, folder, 'b', idx([20], labels)),
    };
    const test = {
      pictures: grant(engine, folder, 'c', idx([20, 3, 2], values)),
      labels: files.labels,
    };
    await expect(importData(engine, { kind: 'pictures', ...files, test, plan })).rejects.toThrow(
      'The pictures to test on have 3 x 2 points, those to learn from 2 x 3',
    );
  });
});
