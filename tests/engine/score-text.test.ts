import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import type { Run, ScoredText, Source } from '../../src-shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '../../src-shared/text/settings.ts';
import type { TrainingSettings } from '../../src-shared/training/settings.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importText, sentences, settings, testEngine } from './test-engine.ts';

async function trained(
  engine: LocalEngine,
  text: string,
  textSettings: Partial<TextSettings> = {},
  changes: Partial<TrainingSettings> = {},
): Promise<Run> {
  const corpus = await importText(engine, text, textSettings);
  const { id } = await engine.request('runs.start', {
    corpus: corpus.id,
    settings: settings({ epochs: 1, ...changes }),
  });
  return await engine.followRun(id, {});
}

const joined = ({ tokens }: ScoredText): string => tokens.map(({ before, text }) => before + text).join('');

const typed = (text: string): Source => ({ kind: 'text', text });
const TEXT = 'The  cat sat on a mat.\r\n\nA zebra 看见了 😀 birds!  The dog ran\n';

const CASES: readonly (readonly [string, Partial<TextSettings>, Partial<TrainingSettings>])[] = [
  ['sentences', { sentences: 'segment', lowercase: true }, { vocabularySize: 15 }],
  ['sentences that carry the state over', { sentences: 'line' }, { carryState: true, order: 'sequential' }],
  ['windows', { sentences: 'running', tokens: 'character' }, { window: 5 }],
  ['windows that carry the state over', { sentences: 'running' }, { window: 7, carryState: true, order: 'sequential' }],
];

describe.each(CASES)('a text scored by a run that was trained on %s', (_, textSettings, changes) => {
  test('stands token by token as it was, and has the figures of its evaluation', async () => {
    const engine = await testEngine(temporaryFolder());
    const run = await trained(engine, sentences(80), textSettings, changes);
    const request = { run: run.id, weights: 'last', source: typed(TEXT) } as const;
    const scored = await engine.request('sampling.score', { ...request, alternatives: 3 });
    expect(joined(scored)).toBe(TEXT.replace('\r\n', '\n'));
    expect(scored.cut).toBe(false);

    const evaluated = await engine.request('runs.evaluateText', request);
    expect(scored.tokens).toHaveLength(evaluated.tokens);
    expect(scored.unknown).toBe(evaluated.unknown);
    expect(scored.loss).toBeCloseTo(evaluated.loss, 10);
    expect(scored.perplexity).toBeCloseTo(evaluated.perplexity, 8);
    expect(scored.bitsPerCharacter).toBeCloseTo(evaluated.bitsPerCharacter, 10);
    const nats = scored.tokens.map(({ probability }) => -Math.log(probability));
    expect(nats.reduce((sum, n) => sum + n, 0) / nats.length).toBeCloseTo(scored.loss, 10);

    expect(scored.tokens.filter(({ token }) => token === '<unk>')).toHaveLength(scored.unknown);
    expect(scored.tokens.at(-1)).toMatchObject({ token: '</s>', text: '' });
    for (const { token, probability, rank, alternatives } of scored.tokens) {
      expect(alternatives).toHaveLength(3);
      const order = alternatives.map((alternative) => alternative.probability);
      expect(order).toEqual([...order].sort((a, b) => b - a));
      if (rank <= 3) expect(alternatives[rank - 1]?.token).toBe(token);
      else expect(probability).toBeLessThanOrEqual((order[2] ?? 0) + 1e-6);
    }
    expect(await engine.request('sampling.score', { ...request, alternatives: 3 })).toEqual(scored);
  });
});

describe('the trigram beside a scored text', () => {
  test('is that of the baselines, for the run’s own text and vocabulary', async () => {
    const engine = await testEngine(temporaryFolder());
    const whole = sentences(200).split(/(?<=\n)/);
    const [train, validation] = [whole.slice(0, 150).join(''), whole.slice(150).join('')];
    const corpus = await engine.request('corpora.import', {
      importId: 'parts',
      name: 'Parts',
      sources: [
        { source: typed(train), role: 'train' },
        { source: typed(validation), role: 'validation' },
      ],
      settings: { ...DEFAULT_TEXT_SETTINGS, sentences: 'line' },
    });
    const started = await engine.request('runs.start', {
      corpus: corpus.id,
      settings: settings({ vocabularySize: 12, epochs: 1 }),
    });
    const run = await engine.followRun(started.id, {});
    const baselines = await engine.request('runs.baselines', { run: run.id, split: 'validation' });
    const request = { run: run.id, weights: 'best', alternatives: 0 } as const;
    for (let again = 0; again < 2; again++) {
      const scored = await engine.request('sampling.score', { ...request, source: typed(validation) });
      expect(scored.trigram?.loss).toBeCloseTo(baselines?.trigram.loss ?? NaN, 12);
      expect(scored.trigram?.bitsPerCharacter).toBeCloseTo(baselines?.trigram.bitsPerCharacter ?? NaN, 12);
      expect(scored.loss).toBeCloseTo(run.best?.loss ?? NaN, 6);
    }
    // Another vocabulary of the same text is counted anew.
    const other = await engine.request('runs.start', { corpus: corpus.id, settings: settings({ epochs: 1 }) });
    await engine.followRun(other.id, {});
    const richer = await engine.request('sampling.score', { ...request, run: other.id, source: typed(validation) });
    const wanted = await engine.request('runs.baselines', { run: other.id, split: 'validation' });
    expect(richer.trigram?.loss).toBeCloseTo(wanted?.trigram.loss ?? NaN, 12);
  });

  test('is missing where the run has no text', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const run = await trained(engine, sentences(60));
    const file = join(folder, 'model.safetensors');
    await engine.exportRun(run.id, 'safetensors', file);
    const imported = await engine.importModel(file);
    const request = { weights: 'last', source: typed('The cat.'), alternatives: 0 } as const;
    const scored = await engine.request('sampling.score', { ...request, run: imported.id });
    expect(scored.trigram).toBeNull();
    expect(scored.tokens.map(({ text }) => text)).toEqual(['The', 'cat', '.', '']);
  });
});

describe('a text to score', () => {
  test('from a file is read up to 20,000 tokens', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const run = await trained(engine, sentences(60), { sentences: 'line' });
    const path = join(folder, 'long.txt');
    const text = sentences(4000);
    writeFileSync(path, text);
    const source = { kind: 'file', id: engine.grantFile(path) } as const;
    const scored = await engine.request('sampling.score', { run: run.id, weights: 'last', source, alternatives: 0 });
    expect(scored.cut).toBe(true);
    expect(scored.tokens).toHaveLength(20_000);
    expect(text.startsWith(joined(scored))).toBe(true);
    expect(scored.tokens[0]).toMatchObject({ before: '', alternatives: [] });
    const nats = scored.tokens.reduce((sum, { probability }) => sum - Math.log(probability), 0);
    expect(scored.loss).toBeCloseTo(nats / 20_000, 9);
    expect(scored.trigram?.loss).toBeGreaterThan(0);
  });

  test('of nothing but white space is refused', async () => {
    const engine = await testEngine(temporaryFolder());
    const run = await trained(engine, sentences(60));
    const score = (text: string): Promise<ScoredText> =>
      engine.request('sampling.score', { run: run.id, weights: 'last', source: typed(text), alternatives: 0 });
    await expect(score(' \n ')).rejects.toThrow('words in it');
    await expect(score('')).rejects.toThrow('words in it');
    expect((await score('cat')).tokens).toHaveLength(2);
  });
});
