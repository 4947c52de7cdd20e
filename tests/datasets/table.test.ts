import { describe, expect, it } from 'vitest';
import { parseNumber } from '#shared/datasets/table/cells.ts';
import { decodeNumber, encodeRow, TableEncodingSchema } from '#shared/datasets/table/encoding.ts';
import { guessSeparator } from '#shared/datasets/table/separator.ts';
import { type TableProfile, TableProfiler } from '#shared/datasets/table/table-profile.ts';
import {
  suggestPlan,
  type TableDataSet,
  type TablePlan,
  TablePlanSchema,
  TableReader,
} from '#shared/datasets/table/table-reader.ts';
import { checkExamples } from '#shared/datasets/examples.ts';
import { parse } from 'valibot';

/** Rows of fields that spaces separate; `_` is an empty field. */
const table = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(' ')
        .map((field) => (field === '_' ? '' : field)),
    );

function profile(rows: readonly (readonly string[])[], header?: boolean): TableProfile {
  const profiler = new TableProfiler();
  rows.forEach((fields, i) => profiler.add(fields, i + 1));
  return profiler.finish(header);
}

function read(rows: readonly (readonly string[])[], changes: Partial<TablePlan> = {}): TableDataSet {
  const reader = new TableReader({ ...suggestPlan(profile(rows)), ...changes });
  rows.forEach((fields, i) => reader.add(fields, i + 1));
  return reader.finish();
}

const flowers = table(`
  length width colour kind
  5.1 3.5 red rose
  4.9 3.0 red rose
  6.2 2.9 blue iris
  5.9 3.0 white iris
  5.0 3.6 red rose
  6.4 3.2 blue iris
  6.0 2.2 white iris
  4.7 3.2 red rose
`);

describe('numbers', () => {
  it.each([
    ['1', '.', 1],
    ['-1.5e3', '.', -1500],
    [' +.5 ', '.', 0.5],
    ['1,5', ',', 1.5],
    ['1.5', ',', null],
    ['1,5', '.', null],
    ['1,234.5', '.', null],
    ['0x10', '.', null],
    ['1e999', '.', Infinity],
    ['Infinity', '.', null],
    ['', '.', null],
    ['1.2.3', '.', null],
    ['.', '.', null],
  ] as const)('%s with %s is %d', (text, decimal, number) => expect(parseNumber(text, decimal)).toBe(number));
});

describe('separators', () => {
  it.each([
    ['a,b,c\n1,2,3\n4,5,6\n', ','],
    ['a;b\n1,5;2,5\n3,5;4,5\n', ';'],
    ['a\tb, c\td\n1\t2, 3\t4\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['"a;b;c",d\n"1;2;3",4\n"x;""y",5\n', ','],
    ['name\nAnna\n', ','],
    ['', ','],
  ] as const)('%j: %j', (sample, separator) => expect(guessSeparator(sample)).toBe(separator));
});

describe('the profile', () => {
  it('finds header, kinds, values and target', () => {
    const found = profile(flowers);
    expect(found).toMatchObject({ header: true, decimal: '.', rows: 8, target: { column: 3, kind: 'category' } });
    expect(found.columns.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'length: number',
      'width: number',
      'colour: category',
      'kind: category',
    ]);
    expect(found.columns[0]!.range).toEqual([4.7, 6.4]);
    expect(found.columns[2]!.common).toEqual([
      ['red', 4],
      ['blue', 2],
      ['white', 2],
    ]);
  });

  it('names columns without a header', () => {
    const found = profile(flowers.slice(1));
    expect(found).toMatchObject({ header: false, rows: 8 });
    expect(found.columns.map(({ name }) => name)).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4']);
  });

  it.each([
    ['all texts, the first row found in none below', 'sky mood\nblue good\ngrey bad\nblue bad', true],
    ['all texts, the first row like the rest', 'blue good\nblue good\ngrey bad\nblue bad', false],
    ['all numbers', '1 2\n3 4', false],
    ['twice the same name', 'a a\n1 2\n3 4', false],
  ])('%s', (_, text, header) => expect(profile(table(text)).header).toBe(header));

  it('a person may decide on the header', () => {
    expect(profile(table('1 2\n3 4'), true).columns.map(({ name }) => name)).toEqual(['1', '2']);
    expect(profile(flowers, false).rows).toBe(9);
  });

  it('makes names differ, and takes the byte order mark off', () => {
    const rows = [['\ufeffa', 'a', ''], ...table('1 2 3\n4 5 6')];
    expect(profile(rows, true).columns.map(({ name }) => name)).toEqual(['a', 'a (2)', 'Column 3']);
  });

  it('finds decimal commas', () => {
    const found = profile(table('a b\n1,5 2\n2,5 3\n3,5 5'));
    expect(found).toMatchObject({ decimal: ',', target: { column: 1, kind: 'category' } });
    expect(found.columns[0]!.range).toEqual([1.5, 3.5]);
  });

  it('tells empty, constant and wordy columns', () => {
    const rows = Array.from({ length: 30 }, (_, i) => ['?', 'x', `word${i}`, String(i % 2)]);
    const found = profile([['nothing', 'same', 'words', 'y'], ...rows]);
    expect(found.columns.map(({ kind }) => kind)).toEqual(['empty', 'constant', 'text', 'number']);
    expect(suggestPlan(found).columns.map(({ use }) => use)).toEqual(['ignore', 'ignore', 'ignore', 'target']);
  });

  it('names row and column of a text among numbers, and of numbers that are too large', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [String(i), String(i / 2)]);
    rows[11] = ['abc', '1e308'];
    const found = profile([['age', 'y'], ...rows]);
    expect(found.columns[0]).toMatchObject({ kind: 'number' });
    expect(found.columns[0]!.warning).toMatch(/^Row 13, column "age": "abc" is not a number/);
    expect(found.columns[1]!.warning).toMatch(/^Row 13, column "y": "1e308" is too large/);
  });

  it.each([
    ['nothing', [], /table is empty/],
    ['blank lines', [[''], [' ']], /table is empty/],
    ['a header alone', [['a', 'b']], /header but no rows/],
    ['a row that is too short', [...flowers, ['1', '2']], /^Row 10 has 2 fields, but the first row has 4/],
    ['a row that is too long', [['a'], ['1', '2']], /^Row 2 has 2 fields, but the first row has 1/],
    ['too many columns', [new Array<string>(20_000).fill('x')], /at most 10000 columns/],
  ])('%s', (_, rows, sentence) => {
    const header = rows.length === 1 && rows[0]!.length === 2 ? true : undefined;
    expect(() => profile(rows, header)).toThrow(sentence);
  });
});

describe('the data set', () => {
  it('one-hot categories, numbers standardised by the training rows', () => {
    const set = read(flowers);
    expect(set.inputNames).toEqual(['length', 'width', 'colour = red', 'colour = blue', 'colour = white']);
    expect(set.targetNames).toEqual(['rose', 'iris']);
    const { train, validation, test } = set.parts;
    for (const part of [train, validation, test]) checkExamples(part);
    expect(train.count + validation.count + test.count).toBe(8);
    if (train.inputs.kind !== 'dense') throw new Error('dense inputs are expected');
    const lengths = Array.from({ length: train.count }, (_, i) =>
      train.inputs.kind === 'dense' ? train.inputs.values[i * 5]! : NaN,
    );
    expect(lengths.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 5);
    expect(lengths.reduce((a, b) => a + b * b, 0) / train.count).toBeCloseTo(1, 5);
    expect([...train.inputs.values.subarray(2, 5)].reduce((a, b) => a + b, 0)).toBe(1);
  });

  it('new rows are treated as those it learned from', () => {
    const set = read(flowers, { split: { train: 100, validation: 0, test: 0 } });
    const { train } = set.parts;
    if (train.inputs.kind !== 'dense') throw new Error('dense inputs are expected');
    const { values } = train.inputs;
    flowers.slice(1).forEach((fields, i) => {
      expect(encodeRow(set.encoding, fields)).toEqual(values.slice(i * 5, (i + 1) * 5));
    });
    expect([...encodeRow(set.encoding, ['NA', '3.0', 'green'])]).toEqual([0, expect.any(Number), 0, 0, 0]);
    expect(() => encodeRow(set.encoding, ['tall', '1', 'red'], 7)).toThrow(/^Row 7, column "length": "tall"/);
    expect(parse(TableEncodingSchema, JSON.parse(JSON.stringify(set.encoding)))).toEqual(set.encoding);
    expect(parse(TablePlanSchema, suggestPlan(profile(flowers)))).toEqual(suggestPlan(profile(flowers)));
  });

  it('predicted numbers come back in their own unit', () => {
    const rows = [['x', 'y'], ...Array.from({ length: 40 }, (_, i) => [String(i), String(1000 + 3.5 * i)])];
    const set = read(rows, { split: { train: 100, validation: 0, test: 0 } });
    const { targets } = set.parts.train;
    if (targets.kind !== 'values') throw new Error('numbers are expected');
    targets.values.forEach((y, i) => expect(decodeNumber(set.encoding, y)).toBeCloseTo(1000 + 3.5 * i, 3));
  });

  const gaps = table(`
    a b y
    1 red 0
    _ red 1
    3 NA 0
    4 blue ?
    5 blue 1
    6 red 0
  `);
  it('fills what is missing, or drops its row; a missing target always drops it', () => {
    const all = { split: { train: 100, validation: 0, test: 0 } };
    expect(read(gaps, { ...all, missing: 'drop' }).dropped).toBe(3);
    const { parts, encoding, dropped } = read(gaps, all);
    expect(dropped).toBe(1);
    const { inputs } = parts.train;
    if (inputs.kind !== 'dense') throw new Error('dense inputs are expected');
    expect(encoding.inputs[0]).toMatchObject({ kind: 'number', mean: 3.75 });
    expect([...inputs.values.subarray(3, 6)]).toEqual([0, 1, 0]);
    expect([...inputs.values.subarray(7, 9)]).toEqual([0, 0]);
  });

  it.each([
    ['text in a number column', 'a y\n1 0\nabc 1\n3 0\n', { 0: 'number' }, /^Row 3, column "a": "abc" is not a number/],
    ['too large', 'a y\n1 0\n1e308 1\n3 0\n', {}, /^Row 3, column "a": "1e308" is too large/],
    ['infinite', 'a y\n1 0\ninf 1\n3 0\n', { 0: 'number' }, /^Row 3, column "a": "inf" is not a number/],
    ['one class', 'a y\n1 cat\n2 cat\n3 cat\n', { target: 1 }, /^Column "y" is "cat" in all rows/],
    [
      'a constant number',
      'a y\n1 7.5\n2 7.5\n3 7.5\n',
      { target: 1, 1: 'number' },
      /^Column "y" is "7\.5" in all rows/,
    ],
    ['too few rows', 'a y\n1 0\n2 ?\n', { target: 1 }, /is 1 row to learn from \(1 left out/],
  ] as [string, string, Record<string, unknown>, RegExp][])('%s', (_, text, choices, sentence) => {
    const rows = table(text);
    const columns = rows[0]!.map((name, c) => ({
      name,
      use: c === 1 ? ('target' as const) : ('input' as const),
      kind: (choices[c] ?? (c === 1 ? 'category' : 'number')) as 'number' | 'category',
    }));
    const reader = new TableReader({
      header: true,
      decimal: '.',
      columns,
      missing: 'fill',
      split: { train: 70, validation: 15, test: 15 },
      splitSeed: 1,
    });
    expect(() => {
      rows.forEach((fields, i) => reader.add(fields, i + 1));
      reader.finish();
    }).toThrow(sentence);
  });

  it('NaN counts as missing', () => {
    expect(
      read(table('a y\n1 0\nNaN 1\n3 0\n4 1\n'), { split: { train: 100, validation: 0, test: 0 } }).encoding.inputs[0],
    ).toMatchObject({ kind: 'number' });
  });

  it('refuses choices that make no task', () => {
    const plan = suggestPlan(profile(flowers));
    const none = plan.columns.map((column) => ({ ...column, use: 'ignore' as const }));
    expect(() => new TableReader({ ...plan, columns: none })).toThrow(/0 are chosen/);
    const alone = none.map((column, c) => (c === 3 ? { ...column, use: 'target' as const } : column));
    expect(() => new TableReader({ ...plan, columns: alone })).toThrow(/at least one column/);
    expect(() => suggestPlan(profile(table('a b\nx y\nx y\nx y')))).toThrow(/No column can be predicted/);
    const words = [['a', 'y'], ...Array.from({ length: 1200 }, (_, i) => [`w${i}`, String(i % 2)])];
    const columns = [
      { name: 'a', use: 'input' as const, kind: 'category' as const },
      { name: 'y', use: 'target' as const, kind: 'category' as const },
    ];
    expect(() => read(words, { columns })).toThrow(/^Row 1002, column "a": more than 1000/);
    const long = [
      ['a', 'y'],
      ['x'.repeat(300), '0'],
      ['b', '1'],
    ];
    expect(() => read(long, { columns })).toThrow(/^Row 2, column "a": "x{40}…" is too long/);
  });
});
