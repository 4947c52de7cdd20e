/** An append-only list of unsigned 32-bit integers that grows without copying: 4 bytes each. */
const CHUNK_BITS = 18;
const CHUNK = 1 << CHUNK_BITS;

export class GrowingIds {
  length = 0;
  readonly #chunks: Uint32Array[] = [];

  push(value: number): void {
    const place = this.length & (CHUNK - 1);
    if (place === 0) this.#chunks.push(new Uint32Array(CHUNK));
    this.#chunks[this.length >> CHUNK_BITS]![place] = value;
    this.length++;
  }

  /** @param index below length */
  at(index: number): number {
    return this.#chunks[index >> CHUNK_BITS]![index & (CHUNK - 1)]!;
  }

  /** The list must not be empty. */
  addToLast(value: number): void {
    const last = this.length - 1;
    this.#chunks[last >> CHUNK_BITS]![last & (CHUNK - 1)]! += value;
  }
}
