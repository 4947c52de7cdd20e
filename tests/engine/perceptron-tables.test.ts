import { expect, test } from 'vitest';
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import type { TablePlan } from '../../src-shared/datasets/table/table-reader.ts';
import { tablePreset } from '../../src-shared/training/mlp/presets.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { testEngine } from './test-engine.ts';

const reading = { encoding: 'auto', separator: null } as const;
const asTable = (text: string) => ({ source: { kind: 'text', text } as const, ...reading });

async function trained(
  engine: LocalEngine,
  text: string,
  columns: TablePlan['columns'],
  predicts: 'classes' | 'numbers',
) {
  const split = { train: 80, validation: 20, test: 0 };
  const plan: TablePlan = { header: true, decimal: '.', columns, missing: 'fill', split, splitSeed: 1 };
  const { id: dataSet } = await engine.request('datasets.import', {
    importId: predicts,
    name: 'Table',
    source: { kind: 'table', ...asTable(text), plan },
  });
  const settings = { ...tablePreset(predicts), learningRate: 0.05, epochs: 200, patience: null };
  const { id } = await engine.request('perceptrons.start', { dataSet, settings });
  expect(await engine.followRun(id, {})).toMatchObject({ status: 'completed' });
  return { run: id, weights: 'best' } as const;
}

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.join(',')}\n`).join('');

test('a predicted number comes in the units of its table, beside rows in any order of columns', async () => {
  const engine = await testEngine(temporaryFolder());
  const rows = Array.from({ length: 60 }, (_, i) => [i, (i * 7) % 10, 5000 + 300 * i]);
  const columns: TablePlan['columns'] = [
    { name: 'size', use: 'input', kind: 'number' },
    { name: 'noise', use: 'input', kind: 'number' },
    { name: 'price', use: 'target', kind: 'number' },
  ];
  const asked = await trained(engine, lines([['size', 'noise', 'price'], ...rows]), columns, 'numbers');
  const [[price = NaN] = []] = await engine.request('perceptrons.predict', { ...asked, rows: [['30', '5']] });
  expect(Math.abs(price - 14_000)).toBeLessThan(500);

  const { csv, rows: count } = await engine.request('perceptrons.predictTable', {
    ...asked,
    ...asTable('comment;noise;size\n"a, b";5;30\nc;5;\n'),
  });
  expect(count).toBe(2);
  const [header, first] = csv.split('\r\n');
  expect(header).toBe('comment,noise,size,predicted');
  expect(first).toMatch(/^"a, b",5,30,1\d{4}/);
  expect(Number(first?.split(',').at(-1))).toBe(price);

  const figures = await engine.request('perceptrons.evaluate', {
    ...asked,
    source: {
      kind: 'table',
      ...asTable(
        lines([
          ['size', 'noise', 'price'],
          [30, 5, 14_000],
          [31, 2, ''],
        ]),
      ),
    },
  });
  expect(figures).toMatchObject({ examples: 1, accuracy: null });
  expect(figures.rootMeanSquaredError).toBeLessThan(0.2);
  const refused = (text: string) => engine.request('perceptrons.predictTable', { ...asked, ...asTable(text) });
  await expect(refused('size,place\n1,2\n')).rejects.toThrow('no column "noise"');
  await expect(refused('1,2,3,4\n5,6,7,8\n')).rejects.toThrow('needs these: size, noise');
  await expect(refused('size,noise\n1,red\n')).rejects.toThrow('Row 2, column "noise"');
});

test('a predicted class comes by its name', async () => {
  const engine = await testEngine(temporaryFolder());
  const rows = Array.from({ length: 40 }, (_, i) => [i % 2 ? 'red' : 'blue', i, i % 2 ? 'stop' : 'go']);
  const columns: TablePlan['columns'] = [
    { name: 'colour', use: 'input', kind: 'category' },
    { name: 'row', use: 'ignore', kind: 'number' },
    { name: 'do', use: 'target', kind: 'category' },
  ];
  const asked = await trained(engine, lines([['colour', 'row', 'do'], ...rows]), columns, 'classes');
  const { csv } = await engine.request('perceptrons.predictTable', { ...asked, ...asTable('red,1\nblue,2\n') });
  const answered = csv
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  expect(answered.map(([, , predicted]) => predicted)).toEqual(['stop', 'go']);
  for (const [, , , probability] of answered) expect(Number(probability)).toBeGreaterThan(0.9);

  const evaluate = (text: string) =>
    engine.request('perceptrons.evaluate', { ...asked, source: { kind: 'table', ...asTable(text) } });
  expect(await evaluate('do,colour\nstop,red\nstop,blue\n')).toMatchObject({ accuracy: 0.5, examples: 2 });
  await expect(evaluate('colour\nred\n')).rejects.toThrow('column that is predicted');
  await expect(evaluate('do,colour\nfly,red\n')).rejects.toThrow('Row 2: the network does not know the class "fly"');
});
