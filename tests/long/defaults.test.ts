/** Who changes nothing gets a model that beats counting: the default settings on a text that a grammar writes. */
import { expect, test } from 'vitest';
import type { Run } from '#shared/protocol/index.ts';
import { SMALL_GRAMMAR_SETTINGS } from '#shared/text/small-grammar/sample-settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';
import { random } from '../kernels/cases.ts';
import { asLanguageRun, importText, testEngine } from '../engine/test-engine.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

/**
 * Sentences whose verb agrees with a subject that stands several words before it, in the spirit of Elman (1990); words
 * by Zipf's law.
 */
function grammarText(sentences: number): string {
  const next = random(7);
  const zipf = (size: number): number => Math.floor((size + 1) ** next()) - 1;
  const noun = (plural: boolean): string => `noun${zipf(400)}${plural ? 's' : ''}`;
  const verb = (plural: boolean): string => `verb${zipf(150)}${plural ? '' : 's'}`;
  const sentence = (): string => {
    const plural = next() < 0.5;
    const words = ['the', noun(plural)];
    while (next() < 0.4) {
      const other = next() < 0.5;
      words.push('that', 'the', noun(other), verb(other));
    }
    words.push(verb(plural), 'the', noun(next() < 0.5), '.');
    return words.join(' ');
  };
  return Array.from({ length: sentences }, sentence).join('\n');
}

const perplexityOf = (run: Run): number => (run.family === 'language' ? (run.best?.perplexity ?? NaN) : NaN);

test('the default settings beat the interpolated bigram', async () => {
  const engine = await testEngine(temporaryFolder());
  const corpus = await importText(engine, grammarText(8000));
  const run = await engine.startRun(corpus.id, 'defaults', DEFAULT_TRAINING_SETTINGS, { logEvery: null });
  const ended = asLanguageRun(await engine.followRun(run.id, {}));
  expect(['completed', 'early-stop']).toContain(ended.status);
  const baselines = await engine.request('runs.baselines', { run: run.id, split: 'validation' });
  expect(perplexityOf(ended)).toBeLessThan(baselines?.bigram.perplexity ?? 0);
});

test('the default settings come near what no model of the sample text can beat', async () => {
  const engine = await testEngine(temporaryFolder());
  const corpus = await engine.request('corpora.import', {
    importId: 'sample',
    name: 'Small grammar',
    sources: [{ source: { kind: 'sample', sample: 'small-grammar' }, role: 'split' }],
    settings: SMALL_GRAMMAR_SETTINGS,
  });
  const run = await engine.startRun(corpus.id, 'defaults', DEFAULT_TRAINING_SETTINGS);
  const ended = asLanguageRun(await engine.followRun(run.id, {}));
  const floor = corpus.floor?.parts.validation?.perplexity ?? NaN;
  expect(perplexityOf(ended) / floor).toBeLessThan(1.08);
  expect(perplexityOf(ended) / floor).toBeGreaterThan(1);
});
