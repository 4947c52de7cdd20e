/**
 * The safetensors format (github.com/huggingface/safetensors), version of 2023:
 *
 *     8 bytes   N, unsigned little-endian: length of the header
 *     N bytes   header, JSON in UTF-8: { name: { dtype, shape, data_offsets: [begin, end] }, …,
 *               "__metadata__": { text: text } }, padded with spaces to a multiple of 8
 *     the rest  the tensors' bytes, row-major, little-endian, offsets from here; no gaps, no overlaps
 *
 * Typed arrays are little-endian on every machine that Node and browsers run on.
 */
import { fromBfloat16, fromFloat16 } from './half-precision.ts';
import { InterchangeError } from './interchange-error.ts';
import { DAMAGED, elementCount, type Tensor } from './tensor.ts';
import { parseJson } from './untrusted-json.ts';

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** The format's own limit. */
const LONGEST_HEADER = 100_000_000;
const METADATA = '__metadata__';

/** Bytes an element takes, and how its bytes become numbers. */
const READERS: Readonly<Record<string, { bytes: number; read(b: ArrayBuffer): Float32Array | Float64Array }>> = {
  F64: { bytes: 8, read: (b) => new Float64Array(b) },
  F32: { bytes: 4, read: (b) => new Float32Array(b) },
  F16: { bytes: 2, read: (b) => fromFloat16(new Uint16Array(b)) },
  BF16: { bytes: 2, read: (b) => fromBfloat16(new Uint16Array(b)) },
};

/** float32 arrays are stored as F32, float64 arrays as F64, in the map's order. */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { [METADATA]: Object.fromEntries(metadata) };
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: data instanceof Float64Array ? 'F64' : 'F32', shape, data_offsets: [begin, end] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, 8);
  file.fill(0x20, 8 + json.length, 8 + headerLength);
  let at = 8 + headerLength;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** @throws InterchangeError for anything that is not a whole, consistent file of floating-point tensors */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  // A plain view: slice() of a subclass such as Node's Buffer does not copy.
  const file = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataStart = 8 + headerLength(file);
  const header = readHeader(file.subarray(8, dataStart));
  const data = file.subarray(dataStart);
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, entry]) => readEntry(name, entry, data.length));
  checkLayout(entries, data.length);
  return {
    tensors: new Map(
      entries.map(({ name, shape, read, begin, end }) => [name, { shape, data: read(data.slice(begin, end).buffer) }]),
    ),
    metadata: readMetadata(header[METADATA]),
  };
}

/** The texts beside the tensors, which are not read. @throws InterchangeError when the header cannot be read */
export const readSafetensorsMetadata = (file: Uint8Array): ReadonlyMap<string, string> =>
  readMetadata(readHeader(file.subarray(8, 8 + headerLength(file)))[METADATA]);

function headerLength(file: Uint8Array): number {
  if (file.length < 8) throw new InterchangeError(`This is not a safetensors file: it has only ${file.length} bytes.`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER) || length > BigInt(file.length - 8))
    throw new InterchangeError(
      `This is not a whole safetensors file: it announces a header of ${length} bytes, and has ${file.length - 8}.`,
    );
  return Number(length);
}

function readHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new InterchangeError(`The header is not UTF-8 text. ${DAMAGED}`, { cause: error });
  }
  // The deepest place is a number in a tensor's shape: { { [.
  const header = parseJson(text, 3, 'The header');
  if (!isRecord(header)) throw new InterchangeError(`The header is not a JSON object. ${DAMAGED}`);
  return header;
}

interface Entry {
  name: string;
  shape: readonly number[];
  begin: number;
  end: number;
  read(b: ArrayBuffer): Float32Array | Float64Array;
}

function readEntry(name: string, entry: unknown, dataLength: number): Entry {
  const shown = quote(name);
  if (!isRecord(entry)) throw new InterchangeError(`The header's entry for ${shown} is not an object. ${DAMAGED}`);
  const { dtype, shape, data_offsets: offsets } = entry;
  const reader = typeof dtype === 'string' && Object.hasOwn(READERS, dtype) ? READERS[dtype] : undefined;
  if (!reader)
    throw new InterchangeError(
      `${shown} has the type ${quote(String(dtype))}: save the weights as F32 (F64, F16 and BF16 can be read too).`,
    );
  const count = elementCount(shape, shown);
  const [begin, end] = Array.isArray(offsets) && offsets.length === 2 ? (offsets as unknown[]) : [];
  if (!isOffset(begin, dataLength) || !isOffset(end, dataLength) || begin > end)
    throw new InterchangeError(`The bytes of ${shown} lie outside the file. ${DAMAGED}`);
  if (end - begin !== count * reader.bytes)
    throw new InterchangeError(
      `${shown} has ${end - begin} bytes, but its shape needs ${count * reader.bytes}. ${DAMAGED}`,
    );
  return { name, shape: shape as number[], begin, end, read: reader.read };
}

/** Tensors must fill the data one after the other: no byte used twice, none left over. */
function checkLayout(entries: readonly Entry[], dataLength: number): void {
  let at = 0;
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < at) throw new InterchangeError(`${quote(name)} overlaps another tensor. ${DAMAGED}`);
    if (begin > at) throw new InterchangeError(`There are bytes before ${quote(name)} of no tensor. ${DAMAGED}`);
    at = end;
  }
  if (at !== dataLength) throw new InterchangeError(`There are bytes at the end of no tensor. ${DAMAGED}`);
}

function readMetadata(metadata: unknown = {}): Map<string, string> {
  const entries = isRecord(metadata) ? Object.entries(metadata) : null;
  if (!entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw new InterchangeError(`The metadata is not a list of texts. ${DAMAGED}`);
  return new Map(entries);
}

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);

const isOffset = (x: unknown, dataLength: number): x is number =>
  typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= dataLength;

/** A name from the file, short enough for a sentence. */
const quote = (name: string): string => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
