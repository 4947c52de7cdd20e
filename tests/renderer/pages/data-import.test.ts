/** The page on which a data set is made, on a fake connection. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { DataSetPreview, PicturesPlan } from '#shared/protocol/index.ts';
import { defaultGeneratedSettings } from '#shared/datasets/generated/registry.ts';
import { TableProfiler } from '#shared/datasets/table/table-profile.ts';
import { suggestPlan } from '#shared/datasets/table/table-reader.ts';
import { FakeConnection } from '../fake-connection.ts';
import { XOR_EXAMPLES, xorSet } from '../perceptron-entities.ts';
import { show } from '../show.ts';

const ROWS = [
  ['area', 'town', 'price'],
  ['120', 'Ulm', '310'],
  ['80', 'Bonn', '205'],
  ['95', 'Ulm', '260'],
  ['61', 'Bonn', '170'],
];

function tablePreview(header?: boolean): DataSetPreview {
  const profiler = new TableProfiler();
  ROWS.forEach((row, i) => profiler.add(row, i + 1));
  const profile = profiler.finish(header);
  return {
    kind: 'table',
    separator: ';',
    textEncoding: 'utf-8',
    bytes: 60,
    bytesRead: 60,
    profile,
    suggested: suggestPlan(profile),
    problem: '',
    rows: ROWS.slice(profile.header ? 1 : 0),
  };
}
const generatedPreview: DataSetPreview = { kind: 'generated', inputNames: ['x1', 'x2'], examples: XOR_EXAMPLES };
const picturesPreview: DataSetPreview = {
  kind: 'pictures',
  height: 1,
  width: 2,
  count: 4,
  testCount: 4,
  classes: 2,
  examples: XOR_EXAMPLES,
};

const connect = (over: ConstructorParameters<typeof FakeConnection>[0] = {}) =>
  new FakeConnection({
    'datasets.preview': ({ source }) => {
      if (source.kind === 'generated') return generatedPreview;
      return source.kind === 'table' ? tablePreview(source.header) : picturesPreview;
    },
    'datasets.import': () => xorSet(),
    'datasets.examples': () => ({ total: 4, examples: XOR_EXAMPLES }),
    ...over,
  });
const add = () => screen.findByRole('button', { name: 'Add to library' });

describe('a generated set', () => {
  it('is drawn as it is set, and kept', async () => {
    const connection = connect();
    show(connection, '#/import-data/generated');
    await screen.findByRole('img', { name: /4 examples drawn/ });
    await fireEvent.click(screen.getByRole('radio', { name: /Spirals/ }));
    await fireEvent.input(screen.getByRole('textbox', { name: 'Arms' }), { target: { value: '3' } });
    const settings = { ...defaultGeneratedSettings('spirals'), size: 3 };
    await waitFor(() =>
      expect(connection.callsOf('datasets.preview').at(-1)).toEqual({ source: { kind: 'generated', settings } }),
    );
    connection.answers['datasets.list'] = () => [xorSet()];
    await fireEvent.click(await add());
    await waitFor(() => expect(location.hash).toBe('#/data/3'));
    expect(connection.callsOf('datasets.import')).toMatchObject([
      { name: 'Spirals', source: { kind: 'generated', settings } },
    ]);
  });
  it('says which numbers it may have, and is not kept with others', async () => {
    show(connect(), '#/import-data/generated');
    await fireEvent.input(await screen.findByRole('textbox', { name: 'Noise (standard deviation)' }), {
      target: { value: '11' },
    });
    expect(screen.getByText('0 to 10')).toBeTruthy();
    expect((await add()).hasAttribute('disabled')).toBe(true);
  });
});

describe('a table', () => {
  it('is opened by its name, read as it looks, and kept with the columns that were chosen', async () => {
    const connection = connect();
    const app = show(connection);
    await app.importFiles([new File(['x'], 'houses.csv')]);
    expect(location.hash).toBe('#/import-data');
    expect(await screen.findByText('semicolon (found)')).toBeTruthy();
    const use = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name: `Use of ${name}` });
    expect(use('price').value).toBe('target');
    await fireEvent.change(use('town'), { target: { value: 'target' } });
    expect(use('price').value).toBe('input');
    await fireEvent.change(use('area'), { target: { value: 'ignore' } });
    connection.answers['datasets.list'] = () => [xorSet()];
    await fireEvent.click(await add());
    await waitFor(() => expect(location.hash).toBe('#/data/3'));
    const [kept] = connection.callsOf('datasets.import');
    expect(kept).toMatchObject({ name: 'houses', source: { source: { kind: 'file', id: 'file houses.csv' } } });
    expect(kept?.source.kind === 'table' && kept.source.plan.columns.map((column) => column.use)).toEqual([
      'ignore',
      'target',
      'input',
    ]);
  });
  it('needs a column to predict', async () => {
    const app = show(connect(), '#/import-data');
    await screen.findByRole('button', { name: 'Open files…' });
    app.importText('area;town;price');
    await fireEvent.change(await screen.findByRole('combobox', { name: 'Use of price' }), {
      target: { value: 'input' },
    });
    expect(screen.getByText('Choose one column to predict.')).toBeTruthy();
    expect((await add()).hasAttribute('disabled')).toBe(true);
  });
  it('is read again when its header is none', async () => {
    const connection = connect();
    const app = show(connection, '#/import-data');
    app.importText('area;town;price');
    await fireEvent.click(await screen.findByRole('checkbox', { name: 'The first row holds names' }));
    await waitFor(() => expect(connection.callsOf('datasets.preview').at(-1)?.source).toMatchObject({ header: false }));
    const rows = within(await screen.findByRole('region', { name: 'The first rows' }));
    expect(await rows.findByRole('cell', { name: 'town' })).toBeTruthy();
  });
  it('can be given up while it is read', async () => {
    const connection = connect({
      'datasets.import': () => new Promise(() => undefined),
      'corpora.cancelImport': () => null,
    });
    const app = show(connection, '#/import-data');
    app.importText('area;town;price');
    await screen.findByRole('combobox', { name: 'Use of price' });
    await fireEvent.click(await add());
    await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    const [kept] = connection.callsOf('datasets.import');
    expect(connection.callsOf('corpora.cancelImport')).toEqual([{ importId: kept?.importId }]);
  });
});

describe('pictures', () => {
  const file = (name: string) => new File(['x'], name);
  it('come with their labels; files for the test are found by their names', async () => {
    const connection = connect();
    const app = show(connection);
    await app.importFiles(
      ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte.gz', 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte'].map(
        file,
      ),
    );
    await screen.findByText(/4 pictures, 2 classes/);
    await fireEvent.click(await add());
    const plan: PicturesPlan = { split: { train: 85, validation: 15, test: 0 }, splitSeed: 1 };
    await waitFor(() =>
      expect(connection.callsOf('datasets.import')).toMatchObject([
        {
          source: {
            pictures: { id: 'file train-images-idx3-ubyte' },
            labels: { id: 'file train-labels-idx1-ubyte' },
            test: { labels: { id: 'file t10k-labels-idx1-ubyte.gz' } },
            plan,
          },
        },
      ]),
    );
  });
  it('say what is missing', async () => {
    const app = show(connect());
    await app.importFiles([file('train-images-idx3-ubyte')]);
    expect(await screen.findByText('Choose the file with the labels, too: which class each picture is.')).toBeTruthy();
    expect((await add()).hasAttribute('disabled')).toBe(true);
  });
});

it('takes a plain text as a text', async () => {
  const app = show(connect());
  await app.importFiles([new File(['x'], 'moby.txt'), new File(['x'], 'notes.csv')]);
  expect(location.hash).toBe('#/import');
});

it('is reached from an empty library', async () => {
  show(connect());
  await fireEvent.click(await screen.findByRole('link', { name: /^A generated data set/ }));
  expect(await screen.findByRole('radio', { name: /Moons/ })).toBeTruthy();
  await fireEvent.click(screen.getByRole('link', { name: 'Files' }));
  expect(await screen.findByRole('button', { name: 'Open files…' })).toBeTruthy();
});

it('opens a library that has only data with them', async () => {
  show(connect({ 'datasets.list': () => [xorSet()] }));
  await waitFor(() => expect(location.hash).toBe('#/data/3'));
});
