/**
 * NumPy's array format (numpy.lib.format), versions 1.0 and 2.0:
 *
 *     6 bytes    \x93NUMPY
 *     2 bytes    version, major and minor
 *     2 bytes    length of the header, little-endian (version 2: 4 bytes)
 *     header     a Python dictionary {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }, spaces, line feed
 *     the rest   the elements
 *
 * The dictionary is matched, never evaluated; pickled objects are refused. Elements are float32, float64, float16 or
 * text of fixed width (UTF-32, padded with zeros).
 */
import { fromFloat16 } from './half-precision.ts';
import { InterchangeError } from './interchange-error.ts';
import { DAMAGED, elementCount, type Tensor } from './tensor.ts';

/** An array of texts, row-major; [] is the shape of a single one. */
export interface Texts {
  readonly shape: readonly number[];
  readonly texts: readonly string[];
}
export type NpyArray = Tensor | Texts;

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** As NumPy itself. */
const LONGEST_HEADER = 10_000;
const HEADER =
  /^\{\s*'descr':\s*'([^']*)',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(((?:\d+,\s*)*\d*)\),?\s*\}\s*$/;

export function writeNpy(array: NpyArray): Uint8Array<ArrayBuffer> {
  const elements = 'texts' in array ? encodeTexts(array.texts) : array.data;
  const descr =
    'texts' in array
      ? `<U${elements.length / Math.max(1, array.texts.length)}`
      : elements instanceof Float64Array
        ? '<f8'
        : '<f4';
  const shape = array.shape.length === 1 ? `${array.shape[0]!},` : array.shape.join(', ');
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`;
  // NumPy aligns the elements to 64 bytes; the header ends with a line feed.
  const start = Math.ceil((10 + header.length + 1) / 64) * 64;
  const file = new Uint8Array(start + elements.byteLength).fill(0x20, 0, start);
  file.set([...MAGIC, 1, 0, (start - 10) & 0xff, (start - 10) >> 8]);
  file.set(new TextEncoder().encode(header), 10);
  file[start - 1] = 0x0a;
  file.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), start);
  return file;
}

/**
 * @param name of the array, for the errors
 * @throws InterchangeError for anything but a whole array of numbers or texts in row or column order
 */
export function readNpy(bytes: Uint8Array, name: string): NpyArray {
  const file = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { descr, columnOrder, shape, start } = readHeader(file, name);
  const count = elementCount(shape, name);
  const width = elementWidth(descr, name);
  // Texts of width 0 take no bytes: nothing in the file would bound their number.
  if (descr.startsWith('<U') && count > (width === 0 ? 0 : MOST_TEXTS))
    throw new InterchangeError(`${name} cannot be a list of ${count} texts. ${DAMAGED}`);
  if (file.length - start !== count * width)
    throw new InterchangeError(
      `${name} has ${file.length - start} bytes of elements, but its shape needs ${count * width}. ${DAMAGED}`,
    );
  const elements = file.slice(start).buffer;
  const array = decode(descr, elements, shape, name);
  if (!columnOrder || shape.length < 2 || count === 0) return array;
  if (shape.length > 2 || 'texts' in array)
    throw new InterchangeError(`${name} is stored in column order: save numpy.ascontiguousarray of it instead.`);
  return { shape, data: transposed(array.data, shape[0]!, shape[1]!) };
}

function readHeader(
  file: Uint8Array,
  name: string,
): { descr: string; columnOrder: boolean; shape: number[]; start: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || MAGIC.some((byte, i) => file[i] !== byte))
    throw new InterchangeError(`${name} is not a NumPy array. ${DAMAGED}`);
  const version = file[6]!;
  if (version !== 1 && version !== 2)
    throw new InterchangeError(`${name} has version ${version} of NumPy's format: save it with version 1 or 2.`);
  const at = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER || at + length > file.length)
    throw new InterchangeError(`The header of ${name} is longer than allowed. ${DAMAGED}`);
  const match = HEADER.exec(new TextDecoder().decode(file.subarray(at, at + length)));
  if (!match) throw new InterchangeError(`The header of ${name} is not understood. ${DAMAGED}`);
  const [, descr = '', order, sizes = ''] = match;
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  return { descr, columnOrder: order === 'True', shape, start: at + length };
}

/** Bytes of one element. */
function elementWidth(descr: string, name: string): number {
  const characters = /^<U(\d{1,9})$/.exec(descr)?.[1];
  if (characters !== undefined) return 4 * Number(characters);
  const width = { '<f2': 2, '<f4': 4, '<f8': 8 }[descr];
  if (width === undefined)
    throw new InterchangeError(
      `${name} has elements of the type ${JSON.stringify(descr.slice(0, 20))}: ` +
        'save numbers as little-endian float32, and texts as a fixed-width text array (no Python objects).',
    );
  return width;
}

function decode(descr: string, elements: ArrayBuffer, shape: number[], name: string): NpyArray {
  switch (descr) {
    case '<f2':
      return { shape, data: fromFloat16(new Uint16Array(elements)) };
    case '<f4':
      return { shape, data: new Float32Array(elements) };
    case '<f8':
      return { shape, data: new Float64Array(elements) };
    default:
      return { shape, texts: decodeTexts(new Uint32Array(elements), elementCount(shape, name), name) };
  }
}

/** A JavaScript Set, which a vocabulary is checked with, holds no more; each text takes many times its bytes in the file. */
const MOST_TEXTS = 2 ** 24;
/** Characters that texts may take once padded: 1 GiB. */
const MOST_CHARACTERS = 2 ** 28;

/** UTF-32, each text padded with zeros to the longest, at least one character. */
function encodeTexts(texts: readonly string[]): Uint32Array<ArrayBuffer> {
  const codePoints = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = codePoints.reduce((longest, text) => Math.max(longest, text.length), 1);
  if (texts.length * width > MOST_CHARACTERS)
    throw new InterchangeError('A text is too long for a NumPy file, which pads all to its length: use safetensors.');
  const elements = new Uint32Array(texts.length * width);
  codePoints.forEach((text, i) => elements.set(text, i * width));
  return elements;
}

function decodeTexts(elements: Uint32Array, count: number, name: string): string[] {
  const width = count === 0 ? 0 : elements.length / count;
  return Array.from({ length: count }, (_, i) => {
    let end = (i + 1) * width;
    while (end > i * width && elements[end - 1] === 0) end--;
    let text = '';
    for (let k = i * width; k < end; k++) {
      if (elements[k]! > 0x10ffff) throw new InterchangeError(`${name} holds what is not Unicode text. ${DAMAGED}`);
      text += String.fromCodePoint(elements[k]!);
    }
    return text;
  });
}

/** Column order -> row order, [rows, columns]. */
function transposed<A extends Float32Array | Float64Array>(data: A, rows: number, columns: number): A {
  const result = data.slice() as A;
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[i * columns + j] = data[j * rows + i]!;
  return result;
}
