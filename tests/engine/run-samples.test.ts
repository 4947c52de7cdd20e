import { beforeAll, describe, expect, test } from 'vitest';
import { buildKernels, KERNELS_FOLDER } from '../../scripts/build-kernels.ts';
import { initialise } from '../../src-shared/model/initialise.ts';
import { DEFAULT_RUN_SAMPLES, type RunSamples, type StoredSample } from '../../src-shared/protocol/index.ts';
import type { Checkpoint } from '../../src-shared/training/checkpoint.ts';
import { parametersFrom, tensorOf } from '../../src-shared/training/checkpoint.ts';
import { LanguageTrainer } from '../../src-shared/training/language-trainer.ts';
import type { TrainingSettings } from '../../src-shared/training/settings.ts';
import { chooseKernels, createKernels } from '../../src-main/engine/kernel-choice.ts';
import { hasSample } from '../../src-main/engine/run-sampler.ts';
import { trainingData } from '../../src-main/engine/run-data.ts';
import { readCheckpoint } from '../../src-main/store/checkpoints.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { getLanguageRun } from '../../src-main/store/runs.ts';
import { listSamples } from '../../src-main/store/samples.ts';
import { storedCorpus, storedRun } from '../store/sample-rows.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importText, sentences, settings, testEngine } from './test-engine.ts';
import { DEATH, type Plan, trainInSteps } from './train-in-steps.ts';

beforeAll(async () => {
  await buildKernels();
});

const part = (sentences: number) => ({ sentences, tokens: 2 * sentences, characters: 9 * sentences });
const stream = (sentences: number): Uint32Array =>
  Uint32Array.from({ length: 3 * sentences }, (_, i) => (i % 3 === 2 ? 2 : 3 + ((i * i) % 4)));

interface Trained {
  readonly end: Checkpoint | undefined;
  /** The same, trained without anything around it. */
  readonly alone: Checkpoint;
  readonly samples: readonly Omit<StoredSample, 'id' | 'createdAt'>[];
}

/** Trains 300 sentences, dying where each plan says so. */
function train(
  changes: Partial<TrainingSettings>,
  { validation = 20, samples = DEFAULT_RUN_SAMPLES, plans = [] as readonly Plan[] } = {},
): Trained {
  const database = openStore(temporaryFolder());
  const corpus = storedCorpus(database, {
    counts: { train: part(300), validation: part(validation), test: part(20) },
    streams: { train: stream(300), validation: stream(validation), test: stream(20) },
  });
  const used = settings({ epochs: 3, checkpointSeconds: 0.5, ...changes });
  const id = storedRun(database, corpus.id, { settings: used, samples, vocabulary: 7, trainTokens: 900 });
  for (const plan of plans) expect(() => trainInSteps(database, id, plan)).toThrow(DEATH);
  trainInSteps(database, id);
  const shape = { vocabulary: 7, hidden: used.hidden, cell: used.cell };
  const kernels = createKernels(chooseKernels(KERNELS_FOLDER), shape);
  kernels.writeParameters(initialise(shape, used.seed));
  const trainer = new LanguageTrainer({
    kernels,
    data: trainingData(database, getLanguageRun(database, id)),
    settings: used,
  });
  while (trainer.advance().kind !== 'finished');
  const written = listSamples(database, id).map(({ id: _id, createdAt: _at, ...sample }) => sample);
  const { tensors, place } = readCheckpoint(database, id)!;
  const end = { parameters: parametersFrom(tensors), hiddenState: tensorOf(tensors, 'hidden_state'), place };
  database.close();
  return { end, alone: trainer.checkpoint(), samples: written };
}

describe('what a run writes on its way', () => {
  const places = (trained: Trained) => trained.samples.map(({ epoch, step }) => [epoch, step]);

  test('comes before training and with each validation, with the weights and the figures of that moment', () => {
    const trained = train({ validateEveryTokens: 600 });
    expect(places(trained)).toEqual([
      [0, 0],
      [0, 200],
      [1, 300],
      [1, 400],
      [2, 600],
      [2, 800],
      [3, 900],
    ]);
    for (const { weights, prompt, tokens, evaluation } of trained.samples) {
      expect({ weights, prompt }).toEqual({ weights: 'last', prompt: '' });
      expect(tokens.length).toBeLessThanOrEqual(40);
      expect(evaluation?.perplexity).toBeCloseTo(Math.exp(evaluation?.loss ?? NaN), 9);
    }
    expect(new Set(trained.samples.map(({ evaluation }) => evaluation?.loss)).size).toBe(7);
    expect(trained.samples[0]?.text).not.toBe(trained.samples.at(-1)?.text);
  });

  test('comes at each epoch’s end when nothing is validated', () => {
    const trained = train({}, { validation: 0 });
    expect(places(trained)).toEqual([
      [0, 0],
      [1, 300],
      [2, 600],
      [3, 900],
    ]);
    expect(trained.samples.every(({ evaluation }) => evaluation === null)).toBe(true);
  });

  test.each([
    ['sentences', { validateEveryTokens: 100 }, 20],
    ['a state that is carried over', { carryState: true, order: 'sequential', validateEveryTokens: 100 }, 20],
    ['windows whose state is carried over', { window: 7, carryState: true, order: 'sequential' }, 20],
    ['no validation', {}, 0],
  ] as const)('does not change the run by a bit, with %s', (_, changes, validation) => {
    const samples: RunSamples = { prompt: 'cat zebra', settings: { ...DEFAULT_RUN_SAMPLES.settings, length: 9 } };
    const { end, alone, samples: written } = train(changes, { validation, samples });
    expect(written[0]).toMatchObject({ prompt: 'cat zebra', unknown: ['zebra'], settings: { length: 9 } });
    expect(end).toEqual(alone);
  });

  test.each([
    ['with a validation part', 20],
    ['without one', 0],
  ])('is there once, however often the run is killed, %s', (_, validation) => {
    const changes = { validateEveryTokens: 300, checkpointSeconds: 1.3 };
    const plans = [5, 25, 60].map((look): Plan => ({ [look]: 'die' }));
    const [whole, cut] = [train(changes, { validation }), train(changes, { validation, plans })];
    expect(cut.samples).toEqual(whole.samples);
    expect(cut.end).toEqual(whole.end);
  });
});

test('of very many evaluations fewer and fewer have samples', () => {
  const between = (from: number, to: number): number =>
    Array.from({ length: to - from }, (_, i) => from + i).filter(hasSample).length;
  expect(between(1, 256)).toBe(255);
  expect([between(256, 512), between(512, 1024), between(2 ** 20, 2 ** 21)]).toEqual([128, 128, 128]);
});

test('a run is started with a prompt, and what it wrote is listed with what was asked of it', async () => {
  const engine = await testEngine(temporaryFolder());
  const { id: corpus } = await importText(engine, sentences(100));
  const sampling = { ...DEFAULT_RUN_SAMPLES.settings, length: 5 };
  const samples = { prompt: 'the cat', settings: sampling };
  const run = await engine.request('runs.start', { corpus, settings: settings({ epochs: 2 }), samples });
  expect(run.samples).toEqual(samples);
  await engine.followRun(run.id, {});
  const asked = { run: run.id, weights: 'last', prompt: 'the cat', settings: sampling, count: 1 } as const;
  const [again] = await engine.request('sampling.generate', asked);
  const listed = await engine.request('runs.samples', { run: run.id });
  expect(listed.map(({ epoch, evaluation }) => [epoch, evaluation === null])).toEqual([
    [0, false],
    [1, false],
    [2, false],
    [2, true],
  ]);
  // the same weights, prompt and seed
  expect(listed[2]?.text).toBe(again?.text);
  expect(listed[3]).toMatchObject({ ...again, prompt: 'the cat', settings: sampling });
  const tooLong = { prompt: '', settings: { ...sampling, length: 1001 } };
  await expect(engine.request('runs.start', { corpus, settings: settings(), samples: tooLong })).rejects.toMatchObject({
    kind: 'invalid-request',
  });
});
