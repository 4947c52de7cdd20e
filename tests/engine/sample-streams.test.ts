import { describe, expect, test, vi } from 'vitest';
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import { SampleStream } from '../../src-main/engine/sample-stream.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { listSamples } from '../../src-main/store/samples.ts';
import type { Events, Run } from '../../src-shared/protocol/index.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importText, sentences, settings, testEngine } from './test-engine.ts';

type Told = Events['sample-progress'];

/** A run over running text, which writes on without an end, and slowly enough to be told of meanwhile on any machine. */
async function endlessWriter(engine: LocalEngine): Promise<Run> {
  const corpus = await importText(engine, sentences(60), { sentences: 'running' });
  const { id } = await engine.request('runs.start', {
    corpus: corpus.id,
    settings: settings({ window: 16, epochs: 1, hidden: 128 }),
  });
  return await engine.followRun(id, {});
}

function listen(engine: LocalEngine, onTold: (told: Told) => void = () => undefined): Told[] {
  const heard: Told[] = [];
  engine.subscribe(({ event, payload }) => {
    if (event !== 'sample-progress') return;
    heard.push(payload);
    onTold(payload);
  });
  return heard;
}

const sampling = { temperature: 0.8, topK: null, topP: null, seed: 7, length: 100_000 };

describe('a stream of samples', () => {
  test('tells what is written, ends when it is cancelled, and answers and stores what was written', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: run } = await endlessWriter(engine);
    const request = { run, weights: 'last', prompt: 'the cat', settings: sampling, count: 3 } as const;
    const heard = listen(engine, ({ stream, tokens }) => {
      if (tokens > 1) void engine.request('sampling.cancel', { stream }).catch(() => undefined);
    });
    const samples = await engine.request('sampling.generate', { ...request, stream: 'mine' });
    expect(samples).toHaveLength(1);
    const [written] = samples;
    expect(written?.tokens.length).toBeLessThan(sampling.length);
    for (const { stream, sample, text, tokens } of heard) {
      expect({ stream, sample }).toEqual({ stream: 'mine', sample: 0 });
      expect(written?.text.startsWith(text)).toBe(true);
      expect(tokens).toBeLessThanOrEqual(written?.tokens.length ?? 0);
    }
    expect(heard.map(({ tokens }) => tokens)).toEqual(heard.map(({ tokens }) => tokens).sort((a, b) => a - b));

    const database = openStore(folder);
    const stored = listSamples(database, run).at(-1);
    database.close();
    expect(stored).toMatchObject({
      ...written,
      weights: 'last',
      prompt: 'the cat',
      settings: sampling,
      evaluation: null,
    });
    expect(stored).toMatchObject({ epoch: 1, step: (await engine.request('runs.get', { run })).progress.step });

    // A stream does not change what is written.
    const short = { ...sampling, length: written?.tokens.length ?? 0 };
    expect(await engine.request('sampling.generate', { ...request, settings: short, count: 1 })).toEqual([written]);
    await expect(engine.request('sampling.cancel', { stream: 'mine' })).rejects.toThrow('may have ended already');
  });

  test('of several samples keeps their order, and its name is its own', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: run } = await endlessWriter(engine);
    const heard = listen(engine);
    const request = { run, weights: 'last', prompt: '', count: 3, settings: { ...sampling, length: 3000 } } as const;
    const both = ['a', 'b'].map((stream) => engine.request('sampling.generate', { ...request, stream }));
    await expect(engine.request('sampling.generate', { ...request, stream: 'b' })).rejects.toThrow('being written');
    const [first, second] = await Promise.all(both);
    expect(first?.map(({ seed }) => seed)).toEqual([7, 8, 9]);
    expect(second).toEqual(first);
    for (const name of ['a', 'b']) {
      const told = heard.filter(({ stream }) => stream === name);
      expect(told[0]).toMatchObject({ sample: 0, tokens: 1 });
      const order = told.map(({ sample, tokens }) => sample * 1e6 + tokens);
      expect(order).toEqual([...new Set(order)].sort((x, y) => x - y));
      for (const { sample, text } of told) expect(first?.[sample]?.text.startsWith(text)).toBe(true);
    }
  });
});

describe('a sample that was seen half written', () => {
  test('is told whole before the next one, and no more than that', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const told: Told[] = [];
      const stream = new SampleStream('s', (progress) => told.push(progress));
      stream.wrote(0, 1, () => 'a');
      stream.wrote(0, 2, () => 'ab');
      stream.ended(0, 3, 'abc');
      stream.wrote(1, 1, () => 'x');
      vi.advanceTimersByTime(50);
      stream.wrote(1, 2, () => 'xy');
      vi.advanceTimersByTime(49);
      stream.wrote(1, 3, () => 'xyz');
      vi.advanceTimersByTime(1);
      stream.wrote(1, 4, () => 'xyz!');
      stream.ended(1, 4, 'xyz!');
      vi.advanceTimersByTime(50);
      stream.wrote(2, 1, () => '?');
      expect(told.map(({ text }) => text)).toEqual(['a', 'abc', 'xyz!', '?']);
      expect(told[1]).toEqual({ stream: 's', sample: 0, tokens: 3, text: 'abc' });
    } finally {
      vi.useRealTimers();
    }
  });
});
