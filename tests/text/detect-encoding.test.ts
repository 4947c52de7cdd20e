import { describe, expect, it } from 'vitest';
import { looksBinary, knownFormat } from '#shared/text/binary.ts';
import { detectEncoding } from '#shared/text/detect-encoding.ts';
import type { Encoding } from '#shared/text/settings.ts';
import { concat, encode } from './encoders.ts';

const SIMPLIFIED =
  '兰叶春葳蕤，桂华秋皎洁。欣欣此生意，自尔为佳节。\n谁知林栖者，闻风坐相悦。草木有本心，何求美人折？\n' +
  '他说：“我们明天去北京。”她没有回答，只是看着窗外的雨。\n';
const TRADITIONAL =
  '他說：「我們明天去北京。」她沒有回答，只是看著窗外的雨。\n這個問題很難，沒有人知道為什麼會發生這樣的事情。\n';
const ENGLISH = 'Call me Ishmael. Some years ago, never mind how long precisely, I thought I would sail about.\n';
const RUSSIAN = 'Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.\n';
const FRENCH =
  'Longtemps, je me suis couché de bonne heure. À peine ma bougie éteinte, mes yeux se fermaient si vite.\n';
const detected = (bytes: Uint8Array): Encoding => detectEncoding(bytes).encoding;

describe('detectEncoding', () => {
  it.each<[string, string, Encoding]>([
    ['English', ENGLISH, 'utf-8'],
    ['Chinese', SIMPLIFIED, 'utf-8'],
    ['Chinese', SIMPLIFIED, 'gb18030'],
    ['traditional Chinese', TRADITIONAL, 'gb18030'],
    ['traditional Chinese', TRADITIONAL, 'big5'],
    ['Chinese', SIMPLIFIED, 'utf-16le'],
    ['Chinese', SIMPLIFIED, 'utf-16be'],
    ['Chinese without ASCII', SIMPLIFIED.replaceAll('\n', ''), 'utf-16le'],
    ['Chinese without ASCII', SIMPLIFIED.replaceAll('\n', ''), 'utf-16be'],
    ['English', ENGLISH, 'utf-16le'],
    ['English', ENGLISH, 'utf-16be'],
    ['Russian', RUSSIAN, 'utf-8'],
    ['Russian', RUSSIAN, 'utf-16le'],
    ['Russian', RUSSIAN, 'utf-16be'],
    ['French', FRENCH, 'windows-1252'],
    ['curly quotes', 'She said “no”, and it’s true – I think…\n', 'windows-1252'],
    ['one word', 'café', 'windows-1252'],
    ['two characters', '你好', 'gb18030'],
    ['common characters only', '中国人民', 'gb18030'],
    ['Korean', '나는 오늘 학교에 갔다. 비가 왔다.\n', 'utf-16le'],
    ['Korean', '나는 오늘 학교에 갔다. 비가 왔다.\n', 'utf-16be'],
    ['English with a Chinese word', `${ENGLISH} 中国 ${ENGLISH}`, 'gb18030'],
  ])('%s: %s as %s', (_, text, encoding) => {
    const bytes = encode(text, encoding);
    expect(detected(bytes)).toBe(encoding);
    expect(new TextDecoder(encoding).decode(bytes)).toBe(text);
  });

  it.each<[Encoding, number[]]>([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
    ['gb18030', [0x84, 0x31, 0x95, 0x33]],
  ])('believes a byte order mark: %s', (encoding, mark) => {
    expect(detectEncoding(concat(mark, encode('你', encoding)))).toEqual({ encoding, reason: 'byte-order-mark' });
  });

  it('tolerates a sample that is cut inside a character, in every encoding', () => {
    for (const encoding of ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const) {
      const bytes = encode(SIMPLIFIED, encoding);
      for (let cut = 0; cut < 6; cut++) expect(detected(bytes.subarray(0, bytes.length - cut))).toBe(encoding);
    }
    const big5 = encode(TRADITIONAL, 'big5');
    expect(detected(big5.subarray(0, big5.length - 2))).toBe('big5');
  });

  it('still sees UTF-8 when a few bytes are damaged', () => {
    const bytes = encode(SIMPLIFIED, 'utf-8');
    bytes[40] = 0xff;
    expect(detectEncoding(bytes)).toEqual({ encoding: 'utf-8', reason: 'mostly-valid-utf-8' });
  });

  it('takes ASCII and nothing at all as UTF-8', () => {
    expect(detectEncoding(encode('a', 'utf-8')).reason).toBe('ascii');
    expect(detected(new Uint8Array(0))).toBe('utf-8');
    expect(detected(concat(encode('one\0 two\n'.repeat(3), 'utf-8')))).toBe('utf-8');
  });
});

describe('binary files', () => {
  it('names known formats', () => {
    expect(knownFormat(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0))).toContain('PNG');
    expect(knownFormat(concat([0x50, 0x4b, 3, 4, 20, 0]))).toContain('ZIP');
    expect(knownFormat(encode('SQLite format 3\0', 'utf-8'))).toContain('SQLite');
    expect(knownFormat(encode('%PDF-1.7\n', 'utf-8'))).toContain('PDF');
    expect(knownFormat(encode('Call me Ishmael.', 'utf-8'))).toBeNull();
  });

  it('sees weights and random bytes, but not text with a few NULs or terminal colours', () => {
    expect(looksBinary(new Uint8Array(Float32Array.from({ length: 500 }, (_, i) => Math.sin(i)).buffer))).toBe(true);
    expect(looksBinary(Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255))).toBe(true);
    expect(looksBinary(encode('one\0two\n', 'utf-8'))).toBe(false);
    expect(looksBinary(encode('\u001b[33mred\u001b[m\f\n', 'utf-8'))).toBe(false);
    expect(looksBinary(encode(SIMPLIFIED, 'gb18030'))).toBe(false);
  });
});
