/**
 * The register tile that all three matrix products share: an m x n block of results, m scalars times n vectors,
 *
 *     acc[i][j] += scalar[i] * vector[j]        i < m rows, j < n vectors
 *
 * Whichever operands are fewer are loaded first and kept, the others stream, so that accumulators and operands fit the
 * registers.
 */
import { madd, range } from './emit.ts';
import type { KernelOptions } from './options.ts';

export interface Tile {
  readonly options: KernelOptions;
  readonly rows: number;
  readonly width: number;
}

const accumulator = (i: number, j: number, half: number): string => `a${i}_${j}_${half}`;

/** Text for each accumulator of the tile: its name, row i, vector j and byte offset within its row. */
export function eachAccumulator(tile: Tile, text: (name: string, i: number, offset: number) => string): string {
  const { halves } = tile.options;
  return range(tile.rows)
    .flatMap((i) =>
      // Highest half first, see storeHalves.
      range(tile.width * halves)
        .map((p) => p ^ (halves - 1))
        .map((p) => text(accumulator(i, Math.floor(p / halves), p % halves), i, 16 * p)),
    )
    .join('');
}

/**
 * One step of the sum. `scalar(i)` is the expression that splats row i's scalar, `vector(offset)` the one that loads
 * the streaming vector at a byte offset. `suffix` keeps names apart when a loop is unrolled.
 */
export function multiplyAdd(
  tile: Tile,
  scalar: (i: number) => string,
  vector: (offset: number) => string,
  suffix = '',
): string {
  const { options, rows, width } = tile;
  const halves = range(options.halves);
  const loadScalar = (i: number): string => `let s${i}${suffix} = ${scalar(i)};\n`;
  const loadVector = (j: number): string =>
    halves.map((x) => `let b${j}_${x}${suffix} = ${vector(16 * (j * options.halves + x))};\n`).join('');
  const add = (i: number, j: number): string =>
    halves
      .map((x) => {
        const acc = accumulator(i, j, x);
        return `${acc} = ${madd(options, `s${i}${suffix}`, `b${j}_${x}${suffix}`, acc)};\n`;
      })
      .join('');
  if (width >= rows) {
    const stream = range(width).map(
      (j) =>
        loadVector(j) +
        range(rows)
          .map((i) => add(i, j))
          .join(''),
    );
    return range(rows).map(loadScalar).join('') + stream.join('');
  }
  const stream = range(rows).map(
    (i) =>
      loadScalar(i) +
      range(width)
        .map((j) => add(i, j))
        .join(''),
  );
  return range(width).map(loadVector).join('') + stream.join('');
}
