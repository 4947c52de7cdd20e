import { describe, expect, test } from 'vitest';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { readSafetensors, writeSafetensors } from '#shared/interchange/safetensors.ts';

const NUMBERS = Float32Array.of(1.5, -2, 0.1, 3e-39, 5, 6);

/** A file with this header, as text or as what JSON makes of it. */
function file(header: unknown, data = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

const f32 = (shape: number[], begin: number, end: number): object => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

describe('what is written is read back', () => {
  const tensors = new Map([
    ['W_in', { shape: [2, 3], data: NUMBERS }],
    ['exact', { shape: [1], data: Float64Array.of(Math.PI) }],
    ['empty', { shape: [0, 4], data: new Float32Array(0) }],
    ['number', { shape: [], data: Float32Array.of(7) }],
  ]);
  const metadata = new Map([['vocabulary', '["词","a\\"b"]']]);
  const written = writeSafetensors({ tensors, metadata });

  test('tensors, shapes, types, metadata', () => {
    const read = readSafetensors(written);
    expect(read.tensors).toEqual(tensors);
    expect(read.metadata).toEqual(metadata);
  });

  test('the header is as the format wants it: length first, 8 bytes aligned, row-major little-endian data', () => {
    const view = new DataView(written.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(written.subarray(8, 8 + length))) as Record<string, unknown>;
    expect(header['W_in']).toEqual({ dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] });
    expect(header['exact']).toEqual({ dtype: 'F64', shape: [1], data_offsets: [24, 32] });
    expect(view.getFloat32(8 + length + 4, true)).toBe(-2);
  });

  test('a view into a larger buffer, at an odd offset, and Node’s Buffer', () => {
    const shifted = new Uint8Array(written.length + 3);
    shifted.set(written, 3);
    expect(readSafetensors(shifted.subarray(3)).tensors).toEqual(tensors);
    expect(readSafetensors(Buffer.from(written)).tensors).toEqual(tensors);
  });
});

test('half-precision types are widened', () => {
  const bits = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000, 0x7c00, 0x7e00);
  const asFloat16 = readSafetensors(
    file({ a: { dtype: 'F16', shape: [8], data_offsets: [0, 16] } }, new Uint8Array(bits.buffer)),
  );
  expect([...(asFloat16.tensors.get('a')?.data ?? [])]).toEqual([
    1,
    -2,
    0.333251953125,
    2 ** -24,
    65504,
    -0,
    Infinity,
    NaN,
  ]);
  const asBfloat16 = readSafetensors(
    file(
      { a: { dtype: 'BF16', shape: [2], data_offsets: [0, 4] } },
      new Uint8Array(Uint16Array.of(0x3fc0, 0xc100).buffer),
    ),
  );
  expect(asBfloat16.tensors.get('a')?.data).toEqual(Float32Array.of(1.5, -8));
});

const FOUR = new Uint8Array(4);
const EIGHT = new Uint8Array(8);
const hostile: [string, Uint8Array, RegExp][] = [
  ['nothing', new Uint8Array(0), /only 0 bytes/],
  ['less than a length', new Uint8Array(7), /only 7 bytes/],
  ['a header longer than the file', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d), /not a whole safetensors/],
  ['a header of 2^63 bytes', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x80, 0x7b, 0x7d), /not a whole safetensors/],
  ['a header that is no JSON', file('{"a":'), /not valid JSON/],
  ['an empty header', file(''), /not valid JSON/],
  ['a header that is no object', file('[1]'), /not a JSON object/],
  ['a header that is not UTF-8', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe), /not UTF-8/],
  ['deep nesting', file('['.repeat(100_000)), /nests deeper/],
  ['deep nesting after a tricky string', file(`{"\\"":"[","a":${'{"b":'.repeat(9)}1${'}'.repeat(10)}`), /nests deeper/],
  ['an entry that is no object', file({ a: 1 }), /entry for "a"/],
  ['a null entry', file({ a: null }), /entry for "a"/],
  ['an unknown type', file({ a: { ...f32([1], 0, 4), dtype: 'I64' } }, FOUR), /"I64": save the weights as F32/],
  ['a type from the prototype', file({ a: { ...f32([1], 0, 4), dtype: 'toString' } }, FOUR), /type "toString"/],
  ['no type', file({ a: { shape: [1], data_offsets: [0, 4] } }, FOUR), /type "undefined"/],
  ['a negative size', file({ a: f32([-1], 0, 4) }, FOUR), /shape of "a"/],
  ['a fractional size', file({ a: f32([0.5, 2], 0, 4) }, FOUR), /shape of "a"/],
  ['no shape', file({ a: { dtype: 'F32', data_offsets: [0, 4] } }, FOUR), /shape of "a"/],
  ['a product beyond 2^53', file({ a: f32([2 ** 40, 2 ** 40], 0, 4) }, FOUR), /impossibly large/],
  ['a shape that needs more bytes', file({ a: f32([2], 0, 4) }, FOUR), /has 4 bytes, but its shape needs 8/],
  ['an end beyond the file', file({ a: f32([2], 0, 8) }, FOUR), /outside the file/],
  ['an end before its beginning', file({ a: f32([1], 4, 0) }, FOUR), /outside the file/],
  ['a negative beginning', file({ a: f32([2], -4, 4) }, FOUR), /outside the file/],
  ['fractional offsets', file({ a: f32([1], 0.5, 4.5) }, EIGHT), /outside the file/],
  ['offsets that are texts', file({ a: { dtype: 'F32', shape: [1], data_offsets: ['0', '4'] } }, FOUR), /outside/],
  ['three offsets', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 4] } }, FOUR), /outside the file/],
  ['overlap', file({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, EIGHT), /"b" overlaps/],
  ['the same bytes twice', file({ a: f32([2], 0, 8), b: f32([2], 0, 8) }, EIGHT), /overlaps/],
  ['a gap', file({ a: f32([1], 4, 8) }, EIGHT), /before "a"/],
  ['bytes left over', file({ a: f32([1], 0, 4) }, EIGHT), /at the end/],
  ['metadata that is no object', file({ __metadata__: [] }), /metadata/],
  ['metadata with a number', file({ __metadata__: { a: 1 } }), /metadata/],
];

test.each(hostile)('refused with a sentence: %s', (_, bytes, message) => {
  expect(() => readSafetensors(bytes)).toThrow(InterchangeError);
  expect(() => readSafetensors(bytes)).toThrow(message);
});

test('every truncation of a valid file is refused', () => {
  const whole = writeSafetensors({ tensors: new Map([['a', { shape: [2, 3], data: NUMBERS }]]), metadata: new Map() });
  for (let length = 0; length < whole.length; length++)
    expect(() => readSafetensors(whole.subarray(0, length))).toThrow(InterchangeError);
});

test('every single damaged byte is refused or gives a file of the same size, never another error', () => {
  const whole = writeSafetensors({ tensors: new Map([['a', { shape: [2, 3], data: NUMBERS }]]), metadata: new Map() });
  let refused = 0;
  for (let at = 0; at < whole.length; at++) {
    const damaged = whole.slice();
    damaged[at]! ^= 0x15;
    try {
      for (const { data } of readSafetensors(damaged).tensors.values()) expect(data.byteLength).toBe(24);
    } catch (error) {
      expect(error).toBeInstanceOf(InterchangeError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(40);
});
