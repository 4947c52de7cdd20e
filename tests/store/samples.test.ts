import { expect, test } from 'vitest';
import { DEFAULT_SAMPLING } from '../../src-shared/protocol/index.ts';
import { insertEvaluation } from '../../src-main/store/evaluations.ts';
import { insertMetrics } from '../../src-main/store/metrics.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { epochAtStep, insertSample, listSamples, SAMPLES_PAGE } from '../../src-main/store/samples.ts';
import { metricRow, storedRun } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

const sample = { text: 'the cat', tokens: ['the', 'cat'], seed: 3, unknown: ['狗'] };
const origin = { step: 4, epoch: 1, weights: 'last', prompt: 'the', settings: DEFAULT_SAMPLING } as const;
const figures = { loss: 4, perplexity: Math.exp(4), bitsPerCharacter: 2 };
const evaluation = {
  family: 'language',
  ...figures,
  epoch: 1,
  step: 4,
  tokens: 12,
  seconds: 1,
  split: 'validation',
  best: true,
} as const;

test('samples come back as they were written, newest last, with the figures of their evaluation', () => {
  const database = openStore(temporaryFolder());
  const other = storedRun(database, null);
  const run = storedRun(database, null);
  insertEvaluation(database, other, { ...evaluation, loss: 9 });
  insertEvaluation(database, run, evaluation);
  insertSample(database, run, sample, { ...origin, evaluation: 1 });
  insertSample(database, run, { ...sample, text: 'second', unknown: [] }, { ...origin, evaluation: null });
  const [first, second, ...rest] = listSamples(database, run);
  expect(rest).toEqual([]);
  expect(first).toEqual({ ...sample, ...origin, evaluation: figures, id: 1, createdAt: first?.createdAt });
  expect(second).toMatchObject({ text: 'second', unknown: [], evaluation: null });
  expect(listSamples(database, other)).toEqual([]);
  database.close();
});

test('of very many samples the newest come', () => {
  const database = openStore(temporaryFolder());
  const run = storedRun(database, null);
  database.transaction(() => {
    for (let seed = 0; seed < SAMPLES_PAGE + 2; seed++)
      insertSample(database, run, { ...sample, seed }, { ...origin, evaluation: null });
  });
  const seeds = listSamples(database, run).map(({ seed }) => seed);
  expect(seeds).toEqual(Array.from({ length: SAMPLES_PAGE }, (_, i) => i + 2));
  database.close();
});

test('the epoch of a step is that of the last row before it', () => {
  const database = openStore(temporaryFolder());
  const run = storedRun(database, null);
  expect(epochAtStep(database, run, 0)).toBe(0);
  insertMetrics(database, run, [
    { ...metricRow(2), epoch: 0 },
    { ...metricRow(4), epoch: 0 },
    { ...metricRow(6), epoch: 1 },
  ]);
  insertEvaluation(database, run, evaluation); // at step 4, which ended the first epoch
  expect([2, 3, 4, 5, 6, 9].map((step) => epochAtStep(database, run, step))).toEqual([0, 0, 1, 1, 1, 1]);
  database.close();
});
