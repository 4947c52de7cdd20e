/** Regression: y = sin(pi x) with normal noise, x uniform in [-1, 1]. */
import { normal } from '../../normal.ts';
import type { Generator } from './generator.ts';

export const sine: Generator = {
  inputNames: () => ['x'],
  targetNames: () => ['y'],
  size: null,
  complete: false,
  defaults: { count: 200, noise: 0.1 },
  generate({ count, noise }, random) {
    const [x, y] = [new Float32Array(count), new Float32Array(count)];
    for (let i = 0; i < count; i++) {
      x[i] = 2 * random.next() - 1;
      y[i] = Math.sin(Math.PI * x[i]!) + noise * normal(random);
    }
    return {
      count,
      width: 1,
      inputs: { kind: 'dense', values: x, scale: 1 },
      targets: { kind: 'values', values: y, width: 1 },
    };
  },
};
