import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { ngramBaselines } from '#shared/text/baselines.ts';
import { KeyCounts } from '#shared/text/ngram-counts.ts';
import { SENTENCE_END, SENTENCE_START } from '#shared/text/settings.ts';

const K = 8;
const MAP = { ids: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 0, 0), unknown: 0, sentenceStart: 1, sentenceEnd: 2 };

/** Random sentences of tokens 3 to 9, in which each token favours the next number. */
function sentences(count: number, seed: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const sentence = [3 + random.below(7)];
    while (random.below(6) > 0) {
      const last = sentence[sentence.length - 1]!;
      sentence.push(random.below(3) > 0 ? 3 + ((last - 2) % 7) : 3 + random.below(7));
    }
    return sentence;
  });
}
const stream = (list: number[][]): Uint32Array => Uint32Array.from(list.flatMap((s) => [...s, SENTENCE_END]));
const mapped = (list: number[][]): number[][] => list.map((s) => s.map((id) => (id < K ? id : 0)));

/** [u, v, w] of every predicted token, by hand. */
const trigrams = (list: number[][]): number[][] =>
  mapped(list).flatMap((s) => {
    const padded = [SENTENCE_START, SENTENCE_START, ...s, SENTENCE_END];
    return padded.slice(2).map((_, i) => padded.slice(i, i + 3));
  });

const train = sentences(150, 1);
const validation = sentences(40, 2);
const test = sentences(40, 3);
const input = {
  streams: { train: stream(train), validation: stream(validation), test: stream(test) },
  characters: { train: 1000, validation: 250, test: 260 },
  map: MAP,
  vocabulary: K,
};
const seen = trigrams(train);
const matching = (pattern: (number | null)[]): number =>
  seen.filter((t) => pattern.every((p, i) => p === null || t[i] === p)).length;

/** Straight from the definition: filters the whole training part for every count. */
function probability(u: number, v: number, w: number, order: number, weights: readonly (readonly number[])[]): number {
  const components = [1 / (K - 1), matching([null, null, w]) / seen.length];
  const bigrams = matching([null, v, null]);
  const pairs = matching([u, v, null]);
  if (order > 1 && bigrams > 0) components.push(matching([null, v, w]) / bigrams);
  if (order > 2 && pairs > 0) components.push(matching([u, v, w]) / pairs);
  return components.reduce((p, f, i) => p + f * weights[components.length - 2]![i]!, 0);
}

describe('ngramBaselines', () => {
  const result = ngramBaselines(input);
  const orders = [result.unigram, result.bigram, result.trigram];

  it('scores as the definition does', () => {
    for (const { order, weights, test: figures } of orders) {
      const held = trigrams(test);
      const nats = held.reduce((sum, [u, v, w]) => sum - Math.log(probability(u!, v!, w!, order, weights)), 0);
      expect(figures!.loss).toBeCloseTo(nats / held.length, 12);
      expect(figures!.perplexity).toBeCloseTo(Math.exp(nats / held.length), 10);
      expect(figures!.bitsPerCharacter).toBeCloseTo(nats / Math.LN2 / 260, 12);
    }
  });

  it('is a distribution over every token but <s> after every history, seen or not', () => {
    for (const { order, weights } of orders)
      for (let u = 0; u < K; u++)
        for (let v = 0; v < K; v++) {
          let sum = 0;
          for (let w = 0; w < K; w++) if (w !== SENTENCE_START) sum += probability(u, v, w, order, weights);
          expect(sum).toBeCloseTo(1, 12);
        }
  });

  it('fits weights that sum to 1 and that no small change improves on validation', () => {
    const loss = (order: number, weights: readonly (readonly number[])[]): number =>
      trigrams(validation).reduce((sum, [u, v, w]) => sum - Math.log(probability(u!, v!, w!, order, weights)), 0);
    for (const { order, weights } of orders) {
      const best = loss(order, weights);
      const last = weights[order - 1]!;
      expect(last.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      for (let from = 0; from < last.length; from++)
        for (let to = 0; to < last.length; to++) {
          const moved = last.map((w, i) => (i === from ? w * 0.7 : w));
          if (from !== to) moved[to]! += last[from]! * 0.3;
          else continue;
          // The pseudo-tokens pull by up to log(1 / 0.7) nats.
          expect(loss(order, [...weights.slice(0, -1), moved])).toBeGreaterThan(best - 0.36);
        }
    }
  });

  it('gains from longer histories where the text has them', () => {
    expect(result.bigram.test!.loss).toBeLessThan(result.unigram.test!.loss - 0.2);
    expect(result.unigram.test!.loss).toBeLessThan(Math.log(K - 1) + 0.05);
  });

  it('does without a validation or test part', () => {
    const empty = new Uint32Array(0);
    const bare = ngramBaselines({ ...input, streams: { ...input.streams, validation: empty, test: empty } });
    expect(bare.fittedOn).toBe('nothing');
    expect(bare.bigram).toMatchObject({ validation: null, test: null });
    expect(bare.bigram.weights[1]!.every((w) => Math.abs(w - 1 / 3) < 1e-12)).toBe(true);
  });

  it('stays finite for tokens that training never had', () => {
    const strange = { ...input.streams, train: Uint32Array.of(3, 2, 3, 4, 2) };
    const { unigram, trigram } = ngramBaselines({ ...input, streams: strange });
    expect(Number.isFinite(unigram.test!.loss) && Number.isFinite(trigram.test!.loss)).toBe(true);
  });

  it('takes running text, one stream with one end, and a vocabulary in another order', () => {
    const running = Uint32Array.from([...train.flat(), SENTENCE_END]);
    const turned = { ids: Uint32Array.of(7, 6, 5, 4, 3, 2, 1, 0, 7, 7), unknown: 7, sentenceStart: 6, sentenceEnd: 5 };
    const streams = { train: running, validation: running, test: running };
    const straight = ngramBaselines({ ...input, streams });
    const other = ngramBaselines({ ...input, streams, map: turned });
    expect(other.trigram.test!.loss).toBeCloseTo(straight.trigram.test!.loss, 12);
  });
});

describe('KeyCounts', () => {
  it('counts and numbers large keys as a Map does', () => {
    const random = new Random(9);
    const counts = new KeyCounts();
    const reference = new Map<number, number>();
    for (let i = 0; i < 20_000; i++) {
      const key = random.below(3000) * 1e12 + random.below(3);
      counts.add(key);
      reference.set(key, (reference.get(key) ?? 0) + 1);
    }
    let number = 0;
    for (const [key, n] of reference) {
      expect(counts.countOf(key)).toBe(n);
      expect(counts.find(key)).toBe(number++);
    }
    expect(counts.find(17)).toBe(-1);
    expect(counts.countOf(17)).toBe(0);
  });
});
