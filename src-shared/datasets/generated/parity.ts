/** Parity: every pattern of n bits once; class 1 when an odd number of them is set. Two bits are XOR. */
import type { Generator } from './generator.ts';
import { labelledPoints } from './generator.ts';

export const parity: Generator = {
  inputNames: (bits) => Array.from({ length: bits }, (_, k) => `x${k + 1}`),
  targetNames: () => ['even', 'odd'],
  size: { default: 3, least: 2, most: 8 },
  complete: true,
  defaults: { count: 8, noise: 0 },
  generate({ size: bits }) {
    const patterns = labelledPoints(2 ** bits, bits, 2, () => {});
    const { values } = patterns.inputs as { values: Float32Array };
    const classes = new Uint32Array(patterns.count);
    for (let i = 0; i < patterns.count; i++) {
      for (let k = 0; k < bits; k++) {
        const bit = (i >> (bits - 1 - k)) & 1;
        values[i * bits + k] = bit;
        classes[i]! ^= bit;
      }
    }
    return { ...patterns, targets: { kind: 'classes', classes, count: 2 } };
  },
};

/** Exclusive or: what no network without a hidden layer can learn (Minsky and Papert 1969). */
export const xor: Generator = {
  ...parity,
  targetNames: () => ['0', '1'],
  size: null,
  defaults: { count: 4, noise: 0 },
  inputNames: () => parity.inputNames(2),
  generate: (options, random) => parity.generate({ ...options, size: 2 }, random),
};
