/** The page of a run on a fake connection: what it shows in each state, what it asks of the engine. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '#shared/protocol/entities.ts';
import { corpus, evaluation, metric, run, storedSample } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';
import { show } from '../show.ts';

const figures = (loss: number) => ({ loss, perplexity: Math.exp(loss), bitsPerCharacter: loss / 3 });
const baselines = { unigram: figures(6.03), bigram: figures(5.36), trigram: figures(5.19) };

function library(over: ConstructorParameters<typeof FakeConnection>[0] = {}, theRun = run()): FakeConnection {
  return new FakeConnection({
    'corpora.list': () => [corpus()],
    'runs.list': () => [theRun],
    'runs.get': () => theRun,
    'runs.metrics': ({ after }) => [metric(1), metric(2), metric(3)].filter((row) => row.index > after),
    'runs.evaluations': () => [evaluation(0), evaluation(1), evaluation(2)],
    'runs.events': () => [],
    'runs.samples': () => [],
    'runs.baselines': () => baselines,
    ...over,
  });
}
const chartOf = () => screen.findByRole('group', { name: /Loss in/ });

describe('a run', () => {
  it('shows whether it is any good: figures beside what they have to beat', async () => {
    show(library(), '#/run/7');
    expect(await screen.findByText('Training, epoch 3 of 20')).toBeTruthy();
    expect(await screen.findByText('5.30')).toBeTruthy();
    expect(await screen.findByText(/below bigram/)).toBeTruthy();
    const chart = await chartOf();
    expect(within(chart).getByText('trigram 5.19')).toBeTruthy();
    expect(within(chart).getByText('validation 5.30, best')).toBeTruthy();
    expect(screen.getByText(/^unfold train middlemarch.txt --hidden 100/)).toBeTruthy();
  });
  it('draws the entropy of the grammar that wrote the text', async () => {
    const floor = { ...figures(4.5), parts: { train: null, validation: null, test: null } };
    show(library({ 'corpora.list': () => [corpus({ floor })] }), '#/run/7');
    expect(within(await chartOf()).getByText('grammar’s entropy 4.50')).toBeTruthy();
  });
  it('marks what happened', async () => {
    const at = { at: 0, epoch: 1, step: 100, tokens: 99_000, seconds: 30 };
    const events: RunEvent[] = [
      { ...at, kind: 'rate-halved', from: 0.1, to: 0.05 },
      { ...at, tokens: 990_000, kind: 'rate-set', from: 0.05, to: 0.02 },
    ];
    show(library({ 'runs.events': () => events }), '#/run/7');
    const chart = await chartOf();
    // words need room, and without a layout there is none: their places are tested apart
    expect(chart.querySelectorAll('.mark')).toHaveLength(2);
    expect(screen.getByText(/the command does not repeat that/)).toBeTruthy();
  });
  it('grows with what is stored', async () => {
    const rows = [metric(1)];
    const connection = library({ 'runs.metrics': ({ after }) => rows.filter((row) => row.index > after) });
    show(connection, '#/run/7');
    await screen.findByText('20,000');
    rows.push(metric(2, { tokensPerSecond: 31_234 }));
    const grown = run({ progress: { ...run().progress, lastMetric: 2 } });
    connection.emit({ event: 'run-changed', payload: { run: grown, evaluations: 3, events: 0 } });
    expect(await screen.findByText('31,234')).toBeTruthy();
  });
  it('changes unit, and has the figures as a table', async () => {
    show(library(), '#/run/7');
    await chartOf();
    await fireEvent.click(screen.getByRole('button', { name: 'perplexity' }));
    expect(screen.getByText('trigram 179')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'nats' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    const table = screen.getByRole('table', { name: 'Loss in nats per token, newest first' });
    expect(within(table).getAllByRole('row')).toHaveLength(1 + 3 + 3);
    await fireEvent.click(screen.getByRole('button', { name: 'Show as chart' }));
  });
  it('remembers how charts are read', async () => {
    show(library(), '#/run/7');
    await chartOf();
    await fireEvent.click(screen.getByRole('button', { name: 'Logarithmic vertical axis' }));
    expect(JSON.parse(localStorage.getItem('unfold.charts') ?? '')).toMatchObject({ logY: true, unit: 'nats' });
  });
  it('is read along by the arrow keys, zoomed into and seen as a whole again', async () => {
    show(library(), '#/run/7');
    const chart = await chartOf();
    await fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(within(chart).getByRole('status').textContent).toMatch(/epoch 0\.03.*unigram 6\.030.*trigram 5\.190/s);
    await fireEvent.keyDown(chart, { key: '+' });
    await fireEvent.click(within(chart).getByRole('button', { name: 'Whole run' }));
    expect(within(chart).queryByRole('button', { name: 'Whole run' })).toBeNull();
  });
  it('saves the drawn figures', async () => {
    const connection = library();
    show(connection, '#/run/7');
    await chartOf();
    await fireEvent.click(screen.getByRole('button', { name: /^Save chart or data/ }));
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Drawn figures (CSV)' }));
    expect(connection.saved[0]?.name).toBe('recommended.csv');
    expect(String(connection.saved[0]?.content).split('\r\n')).toHaveLength(1 + 3 + 3 + 1);
  });
});

describe('what a run writes as it learns', () => {
  const samples = [
    storedSample(1, { step: 0, epoch: 0, text: 'Dorothea had quarry spoon' }),
    storedSample(2, { step: 100, epoch: 1, text: 'Dorothea had the <unk> of' }),
    storedSample(3, { step: 200, epoch: 2, text: 'Dorothea had no wish' }),
  ];
  it('stands newest first, with what it does not know marked and how it was asked', async () => {
    const asked = run({ samples: { ...run().samples, prompt: 'Dorothea had' } });
    show(library({ 'runs.samples': () => samples }, asked), '#/run/7');
    const items = await screen.findAllByText(/^epoch \d/, { selector: 'b' });
    expect(items.map((item) => item.textContent)).toEqual([
      'epoch 2 · now, and best',
      'epoch 1',
      'epoch 0 · before training',
    ]);
    expect(screen.getByText('<unk>', { selector: '.unk' })).toBeTruthy();
    expect(screen.getByText('Dorothea had', { selector: '.prompt' })).toBeTruthy();
  });
  it('grows with each evaluation', async () => {
    let written = 2;
    const evaluations = [evaluation(0), evaluation(1)];
    const connection = library({
      'runs.samples': () => samples.slice(0, written),
      'runs.evaluations': () => [...evaluations],
    });
    show(connection, '#/run/7');
    await screen.findByText('epoch 1 · now');
    written = 3;
    evaluations.push(evaluation(2));
    connection.emit({ event: 'run-changed', payload: { run: run(), evaluations: 3, events: 0 } });
    expect(await screen.findByText('Dorothea had no wish')).toBeTruthy();
  });
  it('gives way to the evaluations in figures', async () => {
    show(library(), '#/run/7');
    await fireEvent.click(await screen.findByRole('button', { name: 'Show the evaluations as figures' }));
    expect(await screen.findByText('epoch 2 · latest and best')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Show the samples' }));
  });
});

describe('steering a run', () => {
  it('pauses, stops and goes on', async () => {
    const connection = library({ 'runs.pause': () => null, 'runs.stop': () => null, 'runs.resume': () => null });
    show(connection, '#/run/7');
    await fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(connection.callsOf('runs.pause')).toEqual([{ run: 7 }]);
    expect(connection.callsOf('runs.stop')).toEqual([{ run: 7 }]);
    const paused = run({ status: 'paused' });
    connection.emit({ event: 'run-changed', payload: { run: paused, evaluations: 3, events: 0 } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(connection.callsOf('runs.resume')).toEqual([{ run: 7 }]);
  });
  it('changes the learning rate while it trains', async () => {
    const connection = library({ 'runs.setLearningRate': () => null });
    show(connection, '#/run/7');
    await fireEvent.click(await screen.findByRole('button', { name: /Change the learning rate/ }));
    const dialog = screen.getByRole('dialog');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Halve' }));
    expect(within(dialog).getByLabelText<HTMLInputElement>('Learning rate').value).toBe('0.05');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(connection.callsOf('runs.setLearningRate')).toEqual([{ run: 7, learningRate: 0.05 }]);
  });
  it('gives a finished run more epochs, and says what number makes sense', async () => {
    const connection = library({ 'runs.continue': () => null }, run({ status: 'completed' }));
    show(connection, '#/run/7');
    await fireEvent.click(await screen.findByRole('button', { name: 'More epochs…' }));
    const field = within(screen.getByRole('dialog')).getByLabelText('Epochs in all');
    await fireEvent.input(field, { target: { value: '2' } });
    expect(screen.getByText('A whole number from 3 to 100,000.')).toBeTruthy();
    await fireEvent.input(field, { target: { value: '40' } });
    await fireEvent.submit(field.closest('form')!);
    await waitFor(() => expect(connection.callsOf('runs.continue')).toEqual([{ run: 7, epochs: 40 }]));
  });
  it.each([
    ['queued', '', /Waiting\..*starts by itself/s],
    ['interrupted', '', /Interrupted\..*last checkpoint/s],
    ['failed', 'The loss was not finite: try a lower rate.', /Stopped by itself\..*try a lower rate.*are kept/s],
    ['completed', '', /Finished in 1:00\..*perplexity 153 at epoch 2.*below trigram/s],
    ['early-stop', '', /Finished early, in 1:00\./s],
  ] as const)('%s says what happened and what to do', async (status, message, words) => {
    show(library({}, run({ status, message })), '#/run/7');
    await screen.findByRole('heading', { name: 'recommended' });
    await waitFor(() => {
      const notices = [...screen.queryAllByRole('status'), ...screen.queryAllByRole('alert')];
      expect(notices.some((notice) => words.test(notice.textContent ?? ''))).toBe(true);
    });
  });
  it('begins anew with half the rate after a loss that was no number', async () => {
    const app = show(library({}, run({ status: 'failed' })), '#/run/7');
    await fireEvent.click(await screen.findByRole('button', { name: 'New run at 0.05, clipped' }));
    expect(app.firstSettings[1]).toMatchObject({ learningRate: 0.05, clipNorm: 5 });
  });
  it('has no empty Sample tab', async () => {
    const young = run({ best: null, progress: { ...run().progress, checkpointAt: null } });
    show(library({}, young), '#/run/7');
    await screen.findByRole('link', { name: 'Training' });
    expect(screen.queryByRole('link', { name: 'Sample' })).toBeNull();
  });
});
