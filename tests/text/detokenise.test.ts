import { describe, expect, it } from 'vitest';
import { detokenise } from '#shared/text/detokenise.ts';
import { tokenise } from '#shared/text/tokens/registry.ts';

describe('detokenise', () => {
  it.each([
    'Call me Ishmael. Some years ago—never mind how long precisely—I thought I would sail.',
    '"Don\'t," said Mr. O’Neil, "go (now) [or] ever!"',
    '“Where?” she asked; ‘there’…',
    "He said 'no' and \"yes 'sir'\" to water-gazers.",
    'It cost $5 or 10% of £3,000.50: much.',
    'What do you see?—Posted like sentinels...',
    '他说：“你好！”然后走了……2023年在 Debian 项目中（完）。',
    'first line\nsecond "line" here\n',
    'the <unk> of <unk>, and so on',
    "The boys' books, the dogs' friend: it was 'nice', he says 'no'.",
    'From 1990–2000, or pages 3–7.',
  ])('gives word tokens back as they were written: %s', (text) => {
    const tokens = text.split(/(\n)/).flatMap((line) => (line === '\n' ? ['\n'] : tokenise(line, 'word')));
    expect(detokenise(tokens, 'word')).toBe(text);
  });

  it('closes straight quotes at each line break', () => {
    expect(detokenise(['"', 'a', '\n', '"', 'b', '"'], 'word')).toBe('"a\n"b"');
  });

  it('writes no spaces in Thai', () => {
    expect(detokenise(tokenise('ฉันรักภาษาไทย', 'word'), 'word')).toBe('ฉันรักภาษาไทย');
  });

  it('concatenates characters and puts one space between white space tokens', () => {
    expect(detokenise(['a', ' ', '你', '\n', 'b'], 'character')).toBe('a 你\nb');
    expect(detokenise(['a', ',', '\n', 'b', 'c'], 'whitespace')).toBe('a ,\nb c');
    expect(detokenise([], 'word')).toBe('');
  });

  // A way whose time grows with the square of the length would not be done within the test's limit.
  it.each(['word', 'whitespace'] as const)('writes a long text of %s tokens', (rule) => {
    const tokens = Array.from({ length: 400_000 }, (_, i) => (i % 10 === 9 ? '\n' : 'word'));
    expect(detokenise(tokens, rule)).toBe(`${'word '.repeat(8)}word\n`.repeat(40_000));
  });
});
