import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { StreamDecoder } from '#shared/text/decode.ts';
import { CorpusBuilder } from '#shared/text/encode.ts';
import { type PlacedTokens, placeTokens } from '#shared/text/placed-tokens.ts';
import {
  DEFAULT_TEXT_SETTINGS,
  SENTENCE_RULES,
  type SentenceRule,
  type TextSettings,
  TOKEN_RULES,
} from '#shared/text/settings.ts';
import { isBlank, isWhiteSpace } from '#shared/text/white-space.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const place = (text: string, rule: SentenceRule, changes: Partial<TextSettings> = {}, most = 1e6): PlacedTokens =>
  placeTokens([bytes(text)], 'text', { ...DEFAULT_TEXT_SETTINGS, encoding: 'utf-8', ...changes }, rule, most);

/** As shown: what stands before each token, and the token where it stands. */
function shown({ text, begins, ends }: PlacedTokens): [before: string, text: string][] {
  return Array.from(begins, (begin, i) => [text.slice(ends[i - 1] ?? 0, begin), text.slice(begin, ends[i])]);
}

const normalised = (text: string, settings: TextSettings): string => {
  const decoder = new StreamDecoder('utf-8', settings.normalise);
  return decoder.push(bytes(text)) + decoder.end();
};

/** The tokens of an import of the same text, `</s>` after each sentence. */
function imported(text: string, settings: TextSettings): string[] {
  const builder = new CorpusBuilder(settings);
  builder.beginFile('text', 'train');
  builder.push(bytes(text));
  builder.endFile();
  const { vocabulary, streams } = builder.finish();
  return Array.from(streams.train, (id) => vocabulary.tokens[id]!);
}

/** Without white space; and a final sigma is lower-cased by what stands around it. */
const comparable = (text: string): string =>
  [...text]
    .filter((character) => !isWhiteSpace(character.charCodeAt(0)))
    .join('')
    .replaceAll('ς', 'σ');

/** What makes reading hard: scripts, marks that combine, letters that grow in lower case, all kinds of white space. */
const PIECES = [
  ...['the', 'Cat', 'İstanbul', 'ΟΔΟΣ', 'don’t', 'e.g.', 'Mr.', '3.14', '1\u202f000', '“Yes!”', 'well-', '—', '...'],
  ...[
    '中文',
    '我们',
    '。',
    '！',
    '，',
    'カタ',
    'ไทย',
    '👩‍👩‍👧',
    '🇩🇪',
    '😀',
    'e\u0301',
    '\u0308',
    '\u200d',
    'a\0b',
    '\u00ad',
  ],
  ...['<s>', '</s>', '<unk>', '<S>', '.', '?', '!', ';', '\ufeff', '\u{10428}', '\u{10400}'],
  ...[' ', ' ', '  ', '\t', '\u3000', '\u00a0', '\u0085', '\u2028', '\n', '\n', '\r\n', '\r', '\n\n', '\n  ', ' \n \n'],
];

function randomText(random: Random): string {
  const length = 1 + random.below(200);
  return Array.from({ length }, () => {
    const piece = PIECES[random.below(PIECES.length)]!;
    return random.below(3) === 0 ? `${piece} ` : piece;
  }).join('');
}

describe.each(SENTENCE_RULES)('placed tokens of a text in sentences by the rule %s', (rule) => {
  describe.each(TOKEN_RULES)('in tokens by the rule %s', (tokenRule) => {
    it.each([true, false])('stand where the text has them, lower case %s', (lowercase) => {
      const random = new Random(17 + tokenRule.length);
      for (let n = 0; n < 25; n++) {
        const text = randomText(random);
        const normalise = n % 3 === 0 ? 'none' : 'NFC';
        const settings = {
          ...DEFAULT_TEXT_SETTINGS,
          tokens: tokenRule,
          lowercase,
          normalise,
          sentences: rule,
        } as const;
        const split = { ...settings, encoding: 'utf-8', split: { train: 100, validation: 0, test: 0 } } as const;
        const placed = place(text, rule, split);
        const parts = shown(placed);
        const name = JSON.stringify(text);
        expect(parts.flat().join(''), name).toBe(placed.tokens.length > 0 ? normalised(text, split) : '');
        expect(placed.cut).toBe(false);
        expect(
          parts.map(([, own]) => comparable(lowercase ? own.toLowerCase() : own)),
          name,
        ).toEqual(placed.tokens.map((token) => (token === '</s>' ? '' : comparable(token))));
        const empty = parts.filter(([, own], i) => own === '' && placed.tokens[i] !== '</s>');
        expect(empty, name).toEqual([]);
        if (tokenRule !== 'whitespace')
          expect(
            parts.filter(([before]) => !isBlank(before)),
            name,
          ).toEqual([]);
        if (placed.tokens.length > 2 && !isBlank(text)) expect(placed.tokens, name).toEqual(imported(text, split));
      }
    });
  });
});

describe('placed tokens', () => {
  it('keep line breaks, blanks and capitals as they stand', () => {
    const text = 'The  cat\r\nSAT.\n\n  On it.\n';
    expect(shown(place(text, 'segment', { lowercase: true }))).toEqual([
      ['', 'The'],
      ['  ', 'cat'],
      ['\n', 'SAT'],
      ['', '.'],
      ['', ''],
      ['\n\n  ', 'On'],
      [' ', 'it'],
      ['', '.'],
      ['\n', ''],
    ]);
    expect(place(text, 'segment', { lowercase: true }).tokens.slice(0, 3)).toEqual(['the', 'cat', 'sat']);
  });

  it('of running text have line breaks of their own', () => {
    expect(shown(place('a  \n\nb', 'running'))).toEqual([
      ['', 'a'],
      ['  ', '\n'],
      ['', '\n'],
      ['', 'b'],
      ['', ''],
    ]);
  });

  it('of a word that two lines share hold the line break', () => {
    const parts = shown(place('我们喜欢音\n乐。', 'segment'));
    expect(parts.map(([before, text]) => before + text).join('')).toBe('我们喜欢音\n乐。');
    expect(parts).toContainEqual(['', '音\n乐']);
  });

  it('leave sentence marks in the text to what stands before', () => {
    expect(shown(place('<s> a b </s>\n<s> c </s>\n', 'line', { tokens: 'whitespace' }))).toEqual([
      ['<s> ', 'a'],
      [' ', 'b'],
      ['', ''],
      [' </s>\n<s> ', 'c'],
      [' </s>\n', ''],
    ]);
  });

  it('end with the token that was the last wanted one', () => {
    const placed = place('one two three.\nfour five\n', 'line', {}, 6);
    expect(placed.tokens).toEqual(['one', 'two', 'three', '.', '</s>', 'four']);
    expect(placed).toMatchObject({ cut: true, text: 'one two three.\nfour' });
    expect(place('one two', 'line', {}, 3)).toMatchObject({ cut: false, text: 'one two' });
    expect(place(' \n ', 'line').tokens).toEqual([]);
    expect(place('', 'line').tokens).toEqual([]);
  });

  it('read no more of a long text than they need', () => {
    let asked = 0;
    function* endless(): Generator<Uint8Array> {
      for (;;) {
        asked++;
        yield bytes('four words and a stop.\n'.repeat(20_000));
      }
    }
    const placed = placeTokens(endless(), 'text', DEFAULT_TEXT_SETTINGS, 'segment', 20_000);
    expect(placed.tokens).toHaveLength(20_000);
    expect(placed.cut).toBe(true);
    expect(asked).toBeLessThan(4);
  });
});
