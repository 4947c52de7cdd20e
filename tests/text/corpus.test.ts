import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { countCodePoints } from '#shared/text/code-points.ts';
import type { FileRole } from '#shared/text/division.ts';
import { CorpusBuilder } from '#shared/text/encode.ts';
import type { EncodedCorpus } from '#shared/text/encoded-corpus.ts';
import { previewText, readBeginning } from '#shared/text/preview.ts';
import { DEFAULT_TEXT_SETTINGS, SENTENCE_END, SPLITS, type Split, type TextSettings } from '#shared/text/settings.ts';
import { TextError, type TextErrorKind } from '#shared/text/text-error.ts';
import { concat, encode } from './encoders.ts';

const utf8 = (text: string): Uint8Array => encode(text, 'utf-8');
const TRAIN_ONLY = { train: 100, validation: 0, test: 0 };

function build(
  files: string | Uint8Array | readonly (readonly [string | Uint8Array, FileRole])[],
  settings: Partial<TextSettings> = {},
  chunk = (): number => Infinity,
): EncodedCorpus {
  const builder = new CorpusBuilder({ ...DEFAULT_TEXT_SETTINGS, ...settings });
  const list = typeof files === 'string' || files instanceof Uint8Array ? ([[files, 'split']] as const) : files;
  list.forEach(([content, role], i) => {
    builder.beginFile(`file${i}.txt`, role);
    const bytes = typeof content === 'string' ? utf8(content) : content;
    for (let at = 0; at < bytes.length;) {
      const n = Math.min(chunk(), bytes.length - at);
      builder.push(bytes.slice(at, at + n));
      at += n;
    }
    builder.endFile();
  });
  return builder.finish();
}

const tokensOf = (corpus: EncodedCorpus, split: Split = 'train'): string =>
  Array.from(corpus.streams[split], (id) => corpus.vocabulary.tokens[id]).join(' ');
const charactersOf = ({ counts }: EncodedCorpus): number =>
  counts.train.characters + counts.validation.characters + counts.test.characters;
const codes = (corpus: EncodedCorpus): string[] => corpus.warnings.map(({ code }) => code);
const kindOf = (work: () => unknown): TextErrorKind | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof TextError) return error.kind;
    throw error;
  }
};

describe('CorpusBuilder', () => {
  it('ranks types by training count, equal counts by first appearance', () => {
    const corpus = build('z y x y\nb a a\n', { sentences: 'line', tokens: 'whitespace', split: TRAIN_ONLY });
    expect(corpus.vocabulary.tokens).toEqual(['<unk>', '<s>', '</s>', 'y', 'a', 'z', 'x', 'b']);
    expect([...corpus.vocabulary.counts]).toEqual([0, 0, 2, 2, 2, 1, 1, 1]);
    expect(tokensOf(corpus)).toBe('z y x y </s> b a a </s>');
    expect(corpus.counts.train).toEqual({ sentences: 2, tokens: 7, characters: 14 });
    expect(corpus.longestSentence).toBe(4);
  });

  it('puts types that training never has last', () => {
    const corpus = build(
      [
        ['late late late\n', 'validation'],
        ['b a a\n', 'train'],
        ['zoo b\n', 'test'],
      ],
      { sentences: 'line' },
    );
    expect(corpus.vocabulary.tokens.slice(3)).toEqual(['a', 'b', 'late', 'zoo']);
    expect([...corpus.vocabulary.counts].slice(3)).toEqual([2, 1, 0, 0]);
    expect(tokensOf(corpus, 'test')).toBe('zoo b </s>');
  });

  it('keeps the order of the text within each part, exactly the shares, the same for the same seed', () => {
    const text = Array.from({ length: 200 }, (_, i) => `word${i}`).join('\n');
    const settings = { sentences: 'line', split: { train: 80, validation: 15, test: 5 } } as const;
    const corpus = build(text, settings);
    expect(SPLITS.map((split) => corpus.counts[split].sentences)).toEqual([160, 30, 10]);
    for (const split of SPLITS) {
      const numbers = tokensOf(corpus, split)
        .split(' </s>')
        .filter((s) => s !== '')
        .map((s) => Number(s.trim().slice(4)));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    expect(tokensOf(build(text, settings), 'test')).toBe(tokensOf(corpus, 'test'));
    expect(tokensOf(build(text, { ...settings, splitSeed: 2 }), 'test')).not.toBe(tokensOf(corpus, 'test'));
  });

  it('cuts running text into three contiguous parts, each ended once', () => {
    const text = 'a b c d\ne f g h\n'.repeat(10);
    const corpus = build(text, { sentences: 'running', split: { train: 80, validation: 10, test: 10 } });
    expect(SPLITS.map((split) => corpus.counts[split])).toEqual([
      { sentences: 1, tokens: 80, characters: 128 },
      { sentences: 1, tokens: 10, characters: 16 },
      { sentences: 1, tokens: 10, characters: 16 },
    ]);
    expect(tokensOf(corpus, 'test')).toBe('a b c d \n e f g h \n </s>');
    const oneLine = build('a b c d e f g h i j', {
      sentences: 'running',
      split: { train: 80, validation: 10, test: 10 },
    });
    expect(SPLITS.map((split) => tokensOf(oneLine, split))).toEqual(['a b c d e f g h </s>', 'i </s>', 'j </s>']);
    expect(charactersOf(oneLine)).toBe(19);
  });

  it('keeps files apart in running text', () => {
    const corpus = build(
      [
        ['a b', 'train'],
        ['c', 'train'],
        ['d\n', 'test'],
      ],
      { sentences: 'running' },
    );
    expect(tokensOf(corpus)).toBe('a b \n c \n </s>');
    expect(tokensOf(corpus, 'test')).toBe('d \n </s>');
  });

  it('reads literal special tokens of tokenised text', () => {
    const corpus = build('<s> the <unk> sat </s>\n<unk> </s> more\n', {
      tokens: 'whitespace',
      sentences: 'line',
      split: TRAIN_ONLY,
    });
    expect(tokensOf(corpus)).toBe('the <unk> sat </s> <unk> </s> more </s>');
    expect(corpus.vocabulary.counts[0]).toBe(2);
    expect(codes(corpus)).toContain('sentence-marks');
    expect(charactersOf(corpus)).toBe(39);
  });

  it('lower-cases after sentences were cut, so that the cuts stay the same', () => {
    const corpus = build('It was Late. He SLEPT. ΟΔΟΣ.', { lowercase: true, sentences: 'segment', split: TRAIN_ONLY });
    expect(tokensOf(corpus)).toBe('it was late . </s> he slept . </s> οδος . </s>');
  });

  it('accounts for every character, whatever the settings and chunks', () => {
    const random = new Random(31);
    const pieces = [
      'One two. ',
      'Mr. X ',
      '\n',
      '\n\n',
      '你好。',
      '“',
      '! ',
      '😀',
      '\u3000',
      '<unk>',
      ' <s> ',
      ' </s> ',
      'a',
    ];
    for (let round = 0; round < 200; round++) {
      const text = `x y${Array.from({ length: random.below(60) }, () => pieces[random.below(pieces.length)]!).join('')}`;
      const settings = {
        encoding: 'utf-8',
        sentences: (['line', 'segment', 'running'] as const)[round % 3]!,
        tokens: (['word', 'whitespace'] as const)[round % 2]!,
        splitSeed: round,
        split: { train: 60, validation: 20, test: 20 },
      } as const;
      const corpus = build(text, settings);
      expect(charactersOf(corpus), JSON.stringify(text)).toBe(countCodePoints(text));
      expect(build(text, settings, () => 1 + random.below(7))).toEqual(corpus);
      for (const split of SPLITS) {
        const stream = corpus.streams[split];
        if (stream.length > 0) expect(stream[stream.length - 1]).toBe(SENTENCE_END);
        expect(corpus.counts[split].tokens).toBe(stream.filter((id) => id !== SENTENCE_END).length);
      }
    }
  });

  it('reads the same text from every encoding', () => {
    const text = '“你好，”他说。\n我们明天去北京。\n';
    const reference = tokensOf(build(text, { split: TRAIN_ONLY }));
    for (const encoding of ['utf-16le', 'utf-16be', 'gb18030'] as const) {
      const corpus = build(encode(text, encoding), { split: TRAIN_ONLY }, () => 3);
      expect(corpus.encoding).toBe(encoding);
      expect(tokensOf(corpus)).toBe(reference);
    }
  });

  it('warns about repairs', () => {
    const corpus = build(concat(utf8('one\0 two 你好吗我们去\n'), [0xff], utf8('three\n')), { sentences: 'line' });
    expect(codes(corpus)).toEqual(
      expect.arrayContaining(['invalid-sequences', 'nuls-removed', 'no-test', 'tiny-text']),
    );
    expect(
      codes(
        build([
          ['a b\n', 'train'],
          ['', 'test'],
          [' \n', 'test'],
        ]),
      ),
    ).toContain('file-empty');
    expect(
      codes(
        build([
          ['a 你好吗我们', 'train'],
          [encode('他说我们不来了', 'gb18030'), 'train'],
        ]),
      ),
    ).toContain('several-encodings');
  });

  it('imports a single sentence with empty validation and test parts', () => {
    const corpus = build('Only one.');
    expect(tokensOf(corpus)).toBe('Only one . </s>');
    expect(corpus.streams.validation.length + corpus.streams.test.length).toBe(0);
    expect(codes(corpus)).toEqual(expect.arrayContaining(['no-validation', 'no-test']));
  });

  it.each<[string, TextErrorKind, () => unknown]>([
    ['nothing', 'empty', () => build('')],
    ['no file', 'empty', () => build([])],
    ['white space', 'blank', () => build(' \n\t\n\u3000')],
    ['white space as running text', 'blank', () => build('\n\n \n', { sentences: 'running' })],
    ['a byte order mark alone', 'blank', () => build(Uint8Array.of(0xef, 0xbb, 0xbf))],
    ['a single token', 'too-little', () => build('one')],
    ['no training file', 'no-train', () => build([['a b c', 'test']])],
    ['a picture', 'binary', () => build(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13))],
    ['numbers', 'binary', () => build(new Uint8Array(new Float32Array(300).map((_, i) => Math.sin(i)).buffer))],
  ])('refuses %s', (_, kind, work) => {
    expect(kindOf(work)).toBe(kind);
  });

  it('reports progress and stops when it is told to', () => {
    const bytes = utf8('some words in a line\n'.repeat(50_000));
    const seen: number[] = [];
    const builder = new CorpusBuilder(DEFAULT_TEXT_SETTINGS, {
      onProgress: (n) => seen.push(n),
      isCancelled: () => seen.length >= 3,
    });
    builder.beginFile('a.txt');
    expect(kindOf(() => builder.push(bytes))).toBe('cancelled');
    expect(seen).toEqual([1, 2, 3].map((i) => i * 256 * 1024));
  });

  it('cuts sentences beyond the limit of their rule and says so', () => {
    const found = build('word '.repeat(2500), { sentences: 'segment', split: TRAIN_ONLY });
    expect(found.counts.train).toEqual({ sentences: 3, tokens: 2500, characters: 12_500 });
    expect(found.longestSentence).toBe(1000);
    expect(found.warnings.find(({ code }) => code === 'sentences-cut')?.count).toBe(1);
    const line = build('word '.repeat(2500), { sentences: 'line', split: TRAIN_ONLY });
    expect(line.longestSentence).toBe(2500);
    expect(build('w '.repeat(100_001), { sentences: 'line', split: TRAIN_ONLY }).counts.train.sentences).toBe(2);
  });

  it.each([
    ['letters', 'a'.repeat(1 << 20)],
    ['Chinese', '我们今天在北京大学读书'.repeat(32_000)],
    ['words', 'some more words '.repeat(65_000)],
  ])('takes a megabyte of %s without a break in every rule', (_, text) => {
    for (const sentences of ['line', 'segment', 'running'] as const)
      for (const tokens of ['word', 'whitespace', 'character'] as const) {
        const corpus = build(text, { sentences, tokens, split: TRAIN_ONLY });
        expect(charactersOf(corpus)).toBe(text.length);
        const limit = { line: 100_000, segment: 1000, running: Infinity }[sentences];
        expect(corpus.longestSentence).toBeLessThanOrEqual(limit);
        if (tokens === 'character') expect(corpus.counts.train.tokens).toBeGreaterThanOrEqual(text.trim().length);
      }
  });
});

describe('previewText', () => {
  const tokensOf = ({ sentences, corpus }: ReturnType<typeof previewText>): string[][] =>
    sentences.map(({ ids }) => ids.map((id) => corpus.vocabulary.tokens[id]!));

  it('shows the first sentences as the import would read them', () => {
    const bytes = utf8('It was late. He went home. He slept.\nThen he got up. 你好吗？');
    const preview = previewText(
      [{ name: 'a.txt', bytes: bytes.subarray(0, bytes.length - 4), cut: true }],
      DEFAULT_TEXT_SETTINGS,
      { most: 2, draw: null },
    );
    expect(tokensOf(preview)).toEqual([
      ['It', 'was', 'late', '.'],
      ['He', 'went', 'home', '.'],
    ]);
    expect(preview.corpus).toMatchObject({ encoding: 'utf-8', sentenceRule: 'segment' });
    expect(codes(preview.corpus)).not.toContain('invalid-sequences');
    expect(preview.corpus.counts.train.sentences).toBe(5);
  });

  it('shows the lines of running text', () => {
    const sample = { name: 'a.txt', bytes: utf8('a b\n\nc\n'), cut: false };
    const settings = { ...DEFAULT_TEXT_SETTINGS, sentences: 'running' as const };
    expect(tokensOf(previewText([sample], settings, { most: 5, draw: null }))).toEqual([['a', 'b'], ['c']]);
  });

  it('draws sentences from everywhere, each once, in order, the same for the same seed', () => {
    const text = Array.from({ length: 50 }, (_, i) => `line ${i + 1}`).join('\n');
    const draw = (seed: number | null, most = 10) =>
      previewText([{ name: 'a.txt', bytes: utf8(text), cut: false }], DEFAULT_TEXT_SETTINGS, { most, draw: seed });
    const drawn = draw(3);
    const numbers = drawn.sentences.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(10);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.at(-1)).toBeGreaterThan(10);
    expect(tokensOf(drawn)).toEqual(numbers.map((n) => ['line', String(n)]));
    expect(draw(3).sentences).toEqual(drawn.sentences);
    expect(draw(4).sentences).not.toEqual(drawn.sentences);
    expect(draw(4, 100).sentences).toHaveLength(50);
  });
});

describe('readBeginning', () => {
  const beginning = (bytes: Uint8Array, most: number, cut = false) =>
    readBeginning({ name: 'a.txt', bytes, cut }, DEFAULT_TEXT_SETTINGS, most);

  it('is the text as it stands, whole characters of it', () => {
    expect(beginning(utf8('Ein\r\n  Satz.'), 100)).toEqual({
      encoding: 'utf-8',
      invalidSequences: 0,
      text: 'Ein\n  Satz.',
      more: false,
    });
    expect(beginning(utf8('ab😀'), 3)).toMatchObject({ text: 'ab', more: true });
    expect(beginning(utf8('short'), 100, true)).toMatchObject({ more: true });
    expect(beginning(new Uint8Array(0), 100)).toMatchObject({ encoding: null, text: '' });
  });

  it('counts what does not fit the encoding', () => {
    const settings = { ...DEFAULT_TEXT_SETTINGS, encoding: 'utf-8' as const };
    const sample = { name: 'a.txt', bytes: Uint8Array.of(0x61, 0xff, 0x62, 0xfe), cut: false };
    expect(readBeginning(sample, settings, 10)).toMatchObject({ invalidSequences: 2, text: 'a\ufffdb\ufffd' });
  });
});
