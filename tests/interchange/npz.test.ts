import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { readNpy, writeNpy, type NpyArray } from '#shared/interchange/npy.ts';
import { readNpz, writeNpz } from '#shared/interchange/npz.ts';

const ARRAYS = new Map<string, NpyArray>([
  ['W', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
  ['exact', { shape: [3], data: Float64Array.of(Math.PI, -0, 1e300) }],
  ['number', { shape: [], data: Float32Array.of(7) }],
  ['vocabulary', { shape: [4], texts: ['<unk>', '词', '😀 "x", \'y\'', ''] }],
  ['single', { shape: [], texts: ['tanh'] }],
  ['none', { shape: [0], texts: [] }],
]);

/** An .npy of version 1 with this header. */
function npy(header: string, elements = new Uint8Array(0), version = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(10 + header.length + elements.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(elements, 10 + header.length);
  return bytes;
}
const header = (descr: string, shape: string, order = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;

describe('npz', () => {
  test('what is written is read back', () => expect(readNpz(writeNpz(ARRAYS))).toEqual(ARRAYS));

  test('the same arrays give the same bytes', () => expect(writeNpz(ARRAYS)).toEqual(writeNpz(ARRAYS)));

  test('what NumPy wrote is read: stored, deflated, column order, float16, float64, text', () => {
    const fixture = (name: string): Map<string, NpyArray> =>
      readNpz(readFileSync(new URL(`fixtures/${name}.npz`, import.meta.url)));
    const vocabulary = { shape: [5], texts: ['<unk>', '<s>', '</s>', '词', 'a"b,'] };
    const W_in = { shape: [2, 5], data: Float64Array.from({ length: 10 }, (_, i) => i / 8 - 0.5) };
    const W_rec = { shape: [2, 2], data: Float32Array.of(0.5, -0.25, 0.125, 2) };
    const W_out = { shape: [5, 2], data: Float32Array.from({ length: 10 }, (_, i) => i / 4 - 1) };
    const arrays = { W_in, W_rec, W_out, vocabulary };
    expect(Object.fromEntries(fixture('numpy'))).toEqual(arrays);
    expect(Object.fromEntries(fixture('numpy-compressed'))).toEqual({
      ...arrays,
      cell: { shape: [], texts: ['relu'] },
    });
  });

  test('other files in the archive are passed over', () => {
    const archive = zipSync({ 'README.txt': new Uint8Array(5), 'a.npy': writeNpy({ shape: [], texts: ['x'] }) });
    expect([...readNpz(archive).keys()]).toEqual(['a']);
  });
});

describe('hostile archives', () => {
  const refused = (bytes: Uint8Array, message: RegExp): void => {
    expect(() => readNpz(bytes)).toThrow(InterchangeError);
    expect(() => readNpz(bytes)).toThrow(message);
  };
  /** Writes another uncompressed size into the central directory and the entry. */
  const announcing = (archive: Uint8Array, size: number): Uint8Array => {
    const view = new DataView(archive.buffer, archive.byteOffset);
    for (let at = 0; at + 30 < archive.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
    }
    return archive;
  };
  const zeros = { shape: [100, 100], data: new Float32Array(10_000) };

  test('no archive', () => refused(new Uint8Array(100), /cannot be unpacked/));
  test('nothing', () => refused(new Uint8Array(0), /cannot be unpacked/));
  test('an entry that is no array', () => refused(zipSync({ 'a.npy': new Uint8Array(50) }), /a is not a NumPy array/));
  test('too many entries', () => {
    const files = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`${i}.npy`, new Uint8Array(1)]));
    refused(zipSync(files), /more than 64 entries/);
  });
  test('impossible compression is refused before anything is allocated', () =>
    refused(announcing(zipSync({ 'a.npy': writeNpy(zeros) }), 4_000_000_000), /impossible sizes/));
  test('more than a gibibyte in all', () => {
    const million = new Uint8Array(1 << 20).map((_, i) => (i * 2654435761) >>> 13);
    refused(announcing(zipSync({ 'a.npy': million }, { level: 0 }), 2 ** 30 - 1 + 2), /more than 1 GiB/);
  });
  test('a size that is too small or too large', () => {
    const length = writeNpy(zeros).length;
    for (const size of [length - 1, length + 1, 10])
      refused(announcing(zipSync({ 'a.npy': writeNpy(zeros) }), size), /damaged/);
  });
  test('every truncation', () => {
    const whole = writeNpz(new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]]));
    for (let length = 0; length < whole.length; length++)
      expect(() => readNpz(whole.subarray(0, length))).toThrow(InterchangeError);
  });
});

describe('npy', () => {
  const FOUR = new Uint8Array(4);

  test('header of 64 aligned bytes, as NumPy writes it', () => {
    const bytes = writeNpy({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 128))).toBe(
      `\u201cNUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`.padEnd(127) + '\n',
    );
    expect(bytes).toHaveLength(128 + 24);
    expect(new TextDecoder('latin1').decode(writeNpy({ shape: [1], data: Float64Array.of(1) }))).toContain(
      "'<f8', 'fortran_order': False, 'shape': (1,), }",
    );
  });

  test('version 2', () => {
    const text = header('<f4', '(1,)');
    const bytes = new Uint8Array(12 + text.length + 4);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, text.length, 0, 0, 0]);
    bytes.set(new TextEncoder().encode(text), 12);
    expect(readNpy(bytes, 'a')).toEqual({ shape: [1], data: Float32Array.of(0) });
  });

  test('nothing in column order takes no time, whatever its rows', () => {
    const empty = npy(header('<f4', '(9007199254740991, 0)', 'True'));
    expect(readNpy(empty, 'a')).toEqual({ shape: [9007199254740991, 0], data: new Float32Array(0) });
  });

  const refused: [string, Uint8Array, RegExp][] = [
    ['nothing', new Uint8Array(0), /not a NumPy array/],
    ['another version', npy(header('<f4', '(1,)'), FOUR, 3), /version 3/],
    ['a header beyond the file', npy(header('<f4', '(1,)')).subarray(0, 40), /longer than allowed/],
    ['a very long header', npy(header('<f4', '(1,)') + ' '.repeat(20_000), FOUR), /longer than allowed/],
    ['Python objects', npy(header('|O', '(1,)'), FOUR), /"\|O".*no Python objects/],
    ['big-endian numbers', npy(header('>f4', '(1,)'), FOUR), /">f4"/],
    ['integers', npy(header('<i4', '(1,)'), FOUR), /"<i4"/],
    ['a structured type', npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }\n", FOUR), /header/],
    ['code in the header', npy("{'descr': '<f4', 'fortran_order': exit(), 'shape': (1,), }\n", FOUR), /not understood/],
    ['a negative size', npy(header('<f4', '(-1,)'), FOUR), /not understood/],
    ['an impossible size', npy(header('<f4', '(99999999999999999999,)'), FOUR), /shape of a/],
    ['a product beyond 2^53', npy(header('<f4', '(1099511627776, 1099511627776)'), FOUR), /impossibly large/],
    ['too few elements', npy(header('<f4', '(2,)'), FOUR), /has 4 bytes of elements, but its shape needs 8/],
    ['too many elements', npy(header('<f4', '()'), new Uint8Array(8)), /has 8 bytes/],
    ['no Unicode', npy(header('<U1', '(1,)'), Uint8Array.of(0, 0, 0x11, 0)), /not Unicode/],
    [
      'texts that take no bytes',
      npy(header('<U0', '(9007199254740991,)')),
      /cannot be a list of 9007199254740991 texts/,
    ],
    ['more texts than a vocabulary can have', npy(header('<U1', '(16777217,)')), /cannot be a list of 16777217 texts/],
    ['column order in three dimensions', npy(header('<f4', '(1, 1, 1)', 'True'), FOUR), /column order/],
  ];
  test.each(refused)('refused with a sentence: %s', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'a')).toThrow(InterchangeError);
    expect(() => readNpy(bytes, 'a')).toThrow(message);
  });
});
