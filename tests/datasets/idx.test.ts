import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readIdx } from '#shared/datasets/idx/idx.ts';
import { labelledPictures } from '#shared/datasets/idx/pictures.ts';
import { checkExamples } from '#shared/datasets/examples.ts';
import { Random } from '#shared/random.ts';

function idx(code: number, shape: readonly number[], data: Uint8Array | number[]): Uint8Array {
  const header = new Uint8Array(4 + 4 * shape.length);
  header.set([0, 0, code, shape.length]);
  const view = new DataView(header.buffer);
  shape.forEach((size, d) => view.setUint32(4 + 4 * d, size));
  return Uint8Array.from([...header, ...data]);
}

const random = new Random(1);
const noise = new Uint8Array(30 * 28 * 28).map(() => random.below(256));
const pictures = idx(0x08, [30, 28, 28], noise);
const labels = idx(
  0x08,
  [30],
  Array.from({ length: 30 }, (_, i) => i % 10),
);

describe('whole files', () => {
  it('pictures and labels, packed or not', () => {
    const plain = labelledPictures(readIdx(pictures), readIdx(labels));
    checkExamples(plain);
    expect(plain).toMatchObject({ count: 30, width: 784, inputs: { scale: 1 / 255 }, targets: { count: 10 } });
    expect(plain.inputs.kind === 'dense' && plain.inputs.values).toEqual(noise);
    expect(labelledPictures(readIdx(gzipSync(pictures)), readIdx(gzipSync(labels)))).toEqual(plain);
  });

  it.each([
    [0x09, [0xff, 5], [-1, 5]],
    [0x0b, [0xff, 0xfe, 0x01, 0x00], [-2, 256]],
    [0x0c, [0xff, 0xff, 0xff, 0xfd, 0, 1, 0, 0], [-3, 65536]],
    [0x0d, [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0], [1, -2]],
    [0x0e, [0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xbf, 0xe0, 0, 0, 0, 0, 0, 0], [1, -0.5]],
  ])('elements of type %i', (code, bytes, values) => {
    expect(readIdx(idx(code, [2], bytes)).values).toEqual(Float32Array.from(values));
  });

  it('reads from within a larger buffer', () => {
    const buffer = new Uint8Array(pictures.length + 7);
    buffer.set(pictures, 7);
    expect(readIdx(buffer.subarray(7)).values).toEqual(noise);
  });
});

describe('files that are not whole', () => {
  const bomb = idx(0x08, [4], new Uint8Array(50_000_000));
  it.each([
    ['empty', new Uint8Array(0), /ends within its header/],
    ['another format', new TextEncoder().encode('label,pixel1\n3,0\n'), /not an IDX file/],
    ['unknown type', idx(0x0a, [1], [0]), /not an IDX file/],
    ['no dimensions', Uint8Array.of(0, 0, 8, 0), /not an IDX file/],
    ['too many dimensions', Uint8Array.of(0, 0, 8, 200), /not an IDX file/],
    ['cut off in the header', pictures.subarray(0, 9), /ends within its header/],
    ['cut off', pictures.subarray(0, -1), /30 x 28 x 28 elements, 23536 bytes, but it has 23535/],
    ['too long', Uint8Array.from([...labels, 0]), /38 bytes, but it has 39/],
    ['impossible sizes', idx(0x08, [0xffffffff, 0xffffffff, 0xffffffff], []), /not possible here/],
    ['no elements', idx(0x08, [0], []), /not possible here/],
    ['a huge announcement', idx(0x08, [2 ** 29], [1, 2, 3]), /536870912 elements/],
    ['a huge announcement, packed', gzipSync(idx(0x08, [2 ** 29], [1, 2, 3])), /too short/],
    ['a bomb', gzipSync(bomb), /holds more than the 12 bytes/],
    ['a cut-off archive', gzipSync(pictures).subarray(0, 9000), /cut off|damaged|but it has/],
    [
      'a damaged archive',
      gzipSync(pictures).map((b, i) => (i > 20 && i < 400 ? 0xff : b)),
      /damaged|not an IDX|but it/,
    ],
  ])('%s', (_, file, sentence) => {
    expect(() => readIdx(file)).toThrow(sentence);
  });

  it('random changes never do worse than a sentence', () => {
    for (let i = 0; i < 300; i++) {
      const file = (i % 2 === 0 ? gzipSync(labels) : labels).slice();
      file[random.below(file.length)] = random.below(256);
      try {
        readIdx(file);
      } catch (error) {
        expect((error as Error).name).toBe('DataError');
      }
    }
  });
});

describe('files that do not belong together', () => {
  const read = { pictures: readIdx(pictures), labels: readIdx(labels) };
  it.each([
    [() => labelledPictures(read.labels, read.labels), /is it the file of labels/],
    [() => labelledPictures(read.pictures, read.pictures), /is it the file of pictures/],
    [() => labelledPictures(read.pictures, { shape: [2], values: Uint8Array.of(1, 2) }), /30 pictures but 2 labels/],
    [() => labelledPictures(read.pictures, read.labels, 5), /label 9.*0 to 4/],
    [
      () => labelledPictures(read.pictures, { shape: [30], values: new Float32Array(30).fill(-1) }),
      /Label 1 is -1: labels must be whole numbers/,
    ],
    [
      () => labelledPictures({ shape: [30, 1], values: new Float32Array(30).fill(NaN) }, read.labels),
      /Picture 1 holds/,
    ],
  ])('%#', (join, sentence) => {
    expect(join).toThrow(sentence);
  });
});
