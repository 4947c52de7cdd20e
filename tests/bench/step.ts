/**
 * Times one training step with each module and number of threads, and compares it with the multiply-add peak of as many
 * bits, measured in between in the same process.
 *
 *     node tests/bench/step.ts [--json] [--modules simd128,simd256] [--threads 1,2] [--modes plain,clip] [--seconds 2]
 *                              [--sizes 100x8000x20,…]
 *
 * The 128-bit module runs first, with V8 as it is; then V8 is told to join vectors. Operations counted: 6 K H T (output
 * layer) + 6 H H T (recurrence). Best and median of many steps: the best is what the machine can do, the distance of the
 * median from it is what else it was doing. Numbers of threads take turns.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { buildKernels, readKernel } from '../../scripts/build-kernels.ts';
import { KernelThreads } from '../../src-main/engine/kernel-threads.ts';
import { createSimdKernels, type SimdKernels } from '../../src-shared/kernels/simd/simd-kernels.ts';
import type { StepOptions } from '../../src-shared/kernels/contract.ts';
import { preparePeak } from './peak.ts';

const SIZES = '50x8000x20,100x8000x20,100x8000x45,256x10000x20,512x10000x20,256x10000x45';
const SEQUENCES = 50;
/** Steps with one number of threads before it is another's turn; the first ones wake the helpers and do not count. */
const TURN = 12;
const WAKING = 2;
const MODES: Readonly<Record<string, Partial<StepOptions>>> = { plain: {}, clip: { clipNorm: 1 } };

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    modules: { type: 'string', default: 'simd128,simd256' },
    threads: { type: 'string', default: availableParallelism() > 1 ? '1,2' : '1' },
    modes: { type: 'string', default: 'plain,clip' },
    sizes: { type: 'string', default: SIZES },
    seconds: { type: 'string', default: '2' },
  },
});
const threadCounts = values.threads.split(',').map(Number);
const sizes = values.sizes.split(',').map((size) => size.split('x').map(Number) as [number, number, number]);

/** A linear congruential generator: the numbers only have to be the same on every run. */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function fillWeights(kernels: SimdKernels): void {
  const { vocabulary: K, hidden: H } = kernels.shape;
  const next = randomSource(42);
  const uniform = (size: number, scale: number): Float32Array =>
    Float32Array.from({ length: size }, () => (next() * 2 - 1) * scale);
  const scale = 1 / Math.sqrt(H);
  kernels.writeParameters({ W_in: uniform(H * K, 1), W_rec: uniform(H * H, scale), W_out: uniform(K * H, scale) });
}

interface Figures {
  readonly times: number[];
  readonly peak: number;
}

async function measure(
  name: string,
  module: WebAssembly.Module,
  [H, K, T]: readonly [number, number, number],
  changes: Partial<StepOptions>,
  measurePeak: () => number,
): Promise<Figures[]> {
  const helpers = new KernelThreads(join(import.meta.dirname, '../../src-main/engine/training-worker.ts'), (line) => {
    throw new Error(line);
  });
  const all = threadCounts.map((threads) =>
    createSimdKernels(module, { vocabulary: K, hidden: H, cell: 'tanh' }, name, {
      threads,
      start: (order) => helpers.start(order),
    }),
  );
  all.forEach(fillWeights);
  while (all.some((kernels, i) => kernels.threads < threadCounts[i]!)) await new Promise((done) => setTimeout(done, 5));
  const next = randomSource(7);
  const tokens = (): Uint32Array => Uint32Array.from({ length: T }, () => Math.floor(next() * K));
  const sequences = Array.from({ length: SEQUENCES }, () => ({ inputs: tokens(), targets: tokens() }));
  const plain = { learningRate: 0.001, clipNorm: null, clipValue: null, truncate: null, wantNorms: false };
  const options = { ...plain, ...changes };
  let count = 0;
  const run = (kernels: SimdKernels): number => {
    const { inputs, targets } = sequences[count++ % SEQUENCES]!;
    kernels.resetState();
    const start = performance.now();
    const { loss } = kernels.trainSequence(inputs, targets, options);
    const took = performance.now() - start;
    if (!Number.isFinite(loss)) throw new Error('The loss is not finite: the benchmark would measure nothing.');
    return took;
  };
  for (const kernels of all) for (let i = 0; i < 60; i++) run(kernels);
  const times: number[][] = all.map(() => []);
  let peak = 0;
  const end = performance.now() + Number(values.seconds) * 1000 * all.length;
  do {
    peak = Math.max(peak, measurePeak());
    all.forEach((kernels, which) => {
      for (let i = 0; i < TURN; i++) {
        const took = run(kernels);
        if (i >= WAKING) times[which]!.push(took);
      }
    });
  } while (performance.now() < end);
  for (const kernels of all) kernels.close();
  helpers.close();
  return times.map((own) => ({ times: own.sort((a, b) => a - b), peak }));
}

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.floor(q * (sorted.length - 1))]!;

await buildKernels();
if (!values.json) {
  process.stdout.write('Milliseconds a step; the peak is of one thread, with as many bits\n');
  process.stdout.write('module    H      K   T  mode  threads    best  median     p90   words/s  of peak (median)\n');
}
for (const name of values.modules.split(',')) {
  const wide = name === 'simd256';
  if (wide) setFlagsFromString('--experimental-wasm-revectorize');
  const measurePeak = await preparePeak(wide ? 256 : 128);
  const module = new WebAssembly.Module(readKernel(name));
  for (const size of sizes) {
    const [H, K, T] = size;
    for (const mode of values.modes.split(',')) {
      const figures = await measure(name, module, size, MODES[mode]!, measurePeak);
      figures.forEach(({ times, peak }, i) => {
        const threads = threadCounts[i]!;
        const [best, median, p90] = [0, 0.5, 0.9].map((q) => quantile(times, q)) as [number, number, number];
        const operations = 6 * K * H * T + 6 * H * H * T;
        const ofPeak = (milliseconds: number): number => operations / (milliseconds / 1000) / peak / threads;
        if (values.json) {
          const line = { bench: 'step', module: name, mode, hidden: H, vocabulary: K, length: T, batch: 1, threads };
          const rates = { wordsPerSecond: (T / median) * 1000, ofPeak: ofPeak(median), bestOfPeak: ofPeak(best) };
          process.stdout.write(`${JSON.stringify({ ...line, milliseconds: median, best, p90, ...rates, peak })}\n`);
        } else {
          const columns = [
            `${name} ${String(H).padStart(3)}`,
            String(K).padStart(6),
            String(T).padStart(3),
            ` ${mode.padEnd(5)}`,
            String(threads).padStart(7),
            ...[best, median, p90].map((ms) => ms.toFixed(3).padStart(7)),
            ((T / median) * 1000).toFixed(0).padStart(9),
            `  ${(100 * ofPeak(best)).toFixed(0)} % (${(100 * ofPeak(median)).toFixed(0)} %) of ${(peak / 1e9).toFixed(1)}`,
          ];
          process.stdout.write(`${columns.join(' ')}\n`);
        }
      });
    }
  }
}
