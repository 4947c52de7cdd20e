/** NumPy's .npz: a zip archive of .npy arrays, stored or deflated, as numpy.savez and savez_compressed write it. */
import { unzipSync, zipSync } from 'fflate';
import { InterchangeError } from './interchange-error.ts';
import { readNpy, writeNpy, type NpyArray } from './npy.ts';
import { DAMAGED } from './tensor.ts';

/** Of a file that is read: what a hostile archive may at most make this program allocate. */
const MOST_BYTES = 2 ** 30;
const MOST_ENTRIES = 64;
/** Deflate cannot do better: who announces more lies. */
const BEST_RATIO = 1032;

/** Numbers are stored (they hardly compress), texts deflated. */
export function writeNpz(arrays: ReadonlyMap<string, NpyArray>): Uint8Array<ArrayBuffer> {
  const files = Object.fromEntries(
    [...arrays].map(([name, array]) => [
      `${name}.npy`,
      [writeNpy(array), { level: 'texts' in array ? 6 : 0 }] as [Uint8Array, { level: 0 | 6 }],
    ]),
  );
  // A fixed time, zip's earliest full day: the same arrays give the same bytes.
  return zipSync(files, { mtime: '1980-01-02T00:00' });
}

/** Every .npy in the archive, by its name without the ending. @throws InterchangeError when one cannot be read */
export function readNpz(file: Uint8Array): Map<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  for (const [entry, bytes] of inflate(file)) {
    const name = entry.slice(0, -'.npy'.length);
    arrays.set(name, readNpy(bytes, name));
  }
  return arrays;
}

/** Sizes are those that the archive announces; they are checked before anything is allocated, and again after. */
function inflate(file: Uint8Array): Map<string, Uint8Array> {
  const sizes = new Map<string, number>();
  let entries = 0;
  let total = 0;
  const accept = (entry: { name: string; size: number; originalSize: number }): boolean => {
    if (++entries > MOST_ENTRIES)
      throw new InterchangeError(`The archive has more than ${MOST_ENTRIES} entries: it is not a model.`);
    if (!entry.name.endsWith('.npy')) return false;
    if (sizes.has(entry.name)) throw new InterchangeError(`The archive holds ${entry.name} twice. ${DAMAGED}`);
    if (entry.originalSize > entry.size * BEST_RATIO || entry.size > file.length)
      throw new InterchangeError(`The archive announces impossible sizes. ${DAMAGED}`);
    total += entry.originalSize;
    if (total > MOST_BYTES)
      throw new InterchangeError('The archive unpacks to more than 1 GiB: save the model as safetensors instead.');
    sizes.set(entry.name, entry.originalSize);
    return true;
  };

  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(file, { filter: accept });
  } catch (error) {
    if (error instanceof InterchangeError) throw error;
    throw new InterchangeError(`The archive cannot be unpacked. ${DAMAGED}`, { cause: error });
  }
  for (const [name, size] of sizes) {
    if (files[name]?.length !== size)
      throw new InterchangeError(`${name} is not as long as the archive announces. ${DAMAGED}`);
  }
  return new Map(Object.entries(files));
}
