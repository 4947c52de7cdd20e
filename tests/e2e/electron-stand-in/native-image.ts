/** `nativeImage`: whether there is a picture, and how large it is. */
import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { strict } from './strict.ts';

export class NativeImage {
  readonly #size: Electron.Size;
  constructor(size: Electron.Size) {
    this.#size = size;
  }
  isEmpty(): boolean {
    return this.#size.width === 0 || this.#size.height === 0;
  }
  getSize(): Electron.Size {
    return { ...this.#size };
  }
  /** Keeps the proportions when one side is left out. */
  resize({ width, height }: Electron.ResizeOptions): NativeImage {
    if (this.isEmpty()) return this;
    const ratio = this.#size.width / this.#size.height;
    return strict(
      'NativeImage',
      new NativeImage({
        width: width ?? Math.round((height ?? this.#size.height) * ratio),
        height: height ?? Math.round((width ?? this.#size.width) / ratio),
      }),
    );
  }
}

const PNG_SIGNATURE = '89504e470d0a1a0a';

export const nativeImage = strict('nativeImage', {
  /** A file that is missing or no picture gives an empty image. */
  createFromPath(path: string): NativeImage {
    let size = { width: 0, height: 0 };
    try {
      const bytes = readFileSync(path);
      if (bytes.toString('hex', 0, 8) === PNG_SIGNATURE)
        size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    } catch {
      // as in Electron
    }
    return strict('NativeImage', new NativeImage(size));
  },
});
