import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { chooseSentenceRule } from '#shared/text/choose-sentence-rule.ts';
import { countCodePoints } from '#shared/text/code-points.ts';
import { sentenceCutter } from '#shared/text/sentences.ts';
import type { SentenceRule } from '#shared/text/settings.ts';

interface Cut {
  sentences: string[];
  characters: number;
  blankLines: number;
  pieces: number;
}

function cut(text: string, rule: SentenceRule, chunk = (left: number): number => left): Cut {
  const result: Cut = { sentences: [], characters: 0, blankLines: 0, pieces: 0 };
  let inside = false;
  const cutter = sentenceCutter(rule, {
    sentence(piece, characters, last) {
      if (inside) result.sentences[result.sentences.length - 1] += piece;
      else result.sentences.push(piece);
      inside = !last && rule !== 'running';
      result.characters += characters;
      result.pieces++;
    },
    blank(characters, lines) {
      result.characters += characters;
      result.blankLines += lines;
    },
  });
  for (let i = 0; i < text.length;) {
    const n = Math.max(1, chunk(text.length - i));
    cutter.push(text.slice(i, i + n));
    i += n;
  }
  cutter.end();
  return result;
}
const sentences = (text: string, rule: SentenceRule = 'segment'): string[] => cut(text, rule).sentences;

describe('rule line', () => {
  it('has one sentence a line, skips blank lines, cuts at LF only', () => {
    expect(cut('one. Two.\n\n \t\nthree\u2028four\u0085five\n last', 'line')).toMatchObject({
      sentences: ['one. Two.', 'three\u2028four\u0085five', ' last'],
      blankLines: 2,
    });
  });
});

describe('rule running', () => {
  it('passes every line with its break', () => {
    expect(sentences('a b\n\nc', 'running')).toEqual(['a b\n', '\n', 'c']);
  });
});

describe('rule segment', () => {
  it('joins wrapped lines and does not end a sentence after titles and initials', () => {
    const text =
      'Mr. and Mrs. Dashwood called on Dr.\nJ. R. Smith of St. Paul. "Is he in?" she asked\nthe maid. He was not,\n' +
      'e.g. on Sundays.\n\nThe end.\n';
    expect(sentences(text)).toEqual([
      'Mr. and Mrs. Dashwood called on Dr. J. R. Smith of St. Paul.',
      '"Is he in?" she asked the maid.',
      'He was not, e.g. on Sundays.',
      'The end.',
    ]);
  });

  it('keeps quotation marks with their sentence, curly and straight', () => {
    expect(sentences('“Stop!” He ran. “Where?” “There.” (So he said.) "Oh." ‘No.’ Then.')).toEqual([
      '“Stop!”',
      'He ran.',
      '“Where?”',
      '“There.”',
      '(So he said.)',
      '"Oh."',
      '‘No.’',
      'Then.',
    ]);
    expect(sentences('Er rief: „Halt!“ Dann lief er. « Oui. » Il part.')).toEqual([
      'Er rief: „Halt!“',
      'Dann lief er.',
      '« Oui. »',
      'Il part.',
    ]);
  });

  it('keeps a number with the heading or the reference it belongs to', () => {
    expect(sentences('CHAPTER 1. Loomings.\n\nSee No. 5 and vol. 3 now. It was I. He left.')).toEqual([
      'CHAPTER 1. Loomings.',
      'See No. 5 and vol. 3 now.',
      'It was I.',
      'He left.',
    ]);
  });

  it('keeps a footnote mark with its sentence, and ends a sentence after a hyphenated letter', () => {
    expect(sentences('It was so.* He said “I kill-e.” And left. J. R. R. Tolkien came, i.e. He. * Note')).toEqual([
      'It was so.*',
      'He said “I kill-e.”',
      'And left.',
      'J. R. R. Tolkien came, i.e. He.',
      '* Note',
    ]);
  });

  it('cuts text without any capitals', () => {
    expect(sentences('how are you? i am fine. mr. smith is not, i.e. he is ill! ok.')).toEqual([
      'how are you?',
      'i am fine.',
      'mr. smith is not, i.e. he is ill!',
      'ok.',
    ]);
  });

  it('cuts Chinese with its quotation marks and joins its lines with nothing', () => {
    expect(
      sentences('他说：“你好！”她没有回\n答……过了一会儿，她问：「何？」『是。』（对。）他走\n了！！然后呢？“再见。”'),
    ).toEqual([
      '他说：“你好！”',
      '她没有回答……过了一会儿，她问：「何？」',
      '『是。』',
      '（对。）',
      '他走了！！',
      '然后呢？',
      '“再见。”',
    ]);
    expect(sentences('我在\nDebian\n上工作。')).toEqual(['我在 Debian 上工作。']);
    expect(sentences('是。「你好。」')).toEqual(['是。', '「你好。」']);
  });

  it('joins after hyphens and dashes with nothing, else with one space, indentation dropped', () => {
    expect(sentences('a well-\n  known man—\nhe   said\n')).toEqual(['a well-known man—he   said']);
  });

  it('begins a paragraph at an indented Chinese line and at a line too long to be wrapped', () => {
    expect(sentences('第一章 开始\n　　他来了\n　　她走了')).toEqual(['第一章 开始', '他来了', '她走了']);
    const long = `${'word '.repeat(50)}end`;
    expect(sentences(`Title\n${long}\nOther\n`)).toEqual(['Title', long, 'Other']);
  });

  it('finds the sentences of hard-wrapped prose', () => {
    const prose =
      'Call me Ishmael. Some years ago—never mind how long precisely—having\nlittle or no money in my purse, I thought I ' +
      'would\nsail about a little.\n\nThere now is your insular city of the\nManhattoes. Right and left,\nthe streets.\n';
    expect(sentences(prose)).toEqual([
      'Call me Ishmael.',
      'Some years ago—never mind how long precisely—having little or no money in my purse, I thought I would sail about a little.',
      'There now is your insular city of the Manhattoes.',
      'Right and left, the streets.',
    ]);
  });
});

describe('every rule', () => {
  const rules: SentenceRule[] = ['line', 'segment', 'running'];
  const pieces = [
    'One two. ',
    'Mr. X ',
    '\n',
    '\n\n',
    '  ',
    '你好。',
    '“',
    '”',
    '! ',
    '😀',
    'e\u0301',
    '\u3000',
    '\t',
    '-',
    '？',
    '\u2028',
    '…',
  ];

  it('accounts for every character and gives the same whatever the chunks', () => {
    const random = new Random(21);
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: random.below(40) }, () => pieces[random.below(pieces.length)]!).join('');
      for (const rule of rules) {
        const whole = cut(text, rule);
        expect(whole.characters, JSON.stringify(text)).toBe(countCodePoints(text));
        expect(cut(text, rule, () => 1 + random.below(4))).toEqual(whole);
        const unspaced = (s: string): string => s.replace(/[\s\u0085]/g, '');
        expect(unspaced(whole.sentences.join(''))).toBe(unspaced(text));
      }
    }
  });

  it.each([
    ['letters', 'a'.repeat(1 << 20)],
    ['words', 'word '.repeat(200_000)],
    ['sentences', 'He said so. '.repeat(90_000)],
    ['Chinese', '我们今天在北京大学读书'.repeat(95_000)],
    ['Chinese sentences', '我们今天读书。'.repeat(150_000)],
    ['emoji', '😀'.repeat(500_000)],
    ['combining marks', `a${'\u0301'.repeat(1 << 20)}`],
    ['wrapped lines without an end', 'some words in a line\n'.repeat(50_000)],
    ['words far apart, in time', `a${' '.repeat(8000)}`.repeat(125)],
  ])('takes a megabyte of %s in pieces, nothing lost', (_, text) => {
    for (const rule of rules) {
      const whole = cut(text, rule);
      expect(whole.characters).toBe(countCodePoints(text));
      expect(whole.sentences.join('').replace(/\s/g, '') === text.replace(/\s/g, '')).toBe(true);
      if (rule !== 'line' || !text.includes('\n')) expect(whole.pieces).toBeGreaterThan(25);
      expect(whole.sentences.every((s) => s.isWellFormed())).toBe(true);
    }
  });
});

describe('chooseSentenceRule', () => {
  it.each([
    [
      'wrapped prose',
      'It was late. He went\nhome and slept until the\nmorning. Then he got up and\nwent out.\n\nA new day. She was\nthere.\n',
      'segment',
    ],
    [
      'a paragraph a line',
      'It was late. He went home. He slept.\nThen he got up. He went out. She was there.\n',
      'segment',
    ],
    ['one long line', 'It was late. He went home. He slept.', 'segment'],
    ['Chinese prose', '他来了。她走了。天黑了。\n他们都睡了。没有人知道。\n', 'segment'],
    ['wrapped Chinese', '今天天气很好。他们一起去\n公园散步，看见了很多花。他说\n明天还要再来。\n', 'segment'],
    ['a sentence a line', 'It was late.\nHe went home.\nMr. Smith slept.\n', 'line'],
    ['tokenised lines', 'the cat sat on the mat\nmr. <unk> is chairman\nno it was n.v. the dutch group\n', 'line'],
    ['verse', '兰叶春葳蕤，桂华秋皎洁。\n欣欣此生意，自尔为佳节。\n', 'line'],
    ['nothing', '\n\n', 'line'],
  ])('%s', (_, text, rule) => {
    expect(chooseSentenceRule(text)).toBe(rule);
  });
});
