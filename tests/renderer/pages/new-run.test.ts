import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Baselines, EvaluationFigures, RunEstimate } from '#shared/protocol/index.ts';
import { NewRunDraft } from '../../../src-renderer/pages/new-run/new-run-draft.svelte.ts';
import { rivals } from '../../../src-renderer/pages/new-run/to-beat.ts';
import { corpus, run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';

const figures = (loss: number): EvaluationFigures => ({ loss, perplexity: Math.exp(loss), bitsPerCharacter: loss / 3 });
const baselines: Baselines = { unigram: figures(6), bigram: figures(5), trigram: figures(4.8) };
const best = (loss: number) => ({ ...figures(loss), epoch: 3, step: 30 });

describe('what a run has to beat', () => {
  const text = corpus({ id: 1 });
  const mine = { corpusId: 1, vocabulary: 500 };
  it('has the best run of the same text and vocabulary among it', () => {
    const runs = [
      run({ id: 1, ...mine, best: best(4.7) }),
      run({ id: 2, ...mine, best: best(4.5) }),
      run({ id: 3, ...mine, vocabulary: 100, best: best(2) }),
      run({ id: 4, ...mine, corpusId: 2, best: best(1) }),
      run({ id: 5, ...mine, best: null }),
    ];
    const found = rivals(baselines, text, runs, 500);
    expect(found.map(({ name }) => name)).toEqual(['unigram', 'bigram', 'trigram', 'best']);
    expect(found.at(-1)).toMatchObject({ run: { id: 2 }, share: 4.5 / 6 });
    expect(found[0]?.share).toBe(1);
  });
  it('ends with what nothing can beat, where that is known', () => {
    const floor = { ...figures(4), parts: { train: null, validation: null, test: null } };
    expect(rivals(baselines, corpus({ id: 1, floor }), [], 500).at(-1)).toMatchObject({ name: 'floor', share: 4 / 6 });
  });
});

describe('the estimate of a new run', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const estimate = (vocabulary: number): RunEstimate => ({
    vocabulary,
    parameters: 1,
    memoryBytes: 1,
    checkpointBytes: 1,
    trainTokens: 1,
    tokensPerSecond: 1,
    seconds: 1,
    shared: false,
  });
  const opened = () => {
    const connection = new FakeConnection({
      'corpora.baselines': () => baselines,
      'runs.estimate': ({ settings }) => estimate(Math.min(settings.vocabularySize, 300)),
    });
    const draft = new NewRunDraft(connection, corpus({ id: 1 }));
    draft.open();
    const asked = () => connection.calls.filter(({ name }) => name === 'runs.estimate').length;
    return { draft, asked };
  };

  it('is asked for once after several changes, and says when the text limits K', async () => {
    const { draft, asked } = opened();
    await vi.runAllTimersAsync();
    expect([asked(), draft.measuring, draft.limited]).toEqual([1, false, true]);
    draft.set('hidden', 5);
    draft.set('hidden', 50);
    draft.set('vocabularySize', 200);
    expect(draft.measuring).toBe(true);
    await vi.runAllTimersAsync();
    expect([asked(), draft.estimate?.vocabulary, draft.limited]).toEqual([2, 200, false]);
    draft.close();
  });

  it('of a window of words has no truncation, and counts what a recurrent network lacks as no difference', () => {
    const { draft } = opened();
    draft.set('truncate', 4);
    draft.set('context', 7);
    expect(draft.changed).toEqual(['truncate']);
    draft.set('architecture', 'window');
    expect(draft.settings.truncate).toBeNull();
    expect(draft.changed).toEqual(['architecture', 'context']);
    draft.close();
  });

  it('is not asked for while a field holds no possible value', async () => {
    const { draft, asked } = opened();
    draft.set('learningRate', NaN);
    await vi.runAllTimersAsync();
    expect([asked(), draft.canStart]).toEqual([0, false]);
    draft.close();
  });
});
