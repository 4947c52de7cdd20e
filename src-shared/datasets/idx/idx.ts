/**
 * The IDX format of the MNIST files, packed with gzip or not:
 *
 *     2 bytes   0, 0
 *     1 byte    type of the elements: 08 unsigned byte, 09 signed byte, 0B short, 0C int, 0D float, 0E double
 *     1 byte    number of dimensions
 *     4 bytes   size of each dimension, big-endian
 *     the rest  the elements, row-major, big-endian
 *
 * Source: yann.lecun.com/exdb/mnist.
 */
import { DataError } from '../data-error.ts';
import { gunzip, isGzip } from './gunzip.ts';

export interface IdxArray {
  /** [N, height, width] for pictures, [N] for labels. */
  readonly shape: readonly number[];
  /** Unsigned bytes as they stand, everything else as numbers. */
  readonly values: Uint8Array | Float32Array;
}

interface ElementType {
  readonly bytes: number;
  read(view: DataView, at: number): number;
}

const UNSIGNED_BYTE = 0x08;
const TYPES: Readonly<Record<number, ElementType>> = {
  [UNSIGNED_BYTE]: { bytes: 1, read: (view, at) => view.getUint8(at) },
  0x09: { bytes: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { bytes: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { bytes: 4, read: (view, at) => view.getInt32(at) },
  0x0d: { bytes: 4, read: (view, at) => view.getFloat32(at) },
  0x0e: { bytes: 8, read: (view, at) => view.getFloat64(at) },
};

const MOST_DIMENSIONS = 8;
const MOST_ELEMENTS = 2 ** 30;
/** Deflate packs at most so many bytes into one. */
const MOST_PACKING = 1032;
const NOT_IDX = 'This is not an IDX file, such as train-images-idx3-ubyte: choose another file.';

interface Header {
  readonly shape: readonly number[];
  readonly code: number;
  readonly type: ElementType;
  readonly bytes: number;
  /** Bytes of the whole file. */
  readonly total: number;
}

/** @throws DataError for anything that is not a whole IDX file */
export function readIdx(file: Uint8Array): IdxArray {
  const bytes = isGzip(file) ? unpack(file) : file;
  const header = readHeader(bytes);
  if (header === null) throw new DataError(`The file ends within its header. ${NOT_IDX}`);
  if (bytes.length !== header.total)
    throw new DataError(
      `The file says that it holds ${header.shape.join(' x ')} elements, ${header.total} bytes, but it has ${bytes.length}: download it again.`,
    );
  return { shape: header.shape, values: readElements(header, bytes.subarray(header.bytes)) };
}

function readElements({ code, type }: Header, data: Uint8Array): Uint8Array | Float32Array {
  if (code === UNSIGNED_BYTE) return data;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float32Array.from({ length: data.length / type.bytes }, (_, i) => type.read(view, i * type.bytes));
}

/** null: more bytes are needed.   @throws DataError when this is no header */
function readHeader(bytes: Uint8Array): Header | null {
  if (bytes.length < 4) return null;
  const [zero1, zero2, code = 0, dimensions = 0] = bytes;
  const type = TYPES[code];
  if (zero1 !== 0 || zero2 !== 0 || type === undefined || dimensions < 1 || dimensions > MOST_DIMENSIONS)
    throw new DataError(NOT_IDX);
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const elements = shape.reduce((product, size) => product * size, 1);
  if (!(elements >= 1 && elements <= MOST_ELEMENTS))
    throw new DataError(
      `The file says that it holds ${shape.join(' x ')} elements, which is not possible here. ${NOT_IDX}`,
    );
  return { shape, code, type, bytes: headerBytes, total: headerBytes + elements * type.bytes };
}

/** Room is made for what the header announces, once the packed file is long enough to hold it. */
function unpack(file: Uint8Array): Uint8Array {
  let start = new Uint8Array(0);
  let whole: Uint8Array | null = null;
  let length = 0;
  gunzip(file, (piece) => {
    if (whole === null) {
      const joined = new Uint8Array(start.length + piece.length);
      joined.set(start);
      joined.set(piece, start.length);
      start = joined;
      const header = readHeader(start);
      if (header === null) return;
      if (header.total > file.length * MOST_PACKING)
        throw new DataError(`The gzip file is too short for the ${header.total} bytes that it announces. ${NOT_IDX}`);
      whole = new Uint8Array(header.total);
      piece = start;
    }
    if (length + piece.length > whole.length)
      throw new DataError(`The file holds more than the ${whole.length} bytes that its header announces. ${NOT_IDX}`);
    whole.set(piece, length);
    length += piece.length;
  });
  return (whole ?? start).subarray(0, whole === null ? start.length : length);
}
