/** Data sets in the library: shown, found, renamed, put away and brought back as texts are. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DataSetEntry, LibraryItem, PerceptronRun, Run } from '#shared/protocol/index.ts';
import { corpus, run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';
import { perceptronRun, xorSet } from '../perceptron-entities.ts';
import { show } from '../show.ts';

beforeEach(() => localStorage.clear());

const digits = (over: Partial<DataSetEntry> = {}): DataSetEntry =>
  xorSet({
    id: 1,
    name: 'Digits',
    description: {
      kind: 'pictures',
      height: 28,
      width: 28,
      plan: { split: { train: 80, validation: 20, test: 0 }, splitSeed: 1 },
    },
    counts: { train: 40_000, validation: 10_000, test: 10_000 },
    ...over,
  });
const learned = (over: Partial<PerceptronRun> = {}): PerceptronRun =>
  perceptronRun({
    id: 21,
    name: 'Digits, 30 units',
    dataSetId: 1,
    status: 'completed',
    best: { loss: 0.1, accuracy: 0.9712, rootMeanSquaredError: null, epoch: 30, step: 100 },
    ...over,
  });

/** Keeps them as the engine does: the text and the data set have the same number. */
function library(): FakeConnection {
  let dataSets = [digits(), xorSet()];
  let runs: Run[] = [run({ id: 7, status: 'completed' }), learned(), perceptronRun({ id: 22, name: 'two units' })];
  const trash = (items: readonly LibraryItem[], trashedAt: number | null): void => {
    for (const { kind, id } of items) {
      if (kind === 'dataset') dataSets = dataSets.map((one) => (one.id === id ? { ...one, trashedAt } : one));
      runs = runs.map((one) =>
        kind === 'dataset' && one.family === 'perceptron' && one.dataSetId === id ? { ...one, trashedAt } : one,
      );
    }
  };
  return new FakeConnection({
    'corpora.list': () => [corpus({ id: 1 })],
    'datasets.list': () => dataSets,
    'datasets.examples': () => ({ total: 0, examples: { count: 0, inputs: [], classes: [], values: null } }),
    'runs.list': () => runs,
    'datasets.update': ({ dataSet, name, archived }) => {
      const change = { ...(name === undefined ? {} : { name }), ...(archived === undefined ? {} : { archived }) };
      dataSets = dataSets.map((one) => (one.id === dataSet ? { ...one, ...change } : one));
      return null;
    },
    'library.trash': ({ items }) => (trash(items, Date.now()), null),
    'library.restore': ({ items }) => (trash(items, null), null),
  });
}

const rail = () => within(screen.getByRole('navigation', { name: 'Library' }));
const row = (name: RegExp): Promise<HTMLElement> => rail().findByRole('treeitem', { name });
const gone = (name: RegExp): void => expect(rail().queryByRole('treeitem', { name })).toBeNull();
const press = (element: HTMLElement, key: string, over: KeyboardEventInit = {}) =>
  fireEvent.keyDown(element, { key, ...over });

describe('data sets in the library', () => {
  it('say how large they are, their runs how good', async () => {
    show(library());
    expect(await row(/Digits.*60,000 pictures/s)).toBeTruthy();
    expect(await row(/XOR.*4 points/s)).toBeTruthy();
    expect(await row(/30 units.*best accuracy 97\.1%/s)).toBeTruthy();
    // beneath its data, the run's name need not begin with theirs
    expect((await row(/30 units/)).querySelector('.name')?.textContent).toBe('30 units');
  });
  it('are found by name, with their runs', async () => {
    show(library());
    await row(/Digits/);
    await fireEvent.input(rail().getByRole('searchbox'), { target: { value: 'digits' } });
    await waitFor(() => gone(/XOR|Middlemarch/));
    expect(await row(/30 units/)).toBeTruthy();
  });
  it('fold by themselves, not the text of the same number', async () => {
    show(library());
    const digitsRow = await row(/Digits.*pictures/s);
    digitsRow.focus();
    await press(digitsRow, 'ArrowLeft');
    await waitFor(() => gone(/30 units/));
    expect(await row(/recommended/)).toBeTruthy();
  });
  it('are renamed in place', async () => {
    const connection = library();
    show(connection);
    (await row(/Digits.*pictures/s)).focus();
    await press(await row(/Digits.*pictures/s), 'F2');
    const field = await rail().findByDisplayValue('Digits');
    await fireEvent.input(field, { target: { value: 'MNIST' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(await row(/MNIST/)).toBeTruthy();
    expect(connection.callsOf('datasets.update')).toEqual([{ dataSet: 1, name: 'MNIST' }]);
  });
  it('go into the trash with their runs, and come back with them', async () => {
    const connection = library();
    show(connection, '#/run/21');
    const element = await row(/Digits.*pictures/s);
    element.focus();
    await press(element, 'Delete');
    await waitFor(() => gone(/Digits|30 units/));
    // the text of the same number stays, and its run
    expect(await row(/Middlemarch/)).toBeTruthy();
    expect(await row(/recommended/)).toBeTruthy();
    expect(connection.callsOf('library.trash')).toEqual([{ items: [{ kind: 'dataset', id: 1 }] }]);
    await fireEvent.click(rail().getByRole('link', { name: 'Trash, 1 in it' }));
    expect(await screen.findByText(/Data set ·\s+60,000 pictures/)).toBeTruthy();
    await fireEvent.click(screen.getAllByRole('button', { name: 'Undo' })[0]!);
    expect(await row(/30 units/)).toBeTruthy();
    expect(connection.callsOf('library.restore')).toEqual([{ items: [{ kind: 'dataset', id: 1 }] }]);
  });
  it('are what a new run of theirs is begun from', async () => {
    show(library(), '#/data/1');
    const element = await row(/Digits.*pictures/s);
    element.focus();
    await fireEvent.contextMenu(element);
    await fireEvent.click(await screen.findByRole('menuitem', { name: /New run/ }));
    expect(location.hash).toBe('#/data/1/run');
  });
});
