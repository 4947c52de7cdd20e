/** The screens on a fake connection: what they show in each state, what they ask of the engine. */
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { RunEstimate } from '#shared/protocol/entities.ts';
import { UnfoldError } from '#shared/protocol/errors.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { corpus, evaluation, metric, preview, run } from '../entities.ts';
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
    'runs.baselines': () => baselines,
    'corpora.baselines': () => baselines,
    'sampling.next': () => [
      { token: 'been', probability: 0.18 },
      { token: '</s>', probability: 0.1 },
      { token: 'no', probability: 0.05 },
    ],
    ...over,
  });
}

describe('first start', () => {
  it('says what to do next, and that nothing leaves the machine', async () => {
    show(new FakeConnection());
    expect(await screen.findByRole('heading', { name: 'Start with a text.' })).toBeTruthy();
    expect(await screen.findByText(/Nothing leaves this machine.*\/home\/me\/Unfold/)).toBeTruthy();
    expect(screen.getByText('Nothing is training')).toBeTruthy();
  });
  it('speaks Chinese', async () => {
    show(new FakeConnection(), '#/', '?language=zh');
    expect(await screen.findByRole('heading', { name: '从一篇文本开始。' })).toBeTruthy();
  });
  it('opens files and shows them', async () => {
    const connection = new FakeConnection({ 'corpora.preview': () => preview() });
    connection.chosen = [{ name: 'novel.txt', bytes: 5, source: { kind: 'file', id: 'f1' } }];
    show(connection);
    await fireEvent.click(await screen.findByRole('button', { name: /Open files/ }));
    expect(await screen.findByRole('heading', { name: 'novel' })).toBeTruthy();
  });
  it('says why the library cannot be listed, and tries again', async () => {
    let works = false;
    const connection = new FakeConnection({
      'runs.list': () => {
        if (works) return [];
        throw new UnfoldError('internal', 'The library file cannot be read.');
      },
    });
    show(connection);
    expect((await screen.findByRole('alert')).textContent).toContain('The library file cannot be read.');
    works = true;
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'Start with a text.' })).toBeTruthy();
  });
  it('says when the connection is lost', async () => {
    const connection = new FakeConnection();
    show(connection);
    connection.changeState({ status: 'lost', message: 'The engine ended. Start Unfold again.', retrying: false });
    expect((await screen.findByRole('alert')).textContent).toContain('Start Unfold again.');
  });
});

describe('an engine that was started again', () => {
  it('says so until it was read', async () => {
    const connection = new FakeConnection();
    show(connection);
    connection.changeState({ status: 'connected', notice: 'The engine ended and was started again.' });
    expect(await screen.findByText('The engine ended and was started again.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText('The engine ended and was started again.')).toBeNull();
  });
});

describe('import', () => {
  async function importing(over: ConstructorParameters<typeof FakeConnection>[0] = {}) {
    const connection = library({ 'corpora.preview': () => preview(), ...over });
    const app = show(connection, '#/import');
    await fireEvent.input(await screen.findByLabelText('Paste or type a text'), { target: { value: 'A text.' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Read this text' }));
    return { connection, app };
  }

  it('shows what was found and marks what becomes <unk>', async () => {
    await importing();
    expect(await screen.findByText('371,904')).toBeTruthy();
    expect(screen.getByRole('option', { name: 'GB 18030 (found)' })).toBeTruthy();
    expect(screen.getByRole('option', { name: 'By punctuation (found)' })).toBeTruthy();
    expect(screen.getByText(/^hedgerow/).title).toContain('becomes <unk>');
    expect(screen.getByText(/^Miss/).title).toBe('');
    expect(screen.getByText('A warning for a person.')).toBeTruthy();
    expect(screen.getAllByRole('slider', { name: 'Vocabulary size K' })[0]!.getAttribute('aria-valuenow')).toBe('8000');
  });
  it('asks again as settings change, and refuses a split that does not sum to 100', async () => {
    const { connection } = await importing();
    await screen.findByText('371,904');
    await fireEvent.click(screen.getByLabelText('Lower-case'));
    await waitFor(() =>
      expect(connection.callsOf('corpora.preview').at(-1)).toMatchObject({ settings: { lowercase: true } }),
    );
    const keep = screen.getByRole('button', { name: 'Keep and train…' });
    await fireEvent.input(screen.getByLabelText(/Split/), { target: { value: '90 / 5 / 6' } });
    expect(screen.getByText(/Three shares that sum to 100/)).toBeTruthy();
    expect(keep.hasAttribute('disabled')).toBe(true);
    await fireEvent.input(screen.getByLabelText(/Split/), { target: { value: '80 / 10 / 10' } });
    expect(keep.hasAttribute('disabled')).toBe(false);
  });
  it('moves K by the arrow keys on the chart', async () => {
    const { connection, app } = await importing();
    const [slider] = await screen.findAllByRole('slider', { name: 'Vocabulary size K' });
    await fireEvent.keyDown(slider!, { key: 'ArrowLeft' });
    expect(app.draft.vocabularySize).toBe(7300);
    expect(slider!.getAttribute('aria-valuenow')).toBe('7300');
    // K is looked up in what was read
    expect(connection.callsOf('corpora.preview')).toHaveLength(1);
  });
  it('keeps the text and goes on to a run with the K that was chosen', async () => {
    const { connection, app } = await importing({ 'corpora.import': () => corpus() });
    app.draft.setVocabulary({ vocabularySize: 500 });
    await screen.findByText('371,904');
    await fireEvent.click(screen.getByRole('button', { name: 'Keep and train…' }));
    expect((await screen.findByLabelText<HTMLInputElement>(/^Vocabulary K/)).value).toBe('500');
    expect(connection.callsOf('corpora.import')[0]?.name).toBe('Untitled text');
    expect(app.draft.isEmpty).toBe(true);
  });
  it('shows progress with a way out, and says that nothing was kept', async () => {
    let refuse: (error: Error) => void = () => undefined;
    const { connection } = await importing({
      'corpora.import': () => new Promise((_, reject) => (refuse = reject)),
      'corpora.cancelImport': () => {
        refuse(new UnfoldError('cancelled', 'Cancelled.'));
        return null;
      },
    });
    await screen.findByText('371,904');
    await fireEvent.click(screen.getByRole('button', { name: 'Keep and train…' }));
    const { importId } = connection.callsOf('corpora.import')[0]!;
    connection.emit({
      event: 'import-progress',
      payload: { importId, stage: 'counting', bytesDone: 1e6, bytesTotal: 4e6, bytesPerSecond: 5e5, secondsLeft: 6 },
    });
    expect(await screen.findByText('1 MB of 4 MB · 500 kB/s · 0:06 left')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('The import was cancelled; nothing was kept.')).toBeTruthy();
  });
  it('shows the sentence of a refusal', async () => {
    await importing({
      'corpora.preview': () => Promise.reject(new UnfoldError('refused', 'This is a picture, not a text.')),
    });
    expect(await screen.findByText('This is a picture, not a text.')).toBeTruthy();
  });
  it('takes a text that is pasted anywhere', async () => {
    show(library({ 'corpora.preview': () => preview() }), '#/text/1');
    await screen.findByRole('heading', { name: 'Middlemarch' });
    const paste = new Event('paste') as Event & { clipboardData: unknown };
    paste.clipboardData = { files: [], getData: () => 'A pasted text.' };
    window.dispatchEvent(paste);
    expect((await screen.findAllByText('pasted text')).length).toBeGreaterThan(0);
  });
});

describe('a new run', () => {
  it('says what a change costs and what it was, and starts with it', async () => {
    const started = run({ id: 9, name: 'started' });
    const estimate = ({ settings: { hidden, vocabularySize } }: { settings: TrainingSettings }): RunEstimate => ({
      vocabulary: vocabularySize,
      parameters: 2 * hidden * vocabularySize + hidden * hidden,
      memoryBytes: 2_000_000,
      checkpointBytes: 640_000,
      trainTokens: 99_000,
      tokensPerSecond: 20_000,
      seconds: 100,
      shared: false,
    });
    const answers = { 'runs.start': () => started, 'runs.list': () => [], 'runs.estimate': estimate };
    const connection = library(answers);
    const app = show(connection, '#/text/1/run');
    await fireEvent.input(await screen.findByLabelText(/Hidden units H/), { target: { value: '10' } });
    expect(screen.getAllByText('was 100').length).toBeGreaterThan(0);
    expect(await screen.findByText('160,100')).toBeTruthy();
    expect(screen.getByText('≈ 1:40')).toBeTruthy();
    expect(await screen.findByText('179')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Start training' }));
    await waitFor(() => expect(app.router.route).toEqual({ page: 'run', run: 9, tab: 'training' }));
    expect(connection.callsOf('runs.start')[0]).toMatchObject({ corpus: 1, settings: { hidden: 10, epochs: 20 } });
  });
  it('refuses what is no number, with a sentence, and what contradicts itself', async () => {
    show(library({ 'runs.list': () => [] }), '#/text/1/run');
    const start = await screen.findByRole('button', { name: 'Start training' });
    const hidden = screen.getByLabelText(/Hidden units H/);
    for (const wrong of ['', 'ten', '0', '1.5', '5000']) {
      await fireEvent.input(hidden, { target: { value: wrong } });
      expect(screen.getByText('A whole number from 1 to 4,096.')).toBeTruthy();
      expect(hidden.getAttribute('aria-invalid')).toBe('true');
      expect(start.hasAttribute('disabled')).toBe(true);
    }
    await fireEvent.input(hidden, { target: { value: '1,024' } });
    expect(start.hasAttribute('disabled')).toBe(false);
    await fireEvent.change(screen.getByLabelText(/State at a start/), { target: { value: 'carried' } });
    expect(screen.getByRole('alert').textContent).toContain('needs the text’s own order');
    expect(start.hasAttribute('disabled')).toBe(true);
  });
  it('follows a preset, and shows the sentence of a refusal', async () => {
    const refused = new UnfoldError('refused', 'The text is too short for this window.');
    const connection = library({ 'runs.start': () => Promise.reject(refused) });
    show(connection, '#/text/1/run');
    await fireEvent.click(await screen.findByRole('radio', { name: /Plain SGD/ }));
    expect(screen.getByLabelText<HTMLInputElement>(/Learning rate/).value).toBe('0.01');
    expect(screen.getByLabelText<HTMLInputElement>(/Clip gradient norm/).value).toBe('');
    await fireEvent.click(screen.getByRole('button', { name: 'Add to queue' }));
    expect(await screen.findByText('The text is too short for this window.')).toBeTruthy();
  });
});
