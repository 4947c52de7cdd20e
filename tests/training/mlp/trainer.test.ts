import { describe, expect, it } from 'vitest';
import type { DataSet } from '#shared/datasets/dataset.ts';
import type { Examples } from '#shared/datasets/examples.ts';
import type { MlpKernels } from '#shared/kernels/mlp/contract.ts';
import { createMlpReferenceKernels } from '#shared/model/mlp/reference-kernels.ts';
import type { MlpCheckpoint } from '#shared/training/mlp/checkpoint.ts';
import type { MlpEvaluation } from '#shared/training/mlp/evaluation.ts';
import { trainingOn } from '#shared/training/more-epochs.ts';
import { networkShape } from '#shared/training/mlp/network-shape.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import { MlpTrainer } from '#shared/training/mlp/trainer.ts';
import type { TrainerEvent } from '#shared/training/trainer-events.ts';
import { data, EVERY_KERNELS, evaluations, isLast, runToEnd, start } from './runs.ts';

const settings = (changes: Partial<MlpTrainingSettings> = {}): MlpTrainingSettings => ({
  ...DEFAULT_MLP_SETTINGS,
  hidden: [5],
  epochs: 3,
  batchSize: 8,
  ...changes,
});
const blobs = data({ name: 'blobs', count: 60, noise: 0.5 });

/** Kernels that learn nothing and note which examples they were given. */
function recording(parts: DataSet['parts']): { kernels: MlpKernels; batches: number[][] } {
  const kernels = createMlpReferenceKernels(networkShape(settings(), parts.train));
  const batches: number[][] = [];
  const trainBatch: MlpKernels['trainBatch'] = (_, batch) => {
    batches.push([...batch]);
    return batch.length;
  };
  return { kernels: { ...kernels, trainBatch }, batches };
}

const indices = ({ count }: Examples): number[] => Array.from({ length: count }, (_, i) => i);

describe('batches', () => {
  const { train } = blobs.parts;

  it('hold each example once an epoch, in another order each time; the last one is smaller', () => {
    const { kernels, batches } = recording(blobs.parts);
    runToEnd(new MlpTrainer({ kernels, parts: blobs.parts, settings: settings() }));
    const perEpoch = Math.ceil(train.count / 8);
    expect(batches).toHaveLength(3 * perEpoch);
    const epochs = [0, 1, 2].map((e) => batches.slice(e * perEpoch, (e + 1) * perEpoch).flat());
    for (const epoch of epochs) expect(epoch.toSorted((a, b) => a - b)).toEqual(indices(train));
    expect(epochs[0]).not.toEqual(epochs[1]);
    expect(batches[perEpoch - 1]).toHaveLength(train.count % 8);
  });

  it('are the data’s own order when sequential, and all of it without a size', () => {
    const { kernels, batches } = recording(blobs.parts);
    const used = settings({ order: 'sequential', batchSize: null, epochs: 2 });
    runToEnd(new MlpTrainer({ kernels, parts: blobs.parts, settings: used }));
    expect(batches).toEqual([indices(train), indices(train)]);
  });
});

describe('the course of a run', () => {
  it('validates the initial weights and after each epoch, keeps the best, tests with them', () => {
    const { trainer, kernels } = start(blobs, settings());
    const events = runToEnd(trainer);
    const perEpoch = Math.ceil(blobs.parts.train.count / 8);
    const kinds = events.map((event) => (event.kind === 'evaluated' ? event.split : event.kind));
    const epoch = [...new Array<string>(perEpoch).fill('trained'), 'validation'];
    expect(kinds).toEqual(['validation', ...epoch, ...epoch, ...epoch, 'test', 'finished']);

    const validations = evaluations(events, 'validation');
    const best = Math.min(...validations.map(({ loss }) => loss));
    expect(trainer.best?.loss).toBe(best);
    expect(trainer.best?.epoch).toBe(validations.findIndex(({ loss }) => loss === best));
    const last = kernels.readParameters();
    kernels.writeParameters(trainer.bestParameters());
    const { test } = blobs.parts;
    expect(kernels.evaluate(test, Uint32Array.from(indices(test))) / test.count).toBeCloseTo(
      evaluations(events, 'test')[0]!.loss,
      12,
    );
    expect(trainer.checkpoint().parameters).toEqual(last);
    expect(() => trainer.advance()).toThrow(/ended/);
  });

  it('counts right: confusion matrix, accuracy and loss', () => {
    const { trainer } = start(blobs, settings({ epochs: 1 }));
    const { accuracy, confusion } = evaluations(runToEnd(trainer), 'test')[0]!;
    const { test } = blobs.parts;
    expect(confusion).toHaveLength(9);
    expect(confusion!.reduce((a, b) => a + b, 0)).toBe(test.count);
    expect((confusion![0]! + confusion![4]! + confusion![8]!) / test.count).toBe(accuracy);
    const { targets } = test;
    const ones = targets.kind === 'classes' ? targets.classes.filter((c) => c === 1).length : NaN;
    expect(confusion![3]! + confusion![4]! + confusion![5]!).toBe(ones);
  });

  it('without a validation part the last weights count as the best', () => {
    const { trainer } = start(data({ name: 'xor' }), settings({ epochs: 2 }));
    expect(runToEnd(trainer).map(({ kind }) => kind)).toEqual(['trained', 'trained', 'finished']);
    expect(trainer.best).toBeNull();
    expect(trainer.bestParameters()).toEqual(trainer.checkpoint().parameters);
  });

  it('patience ends a run that no longer gains', () => {
    const { kernels } = recording(blobs.parts);
    const used = settings({ epochs: 500, patience: 4 });
    const trainer = new MlpTrainer({ kernels, parts: blobs.parts, settings: used });
    const events = runToEnd(trainer);
    expect(events.at(-1)).toEqual({ kind: 'finished', reason: 'early-stop' });
    // of the initial weights, then four that are no better
    expect(evaluations(events, 'validation')).toHaveLength(5);
    expect(trainer.progress.totalTokens).toBe(500 * blobs.parts.train.count);
  });

  it('patience begins anew where a run is given more epochs', () => {
    const { kernels } = recording(blobs.parts);
    const used = settings({ epochs: 500, patience: 4 });
    const trainer = new MlpTrainer({ kernels, parts: blobs.parts, settings: used });
    runToEnd(trainer);
    const ended = trainer.checkpoint();
    const from = { ...ended, place: trainingOn(ended.place) };
    const best = trainer.bestParameters();
    const events = runToEnd(new MlpTrainer({ kernels, parts: blobs.parts, settings: used, from, best }));
    expect(evaluations(events, 'validation')).toHaveLength(4);
  });

  it('the rate follows the schedule, and a set rate from then on', () => {
    const { trainer } = start(data({ name: 'xor' }), settings({ batchSize: 1, epochs: 2, schedule: 'linear' }));
    const rates = Array.from({ length: 4 }, () => (trainer.advance() as { learningRate: number }).learningRate);
    expect(rates).toEqual([0.5, 0.4375, 0.375, 0.3125]);
    trainer.setLearningRate(1);
    expect(trainer.learningRate).toBe(1);
    trainer.advance();
    expect(trainer.learningRate).toBe(0.75);
    expect(trainer.scheduledRate).toBe(1);
  });
});

describe('failures', () => {
  it('a cost that is not finite ends the run with advice, before anything is spoiled', () => {
    const { trainer } = start(data({ name: 'sine' }), {
      ...settings({ hidden: [], output: 'linear', cost: 'quadratic', learningRate: 1e30, epochs: 50 }),
    });
    const last = runToEnd(trainer).at(-1)!;
    expect(last.kind).toBe('diverged');
    expect((last as { message: string }).message).toMatch(/epoch \d+, step \d+, at learning rate 1e\+30.*lower rate/);
    expect(() => trainer.checkpoint()).toThrow(/last good one/);
    expect(() => trainer.advance()).toThrow(/ended/);
  });

  it('a weight that is not finite is never written', () => {
    const { trainer, kernels } = start(blobs, settings());
    const { weights, biases } = kernels.readParameters();
    kernels.writeParameters({ weights, biases: biases.map((b) => b.map(() => Infinity)) });
    expect(() => trainer.checkpoint()).toThrow(/spoiled/);
    expect(trainer.advance().kind).toBe('diverged');
  });

  it('data and checkpoints that do not fit are refused', () => {
    const { trainer, kernels } = start(blobs, settings());
    while (trainer.best === null) trainer.advance();
    const from = trainer.checkpoint();
    const { parts } = blobs;
    expect(() => new MlpTrainer({ kernels, parts, settings: settings(), from })).toThrow(/best weights/);
    const far = { ...from, place: { ...from.place, position: 1e6 } };
    expect(() => new MlpTrainer({ kernels, parts, settings: settings(), from: far, best: from.parameters })).toThrow(
      /other data/,
    );
    const empty = { ...parts, train: parts.test, test: { ...parts.test, count: 3 } };
    expect(() => new MlpTrainer({ kernels, parts: empty, settings: settings() })).toThrow(/need \d+ elements/);
    expect(() => networkShape(settings(), data({ name: 'sine' }).parts.train)).toThrow(/for classes/);
  });
});

describe.each(EVERY_KERNELS)('with %s a run resumed from any place ends with the same bits', (_, create) => {
  it.each([
    ['momentum, decay and a schedule', { momentum: 0.9, weightDecay: 0.01, schedule: 'cosine' }],
    ['all examples at once, halving', { batchSize: null, schedule: 'halve' }],
  ] as [string, Partial<MlpTrainingSettings>][])('%s', (_name, changes) => {
    const used = settings({ epochs: 2, ...changes });
    const { trainer } = start(blobs, used, create);
    const events: TrainerEvent<MlpEvaluation>[] = [];
    const places: { from: MlpCheckpoint; best: MlpCheckpoint['parameters']; done: number }[] = [];
    for (let last = false; !last;) {
      places.push({ from: trainer.checkpoint(), best: trainer.bestParameters(), done: events.length });
      const event = trainer.advance();
      if (event.kind !== 'evaluating') events.push(event);
      last = isLast(event);
    }
    for (const { from, best, done } of places) {
      const place = JSON.parse(JSON.stringify(from.place)) as MlpCheckpoint['place'];
      const kernels = create(networkShape(used, blobs.parts.train));
      const again = new MlpTrainer({ kernels, parts: blobs.parts, settings: used, from: { ...from, place }, best });
      expect(runToEnd(again)).toEqual(events.slice(done));
      expect(again.checkpoint()).toEqual(trainer.checkpoint());
      expect(again.bestParameters()).toEqual(trainer.bestParameters());
    }
    expect(new Set(places.map(({ from }) => from.place.work))).toEqual(
      new Set(['validate', 'train', 'test', 'finished']),
    );
  });
});
