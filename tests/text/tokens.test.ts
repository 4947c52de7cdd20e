import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { latinWords } from '#shared/text/tokens/latin-words.ts';
import { tokenise } from '#shared/text/tokens/registry.ts';
import { isWhiteSpace } from '#shared/text/white-space.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const segments = (segmenter: Intl.Segmenter, text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);
const isSpace = (text: string): boolean => Array.from(text).every((c) => isWhiteSpace(c.charCodeAt(0)));

describe('rule word', () => {
  it('cuts English as a reader would', () => {
    expect(tokenise(`"Don't," said Mr. O’Neil—3,000.5 U.S.A. a_b rock'n'roll!`, 'word')).toEqual([
      '"',
      "Don't",
      ',',
      '"',
      'said',
      'Mr',
      '.',
      'O’Neil',
      '—',
      '3,000.5',
      'U.S.A',
      '.',
      'a_b',
      "rock'n'roll",
      '!',
    ]);
  });

  it('cuts Chinese and Japanese by dictionary', () => {
    expect(tokenise('我们今天在北京大学读书。', 'word')).toEqual(['我们', '今天', '在', '北京', '大学', '读书', '。']);
    expect(tokenise('今日は、東京タワー', 'word').join('')).toBe('今日は、東京タワー');
  });

  it('keeps a literal <unk> whole', () => {
    expect(tokenise('the <unk>, <unk><unk> 的<unk>', 'word')).toEqual([
      'the',
      '<unk>',
      ',',
      '<unk>',
      '<unk>',
      '的',
      '<unk>',
    ]);
    expect(tokenise('<unk', 'word')).toEqual(['<', 'unk']);
  });

  it('has exactly the boundaries of the Unicode segmenter on every pair and triple of Latin classes', () => {
    const units = [...'aZ0_.,;:\'’‘"·- \t/é“”…—$²ªſ\u00a0\u2024\u2027\u2010©\u0378\u00ad\u0085\u0001\u007f\u0301'];
    for (const a of units)
      for (const b of units)
        for (const c of units) {
          const text = `x${a}${b}${c}1`;
          const expected = segments(words, text)
            .filter((s) => !isSpace(s))
            .map((s) => s.replace(/^[ \t\u00a0]+/, ''));
          if (tokenise(text, 'word').join('|') !== expected.join('|'))
            expect(tokenise(text, 'word'), JSON.stringify(text)).toEqual(expected);
        }
  });

  it('has exactly the boundaries of the Unicode segmenter on random Latin and mixed text', () => {
    const random = new Random(11);
    const latin = [...'abZ01_.,;:\'’‘"·- \t/é“”…—$²'];
    const mixed = [...latin, '你', '好', '。', 'か', 'タ', 'ก', '한', '😀', '🏽', '\u200d', 'ж', 'α', '\u0301'];
    for (let round = 0; round < 3000; round++) {
      const alphabet = round % 2 === 0 ? latin : mixed;
      const text = Array.from({ length: 1 + random.below(25) }, () => alphabet[random.below(alphabet.length)]!).join(
        '',
      );
      const expected = segments(words, text)
        .map((s) => s.replace(/^[ \t]+/, ''))
        .filter((s) => s !== '');
      expect(tokenise(text, 'word'), JSON.stringify(text)).toEqual(expected);
    }
  });

  it('takes the fast path for all of Latin-1 and typographic punctuation', () => {
    const emitted: string[] = [];
    expect(latinWords('“Façade” – it’s naïve…', (token) => emitted.push(token))).toBe(true);
    expect(emitted).toEqual(['“', 'Façade', '”', '–', 'it’s', 'naïve', '…']);
    expect(latinWords('a你', () => expect.unreachable())).toBe(false);
  });
});

describe('rule character', () => {
  it('gives grapheme clusters, white space included', () => {
    expect(tokenise('e\u0301 你👩🏽‍🚀🇩🇪', 'character')).toEqual(['e\u0301', ' ', '你', '👩🏽‍🚀', '🇩🇪']);
  });

  it('has exactly the clusters of the Unicode segmenter on random text', () => {
    const random = new Random(12);
    const alphabet = [
      ...'aZ0 .é“…你。カがｶ！',
      '\u0301',
      '\u200d',
      '\ufe0f',
      '\uff9e',
      '😀',
      '🏽',
      '🇩',
      '🇪',
      '각',
      'ᆨ',
      '\u0600',
      '\u00ad',
      '\t',
      'ก',
      'ำ',
      '〰',
      '\u3099',
      '©',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + random.below(20) }, () => alphabet[random.below(alphabet.length)]!).join(
        '',
      );
      expect(tokenise(text, 'character'), JSON.stringify(text)).toEqual(segments(graphemes, text));
    }
  });
});

describe('rule whitespace', () => {
  it("splits where Python's str.split() does", () => {
    expect(tokenise(' a\u3000b\u00a0c\u001cd\u2028e\ufefff\u200bg\t\u0085h ', 'whitespace')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e\ufefff\u200bg',
      'h',
    ]);
    expect(tokenise('the <unk> n.v. </s>', 'whitespace')).toEqual(['the', '<unk>', 'n.v.', '</s>']);
    expect(tokenise(' \t', 'whitespace')).toEqual([]);
  });

  it('agrees with the Unicode property for every code unit', () => {
    for (let c = 0; c < 0x10000; c++) {
      const expected = /\p{White_Space}/u.test(String.fromCharCode(c)) || (c >= 0x1c && c <= 0x1f);
      if (isWhiteSpace(c) !== expected) expect.unreachable(c.toString(16));
    }
  });
});
