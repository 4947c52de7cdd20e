/** Options whose value is several things with commas between. */
import { UsageError } from '../usage-error.ts';
import type { Reader } from './reader.ts';

/** Names: "id,date". */
export const listReader: Reader<readonly string[]> = {
  allowed: '',
  read: (text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
};

/** Sizes of layers: "784,30,10", or "none". */
export const sizesReader = (none: boolean): Reader<readonly number[]> => ({
  allowed: `whole numbers with commas between${none ? ', or "none"' : ''}`,
  read(text, flag) {
    if (none && text === 'none') return [];
    const sizes = text.split(/[,-]/).map((size) => (/^\s*[1-9]\d*\s*$/.test(size) ? Number(size) : NaN));
    if (sizes.every((size) => Number.isSafeInteger(size))) return sizes;
    throw new UsageError(`${flag} must be ${this.allowed}; "${text}" is not.`);
  },
});
