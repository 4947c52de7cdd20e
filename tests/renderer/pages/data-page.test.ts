/** The page of a data set on a fake connection. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { FakeConnection } from '../fake-connection.ts';
import { perceptronRun, XOR_EXAMPLES, xorSet } from '../perceptron-entities.ts';
import { show } from '../show.ts';

const library = (dataSet: DataSetEntry, over: ConstructorParameters<typeof FakeConnection>[0] = {}) =>
  new FakeConnection({
    'datasets.list': () => [dataSet],
    'datasets.examples': () => ({ total: 4, examples: XOR_EXAMPLES }),
    ...over,
  });
const region = (name: string) => screen.findByRole('region', { name });

const houses = xorSet({
  name: 'Houses',
  origin: 'houses.csv',
  description: {
    kind: 'table',
    separator: ';',
    textEncoding: 'utf-8',
    plan: {
      header: true,
      decimal: '.',
      columns: [
        { name: 'area', use: 'input', kind: 'number' },
        { name: 'town', use: 'input', kind: 'category' },
        { name: 'price', use: 'target', kind: 'number' },
      ],
      missing: 'fill',
      split: { train: 70, validation: 15, test: 15 },
      splitSeed: 1,
    },
    encoding: {
      decimal: '.',
      inputs: [
        { kind: 'number', name: 'area', mean: 100, deviation: 20 },
        { kind: 'category', name: 'town', values: ['Bonn', 'Ulm'] },
      ],
      target: { kind: 'number', name: 'price', mean: 300, deviation: 50 },
    },
    dropped: 2,
  },
  counts: { train: 2, validation: 1, test: 0 },
  inputs: 3,
  inputNames: ['area', 'town = Bonn', 'town = Ulm'],
  targets: { kind: 'values', names: ['price'] },
  warnings: ['Column “area”: 1 missing value counts as the mean.'],
});

describe('the page of a data set', () => {
  it('draws two inputs as points, and leads to a new run', async () => {
    show(library(xorSet()), '#/data/3');
    expect(await screen.findByRole('img', { name: '4 examples drawn: x1 to the right, x2 upwards.' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'New run' }).getAttribute('href')).toBe('#/data/3/run');
    expect(screen.getByText('No run yet. Start one: the settings come filled in.')).toBeTruthy();
  });
  it('shows rows in their own units, what the columns became, and what was noticed', async () => {
    const examples = { count: 2, inputs: [1, 1, 0, -1, 0, 1], classes: null, values: [0, 1] };
    show(library(houses, { 'datasets.examples': () => ({ total: 2, examples }) }), '#/data/3');
    const rows = within(await region('Examples'));
    const cells = (await rows.findAllByRole('row')).map((row) => row.textContent.trim());
    expect(cells.slice(1)).toEqual(['1120Bonn300', '280Ulm350']);
    const columns = within(await region('Columns'));
    expect(columns.getByText('2: Bonn, Ulm')).toBeTruthy();
    expect(screen.getByText(/1 missing value counts as the mean/)).toBeTruthy();
  });
  it('asks for another part when it is chosen', async () => {
    const connection = library(houses, {
      'datasets.examples': () => ({ total: 1, examples: { count: 1, inputs: [0, 1, 0], classes: null, values: [2] } }),
    });
    show(connection, '#/data/3');
    const examples = within(await region('Examples'));
    await fireEvent.click(examples.getByRole('button', { name: 'validation' }));
    await waitFor(() =>
      expect(connection.callsOf('datasets.examples').map(({ split }) => split)).toEqual(['train', 'validation']),
    );
  });
  it('lists its runs with their best figures', async () => {
    const best = { loss: 0.1, accuracy: 0.975, rootMeanSquaredError: null, epoch: 3, step: 9 };
    show(library(xorSet(), { 'runs.list': () => [perceptronRun({ best })] }), '#/data/3');
    const runs = within(await region('Runs'));
    expect(await runs.findByText('97.5%')).toBeTruthy();
    expect(runs.getByRole('link', { name: 'MLP 2–2–1' }).getAttribute('href')).toBe('#/run/9');
  });
});
