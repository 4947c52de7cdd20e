/** What is wrong with a table is told in a sentence that names row and column. */
import { describe, expect, test } from 'vitest';
import type { TablePlan } from '../../src-shared/datasets/table/table-reader.ts';
import { grant, importData, importTable, pasted, previewTable, sharedEngine } from './data-sets-in.ts';

const rows = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => `${row(i)}\n`).join('');
const good = (n: number): string => rows(n, (i) => `${i},${i % 3},${i % 2 ? 'yes' : 'no'}`);
const HEADER = 'size,legs,furry\n';

const shared = sharedEngine();

describe('a table that is looked at', () => {
  test.each([
    ['an empty one', '', 'The table is empty: choose a file with a header and at least two rows.'],
    ['nothing but white space', ' \n\n', 'The table is empty'],
    ['nothing but a header', HEADER, 'The table has a header but no rows: there is nothing to learn from.'],
    ['a row that is too short', `${HEADER}${good(5)}7,1\n${good(5)}`, 'Row 7 has 2 fields, but the first row has 3.'],
    ['a row that is too long', `${HEADER}${good(5)}7,1,no,9\n`, 'Row 7 has 4 fields, but the first row has 3.'],
    [
      'a quote that never closes',
      `${HEADER}${good(5)}7,"1,no\n${good(5)}`,
      'Row 7, column 2: a double quote opens a text that never closes.',
    ],
    [
      'text after a closing quote',
      `${HEADER}${good(5)}7,1,"no"t\n${good(5)}`,
      'Row 7, column 3: text follows after the closing double quote.',
    ],
  ])('%s', async (_, text, sentence) => {
    const { engine } = shared;
    await expect(previewTable(engine, text)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(sentence) as string,
    });
  });

  test('that cannot be predicted from says so, and is shown all the same', async () => {
    const { engine } = shared;
    const { suggested, problem, rows } = await previewTable(engine, `a,b\n${'1,x\n'.repeat(8)}`);
    expect(suggested).toBeNull();
    expect(problem).toBe('No column can be predicted: each is empty, constant, or all different texts.');
    expect(rows).toHaveLength(8);
  });

  test('is no text', async () => {
    const { engine, folder } = shared;
    const source = grant(engine, folder, 'table.xlsx', Buffer.from('504b0304140006000800000021', 'hex'));
    await expect(engine.request('datasets.preview', { source: { ...pasted(''), source } })).rejects.toThrow(
      /^table\.xlsx is .*, not plain text/,
    );
  });
});

describe('a table that is read', () => {
  const target = (name: string, kind: 'number' | 'category') => (plan: TablePlan) => ({
    columns: plan.columns.map((column) =>
      column.name === name
        ? { ...column, use: 'target' as const, kind }
        : { ...column, use: column.use === 'target' ? ('input' as const) : column.use },
    ),
  });

  test.each([
    [
      'text among numbers',
      `${HEADER}${good(40)}many,1,no\n`,
      undefined,
      'Row 42, column "size": "many" is not a number.',
    ],
    [
      '1e308',
      `${HEADER}${good(40)}1e308,1,no\n`,
      undefined,
      'Row 42, column "size": "1e308" is too large to learn from.',
    ],
    ['infinity', `${HEADER}${good(40)}inf,1,no\n`, undefined, 'Row 42, column "size": "inf" is not a number.'],
    [
      'one class only',
      `${HEADER}${rows(9, (i) => `${i},${i % 3},yes`)}`,
      target('furry', 'category'),
      'Column "furry" is "yes" in all rows to learn from',
    ],
    [
      'a target that is always missing',
      `${HEADER}${rows(9, (i) => `${i},${i % 3},NaN`)}`,
      target('furry', 'number'),
      'There are 0 rows to learn from (9 left out for missing values)',
    ],
  ])('%s', async (_, text, changes, sentence) => {
    const { engine } = shared;
    await expect(importTable(engine, text, changes)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(sentence) as string,
    });
    expect(await engine.request('datasets.list', {})).toEqual([]);
  });

  test('takes NaN for missing', async () => {
    const { engine } = shared;
    const dataSet = await importTable(engine, `${HEADER}${good(12)}NaN,1,no\n`);
    expect(dataSet.warnings).toEqual([
      '1 missing value was filled in: a number by the mean of its column, a category by none.',
    ]);
    const { examples } = await engine.request('datasets.examples', {
      dataSet: dataSet.id,
      split: 'train',
      offset: 0,
      limit: 100,
    });
    expect(examples.inputs.every(Number.isFinite)).toBe(true);
  });

  test('with the shares of its parts not 100 in all is refused as a request', async () => {
    const { engine } = shared;
    const split = { train: 80, validation: 80, test: 0 };
    await expect(importTable(engine, `${HEADER}${good(12)}`, () => ({ split }))).rejects.toMatchObject({
      kind: 'invalid-request',
    });
  });

  test('by a plan with two targets is refused', async () => {
    const { engine } = shared;
    const { suggested } = await previewTable(engine, `${HEADER}${good(12)}`);
    if (suggested === null) throw new Error('A plan is expected.');
    const columns = suggested.columns.map((column) => ({ ...column, use: 'target' as const }));
    const importing = importData(engine, { ...pasted(`${HEADER}${good(12)}`), plan: { ...suggested, columns } });
    await expect(importing).rejects.toThrow('Choose one column to predict: 3 are chosen.');
  });
});
