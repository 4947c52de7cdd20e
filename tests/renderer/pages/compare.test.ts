import { describe, expect, it } from 'vitest';
import { type StoredSample, UnfoldError } from '#shared/protocol/index.ts';
import { MetricColumns } from '../../../src-renderer/charts/metric-columns.ts';
import { en } from '../../../src-renderer/i18n/en.ts';
import { createFormat } from '../../../src-renderer/i18n/format.ts';
import { compareCsv, compareJson } from '../../../src-renderer/pages/compare/compare-export.ts';
import { DEFAULT_CHOICES, storedChoices } from '../../../src-renderer/pages/compare/compare-view.svelte.ts';
import {
  comparedCurve,
  comparedLevels,
  comparedRange,
  figuresByEpoch,
} from '../../../src-renderer/pages/compare/compared-curves.ts';
import { ComparedSamples } from '../../../src-renderer/pages/compare/compared-samples.svelte.ts';
import { settingRows } from '../../../src-renderer/pages/compare/compared-settings.ts';
import { keptSample, samplingSettings, SHARED_SAMPLING } from '../../../src-renderer/pages/compare/shared-sampling.ts';
import { NEWEST_FIRST, nextSort, orderRuns, type RunOrder } from '../../../src-renderer/state/run-order.ts';
import { corpus, evaluation, metric, run } from '../entities.ts';
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
  const view = { unit: 'bits', split: 'validation', axis: 'epochs', logY: false, smoothing: 0 } as const;

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
  it('are not flattened by a line far above them', () => {
    const curve = comparedCurve(stored, { ...view, unit: 'nats' });
    expect(comparedRange([curve], [100], false).max).toBeLessThan(8);
    expect(comparedRange([curve], [7.5], false).max).toBeGreaterThan(7.5);
  });
});

describe('compared settings', () => {
  it('say in what runs differ', () => {
    const a = { run: run({ settings: { ...run().settings, hidden: 50 } }), corpus: corpus() };
    const b = { run: run({ settings: { ...run().settings, hidden: 60, clipNorm: null } }), corpus: corpus() };
    const differing = settingRows([a, b], en, createFormat('en')).filter((row) => row.differs);
    expect(differing.map(({ values }) => values)).toEqual([
      ['50', '60'],
      ['5', 'off'],
    ]);
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
    expect(storedChoices(JSON.parse(JSON.stringify({ ...DEFAULT_CHOICES, unit: 'nats', corpus: 3 })))).toEqual({
      ...DEFAULT_CHOICES,
      unit: 'nats',
      corpus: 3,
    });
    const odd = { unit: 'furlongs', corpus: 'x', sampling: { prompt: 5, seed: -1, length: 1e9, temperature: NaN } };
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
  const exported = {
    run: run({ name: 'one, two', progress: { ...run().progress } }),
    corpus: corpus(),
    metrics,
    evaluations: [evaluation(1, { ...figures(3) })],
    sample: 'It rained.',
  };
  it('have every row behind the curves', () => {
    const [header, train, validation, end] = compareCsv([exported]).split('\r\n');
    expect(header?.split(',')).toHaveLength(13);
    expect(train).toMatch(/^7,"one, two",Middlemarch,train,1,/);
    expect(validation).toMatch(/^7,"one, two",Middlemarch,validation,1,/);
    expect(end).toBe('');
  });
  it('have everything as JSON', () => {
    const { runs, sampling } = JSON.parse(compareJson([exported], SHARED_SAMPLING));
    expect(sampling).toEqual(SHARED_SAMPLING);
    expect(runs[0]).toMatchObject({ id: 7, sample: 'It rained.', text: { name: 'Middlemarch' } });
  });
});
