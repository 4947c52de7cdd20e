/** The pure logic behind writing with a run and scoring a text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScoredToken, StoredSample } from '#shared/protocol/entities.ts';
import { DEFAULT_SAMPLING } from '#shared/protocol/requests.ts';
import { isSameReading, sentenceAround } from '../../../src-renderer/pages/sample/closer-look.ts';
import { continuation, promptOf, textAfter } from '../../../src-renderer/pages/sample/continuation.ts';
import { contextTail } from '../../../src-renderer/pages/sample/context-tail.ts';
import { drawnShares } from '../../../src-renderer/pages/sample/drawn-shares.ts';
import { earlierSamples } from '../../../src-renderer/pages/sample/earlier.ts';
import { sampleFile } from '../../../src-renderer/pages/sample/sample-file.ts';
import { endsWide, scoreChunks, shownGap, shownTokens } from '../../../src-renderer/pages/sample/score-chunks.ts';
import { scoreCsv, scoreTsv } from '../../../src-renderer/pages/sample/score-table.ts';
import { mostSurprising, surpriseOf, surpriseStep, TINTS } from '../../../src-renderer/pages/sample/surprise.ts';
import { takeToken } from '../../../src-renderer/pages/sample/take-token.ts';
import { temperatureMeaning } from '../../../src-renderer/pages/sample/temperature-meaning.ts';
import { promptParts } from '../../../src-renderer/pages/sample/unknown-ranges.ts';

const scored = (over: Partial<ScoredToken> = {}): ScoredToken => ({
  text: 'a',
  before: ' ',
  token: 'a',
  probability: 0.1,
  rank: 2,
  alternatives: [{ token: 'the', probability: 0.5 }],
  ...over,
});

describe('a prompt', () => {
  it('takes a token as text of the rule is spaced', () => {
    expect(takeToken('', 'The', 'word')).toBe('The');
    expect(takeToken('The cat', 'sat', 'word')).toBe('The cat sat');
    expect(takeToken('The cat', ',', 'word')).toBe('The cat,');
    expect(takeToken('老残', '道', 'word')).toBe('老残道');
    expect(takeToken('ca', 't', 'character')).toBe('cat');
    expect(takeToken('a', ',', 'whitespace')).toBe('a ,');
  });
  it('is told from what was written after it', () => {
    const tokens = ['cat', 'sat', '.'];
    expect(continuation('The', { tokens, text: 'The cat sat.' }, 'word')).toBe(' cat sat.');
    expect(continuation('The  ', { tokens, text: 'The cat sat.' }, 'word')).toBe('cat sat.');
    expect(continuation('The', { tokens: [], text: '' }, 'word')).toBe('');
    // joined otherwise than it was typed
    expect(continuation('a<b', { tokens, text: 'something else' }, 'word')).toBe(' cat sat.');
  });
  it('is found again in other white space and case', () => {
    expect(textAfter('On  THE\nroad', 'on the road went')).toBe(' went');
    expect(textAfter('On the road ', 'on the road went')).toBe('went');
    expect(textAfter('cafe\u0301', 'café au')).toBe(' au');
    expect(textAfter('road', 'ro')).toBeNull();
  });
  it('is the end of a text that is too long, from a word on', () => {
    expect(promptOf('short', 10)).toBe('short');
    expect(promptOf('one two three four', 12)).toBe('three four');
    expect(promptOf('一'.repeat(30), 12)).toBe('一'.repeat(12));
  });
  it('shows what the network does not know where it stands', () => {
    const tokens = [
      scored({ text: 'On', before: '' }),
      scored({ text: 'terraces', token: '<unk>' }),
      scored({ text: ',', before: '', token: '<unk>' }),
      scored({ text: '', before: '', token: '</s>' }),
      scored({ text: 'she', before: '  ' }),
    ];
    expect(promptParts('On terraces,  she ', tokens)).toEqual([
      { text: 'On ', unknown: false },
      { text: 'terraces,', unknown: true },
      { text: '  she ', unknown: false },
    ]);
    expect(promptParts('ab', [scored({ text: 'x', token: '<unk>' })])).toEqual([{ text: 'ab', unknown: false }]);
    expect(promptParts('', [])).toEqual([]);
  });
});

describe('the context', () => {
  it('is named by its last words', () => {
    expect(contextTail('On the terrace Dorothea  had ', 'word')).toBe('Dorothea had');
    expect(contextTail('had', 'word')).toBe('had');
    expect(contextTail('', 'word')).toBe('');
    expect(contextTail('春眠不覺曉處處聞啼鳥', 'character')).toBe('不覺曉處處聞啼鳥');
    expect(contextTail('春'.repeat(50), 'word')).toBe('春'.repeat(22));
  });
});

describe('what the settings make of the next token', () => {
  const scores = [
    { token: 'a', probability: 0.4 },
    { token: '<unk>', probability: 0.3 },
    { token: 'b', probability: 0.2 },
    { token: 'c', probability: 0.1 },
  ];
  const own = { temperature: 1, topK: null, topP: null };
  const drawn = (settings: Partial<typeof DEFAULT_SAMPLING>): (number | string)[] =>
    drawnShares(scores, 4, { ...own, ...settings }, 4).map((share) => share.cut ?? Number(share.drawn.toFixed(4)));

  it('is the distribution itself without what is never drawn', () => {
    expect(drawn({})).toEqual([0.5714, 'never', 0.2857, 0.1429]);
  });
  it('sharpens and flattens', () => {
    expect(drawn({ temperature: 0.5 })).toEqual([0.7619, 'never', 0.1905, 0.0476]);
    expect(drawn({ temperature: 0 })).toEqual([1, 'never', 'temperature', 'temperature']);
    const [first] = drawn({ temperature: 2 });
    expect(first).toBeLessThan(0.5714);
  });
  it('cuts off by number and by share', () => {
    expect(drawn({ topK: 2 })).toEqual([0.6667, 'never', 0.3333, 'top-k']);
    expect(drawn({ topP: 0.5 })).toEqual([1, 'never', 'top-p', 'top-p']);
    expect(drawn({ topK: 2, topP: 0.6 })).toEqual([1, 'never', 'top-p', 'top-k']);
  });
  it('counts what was not told as equally probable', () => {
    const [a, , b] = drawnShares(scores.slice(0, 3), 5, own, 3);
    expect(a?.drawn).toBeCloseTo(0.4 / 0.7, 12);
    expect(b?.drawn).toBeCloseTo(0.2 / 0.7, 12);
    expect(drawnShares([], 5, own, 3)).toEqual([]);
  });
  it.each([
    [0, 'greedy'],
    [0.8, 'sharper'],
    [1, 'own'],
    [1.2, 'flatter'],
  ])('temperature %d is %s', (temperature, meaning) => {
    expect(temperatureMeaning(temperature)).toBe(meaning);
  });
});

describe('what was written before', () => {
  const stored = (id: number, over: Partial<StoredSample> = {}): StoredSample => ({
    id,
    text: `text ${id}`,
    tokens: [],
    seed: id,
    unknown: [],
    createdAt: id,
    step: 1,
    epoch: 1,
    weights: 'best',
    prompt: '',
    settings: DEFAULT_SAMPLING,
    evaluation: null,
    ...over,
  });
  it('comes newest first and once, without evaluations and what is in sight', () => {
    const figures = { loss: 1, perplexity: Math.E, bitsPerCharacter: 1 };
    const all = [
      stored(1),
      stored(2, { evaluation: figures }),
      stored(3),
      stored(4),
      stored(5, { text: 'text 1', seed: 1 }),
    ];
    expect(earlierSamples(all, [{ text: 'text 4', seed: 4 }]).map(({ id }) => id)).toEqual([5, 3]);
  });
  it('becomes a file whose name every system takes', () => {
    expect(sampleFile('a/b: "c"?.txt', 'x')).toEqual({ name: 'a-b- -c-.txt', content: 'x\n' });
    expect(sampleFile('..hidden.txt', 'x\n')).toEqual({ name: 'hidden.txt', content: 'x\n' });
  });
});

describe('surprise', () => {
  it('has a scale that ends at a blind guess', () => {
    const steps = [1, 0.5, 1 / 4, 1 / 63, 1 / 64, 1e-9, 0].map((probability) =>
      surpriseStep(surpriseOf({ probability }), 64),
    );
    expect(steps).toEqual([0, 1, 2, 5, 6, 6, 6]);
    expect(TINTS).toHaveLength(7);
  });
  it('finds the token that surprised most', () => {
    expect(mostSurprising([])).toBeNull();
    expect(mostSurprising([scored(), scored({ probability: 0.01 }), scored({ probability: 0.01 })])).toBe(1);
  });

  const tokensCss = readFileSync(join(import.meta.dirname, '../../../src-renderer/styles/tokens.css'), 'utf8');
  const colour = (name: string, dark: boolean): number[] => {
    const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokensCss);
    const hex = found?.[dark ? 2 : 1] ?? '';
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  };
  const luminance = (rgb: number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  it.each([false, true])(
    'keeps text readable on every tint, and each darker than the one before (dark: %s)',
    (dark) => {
      const [ink, surface, tint] = (['ink', 'surface', 's2'] as const).map((name) => colour(name, dark));
      const steps = TINTS.map((m) => luminance(surface!.map((c, i) => (c * (100 - m) + tint![i]! * m) / 100)));
      for (const step of steps) expect(contrast(luminance(ink!), step)).toBeGreaterThan(4.5);
      const apart = steps.slice(1).map((step, i) => contrast(step, steps[i]!));
      for (const difference of apart) expect(difference).toBeGreaterThan(1.05);
    },
  );
});

describe('a scored text', () => {
  it('comes in chunks that together are all of it', () => {
    const tokens = Array.from({ length: 2000 }, (_, i) =>
      i % 20 === 19
        ? scored({ text: '', before: '', token: '</s>' })
        : scored({ before: i % 400 === 0 ? '\n\n' : ' ' }),
    );
    const chunks = scoreChunks(tokens);
    expect(chunks.flatMap((chunk) => chunk.tokens)).toEqual(tokens);
    expect(chunks.map((chunk) => chunk.from)).toEqual(
      chunks.map((_, i) => chunks.slice(0, i).reduce((sum, chunk) => sum + chunk.tokens.length, 0)),
    );
    // at a paragraph, or after a sentence
    for (const { from } of chunks.slice(1)) expect(from % 400 === 0 || from % 20 === 0).toBe(true);
    expect(Math.max(...chunks.map((chunk) => chunk.tokens.length))).toBeLessThanOrEqual(240);
    expect(scoreChunks([])).toEqual([]);
    const endless = scoreChunks(Array.from({ length: 1000 }, () => scored()));
    expect(endless.map((chunk) => chunk.tokens.length)).toEqual([240, 240, 240, 240, 40]);
  });
  it('joins wrapped lines where sentences are found by punctuation, and keeps them elsewhere', () => {
    expect(shownGap('\n', 'segment', false)).toBe(' ');
    expect(shownGap('\r\n', 'segment', true)).toBe('');
    expect(shownGap('\n', 'line', false)).toBe('\n');
    expect(shownGap('\n \n\n', 'segment', false)).toBe('\n\n');
    expect(shownGap('  ', 'segment', true)).toBe('  ');
    expect(['字', '。', 'word', 'ン', '。”'].map(endsWide)).toEqual([true, true, false, true, false]);
  });
  it('shows what has no ink, and begins at the margin', () => {
    const tokens = [scored({ before: '\n\n' }), scored({ text: '\n', before: '' }), scored({ before: '  ' })];
    const [chunk] = scoreChunks(tokens);
    expect(shownTokens(chunk!, 'running')).toEqual([
      { gap: '', text: 'a' },
      { gap: '', text: '↵\n' },
      { gap: '  ', text: 'a' },
    ]);
    const wrapped = [scored({ text: '字' }), scored({ text: '', before: '' }), scored({ before: '\n', text: '词' })];
    expect(shownTokens(scoreChunks(wrapped)[0]!, 'segment').map(({ gap }) => gap)).toEqual(['', '', '']);
  });
  it('is looked at more closely sentence by sentence', () => {
    const end = scored({ text: '', before: '', token: '</s>' });
    const tokens = [scored({ text: 'One' }), end, scored({ text: 'Two' }), scored({ text: '.', before: '' }), end];
    expect(sentenceAround(tokens, 3)).toEqual({ text: 'Two.', index: 1 });
    expect(sentenceAround(tokens, 4)).toEqual({ text: 'Two.', index: 2 });
    expect(sentenceAround(tokens, 0)).toEqual({ text: 'One', index: 0 });
    expect(sentenceAround([end], 0)).toBeNull();
    expect(
      sentenceAround(
        Array.from({ length: 900 }, () => scored()),
        5,
      ),
    ).toBeNull();
    expect(isSameReading(scored(), scored({ probability: 0.100001 }))).toBe(true);
    expect(isSameReading(scored(), scored({ probability: 0.11 }))).toBe(false);
  });
  it('is a table for other programs', () => {
    const tokens = [
      scored({ text: 'x,"y', before: '', token: '<unk>', probability: 1, rank: 1, alternatives: [] }),
      scored({ text: '\n', token: '\n', probability: 0.5 }),
    ];
    const [header, first] = scoreCsv(tokens).split('\r\n');
    expect(header).toBe('number,text,token,nats,probability,rank,first_choice,first_probability');
    expect(first).toMatch(/^1,"x,""y",<unk>,0,1,1,,$/);
    expect(scoreTsv(tokens).split('\n')[2]).toBe(`2\t\\n\t\\n\t${Math.LN2}\t0.5\t2\tthe\t0.5`);
  });
});
