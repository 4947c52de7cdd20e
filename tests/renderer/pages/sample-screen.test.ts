/** The Sample tab on a fake connection: writing, taking words, scoring a text. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { UnfoldError } from '#shared/protocol/errors.ts';
import type { Run, Sample, ScoredText, ScoredToken, StoredSample } from '#shared/protocol/entities.ts';
import { DEFAULT_SAMPLING } from '#shared/protocol/requests.ts';
import { corpus, run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';
import { show } from '../show.ts';

const token = (text: string, over: Partial<ScoredToken> = {}): ScoredToken => ({
  text,
  before: ' ',
  token: text || '</s>',
  probability: 0.2,
  rank: 3,
  alternatives: [{ token: 'house', probability: 0.5 }],
  ...over,
});
const scoredText = (tokens: readonly ScoredToken[], over: Partial<ScoredText> = {}): ScoredText => ({
  loss: 3.58,
  perplexity: 36,
  bitsPerCharacter: 1.1,
  tokens,
  unknown: tokens.filter((scored) => scored.token === '<unk>').length,
  cut: false,
  trigram: { loss: 4.06, perplexity: 58, bitsPerCharacter: 1.41 },
  ...over,
});
/** As an engine would cut it that knows every word but "terrace". */
const readText = (text: string): ScoredText =>
  scoredText(
    [...text.matchAll(/(\s*)(\S+)/g)].map(([, before = '', word = '']) =>
      token(word, { before, token: word === 'terrace' ? '<unk>' : word }),
    ),
  );

function library(over: ConstructorParameters<typeof FakeConnection>[0] = {}, theRun: Run = run()): FakeConnection {
  return new FakeConnection({
    'corpora.list': () => [corpus()],
    'runs.list': () => [theRun],
    'runs.get': () => theRun,
    'runs.metrics': () => [],
    'runs.events': () => [],
    'runs.evaluations': () => [],
    'runs.samples': () => [],
    'sampling.next': () => [
      { token: 'been', probability: 0.18 },
      { token: '</s>', probability: 0.1 },
      { token: 'no', probability: 0.05 },
    ],
    'sampling.score': ({ source }) => readText(source.kind === 'text' ? source.text : ''),
    ...over,
  });
}
const open = (connection: FakeConnection): unknown => show(connection, '#/run/7/sample');
const typePrompt = async (value: string): Promise<HTMLTextAreaElement> => {
  const prompt = await screen.findByLabelText<HTMLTextAreaElement>('Prompt');
  await fireEvent.input(prompt, { target: { value } });
  return prompt;
};

describe('writing', () => {
  const written = (prompt: string, rest: string, seed = 42): Sample => ({
    text: prompt + rest,
    tokens: rest.trim().split(' '),
    seed,
    unknown: [],
  });

  it('asks with what is set and shows the prompt apart', async () => {
    const connection = library({ 'sampling.generate': ({ prompt }) => [written(prompt, ' been there.')] });
    open(connection);
    await typePrompt('She had');
    await fireEvent.input(screen.getByLabelText('Temperature'), { target: { value: '1.2' } });
    await fireEvent.input(screen.getByLabelText('Top-k'), { target: { value: '40' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Write' }));
    expect(await screen.findByText(/been there\./)).toBeTruthy();
    expect(screen.getByText('She had', { selector: '.given' })).toBeTruthy();
    expect(connection.callsOf('sampling.generate')[0]).toMatchObject({
      run: 7,
      weights: 'best',
      count: 3,
      settings: { temperature: 1.2, topK: 40, topP: null, seed: 42, length: 60 },
    });
  });
  it('underlines what the network does not know before anything is written, and names it', async () => {
    open(library());
    await typePrompt('On the terrace she');
    expect(await screen.findByText('terrace', { selector: 'u' })).toBeTruthy();
    expect(screen.getByText(/Not among the 8,000 tokens it knows: “terrace”/)).toBeTruthy();
  });
  it('shows what is written as it is written, and stops', async () => {
    const { promise, resolve } = Promise.withResolvers<Sample[]>();
    const connection = library({ 'sampling.generate': () => promise, 'sampling.cancel': () => null });
    open(connection);
    await typePrompt('She had');
    await fireEvent.click(screen.getByRole('button', { name: 'Write' }));
    await waitFor(() => expect(connection.callsOf('sampling.generate')).toHaveLength(1));
    const { stream = '' } = connection.callsOf('sampling.generate')[0] ?? {};
    const tell = (of: string, sample: number, text: string): void =>
      connection.emit({ event: 'sample-progress', payload: { stream: of, sample, text, tokens: 2 } });
    tell(stream, 0, 'She had no wish');
    tell('another', 0, 'something else');
    expect(await screen.findByText(/no wish/)).toBeTruthy();
    expect(screen.getByText('2 of 60 tokens · 1/3 samples')).toBeTruthy();
    tell(stream, 1, 'She had never');
    expect(await screen.findByText(/never/)).toBeTruthy();
    expect(screen.queryByText(/something else/)).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Stop writing' }));
    expect(connection.callsOf('sampling.cancel')).toEqual([{ stream }]);
    resolve([written('She had', ' no wish'), written('She had', ' never more', 43)]);
    expect(await screen.findByText(/never more/)).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Write' })).toBeTruthy();
  });
  it('keeps what was in sight when it fails', async () => {
    let refuse = false;
    const connection = library({
      'sampling.generate': ({ prompt }) => {
        if (refuse) throw new UnfoldError('refused', 'Lower the temperature.');
        return [written(prompt, ' been there.')];
      },
    });
    open(connection);
    await fireEvent.click(await screen.findByRole('button', { name: 'Write' }));
    await screen.findByText(/been there\./);
    refuse = true;
    await fireEvent.click(screen.getByRole('button', { name: 'Write' }));
    expect(await screen.findByText('Lower the temperature.')).toBeTruthy();
    expect(screen.getByText(/been there\./)).toBeTruthy();
  });
  it('goes on from a sample, and saves it', async () => {
    const connection = library({ 'sampling.generate': ({ prompt }) => [written(prompt, ' been there.')] });
    open(connection);
    const prompt = await typePrompt('She had');
    await fireEvent.click(screen.getByRole('button', { name: 'Write' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Go on from this' }));
    expect(prompt.value).toBe('She had been there.');
    await waitFor(() => expect(connection.callsOf('sampling.next').at(-1)?.context).toBe('She had been there.'));
  });
  it('lists what was written before, whose settings can be used again', async () => {
    const stored = (id: number, over: Partial<StoredSample> = {}): StoredSample => ({
      ...written('Once', ` upon ${id}`, id),
      id,
      createdAt: id,
      step: 10,
      epoch: 1,
      weights: 'last',
      prompt: 'Once',
      settings: { ...DEFAULT_SAMPLING, temperature: 0.5, topP: 0.9, seed: 1 },
      evaluation: null,
      ...over,
    });
    const connection = library({
      'runs.samples': () => [stored(3), stored(4, { evaluation: { loss: 1, perplexity: 2, bitsPerCharacter: 1 } })],
    });
    open(connection);
    await screen.findByRole('heading', { name: 'Earlier' });
    expect(screen.getAllByRole('button', { name: 'Use these settings' })).toHaveLength(1);
    expect(screen.getByText(/last, epoch 1 · temperature 0\.5 · top-p 0\.9 · length 60 · seed 3/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Use these settings' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('Once');
    expect(screen.getByLabelText<HTMLInputElement>('Seed').value).toBe('3');
    expect(screen.getByText('weights: last, epoch 2')).toBeTruthy();
  });
  it('refuses a length that is none, and says so', async () => {
    open(library());
    await fireEvent.input(await screen.findByLabelText('Length'), { target: { value: '0' } });
    expect(screen.getByText('A whole number from 1 to 100,000.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Write' }).hasAttribute('disabled')).toBe(true);
  });
  it('waits for weights', async () => {
    const young = run({ best: null, progress: { ...run().progress, checkpointAt: null } });
    open(library({}, young));
    expect(await screen.findByText('No weights yet.')).toBeTruthy();
  });
});

describe('the next word', () => {
  it('is taken by a click or its number, and taken back', async () => {
    const connection = library();
    open(connection);
    const prompt = await typePrompt('She had');
    await fireEvent.click(await screen.findByRole('button', { name: /^Take “been”, / }));
    expect(prompt.value).toBe('She had been');
    await fireEvent.keyDown(window, { key: '3' });
    expect(prompt.value).toBe('She had been no');
    await fireEvent.keyDown(window, { key: '2' }); // the sentence's end is no word
    expect(prompt.value).toBe('She had been no');
    await fireEvent.click(screen.getByRole('button', { name: 'Take back a word' }));
    expect(prompt.value).toBe('She had been');
    await fireEvent.keyDown(window, { key: 'Backspace' });
    expect(prompt.value).toBe('She had');
    await waitFor(() => expect(connection.callsOf('sampling.next').at(-1)?.context).toBe('She had'));
  });
  it('follows the prompt also after another page was looked at', async () => {
    const connection = library();
    const app = show(connection, '#/run/7/sample');
    await typePrompt('She had');
    await waitFor(() => expect(connection.callsOf('sampling.next').at(-1)?.context).toBe('She had'));
    app.router.go({ page: 'trash' });
    await waitFor(() => expect(screen.queryByLabelText('Prompt')).toBeNull());
    app.router.go({ page: 'run', run: 7, tab: 'sample' });
    const prompt = await typePrompt('She had been');
    await waitFor(() => expect(connection.callsOf('sampling.next').at(-1)?.context).toBe('She had been'));
    expect(prompt.value).toBe('She had been');
  });
  it('tells what the settings make of it', async () => {
    open(library());
    await fireEvent.input(await screen.findByLabelText('Top-k'), { target: { value: '1' } });
    expect(
      await screen.findByRole('button', { name: /^Take “been”, 100\.0%, the network’s own: 18\.0%$/ }),
    ).toBeTruthy();
    expect(
      screen.getByRole('button', { name: /^Take “no”, 0\.0%, cut off by top-k, the network’s own: 5\.0%$/ }),
    ).toBeTruthy();
  });
  it('is asked of the weights that were chosen', async () => {
    const connection = library();
    open(connection);
    await screen.findByText('weights: best, epoch 2');
    await fireEvent.click(screen.getByRole('button', { name: 'change' }));
    await waitFor(() => expect(connection.callsOf('sampling.next').at(-1)?.weights).toBe('last'));
  });
  it('says why it is not known, and asks again', async () => {
    let broken = true;
    open(
      library({
        'sampling.next': () => {
          if (broken) throw new UnfoldError('conflict', 'Another process trains it.');
          return [{ token: 'been', probability: 0.18 }];
        },
      }),
    );
    const alert = (await screen.findByText('Another process trains it.')).closest('[role=alert]') as HTMLElement;
    broken = false;
    await fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /“been”/ })).toBeTruthy();
  });
});

describe('scoring a text', () => {
  const tokens = [
    token('She', { before: '' }),
    token('mill', { probability: 0.0004, rank: 412 }),
    token('zinc', { token: '<unk>' }),
    token('', { before: '', probability: 0.9, rank: 1, alternatives: [{ token: '</s>', probability: 0.9 }] }),
  ];
  const score = async (result: ScoredText): Promise<FakeConnection> => {
    const connection = library({ 'sampling.score': () => result });
    open(connection);
    const field = await screen.findByLabelText('Text to score');
    await fireEvent.input(field, { target: { value: 'She mill zinc' } });
    return connection;
  };

  it('shows its figures beside counting, and the token that surprised most', async () => {
    const connection = await score(scoredText(tokens));
    expect(await screen.findByRole('row', { name: /Perplexity 36\.0 58\.0/ })).toBeTruthy();
    expect(screen.getByRole('row', { name: /Bits per character 1\.10 1\.41/ })).toBeTruthy();
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('mill');
    expect(screen.getByRole('heading', { name: /mill 7\.8 nats · p 0\.0004 · rank 412/ })).toBeTruthy();
    expect(screen.getByText('house')).toBeTruthy();
    const { source, weights } = connection.callsOf('sampling.score').at(-1)!;
    expect([source, weights]).toEqual([{ kind: 'text', text: 'She mill zinc' }, 'best']);
  });
  it('moves over its tokens by arrow keys, the sentence’s end too', async () => {
    await score(scoredText(tokens));
    const text = await screen.findByRole('listbox');
    await fireEvent.keyDown(text, { key: 'ArrowRight' });
    expect(screen.getByText('The network does not know this token and reads <unk>.')).toBeTruthy();
    await fireEvent.keyDown(text, { key: 'ArrowRight' });
    await fireEvent.keyDown(text, { key: 'ArrowRight' }); // stays at the end
    expect(text.getAttribute('aria-activedescendant')).toBe('scored-3');
    expect(screen.getByText('It was the network’s first choice')).toBeTruthy();
    await fireEvent.keyDown(text, { key: 'Home' });
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('She');
  });
  it('shows the token that is pointed at, and the chosen one again', async () => {
    await score(scoredText(tokens));
    const text = await screen.findByRole('listbox');
    await fireEvent.mouseOver(within(text).getByText('She'));
    expect(screen.getByRole('heading', { name: /^She/ })).toBeTruthy();
    await fireEvent.mouseLeave(text);
    expect(screen.getByRole('heading', { name: /^mill/ })).toBeTruthy();
    await fireEvent.click(within(text).getByText('zinc'));
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('zinc');
  });
  it('is a table, too', async () => {
    await score(scoredText(tokens));
    await fireEvent.click(await screen.findByRole('button', { name: 'Show as table' }));
    expect(screen.getByRole('row', { name: /^2 mill 7\.82 0\.0004 412 house$/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy TSV' })).toBeTruthy();
  });
  it('says that a text was cut, and that there is no trigram', async () => {
    await score(scoredText(tokens, { cut: true, trigram: null }));
    expect(await screen.findByText('Only the first 4 tokens are scored.')).toBeTruthy();
    expect(screen.getByText(/No trigram to compare with/)).toBeTruthy();
  });
  it('asks for more alternatives of a long text’s token when it is shown', async () => {
    const few = tokens.map((scored) => ({ ...scored, alternatives: scored.alternatives.slice(0, 1) }));
    const more = [...few[1]!.alternatives, { token: 'door', probability: 0.09 }];
    const connection = library({
      'sampling.score': ({ alternatives }) =>
        scoredText(alternatives === 1 ? few : few.map((scored) => ({ ...scored, alternatives: more }))),
    });
    open(connection);
    const text = 'She mill zinc '.repeat(2000);
    await fireEvent.input(await screen.findByLabelText('Text to score'), { target: { value: text } });
    expect(await screen.findByText('door')).toBeTruthy();
    expect(connection.callsOf('sampling.score').at(-1)?.source).toEqual({ kind: 'text', text: 'She mill zinc' });
  });
  it('takes a file, and gives it back', async () => {
    const connection = library({ 'sampling.score': () => scoredText(tokens) });
    connection.chosen = [{ name: 'novel.txt', bytes: 5, source: { kind: 'file', id: 'f1' } }];
    open(connection);
    await fireEvent.click(await screen.findByRole('button', { name: 'Open…' }));
    expect(await screen.findByText('File novel.txt')).toBeTruthy();
    await screen.findByRole('listbox');
    expect(connection.callsOf('sampling.score').at(-1)?.source).toEqual({ kind: 'file', id: 'f1' });
    await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByLabelText('Text to score')).toBeTruthy();
  });
});
