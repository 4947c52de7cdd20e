/**
 * Single precision against the golden trajectory. At rate 0.01 rounding errors stay as small as they are made. At 0.1,
 * on this text, they grow a thousandfold by step 200: the float64 reference is then 1e-13 off, NumPy in float32 1e-4.
 * The first 100 steps are well conditioned at both rates.
 */
import { describe, expect, test } from 'vitest';
import { CELL_NAMES, PARAMETER_NAMES } from '#shared/kernels/contract.ts';
import { KERNEL_MODULES } from '#shared/kernels/simd/assembly/options.ts';
import { createSimdKernels } from '#shared/kernels/simd/simd-kernels.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { buildKernels, readKernel } from '../../scripts/build-kernels.ts';
import { largestRelativeError, model, runs, train } from './trajectory.ts';

await buildKernels();

describe.each(Object.keys(KERNEL_MODULES))('%s', (name) => {
  const module = new WebAssembly.Module(readKernel(name));

  test.each([
    { learningRate: 0.1, steps: 100, limit: 1e-5 },
    { learningRate: 0.1, steps: 200, limit: 1e-3 },
    { learningRate: 0.01, steps: 200, limit: 1e-6 },
  ])('follows it for $steps steps at rate $learningRate', ({ learningRate, steps, limit }) => {
    const golden = runs.find((run) => run.learningRate === learningRate)?.losses.slice(0, steps) ?? [];
    expect(golden).toHaveLength(steps);
    const own = train(createSimdKernels(module, model.shape, name), learningRate, steps);
    expect(largestRelativeError(own, golden)).toBeLessThan(limit);
  });

  test.each(CELL_NAMES)('200 steps at rate 0.01 end with the reference’s weights, %s', (cell) => {
    const shape = { ...model.shape, cell };
    const simd = createSimdKernels(module, shape, name);
    const reference = createReferenceKernels(shape);
    expect(largestRelativeError(train(simd, 0.01, 200), train(reference, 0.01, 200))).toBeLessThan(1e-6);
    const own = simd.readParameters();
    const weights = reference.readWeights();
    for (const matrix of PARAMETER_NAMES) {
      const difference = Math.hypot(...weights[matrix].map((w, i) => w - own[matrix][i]!));
      expect(difference / Math.hypot(...weights[matrix])).toBeLessThan(1e-5);
    }
  });
});
