import { describe, expect, it } from 'vitest';
import { type PerceptronRun, type Run, type StoredSample, UnfoldError } from '#shared/protocol/index.ts';
import { MetricColumns } from '../../../src-renderer/charts/metric-columns.ts';
import { en } from '../../../src-renderer/i18n/en.ts';
import { createFormat } from '../../../src-renderer/i18n/format.ts';
import { compareCsv, compareJson, type ExportedRun } from '../../../src-renderer/pages/compare/compare-export.ts';
import { DEFAULT_CHOICES, storedChoices } from '../../../src-renderer/pages/compare/compare-view.svelte.ts';
import {
  comparedCurve,
  type CurveView,
  comparedLevels,
  comparedRange,
  figuresByEpoch,
} from '../../../src-renderer/pages/compare/compared-curves.ts';
import { figureColumns } from '../../../src-renderer/pages/compare/compare-columns.ts';
import { unlike } from '../../../src-renderer/pages/compare/comparable.ts';
import { perceptronMeasures } from '../../../src-renderer/pages/compare/compared-measures.ts';
import type { ComparedPerceptron, ComparedRun } from '../../../src-renderer/pages/compare/compared-runs.svelte.ts';
import { ComparedSamples } from '../../../src-renderer/pages/compare/compared-samples.svelte.ts';
import { settingRows } from '../../../src-renderer/pages/compare/compared-settings.ts';
import { keptSample, samplingSettings, SHARED_SAMPLING } from '../../../src-renderer/pages/compare/shared-sampling.ts';
import { NEWEST_FIRST, nextSort, orderRuns, type RunOrder } from '../../../src-renderer/state/run-order.ts';
import { corpus, evaluation, metric, run } from '../entities.ts';
import { perceptronEvaluation, perceptronRun, xorSet } from '../perceptron-entities.ts';
import { FakeConnection } from '../fake-connection.ts';

const figures = (loss: number) => ({ loss, perplexity: Math.exp(loss), bitsPerCharacter: loss / 2 });

describe('compared curves', () => {
  const evaluations = [
    evaluation(0, { ...figures(9), step: 0, tokens: 0, best: true }),
    evaluation(1, { ...figures(6), step: 10, tokens: 100, best: true }),
    evaluation(2, { ...figures(7), step: 20, tokens: 200, best: false }),
    evaluation(2, { ...figures(5), step: 20, tokens: 200, split: 'test', best: false }),
  ];
  const metrics = new MetricColumns(1);
  metrics.put([
    metric(1, { tokens: 50, loss: 8, lossLow: 8, lossHigh: 8 }),
    metric(2, { tokens: 100, loss: 6, lossLow: 6, lossHigh: 6 }),
  ]);
  const stored = { trainTokens: 100, metrics, evaluations, trainBitsPerNat: 0.25 };
  const view = { measure: 'bits', split: 'validation', axis: 'epochs', logY: false, smoothing: 0 } as const;

  it('leave out what was before training, and the test', () => {
    expect(comparedCurve(stored, view)).toEqual({
      points: [
        { x: 1, y: 3 },
        { x: 2, y: 3.5 },
      ],
      best: { x: 1, y: 3 },
    });
    const untrained = { ...stored, evaluations: evaluations.slice(0, 1) };
    expect(comparedCurve(untrained, view).points).toEqual([{ x: 0, y: 4.5 }]);
  });
  it('have the training part in its own bits per character', () => {
    expect(comparedCurve(stored, { ...view, split: 'train', axis: 'tokens' }).points).toEqual([
      { x: 50, y: 2 },
      { x: 100, y: 1.5 },
    ]);
  });
  it('as a table have the last figure of each epoch', () => {
    const often = [evaluation(1, { ...figures(8), step: 15, tokens: 150, best: false }), ...evaluations];
    const rows = figuresByEpoch({ ...stored, evaluations: often.toSorted((a, b) => a.tokens - b.tokens) }, view);
    expect([...rows]).toEqual([
      [0, { y: 4.5, best: true }],
      [1, { y: 3, best: true }],
      [2, { y: 3.5, best: false }],
    ]);
    expect([...figuresByEpoch(stored, { ...view, split: 'train', axis: 'time' })]).toEqual([
      [1, { y: 1.5, best: false }],
    ]);
  });
  it('show baselines only for runs of one text and one vocabulary, the floor for one text', () => {
    const baselines = { unigram: figures(7), bigram: figures(6), trigram: figures(5) };
    const text = corpus({ id: 1, floor: { ...figures(4), parts: { train: null, validation: null, test: null } } });
    const one = { run: run({ corpusId: 1, vocabulary: 10 }), corpus: text, baselines };
    const names = (...runs: (typeof one)[]): string[] => comparedLevels(runs, 'nats').map(({ name }) => name);
    expect(names(one, one)).toEqual(['bigram', 'trigram', 'floor']);
    expect(names(one, { ...one, run: run({ corpusId: 1, vocabulary: 9 }) })).toEqual(['floor']);
    expect(names(one, { ...one, run: run({ corpusId: 2, vocabulary: 10 }) })).toEqual([]);
  });
  it('of perceptrons are read in accuracy, error or loss; in training in loss alone', () => {
    const rows = [
      perceptronEvaluation({ epoch: 1, step: 25, tokens: 100, loss: 0.4, accuracy: 0.75 }),
      perceptronEvaluation({ epoch: 2, step: 50, tokens: 200, loss: 0.2, accuracy: 1, best: true }),
    ];
    const data = { ...stored, evaluations: rows, trainBitsPerNat: NaN };
    const ys = (over: Partial<CurveView>) => comparedCurve(data, { ...view, ...over }).points.map(({ y }) => y);
    expect(ys({ measure: 'accuracy' })).toEqual([0.75, 1]);
    expect(ys({ measure: 'loss' })).toEqual([0.4, 0.2]);
    // no number is predicted, and nothing has characters
    expect(ys({ measure: 'error' })).toEqual([]);
    expect(ys({ measure: 'bits' })).toEqual([]);
    expect(ys({ measure: 'loss', split: 'train' })).toEqual([8, 6]);
    const byStep = comparedCurve(data, { ...view, measure: 'accuracy', axis: 'steps' });
    expect(byStep.points.map(({ x }) => x)).toEqual([25, 50]);
    expect(byStep.best).toEqual({ x: 50, y: 1 });
    expect(perceptronMeasures(rows, 'validation')).toEqual(['accuracy', 'loss']);
    expect(perceptronMeasures(rows, 'train')).toEqual(['loss']);
  });
  it('are not flattened by a line far above them', () => {
    const curve = comparedCurve(stored, { ...view, measure: 'nats' });
    expect(comparedRange([curve], [100], false).max).toBeLessThan(8);
    expect(comparedRange([curve], [7.5], false).max).toBeGreaterThan(7.5);
  });
});

describe('compared settings', () => {
  const language = { family: 'language', corpus: corpus() } as const;
  it('say in what runs differ', () => {
    const a = { ...language, run: run({ settings: { ...run().settings, hidden: 50 } }) };
    const b = { ...language, run: run({ settings: { ...run().settings, hidden: 60, clipNorm: null } }) };
    const differing = settingRows([a, b], en, createFormat('en')).filter((row) => row.differs);
    expect(differing.map(({ values }) => values)).toEqual([
      ['50', '60'],
      ['5', 'off'],
    ]);
  });
});

describe('both families', () => {
  const language = { family: 'language', run: run(), corpus: corpus() } as const;
  const perceptron = (over: Partial<PerceptronRun['settings']> = {}, dataSetId = 3) =>
    ({
      family: 'perceptron',
      run: perceptronRun({ dataSetId, settings: { ...perceptronRun().settings, ...over } }),
      dataSet: xorSet({ id: dataSetId }),
    }) as const;
  const format = createFormat('en');

  it('are compared in what both have; what one family has, among its own runs', () => {
    const rows = settingRows([language, perceptron(), perceptron({ momentum: 0.5 })], en, format);
    const row = (label: string) => rows.find((one) => one.label === label);
    expect(row('Kind')?.values).toEqual(['language model', 'perceptron', 'perceptron']);
    expect(row('Text or data')?.values).toEqual(['Middlemarch', 'XOR', 'XOR']);
    expect(row('Learning rate')?.values[1]).toBe('2');
    expect(row('Momentum μ')).toMatchObject({ values: ['–', '0.9', '0.5'], others: [false, false, true] });
    expect(row('Cost')).toMatchObject({ differs: false });
    expect(row('Hidden units H')).toMatchObject({ differs: false });
    // a setting stands there once, whatever family has it
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
    const only = settingRows([perceptron(), perceptron()], en, format).map(({ label }) => label);
    expect(only).not.toContain('Hidden units H');
  });
  it('say what cannot be compared', () => {
    const of = (...runs: readonly (Pick<ComparedPerceptron, 'family' | 'run' | 'dataSet'> | typeof language)[]) =>
      runs as readonly ComparedRun[];
    expect(unlike(of(perceptron(), perceptron()), 'loss')).toBeNull();
    expect(unlike(of(perceptron(), perceptron({ cost: 'cross-entropy' })), 'loss')).toBe('costs');
    expect(unlike(of(perceptron(), perceptron({ cost: 'cross-entropy' })), 'accuracy')).toBeNull();
    expect(unlike(of(perceptron(), perceptron({}, 4)), 'accuracy')).toBe('data');
    const other = { ...language, run: run({ vocabulary: 9 }) };
    expect(unlike(of(language, other), 'perplexity')).toBe('tokens');
    expect(unlike(of(language, other), 'bits')).toBeNull();
  });
  it('have columns for the figures that some run has, the best marked where that means something', () => {
    const right = (accuracy: number, dataSetId = 3) =>
      perceptronRun({ dataSetId, best: { loss: 1, accuracy, rootMeanSquaredError: null, epoch: 1, step: 1 } });
    const orders = (...runs: Run[]) => figureColumns(runs, en, format).map(({ order }) => order);
    expect(orders(run())).toEqual(['perplexity', 'bits']);
    expect(orders(right(0.9))).toEqual(['accuracy']);
    expect(orders(run(), right(0.9))).toEqual(['perplexity', 'bits', 'accuracy']);
    const regression = { loss: 1, accuracy: null, rootMeanSquaredError: 0.3, epoch: 1, step: 1 };
    expect(orders(perceptronRun({ best: regression }))).toEqual(['error']);
    const [accuracy] = figureColumns([right(0.9)], en, format);
    expect(accuracy?.say(right(0.9))).toBe('90.0%');
    expect(accuracy?.bestOf([right(0.9), right(0.95), run()])).toBe(0.95);
    expect(accuracy?.bestOf([right(0.9), right(0.95, 4)])).toBeNull();
  });
});

describe('the list of runs', () => {
  const runs = [
    run({ id: 1, name: 'b', createdAt: 1, best: null }),
    run({ id: 2, name: 'a', createdAt: 2, best: { ...figures(3), epoch: 1, step: 5 } }),
    run({ id: 3, name: 'c', createdAt: 3, best: { ...figures(2), epoch: 1, step: 5 } }),
  ];
  const ids = (order: RunOrder, descending: boolean): number[] =>
    orderRuns(runs, { order, descending }, () => null).map(({ id }) => id);
  it('is ordered, with what has no figure last either way', () => {
    expect(ids('newest', true)).toEqual([3, 2, 1]);
    expect(ids('name', false)).toEqual([2, 1, 3]);
    expect(ids('perplexity', false)).toEqual([3, 2, 1]);
    expect(ids('perplexity', true)).toEqual([2, 3, 1]);
  });
  it('is ordered by a column, then the other way round, then as at first', () => {
    const first = nextSort(NEWEST_FIRST, 'perplexity');
    expect(first).toEqual({ order: 'perplexity', descending: false });
    const second = nextSort(first, 'perplexity');
    expect(second).toEqual({ order: 'perplexity', descending: true });
    expect(nextSort(second, 'perplexity')).toEqual(NEWEST_FIRST);
    expect(nextSort(second, 'time')).toEqual({ order: 'time', descending: true });
    expect(nextSort(nextSort(NEWEST_FIRST, 'newest'), 'newest')).toEqual(NEWEST_FIRST);
  });
});

describe('kept choices', () => {
  it('come back as they were, and what means nothing is replaced', () => {
    expect(
      storedChoices(
        JSON.parse(JSON.stringify({ ...DEFAULT_CHOICES, unit: 'nats', parent: { kind: 'dataset', id: 3 } })),
      ),
    ).toEqual({
      ...DEFAULT_CHOICES,
      unit: 'nats',
      parent: { kind: 'dataset', id: 3 },
    });
    const odd = {
      unit: 'furlongs',
      parent: { kind: 'x', id: 1 },
      sampling: { prompt: 5, seed: -1, length: 1e9, temperature: NaN },
    };
    expect(storedChoices(odd)).toEqual(DEFAULT_CHOICES);
  });
});

describe('a shared sample', () => {
  const stored = (over: Partial<StoredSample>): StoredSample => ({
    id: 1,
    createdAt: 0,
    step: 10,
    epoch: 1,
    weights: 'best',
    prompt: 'The',
    settings: samplingSettings(SHARED_SAMPLING),
    evaluation: null,
    text: 'The end.',
    tokens: ['end', '.'],
    seed: 42,
    unknown: [],
    ...over,
  });
  it('is recalled only when it was drawn in just that way', () => {
    const sampling = { ...SHARED_SAMPLING, prompt: 'The' };
    const find = (...samples: StoredSample[]) => keptSample(samples, sampling, 'best')?.id;
    expect(find(stored({ id: 1 }), stored({ id: 2 }))).toBe(2);
    expect(find(stored({ weights: 'last' }))).toBeUndefined();
    expect(find(stored({ prompt: 'A' }))).toBeUndefined();
    expect(find(stored({ settings: { ...samplingSettings(SHARED_SAMPLING), topK: 3 } }))).toBeUndefined();
  });

  const one = run({ id: 7, best: { ...figures(3), epoch: 1, step: 10 } });
  function library() {
    const kept: StoredSample[] = [];
    const waiting: (() => void)[] = [];
    const connection = new FakeConnection({
      'runs.samples': () => [...kept],
      'sampling.generate': async ({ prompt, settings, run: id }) => {
        if (id === 9) throw new UnfoldError('not-found', 'There is no such run.');
        await new Promise<void>((resolve) => waiting.push(resolve));
        kept.push(stored({ prompt, settings, text: `${prompt}!` }));
        return [];
      },
    });
    return { kept, waiting, connection, samples: new ComparedSamples(connection) };
  }
  it('is read once for each run, whatever is typed', async () => {
    const { kept, connection, samples } = library();
    kept.push(stored({ prompt: '' }));
    await samples.follow([one]);
    await samples.follow([one]);
    expect(connection.callsOf('runs.samples')).toHaveLength(1);
    expect(samples.of(one, SHARED_SAMPLING)).toMatchObject({ status: 'written', outdated: false });
    expect(samples.of(one, { ...SHARED_SAMPLING, prompt: 'A' }).status).toBe('none');
  });
  it('says when the run was trained further after it', async () => {
    const { kept, samples } = library();
    kept.push(stored({ prompt: '' }));
    await samples.follow([one]);
    const later = { ...one, best: { ...figures(2), epoch: 2, step: 20 } };
    expect(samples.of(later, SHARED_SAMPLING)).toMatchObject({ status: 'written', outdated: true });
  });
  it('written in one way does not keep one from writing in another', async () => {
    const { waiting, samples } = library();
    const [a, b] = [
      { ...SHARED_SAMPLING, prompt: 'A' },
      { ...SHARED_SAMPLING, prompt: 'B' },
    ];
    const two = run({ ...one, id: 8 });
    const first = samples.write([one, two], a);
    expect([samples.isWriting(a), samples.isWriting(b)]).toEqual([true, false]);
    expect(samples.of(two, a).status).toBe('writing');
    const second = samples.write([one], b);
    await expect.poll(() => waiting).toHaveLength(2);
    for (const go of waiting) go();
    await Promise.all([first, second]);
    // the first ended after the run it was at
    expect(waiting).toHaveLength(2);
    expect(samples.isWriting(b)).toBe(false);
    expect(samples.of(one, b)).toMatchObject({ status: 'written', sample: { text: 'B!' } });
    expect(samples.of(two, a).status).toBe('none');
  });
  it('that fails says why, and the others are written', async () => {
    const { waiting, samples } = library();
    const gone = run({ ...one, id: 9 });
    const writing = samples.write([gone, one], SHARED_SAMPLING);
    await expect.poll(() => waiting).toHaveLength(1);
    waiting[0]!();
    await writing;
    expect(samples.of(gone, SHARED_SAMPLING).status).toBe('failed');
    expect(samples.of(one, SHARED_SAMPLING).status).toBe('written');
  });
});

describe('exported comparisons', () => {
  const metrics = new MetricColumns(1);
  metrics.put([metric(1, { tokens: 99_000, loss: 2 })]);
  const exported: ExportedRun = {
    family: 'language',
    run: run({ name: 'one, two', progress: { ...run().progress } }),
    corpus: corpus(),
    data: { metrics, evaluations: [evaluation(1, { ...figures(3) })] },
    sample: 'It rained.',
  };
  const perceptron: ExportedRun = {
    family: 'perceptron',
    run: perceptronRun(),
    dataSet: xorSet(),
    data: { metrics, evaluations: [perceptronEvaluation()] },
    sample: null,
  };
  it('have every row behind the curves', () => {
    const [header, train, validation, other, last, end] = compareCsv([exported, perceptron]).split('\r\n');
    expect(header?.split(',')).toHaveLength(16);
    expect(train).toMatch(/^7,"one, two",Middlemarch,train,1,/);
    expect(validation).toMatch(/^7,"one, two",Middlemarch,validation,1,/);
    // no perplexity of a cost
    expect(other).toMatch(/^9,MLP 2–2–1,,train,24750,10,99000,1,2,,,0\.1,20000,XOR,,$/);
    expect(last).toMatch(/^9,MLP 2–2–1,,validation,12,48,48,2,0\.1,,,,,XOR,0\.75,$/);
    expect(end).toBe('');
  });
  it('have everything as JSON', () => {
    const { runs, sampling } = JSON.parse(compareJson([exported, perceptron], SHARED_SAMPLING));
    expect(sampling).toEqual(SHARED_SAMPLING);
    expect(runs[0]).toMatchObject({ id: 7, sample: 'It rained.', text: { name: 'Middlemarch' } });
    expect(runs[1]).toMatchObject({ id: 9, family: 'perceptron', dataSet: { name: 'XOR' } });
    expect(runs[1]).not.toHaveProperty('text');
  });
});
