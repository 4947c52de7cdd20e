import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { StreamDecoder, type DecodeRepairs } from '#shared/text/decode.ts';
import { ENCODINGS, type Encoding, type TextSettings } from '#shared/text/settings.ts';
import { concat, encode } from './encoders.ts';

interface Decoded extends DecodeRepairs {
  text: string;
}

function decode(
  bytes: Uint8Array,
  encoding: Encoding,
  normalise: TextSettings['normalise'] = 'none',
  chunk: (left: number) => number = (left) => left,
): Decoded {
  const decoder = new StreamDecoder(encoding, normalise);
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const n = Math.max(1, Math.min(chunk(bytes.length - i), bytes.length - i));
    text += decoder.push(bytes.subarray(i, i + n));
    i += n;
  }
  return { text: text + decoder.end(), ...decoder.repairs };
}

describe('StreamDecoder', () => {
  it('decodes every encoding', () => {
    const texts: Record<Encoding, string> = {
      'utf-8': '你好，wörld 😀\n',
      'utf-16le': '你好，wörld 😀\n',
      'utf-16be': '你好，wörld 😀\n',
      gb18030: '你好，world\n',
      big5: '你好，world\n',
      'windows-1252': '“it’s” – wörld…€\n',
    };
    for (const encoding of ENCODINGS)
      expect(decode(encode(texts[encoding], encoding), encoding)).toEqual({
        text: texts[encoding],
        invalidSequences: 0,
        nulsRemoved: 0,
      });
  });

  it('strips one byte order mark and keeps later ones', () => {
    expect(decode(concat([0xef, 0xbb, 0xbf], encode('a\ufeffb', 'utf-8')), 'utf-8').text).toBe('a\ufeffb');
    expect(decode(encode('\ufeffa', 'utf-16be'), 'utf-16be').text).toBe('a');
    expect(decode(concat([0x84, 0x31, 0x95, 0x33, 0x61]), 'gb18030').text).toBe('a');
  });

  it('counts invalid sequences, but not the U+FFFD that the text has of its own', () => {
    expect(decode(concat(encode('a\ufffdb', 'utf-8'), [0xff, 0xe4, 0xbd]), 'utf-8')).toEqual({
      text: 'a\ufffdb\ufffd\ufffd',
      invalidSequences: 2,
      nulsRemoved: 0,
    });
    expect(decode(encode('a\ufffdb', 'utf-8'), 'utf-8', 'none', () => 1).invalidSequences).toBe(0);
    expect(decode(Uint8Array.of(0x41, 0xff, 0x42), 'big5')).toMatchObject({ text: 'A\ufffdB', invalidSequences: 1 });
  });

  it('replaces lone surrogates of UTF-16', () => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const)
      expect(decode(encode('a\ud800b\udc00😀', encoding), encoding)).toEqual({
        text: 'a\ufffdb\ufffd😀',
        invalidSequences: 2,
        nulsRemoved: 0,
      });
  });

  it('removes and counts NUL', () => {
    expect(decode(encode('\0a\0\0b\r\0\n', 'utf-8'), 'utf-8')).toMatchObject({ text: 'ab\n', nulsRemoved: 4 });
  });

  it('normalises CRLF and CR to LF, across chunks as well', () => {
    const bytes = encode('a\r\nb\rc\n\r\r\nd\r', 'utf-8');
    for (const size of [1, 2, 3, 100]) expect(decode(bytes, 'utf-8', 'none', () => size).text).toBe('a\nb\nc\n\n\nd\n');
  });

  it('composes across chunks', () => {
    const bytes = encode('e\u0301 o\u0302\u0323 각 \u212b', 'utf-8');
    for (const size of [1, 2, 100])
      expect(decode(bytes, 'utf-8', 'NFC', () => size).text).toBe('é ộ 각 Å'.normalize('NFC'));
    expect(decode(bytes, 'utf-8', 'none').text).toContain('e\u0301');
  });

  it('gives the same text and counts for any chunks', () => {
    const random = new Random(5);
    const pieces = [
      'a',
      ' ',
      '\r\n',
      '\r',
      '\n',
      'é',
      'e\u0301',
      '\u0323',
      'ᄀ',
      'ᅡ',
      'ᆨ',
      '你',
      '😀',
      '\0',
      '\ufffd',
      '\ufeff',
    ];
    for (let round = 0; round < 300; round++) {
      const encoding = (['utf-8', 'utf-16le', 'utf-16be'] as const)[round % 3]!;
      const text = Array.from({ length: 30 }, () => pieces[random.below(pieces.length)]!).join('');
      const bytes = encode(text, encoding);
      if (round % 2 === 1) bytes[random.below(bytes.length)] = random.below(256);
      const normalise = round % 4 < 2 ? 'NFC' : 'none';
      const whole = decode(bytes, encoding, normalise);
      expect(decode(bytes, encoding, normalise, () => 1 + random.below(5))).toEqual(whole);
      if (normalise === 'NFC') expect(whole.text).toBe(whole.text.normalize('NFC'));
    }
  });

  it('gives the same text for any chunks of the Chinese encodings, invalid bytes included', () => {
    const random = new Random(6);
    for (let round = 0; round < 200; round++) {
      const encoding = round % 2 === 0 ? 'gb18030' : 'big5';
      const bytes = Uint8Array.from({ length: 40 }, () => (random.below(3) === 0 ? 0x41 : 0x80 + random.below(128)));
      expect(decode(bytes, encoding, 'none', () => 1 + random.below(3))).toEqual(decode(bytes, encoding));
    }
  });

  it('does not hold megabytes back for text that never ends a composition', () => {
    const decoder = new StreamDecoder('utf-8', 'NFC');
    const marks = encode('\u0301'.repeat(100_000), 'utf-8');
    let out = 0;
    for (let i = 0; i < 20; i++) out += decoder.push(marks).length;
    expect(out).toBeGreaterThan(1_000_000);
    expect(out + decoder.end().length).toBe(2_000_000);
  });
});
