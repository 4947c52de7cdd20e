/** Compare with runs of both families. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DataSetEntry, PerceptronEvaluationRow, PerceptronRun, Run } from '#shared/protocol/index.ts';
import { compareView, DEFAULT_CHOICES } from '../../../src-renderer/pages/compare/compare-view.svelte.ts';
import { corpus, evaluation, metric, run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';
import { perceptronEvaluation, perceptronRun, xorSet } from '../perceptron-entities.ts';
import { show } from '../show.ts';

beforeEach(() => {
  localStorage.clear();
  compareView.choose(DEFAULT_CHOICES);
});

const moons = xorSet({ id: 4, name: 'Moons', counts: { train: 280, validation: 60, test: 60 } });
const right = (id: number, accuracy: number, over: Partial<PerceptronRun> = {}): PerceptronRun =>
  perceptronRun({
    id,
    name: `moons ${id}`,
    dataSetId: 4,
    best: { loss: 0.2, accuracy, rootMeanSquaredError: null, epoch: 2, step: 20 },
    ...over,
  });

function library(runs: readonly Run[], dataSets: readonly DataSetEntry[] = [moons, xorSet()]): FakeConnection {
  const rows: readonly PerceptronEvaluationRow[] = [perceptronEvaluation({ epoch: 1 }), perceptronEvaluation()];
  const family = (id: number) => runs.find((one) => one.id === id)?.family;
  return new FakeConnection({
    'corpora.list': () => [corpus()],
    'datasets.list': () => dataSets,
    'runs.list': () => runs,
    'runs.get': ({ run: id }) => runs.find((one) => one.id === id)!,
    'runs.metrics': ({ after }) => (after === 0 ? [metric(1), metric(2)] : []),
    'runs.evaluations': ({ run: id }) => (family(id) === 'language' ? [evaluation(1), evaluation(2)] : rows),
    'runs.events': () => [],
    'runs.samples': () => [],
    'runs.baselines': () => ({
      unigram: { loss: 7, perplexity: 1097, bitsPerCharacter: 2.2 },
      bigram: { loss: 6, perplexity: 403, bitsPerCharacter: 1.9 },
      trigram: { loss: 5.5, perplexity: 245, bitsPerCharacter: 1.7 },
    }),
  });
}
const pick = async (name: string): Promise<void> => {
  await fireEvent.click(await screen.findByRole('checkbox', { name: `Compare ${name}` }));
};

describe('runs of both families', () => {
  it('have a chart each, in figures of their own, and a word about why', async () => {
    const connection = library([run({ id: 7, status: 'completed' }), right(20, 0.9), right(21, 0.95)]);
    show(connection, '#/compare');
    for (const name of ['recommended', 'moons 20', 'moons 21']) await pick(name);
    const language = within(await screen.findByRole('region', { name: 'Language models' }));
    const perceptrons = within(await screen.findByRole('region', { name: 'Perceptrons' }));
    expect(language.getByRole('button', { name: 'bits/char' }).getAttribute('aria-pressed')).toBe('true');
    expect(language.queryByRole('button', { name: 'accuracy' })).toBeNull();
    await waitFor(() => expect(perceptrons.getByRole('button', { name: 'accuracy' })).toBeTruthy());
    expect(perceptrons.getByRole('button', { name: 'steps' })).toBeTruthy();
    expect(screen.getByText(/^Language models predict the next token/)).toBeTruthy();
    // only language models write
    expect(screen.getAllByRole('article')).toHaveLength(1);
    expect(connection.callsOf('runs.samples').every(({ run: id }) => id === 7)).toBe(true);
    expect(connection.callsOf('runs.baselines').every(({ run: id }) => id === 7)).toBe(true);
  });
  it('of perceptrons alone have no room for writing; in training the loss is read', async () => {
    show(library([right(20, 0.9), right(21, 0.95)]), '#/compare');
    await pick('moons 20');
    await pick('moons 21');
    await screen.findByRole('button', { name: 'accuracy' });
    expect(screen.queryByText('The same prompt, the same seed')).toBeNull();
    expect(screen.queryByText(/^Language models predict/)).toBeNull();
    expect(screen.getByRole('columnheader', { name: /Best accuracy/ })).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: /Best perplexity/ })).toBeNull();
    const best = screen.getByRole('cell', { name: '95.0%' });
    expect(best.className).toContain('best');
    expect(screen.getByRole('cell', { name: '90.0%' }).className).not.toContain('best');
    await fireEvent.click(screen.getByRole('button', { name: 'train' }));
    expect(screen.queryByRole('button', { name: 'accuracy' })).toBeNull();
  });
  it('say what cannot be compared, and what has nothing to validate with', async () => {
    const xor = perceptronRun({ id: 9, name: 'xor' });
    show(library([right(20, 0.9), xor]), '#/compare');
    await pick('moons 20');
    await pick('xor');
    expect(await screen.findByText(/^These runs learn from different data/)).toBeTruthy();
    expect(await screen.findByText('Without a validation part, and so without a curve: xor.')).toBeTruthy();
    await pick('moons 20');
    await fireEvent.click(await screen.findByRole('button', { name: 'Show the training loss' }));
    expect(screen.getByRole('button', { name: 'train' }).getAttribute('aria-pressed')).toBe('true');
  });
  it('are narrowed to a text or a data set', async () => {
    show(library([run({ id: 7 }), right(20, 0.9), perceptronRun({ name: 'xor' })]), '#/compare');
    const filter = await screen.findByLabelText('Runs of which text or data set');
    expect(within(filter).getByRole('group', { name: 'Data sets' })).toBeTruthy();
    await fireEvent.change(filter, { target: { value: 'dataset 4' } });
    expect(screen.getAllByRole('checkbox', { name: /^Compare/ })).toHaveLength(1);
    expect(screen.getByRole('checkbox', { name: 'Compare moons 20' })).toBeTruthy();
    expect(compareView.choices.parent).toEqual({ kind: 'dataset', id: 4 });
  });
});
