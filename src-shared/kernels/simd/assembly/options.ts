/** What distinguishes one generated module from another. The arithmetic is the same; the shapes of the tiles differ. */
export interface KernelOptions {
  /**
   * v128 values that make up one vector: 1 for plain 128-bit code, 2 for engines that pair neighbouring v128
   * operations into 256-bit ones.
   */
  readonly halves: 1 | 2;
  /** Fused multiply-add (relaxed SIMD); otherwise a multiplication and an addition. */
  readonly relaxed: boolean;
  /**
   * Rows of a tile, by its width in vectors (index 0 is unused). Twelve accumulators keep two multiply-add units busy
   * and leave three of V8's fifteen registers for what streams in; 3 x 4 would spill.
   */
  readonly tileRows: readonly number[];
}

/** The widest tile of the three matrix products, in vectors. */
export const MAX_WIDTH = 6;
/** The widest tile of one row times a matrix, in vectors. */
export const MAX_ROW_WIDTH = 12;

const TILE_ROWS = [0, 12, 6, 3, 2, 2, 2];

export const KERNEL_MODULES: Readonly<Record<string, KernelOptions>> = {
  simd256: { halves: 2, relaxed: true, tileRows: TILE_ROWS },
  simd128: { halves: 1, relaxed: true, tileRows: TILE_ROWS },
  'simd128-plain': { halves: 1, relaxed: false, tileRows: TILE_ROWS },
};
