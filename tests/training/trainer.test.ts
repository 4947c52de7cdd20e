import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '#shared/training/checkpoint.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { EMPTY, float32Reference, identityMap, randomData, randomText, settings, text } from './corpora.ts';
import { evaluations, losses, runToEnd } from './runs.ts';

const shape = { vocabulary: 12, hidden: 5, cell: 'tanh' } as const;

function start(
  changes: Partial<TrainingSettings> = {},
  data = randomData(12, changes.window ?? null),
): LanguageTrainer {
  return new LanguageTrainer({ kernels: float32Reference(shape, 1), data, settings: settings(changes) });
}

function run(changes: Partial<TrainingSettings> = {}): { losses: number[]; end: Checkpoint } {
  const trainer = start(changes);
  return { losses: losses(runToEnd(trainer)), end: trainer.checkpoint() };
}

/** A training part whose sentences have the lengths 1, 2, 3, …, so that an event's tokens tell which one it was. */
function countingData(sentences: number, validation = EMPTY): TrainingData {
  const train = text(...Array.from({ length: sentences }, (_, i) => new Array<number>(i + 1).fill(3)));
  return new TrainingData({ texts: { train, validation, test: EMPTY }, map: identityMap(12), window: null });
}

const visited = (trainer: LanguageTrainer): number[] =>
  runToEnd(trainer).flatMap((event) => (event.kind === 'trained' ? [event.tokens - 2] : []));

describe('determinism', () => {
  it('gives the same bits for the same seed, and others for another', () => {
    const [one, again, other] = [run(), run(), run({ seed: 2 })];
    expect(again).toEqual(one);
    expect(other.end.parameters.W_rec).not.toEqual(one.end.parameters.W_rec);
  });
});

describe('the order', () => {
  it('is the text’s own when sequential', () => {
    expect(visited(start({ order: 'sequential', epochs: 2 }, countingData(6)))).toEqual([
      ...[0, 1, 2, 3, 4, 5],
      ...[0, 1, 2, 3, 4, 5],
    ]);
  });

  it('is another in each epoch when shuffled, each sequence once an epoch', () => {
    const indices = visited(start({ order: 'shuffled', epochs: 3 }, countingData(12)));
    const epochs = [indices.slice(0, 12), indices.slice(12, 24), indices.slice(24)];
    const sorted = Array.from({ length: 12 }, (_, i) => i);
    for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual(sorted);
    expect(new Set([...epochs, sorted].map(String)).size).toBe(4);
  });
});

describe('what happens when', () => {
  it('validates before training and after each epoch, tests once at the end', () => {
    const trainer = start({ epochs: 2 }, countingData(3, text([3])));
    expect(runToEnd(trainer).map(({ kind }) => kind)).toEqual([
      'evaluated',
      ...['trained', 'trained', 'trained', 'evaluated'],
      ...['trained', 'trained', 'trained', 'evaluated'],
      'finished',
    ]);
    expect(() => trainer.advance()).toThrow(/ended/);
  });

  it('works without a validation and a test part; the last weights are then the best', () => {
    const trainer = start({ epochs: 2, validateEveryTokens: 1 }, countingData(2));
    expect(runToEnd(trainer).map(({ kind }) => kind)).toEqual([...new Array<string>(4).fill('trained'), 'finished']);
    expect(trainer.best).toBeNull();
    expect(trainer.bestParameters()).toEqual(trainer.checkpoint().parameters);
  });

  it('validates every n tokens besides, but never twice at one place', () => {
    // Sequences of 2, 3, 4, 5 tokens in file order: 2, 5, 9, 14 tokens after each, 14 an epoch.
    const at = (validateEveryTokens: number): number[] => {
      const trainer = start({ order: 'sequential', epochs: 2, validateEveryTokens }, countingData(4, text([3])));
      const tokens: number[] = [];
      for (let event = trainer.advance(); event.kind !== 'finished'; event = trainer.advance())
        if (event.kind === 'evaluated') tokens.push(trainer.progress.tokens);
      return tokens;
    };
    expect(at(1000)).toEqual([0, 14, 28]);
    expect(at(5)).toEqual([0, 5, 14, 16, 23, 28]);
    expect(at(14)).toEqual([0, 14, 28]);
    expect(at(1)).toEqual([0, 2, 5, 9, 14, 16, 19, 23, 28]);
  });

  it('counts its progress', () => {
    const trainer = start({ order: 'sequential', epochs: 2 }, countingData(4));
    for (let i = 0; i < 6; i++) trainer.advance();
    expect(trainer.progress).toEqual({
      ...{ epoch: 1, position: 2, step: 6, tokens: 19 },
      ...{ totalTokens: 28, tokensPerEpoch: 14 },
    });
  });

  it('gives norms only when wanted', () => {
    const trainer = start({ clipNorm: null }, countingData(4));
    expect(trainer.advance()).toMatchObject({ kind: 'trained', norms: null });
    expect(trainer.advance({ wantNorms: true })).toMatchObject({ norms: { W_in: expect.any(Number) as number } });
  });
});

describe('evaluation', () => {
  it('is worked off in slices and leaves the carried state as it was', () => {
    const changes = { carryState: true, order: 'sequential', epochs: 1 } as const;
    const validated = start({ ...changes, validateEveryTokens: 3 });
    const texts = { train: randomText(40, 12, 1), validation: EMPTY, test: EMPTY };
    const alone = start(changes, new TrainingData({ texts, map: identityMap(12), window: null }));
    expect(validated.advance().kind).toBe('evaluated');
    expect(losses(runToEnd(validated))).toEqual(losses(runToEnd(alone)));
    const large = randomText(2000, 12, 2);
    const slices = start(
      changes,
      new TrainingData({ texts: { ...texts, validation: large }, map: identityMap(12), window: 7 }),
    );
    expect(slices.advance().kind).toBe('evaluating');
  });

  it('measures the mean over all tokens with the weights of the moment', () => {
    const data = randomData(12, null);
    const trainer = start({ epochs: 1 }, data);
    const events = runToEnd(trainer);
    const measure = (split: 'validation' | 'test', seedOnly: boolean): number => {
      const kernels = float32Reference(shape, 1);
      if (!seedOnly) kernels.writeParameters(trainer.bestParameters());
      const sequences = data.sequences(split);
      let nats = 0;
      for (let i = 0; i < sequences.count; i++) {
        kernels.resetState();
        const { inputs, targets } = sequences.read(i);
        nats += kernels.evaluateSequence(inputs, targets);
      }
      return nats / sequences.tokens;
    };
    expect(evaluations(events, 'validation')[0]).toBeCloseTo(measure('validation', true), 12);
    expect(evaluations(events, 'test')).toEqual([expect.closeTo(measure('test', false), 12)]);
  });

  it('carries the state from sequence to sequence when training does', () => {
    const first = (carryState: boolean): number =>
      evaluations(runToEnd(start({ carryState, order: 'sequential', window: 3, epochs: 1 })), 'validation')[0]!;
    expect(first(true)).not.toBe(first(false));
  });
});

describe('the best weights', () => {
  it('are those of the lowest validation loss, kept while training goes on and used for the test', () => {
    // Random text cannot be predicted: the longer it learns the training part, the worse it does on the others.
    const trainer = start({ epochs: 30, learningRate: 0.3 });
    const events = runToEnd(trainer);
    const validation = evaluations(events, 'validation');
    const best = Math.min(...validation);
    expect(validation.at(-1)).toBeGreaterThan(best);
    expect(trainer.best?.loss).toBe(best);
    expect(trainer.best?.epoch).toBe(validation.indexOf(best));
    expect(trainer.bestParameters().W_out).not.toEqual(trainer.checkpoint().parameters.W_out);
    expect(evaluations(events, 'test')[0]).toBeLessThan(validation.at(-1));
  });
});

describe('schedules in a run', () => {
  const rates = (changes: Partial<TrainingSettings>): number[] =>
    runToEnd(start(changes)).flatMap((event) => (event.kind === 'trained' ? [event.learningRate] : []));

  it('linear and cosine fall from the full rate to almost none', () => {
    for (const schedule of ['linear', 'cosine'] as const) {
      const all = rates({ schedule, learningRate: 0.1, epochs: 3 });
      expect(all[0]).toBe(0.1);
      expect(all.at(-1)).toBeLessThan(0.002);
      expect(all.at(-1)).toBeGreaterThan(0);
      expect(all).toEqual([...all].sort((a, b) => b - a));
    }
  });

  it('halve ends the run early when nothing is gained', () => {
    const trainer = start({ schedule: 'halve', learningRate: 1e-6, epochs: 50 });
    const events = runToEnd(trainer);
    expect(events.at(-1)).toEqual({ kind: 'finished', reason: 'early-stop' });
    expect(trainer.progress.epoch).toBe(3);
    expect(events.at(-2)).toMatchObject({ kind: 'evaluated', split: 'test' });
  });

  it('halve goes by the training loss when there is no validation part', () => {
    const trainer = start({ schedule: 'halve', learningRate: 1e-9, epochs: 50 }, countingData(4));
    expect(runToEnd(trainer).at(-1)).toEqual({ kind: 'finished', reason: 'early-stop' });
    expect(trainer.progress.epoch).toBe(4);
    const learning = start({ schedule: 'halve', learningRate: 0.05, epochs: 4 }, countingData(4));
    expect(runToEnd(learning).at(-1)).toEqual({ kind: 'finished', reason: 'completed' });
  });
});

describe('what does not fit', () => {
  it('is refused with a sentence', () => {
    const kernels = float32Reference(shape, 1);
    const empty = new TrainingData({
      texts: { train: EMPTY, validation: EMPTY, test: EMPTY },
      map: identityMap(12),
      window: null,
    });
    expect(() => new LanguageTrainer({ kernels, data: empty, settings: settings() })).toThrow(/empty/);
    expect(() => new LanguageTrainer({ kernels, data: randomData(13, null), settings: settings() })).toThrow(
      /vocabulary/,
    );
    const trainer = start();
    while (trainer.best === null) trainer.advance();
    const from = trainer.checkpoint();
    const data = randomData(12, null);
    expect(() => new LanguageTrainer({ kernels, data, settings: settings(), from })).toThrow(/best weights/);
    const far = { ...from, place: { ...from.place, position: 1e6 } };
    expect(
      () => new LanguageTrainer({ kernels, data, settings: settings(), from: far, best: from.parameters }),
    ).toThrow(/other data/);
  });
});
