/** Unpacking gzip from a file that nobody vouches for: never more than was asked for is kept in memory. */
import { Gunzip } from 'fflate';
import { DataError } from '../data-error.ts';

const SLICE = 65536;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks piece by piece; `take` sees each piece once, in order, and may throw to stop.
 * @throws DataError when the file is damaged or cut off
 */
export function gunzip(bytes: Uint8Array, take: (piece: Uint8Array) => void): void {
  let ended = false;
  const stream = new Gunzip((piece, final) => {
    take(piece);
    ended = final;
  });
  try {
    for (let at = 0; at < bytes.length; at += SLICE)
      stream.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError('The gzip file is damaged: download it again.', { cause: error });
  }
  if (!ended) throw new DataError('The gzip file is cut off: download it again.');
}
