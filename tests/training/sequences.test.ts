import { describe, expect, it } from 'vitest';
import { SENTENCE_END, SENTENCE_START, SPLITS } from '#shared/text/settings.ts';
import { SentenceSequences } from '#shared/training/sentence-sequences.ts';
import type { Sequences } from '#shared/training/sequences.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { WindowSequences } from '#shared/training/window-sequences.ts';
import { checkTokenMap } from '#shared/training/token-map.ts';
import { EMPTY, identityMap, text } from './corpora.ts';

const START = SENTENCE_START;
const END = SENTENCE_END;

function all(sequences: Sequences): { inputs: number[]; targets: number[] }[] {
  return Array.from({ length: sequences.count }, (_, index) => {
    const { inputs, targets } = sequences.read(index);
    return { inputs: [...inputs], targets: [...targets] };
  });
}

describe('sentences', () => {
  it('read <s> w_1 … w_n and predict w_1 … w_n </s>', () => {
    const sequences = new SentenceSequences(text([3, 4, 5], [6]).stream, identityMap(9));
    expect(all(sequences)).toEqual([
      { inputs: [START, 3, 4, 5], targets: [3, 4, 5, END] },
      { inputs: [START, 6], targets: [6, END] },
    ]);
    expect(sequences).toMatchObject({ count: 2, tokens: 6, longest: 4 });
  });

  it('may be read in any order and again', () => {
    const sequences = new SentenceSequences(text([3, 4, 5], [6], [7, 8]).stream, identityMap(9));
    expect([...sequences.read(2).targets]).toEqual([7, 8, END]);
    expect([...sequences.read(0).targets]).toEqual([3, 4, 5, END]);
    expect([...sequences.read(2).inputs]).toEqual([START, 7, 8]);
  });
});

describe('windows', () => {
  it('cut the joined sentences, the last window shorter', () => {
    const sequences = new WindowSequences(text([3, 4, 5], [6]).stream, identityMap(9), 4);
    expect(all(sequences)).toEqual([
      { inputs: [START, 3, 4, 5], targets: [3, 4, 5, END] },
      { inputs: [END, 6], targets: [6, END] },
    ]);
    expect(sequences).toMatchObject({ count: 2, tokens: 6, longest: 4 });
  });

  it('have no empty window when the length divides evenly, and predict every token once', () => {
    const stream = text([3, 4, 5, 6, 7]).stream;
    for (const window of [1, 2, 3, 5, 6, 7, 100]) {
      const sequences = new WindowSequences(stream, identityMap(9), window);
      expect(all(sequences).flatMap(({ targets }) => targets)).toEqual([...stream]);
      expect(all(sequences).flatMap(({ inputs }) => inputs)).toEqual([START, ...stream.subarray(0, -1)]);
      expect(sequences.count).toBe(Math.ceil(6 / window));
      expect(sequences.longest).toBe(Math.min(window, 6));
    }
  });
});

describe('the token map', () => {
  const map = { ids: Uint32Array.of(9, 9, 9, 0, 5), unknown: 9, sentenceStart: 7, sentenceEnd: 8 };

  it('gives the run its own ids, in both modes, and <unk> for what lies outside', () => {
    const stream = text([3, 4, 6, 0]).stream;
    for (const sequences of [new SentenceSequences(stream, map), new WindowSequences(stream, map, 10)])
      expect(all(sequences)).toEqual([{ inputs: [7, 0, 5, 9, 9], targets: [0, 5, 9, 9, 8] }]);
  });

  it('is refused when it leaves the vocabulary', () => {
    expect(() => checkTokenMap(map, 10)).not.toThrow();
    expect(() => checkTokenMap(map, 9)).toThrow(/token 9/);
  });
});

describe('training data', () => {
  it('allows empty parts', () => {
    const texts = { train: text([3]), validation: EMPTY, test: EMPTY };
    for (const window of [null, 4]) {
      const data = new TrainingData({ texts, map: identityMap(4), window });
      expect(SPLITS.map((split) => data.sequences(split).count)).toEqual([1, 0, 0]);
      expect(SPLITS.map((split) => data.sequences(split).tokens)).toEqual([2, 0, 0]);
      expect(data.longest).toBe(2);
      expect(data.characters('train')).toBe(4);
    }
  });

  it('refuses a stream without its last sentence end', () => {
    const texts = { train: { stream: Uint32Array.of(3, 4), characters: 2 }, validation: EMPTY, test: EMPTY };
    expect(() => new TrainingData({ texts, map: identityMap(5), window: null })).toThrow(/sentence end/);
  });
});
