/**
 * Times one training step, plain and with the gradient's norm clipped, and compares it with the multiply-add peak
 * measured in between in the same process.
 *
 *     node tests/bench/step.ts [--json] [--module simd128] [--seconds 2]
 *
 * Operations counted: 6 K H T (output layer) + 6 H H T (recurrence). Best and median of many steps: the best is what
 * the machine can do, the distance of the median from it is what else it was doing.
 */
import { parseArgs } from 'node:util';
import { buildKernels, readKernel } from '../../scripts/build-kernels.ts';
import { createSimdKernels } from '../../src-shared/kernels/simd/simd-kernels.ts';
import type { RecurrentKernels, StepOptions } from '../../src-shared/kernels/contract.ts';
import { preparePeak } from './peak.ts';

const SIZES = [
  { H: 50, K: 8000, T: 20 },
  { H: 100, K: 8000, T: 20 },
  { H: 100, K: 8000, T: 45 },
  { H: 256, K: 10000, T: 20 },
  { H: 512, K: 10000, T: 20 },
];
const SEQUENCES = 50;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    module: { type: 'string', default: 'simd128' },
    seconds: { type: 'string', default: '2' },
  },
});

/** A linear congruential generator: the numbers only have to be the same on every run. */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function randomModel(module: WebAssembly.Module, K: number, H: number): RecurrentKernels {
  const next = randomSource(42);
  const uniform = (size: number, scale: number): Float32Array =>
    Float32Array.from({ length: size }, () => (next() * 2 - 1) * scale);
  const kernels = createSimdKernels(module, { vocabulary: K, hidden: H, cell: 'tanh' }, values.module);
  const scale = 1 / Math.sqrt(H);
  kernels.writeParameters({ W_in: uniform(H * K, 1), W_rec: uniform(H * H, scale), W_out: uniform(K * H, scale) });
  return kernels;
}

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.floor(q * (sorted.length - 1))]!;

await buildKernels();
const module = new WebAssembly.Module(readKernel(values.module));
const measurePeak = await preparePeak();
const modes: Record<string, Partial<StepOptions>> = { plain: {}, 'clip norm': { clipNorm: 1 } };
if (!values.json) {
  process.stdout.write(`${values.module}, one thread; milliseconds a step\n`);
  process.stdout.write('  H      K   T  mode       best  median     p90   words/s  GFLOP/s  of peak (median)\n');
}

for (const { H, K, T } of SIZES) {
  const kernels = randomModel(module, K, H);
  const next = randomSource(7);
  const tokens = (): Uint32Array => Uint32Array.from({ length: T }, () => Math.floor(next() * K));
  const sequences = Array.from({ length: SEQUENCES }, () => ({ inputs: tokens(), targets: tokens() }));
  for (const [mode, clipping] of Object.entries(modes)) {
    const options = { learningRate: 0.001, clipNorm: null, clipValue: null, truncate: null, wantNorms: false };
    const run = (i: number): void => {
      const { inputs, targets } = sequences[i % SEQUENCES]!;
      kernels.resetState();
      const { loss } = kernels.trainSequence(inputs, targets, { ...options, ...clipping });
      if (!Number.isFinite(loss)) throw new Error('The loss is not finite: the benchmark would measure nothing.');
    };
    for (let i = 0; i < 60; i++) run(i);
    const times: number[] = [];
    const peaks: number[] = [];
    const end = performance.now() + Number(values.seconds) * 1000;
    for (let i = 0; i < 50 || performance.now() < end; i++) {
      if (i % 20 === 0) peaks.push(measurePeak());
      const start = performance.now();
      run(i);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const operations = 6 * K * H * T + 6 * H * H * T;
    const [best, median, p90] = [0, 0.5, 0.9].map((q) => quantile(times, q)) as [number, number, number];
    const peak = Math.max(...peaks);
    const ofPeak = (milliseconds: number): number => operations / (milliseconds / 1000) / peak;
    if (values.json) {
      const line = { bench: 'step', mode, hidden: H, vocabulary: K, length: T, batch: 1, threads: 1 };
      const figures = { milliseconds: median, best, p90, wordsPerSecond: (T / median) * 1000, ofPeak: ofPeak(median) };
      process.stdout.write(`${JSON.stringify({ ...line, ...figures, peak })}\n`);
    } else {
      const columns = [
        String(H).padStart(3),
        String(K).padStart(6),
        String(T).padStart(3),
        ` ${mode.padEnd(9)}`,
        ...[best, median, p90].map((ms) => ms.toFixed(3).padStart(7)),
        ((T / median) * 1000).toFixed(0).padStart(9),
        (operations / median / 1e6).toFixed(1).padStart(8),
        `  ${(100 * ofPeak(best)).toFixed(0)} % (${(100 * ofPeak(median)).toFixed(0)} %) of ${(peak / 1e9).toFixed(1)}`,
      ];
      process.stdout.write(`${columns.join(' ')}\n`);
    }
  }
}
