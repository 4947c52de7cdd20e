import { describe, expect, it } from 'vitest';
import { cumulativeCoverage, Vocabulary } from '#shared/text/vocabulary.ts';

const vocabulary = new Vocabulary(
  ['<unk>', '<s>', '</s>', 'the', 'b', 'a', 'late'],
  Uint32Array.of(2, 0, 3, 5, 2, 1, 0),
);

describe('Vocabulary', () => {
  it('finds ids', () => {
    expect(['the', 'late', '</s>', 'nowhere'].map((t) => vocabulary.id(t))).toEqual([3, 6, 2, 0]);
  });

  it('counts the special tokens in K and never offers what training does not have', () => {
    expect(vocabulary.effectiveSize({ size: null, minimumCount: 1 })).toBe(6);
    expect(vocabulary.effectiveSize({ size: 1000, minimumCount: 0 })).toBe(6);
    expect(vocabulary.effectiveSize({ size: 5, minimumCount: 1 })).toBe(5);
    expect(vocabulary.effectiveSize({ size: null, minimumCount: 2 })).toBe(5);
    expect(vocabulary.effectiveSize({ size: null, minimumCount: 100 })).toBe(3);
  });

  it('maps to a prefix', () => {
    const map = vocabulary.remapToPrefix(5);
    expect([...map.ids]).toEqual([0, 1, 2, 3, 4, 0, 0]);
    expect(map).toMatchObject({ unknown: 0, sentenceStart: 1, sentenceEnd: 2 });
  });

  it("maps to another model's vocabulary in its own order", () => {
    const map = vocabulary.remapTo(['a', '</s>', 'the', '<unk>', 'extra', '<s>', 'a']);
    expect([...map.ids]).toEqual([3, 5, 1, 2, 3, 0, 3]);
    expect(map).toMatchObject({ unknown: 3, sentenceStart: 5, sentenceEnd: 1 });
    expect(() => vocabulary.remapTo(['<unk>', '<s>', 'a'])).toThrow('</s>');
  });

  it('tells what it covers of training, token by token', () => {
    expect([...cumulativeCoverage(vocabulary.counts)]).toEqual([0, 0, 0, 0.5, 0.7, 0.8, 0.8]);
    expect([...cumulativeCoverage(new Uint32Array(3))]).toEqual([0, 0, 0]);
    expect([...cumulativeCoverage(new Uint32Array(0))]).toEqual([]);
  });

  it('refuses what is no vocabulary', () => {
    expect(() => new Vocabulary(['a', 'b', 'c'], new Uint32Array(3))).toThrow(RangeError);
    expect(() => new Vocabulary(['<unk>', '<s>', '</s>', 'a', 'b'], Uint32Array.of(0, 0, 0, 1, 2))).toThrow(RangeError);
  });
});
