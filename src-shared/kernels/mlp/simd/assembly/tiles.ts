/** How the three products are cut into register tiles: columns into groups of at most six vectors, rows by the height. */
import { range, widthDispatch } from '../../../simd/assembly/emit.ts';
import { MAX_WIDTH, type KernelOptions } from '../../../simd/assembly/options.ts';

export const widths: readonly number[] = range(MAX_WIDTH).map((i) => i + 1);

/** Tile heights for a width that cover any number of rows: the best one first, 1 last. */
export function heights(options: KernelOptions, width: number): number[] {
  const chain = [options.tileRows[width]!];
  while (chain.at(-1)! > 1) chain.push(Math.floor(chain.at(-1)! / 2));
  return chain;
}

/**
 * A function over all rows of one group of n columns: as many tiles as fit of each height, `advance` between them.
 * @param call `name_RxN(…, q);` with q tiles of r rows   @param advance moves the pointers by q r rows
 */
export const tiledRows = (
  options: KernelOptions,
  name: string,
  parameters: string,
  call: (r: number, n: number) => string,
  advance: (r: number) => string,
): string =>
  widthDispatch(name, MAX_WIDTH, parameters, (n) =>
    heights(options, n)
      .map((r) => `{ let q = rows / ${r}; if (q) { ${call(r, n)} rows -= q * ${r}; ${advance(r)} } }\n`)
      .join(''),
  );

/** Calls `body` for each group of columns; it sees the group's width `n` and its first column's byte offset `o`. */
export const eachGroup = (body: string): string => `let groups = (vectors + ${MAX_WIDTH - 1}) / ${MAX_WIDTH};
  let o: usize = 0;
  for (let g = 0; g < groups; g++) {
    let n = tileWidth(vectors, groups, g);
    ${body}
    o += <usize>n * 16;
  }`;
