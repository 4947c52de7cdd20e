import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { ngramBaselines } from '#shared/text/baselines.ts';
import { CorpusBuilder } from '#shared/text/encode.ts';
import type { EncodedCorpus } from '#shared/text/encoded-corpus.ts';
import type { TextSettings } from '#shared/text/settings.ts';
import { derive } from '#shared/text/small-grammar/derive.ts';
import { expectation } from '#shared/text/small-grammar/expectations.ts';
import { entropyFigures, floorOf } from '#shared/text/small-grammar/floor.ts';
import { type Grammar, rulesOf } from '#shared/text/small-grammar/grammar.ts';
import { inside } from '#shared/text/small-grammar/inside.ts';
import { SMALL_GRAMMAR_SETTINGS } from '#shared/text/small-grammar/sample-settings.ts';
import { smallGrammarText } from '#shared/text/small-grammar/sample-text.ts';
import { smallGrammar } from '#shared/text/small-grammar/small-grammar.ts';
import { WORDS, type Words } from '#shared/text/small-grammar/words.ts';
import { tokenise } from '#shared/text/tokens/registry.ts';

const grammar = smallGrammar();
const lines = smallGrammarText().trimEnd().split('\n');

/** One or two words of each kind: the same rules, but sentences that can be listed. */
const FEW_WORDS: Words = {
  names: ['Ada'],
  nouns: [['fox', 'foxes']],
  intransitive: [['sleeps', 'sleep']],
  transitive: [['chases', 'chase']],
  optional: [['paints', 'paint']],
  places: ['by the sea'],
};

/** S -> a S with probability p, or b. */
const oneLetter = (p: number): Grammar => ({ start: 'S', rules: new Map([['S', rulesOf({ 'a S': p, b: 1 - p })]]) });

function build(text: string, settings: Partial<TextSettings> = {}): EncodedCorpus {
  const builder = new CorpusBuilder({ ...SMALL_GRAMMAR_SETTINGS, ...settings });
  builder.beginFile('text');
  builder.push(new TextEncoder().encode(text));
  builder.endFile();
  return builder.finish();
}

/** Fewest tokens that each nonterminal can become. */
function shortest({ rules }: Grammar): (symbol: string) => number {
  const lengths = new Map<string, number>();
  const length = (symbol: string): number => (rules.has(symbol) ? (lengths.get(symbol) ?? Infinity) : 1);
  for (let before = -1; lengths.size > before || before < 0;) {
    before = lengths.size;
    for (let i = 0; i < rules.size; i++)
      for (const [name, ways] of rules) {
        const least = Math.min(...ways.map(({ symbols }) => symbols.reduce((n, s) => n + length(s), 0)));
        if (least < Infinity) lengths.set(name, least);
      }
  }
  return length;
}

/** Every derivation of a sentence of at most `most` tokens, by brute force. */
function* derivations(grammar: Grammar, most: number): Generator<{ tokens: string[]; probability: number }> {
  const least = shortest(grammar);
  function* complete(
    tokens: readonly string[],
    waiting: readonly string[],
    probability: number,
  ): Generator<{ tokens: string[]; probability: number }> {
    if (tokens.length + waiting.reduce((n, symbol) => n + least(symbol), 0) > most) return;
    const [next, ...rest] = waiting;
    if (next === undefined) yield { tokens: [...tokens], probability };
    else if (!grammar.rules.has(next)) yield* complete([...tokens, next], rest, probability);
    else
      for (const rule of grammar.rules.get(next) ?? [])
        yield* complete(tokens, [...rule.symbols, ...rest], probability * rule.probability);
  }
  yield* complete([], [grammar.start], 1);
}

/** [n] how probable a sentence of n tokens is, n up to `most`: from the grammar's rules, without any sentence. */
function lengthDistribution({ start, rules }: Grammar, most: number): number[] {
  const zero = (): number[] => new Array<number>(most + 1).fill(0);
  let known = new Map([...rules.keys()].map((name) => [name, zero()]));
  const product = (a: readonly number[], b: readonly number[]): number[] =>
    zero().map((_, n) => a.slice(0, n + 1).reduce((sum, x, i) => sum + x * (b[n - i] ?? 0), 0));
  // After i rounds every derivation that is at most i deep is in it.
  for (let round = 0; round < 6 * most; round++)
    known = new Map(
      [...rules].map(([name, ways]) => {
        const sum = zero();
        for (const { probability, symbols } of ways) {
          const one = symbols
            .map((symbol) => known.get(symbol) ?? [0, 1])
            .reduce((all, each) => product(all, each), [1]);
          one.forEach((p, n) => (sum[n] = (sum[n] ?? 0) + probability * p));
        }
        return [name, sum];
      }),
    );
  return known.get(start) ?? [];
}

describe('the small grammar', () => {
  it('has rules whose probabilities sum to 1, and words that tell their class', () => {
    for (const [name, rules] of grammar.rules) {
      expect(
        rules.reduce((sum, { probability }) => sum + probability, 0),
        name,
      ).toBeCloseTo(1, 12);
      for (const { symbols } of rules) expect(symbols.every((symbol) => symbol !== '')).toBe(true);
    }
    const words = [WORDS.nouns, WORDS.intransitive, WORDS.transitive, WORDS.optional].flat(2).concat(WORDS.names);
    expect(new Set(words).size).toBe(words.length);
    expect(WORDS.nouns.every(([singular]) => /^[^aeiou]/.test(singular))).toBe(true);
  });

  it('gives no sentence two derivations: all that are short, listed one by one', () => {
    const few = smallGrammar(FEW_WORDS);
    // three subjects before the first verb: The fox that the fox that the fox paints chases sleeps.
    const most = 13;
    const byLength = new Array<number>(most + 1).fill(0);
    const seen = new Map<string, number>();
    const twice: string[] = [];
    for (const { tokens, probability } of derivations(few, most)) {
      const sentence = tokens.join(' ');
      if (seen.has(sentence)) twice.push(sentence);
      seen.set(sentence, probability);
      byLength[tokens.length] = (byLength[tokens.length] ?? 0) + probability;
    }
    expect(twice).toEqual([]);
    expect(seen.size).toBeGreaterThan(20_000);
    lengthDistribution(few, most).forEach((p, n) => expect(byLength[n]).toBeCloseTo(p, 12));
    let i = 0;
    for (const [sentence, probability] of seen) {
      if (i++ % 50 > 0) continue;
      const found = inside(few, sentence.split(' '));
      expect(found.derivations, sentence).toBe(1);
      expect(found.probability / probability).toBeCloseTo(1, 10);
    }
  });

  it('agrees in number across clauses', () => {
    const has = (sentence: string): boolean => inside(grammar, tokenise(sentence, 'word')).probability > 0;
    expect(has('The fox that the geese watch sleeps.')).toBe(true);
    expect(has('The fox that the geese watch sleep.')).toBe(false);
    expect(has('The geese that the fox that some mice tease watches sleep by the sea.')).toBe(true);
    expect(has('The geese that the fox that some mice tease watch sleep by the sea.')).toBe(false);
    expect(has('Ada admires every dragon that paints.')).toBe(true);
    expect(has('Ada admires.')).toBe(false);
    expect(has('Ada sleeps the fox.')).toBe(false);
    expect(has('the fox sleeps.')).toBe(false);
    expect(has('Every foxes sleep.')).toBe(false);
    expect(inside(grammar, [])).toEqual({ probability: 0, derivations: 0 });
  });
});

describe('expectations', () => {
  it('are those that one finds by hand for a small grammar', () => {
    const p = 0.3;
    const nats = expectation(oneLetter(p), ({ probability }) => -Math.log(probability));
    expect(nats).toBeCloseTo((-p * Math.log(p) - (1 - p) * Math.log(1 - p)) / (1 - p), 12);
    expect(expectation(oneLetter(p), () => 1)).toBeCloseTo(1 / (1 - p), 12);
  });

  it('of a grammar that goes on for ever are refused', () => {
    const endless: Grammar = { start: 'S', rules: new Map([['S', rulesOf({ 'S S': 0.6, a: 0.4 })]]) };
    expect(() => expectation(endless, () => 1)).toThrow('no finite mean');
  });

  it('are the means of many sentences', () => {
    const random = new Random(4);
    const n = 12_000;
    const drawn = Array.from({ length: n }, () => derive(grammar, random));
    const { loss, bitsPerCharacter } = entropyFigures(grammar);
    const length = expectation(grammar, ({ symbols }) => symbols.filter((s) => !grammar.rules.has(s)).length);
    const near = (values: readonly number[], exact: number): void => {
      const mean = values.reduce((a, b) => a + b) / n;
      const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
      expect(Math.abs(mean - exact)).toBeLessThan((3 * deviation) / Math.sqrt(n));
    };
    const nats = drawn.map((tokens) => -Math.log(inside(grammar, tokens).probability));
    near(nats, loss * (length + 1));
    near(
      drawn.map((tokens) => tokens.length),
      length,
    );
    const characters = drawn.map((tokens) => tokens.join(' ').replace(' .', '.').length + 1);
    near(characters, (loss * (length + 1)) / Math.LN2 / bitsPerCharacter);
  });
});

describe('the sample text', () => {
  it('is the same on every machine', () => {
    expect(lines).toHaveLength(10_000);
    const hash = createHash('sha256').update(smallGrammarText()).digest('hex');
    expect(hash).toBe('56361f3609f21b03c4508292a358afc3f7bd9d64b70a0c2df8ed998611818f65');
  });

  it('has one sentence a line, with a capital letter and a full stop', () => {
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Za-z ]*[a-z]\.$/);
  });

  it('is cut into the tokens that the grammar wrote, each sentence with a single derivation', () => {
    const random = new Random(1990);
    for (const line of lines) expect(tokenise(line, 'word')).toEqual(derive(grammar, random));
    expect(lines.filter((line) => inside(grammar, tokenise(line, 'word')).derivations !== 1)).toEqual([]);
  });
});

describe('the floor', () => {
  const corpus = build(smallGrammarText());
  const floor = floorOf(grammar, corpus);

  it('is the entropy, with the grammar’s own figures on each part near it', () => {
    expect(floor).toMatchObject(entropyFigures(grammar));
    expect(floor?.perplexity).toBeCloseTo(Math.exp(floor?.loss ?? NaN), 12);
    for (const part of Object.values(floor?.parts ?? {}))
      expect(Math.abs((part?.loss ?? NaN) / (floor?.loss ?? NaN) - 1)).toBeLessThan(0.02);
    const text = build('The fox sleeps.\nAda admires some geese.\n', { split: { train: 100, validation: 0, test: 0 } });
    const nats = ['The fox sleeps .', 'Ada admires some geese .'].reduce(
      (sum, sentence) => sum - Math.log(inside(grammar, sentence.split(' ')).probability),
      0,
    );
    const parts = floorOf(grammar, text)?.parts;
    expect(parts).toMatchObject({ validation: null, test: null });
    expect(parts?.train?.loss).toBeCloseTo(nats / 11, 12);
    expect(parts?.train?.bitsPerCharacter).toBeCloseTo(nats / Math.LN2 / 40, 12);
  });

  it('is well below what counting reaches', () => {
    const { size } = corpus.vocabulary;
    const { train, validation, test } = corpus.counts;
    const baselines = ngramBaselines({
      streams: corpus.streams,
      characters: { train: train.characters, validation: validation.characters, test: test.characters },
      map: corpus.vocabulary.remapToPrefix(size),
      vocabulary: size,
    });
    const least = floor?.parts.validation?.perplexity ?? NaN;
    expect(baselines.trigram.validation?.perplexity).toBeGreaterThan(1.3 * least);
    expect(baselines.bigram.validation?.perplexity).toBeGreaterThan(1.4 * least);
  });

  it('is not told where the tokens are not the grammar’s', () => {
    const few = `${lines.slice(0, 200).join('\n')}\n`;
    expect(floorOf(grammar, build(few))).not.toBeNull();
    expect(floorOf(grammar, build(few, { sentences: 'segment' }))).not.toBeNull();
    const other: Partial<TextSettings>[] = [
      { lowercase: true },
      { tokens: 'whitespace' },
      { tokens: 'character' },
      { sentences: 'running' },
    ];
    for (const settings of other) expect(floorOf(grammar, build(few, settings))).toBeNull();
    expect(floorOf(grammar, build(`${few}Foxes sleep.\n`))).toBeNull();
  });
});
