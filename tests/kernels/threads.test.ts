import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSimdKernels, type SimdKernels } from '#shared/kernels/simd/simd-kernels.ts';
import { claimWord, HELPER_STATE, mailbox, stateWord, WORD } from '#shared/kernels/simd/team-control.ts';
import type { HelperOrder } from '#shared/kernels/simd/team-helper.ts';
import type { TeamOptions } from '#shared/kernels/simd/thread-team.ts';
import type { ModelShape, StepOptions } from '#shared/kernels/contract.ts';
import { KERNELS_FOLDER } from '../../scripts/build-kernels.ts';
import { chooseKernels, createKernels } from '../../src-main/engine/kernel-choice.ts';
import { KernelThreads } from '../../src-main/engine/kernel-threads.ts';
import { compiled, MODULES, PLAIN, random, randomWeights, tokens, type ModuleName } from './cases.ts';

// Where V8 and the processor can, everything here runs with 256-bit vectors; where not, the flag does nothing.
setFlagsFromString('--experimental-wasm-revectorize');

const WORKER = join(import.meta.dirname, '../../src-main/engine/kernel-worker.ts');
const running: { kernels: SimdKernels; workers: Worker[] }[] = [];

afterEach(async () => {
  for (const { kernels, workers } of running.splice(0)) {
    kernels.close();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
});

interface Team {
  readonly kernels: SimdKernels;
  readonly workers: Worker[];
  readonly orders: HelperOrder[];
  readonly errors: unknown[];
}

/** Kernels whose helpers are there. */
async function team(module: ModuleName, shape: ModelShape, threads: number): Promise<Team> {
  const workers: Worker[] = [];
  const orders: HelperOrder[] = [];
  const errors: unknown[] = [];
  const start = (order: HelperOrder): void => {
    orders.push(order);
    workers.push(new Worker(WORKER, { workerData: order }).on('error', (error) => errors.push(error)));
  };
  const kernels = createSimdKernels(compiled.get(module)!, shape, module, { threads, start });
  running.push({ kernels, workers });
  await expect.poll(() => kernels.threads).toBe(threads);
  return { kernels, workers, orders, errors };
}

/** As many multiplications as it takes for helpers to be asked. */
const SHAPES: readonly (ModelShape & { scores: number })[] = [
  { vocabulary: 4003, hidden: 37, cell: 'tanh', scores: 1 },
  { vocabulary: 9001, hidden: 20, cell: 'relu', scores: 1 },
  // References are raised in many blocks.
  { vocabulary: 3001, hidden: 72, cell: 'sigmoid', scores: 300 },
  { architecture: 'window', vocabulary: 4003, hidden: 37, cell: 'tanh', projection: 21, context: 3, scores: 1 },
];
const OPTIONS: readonly Partial<StepOptions>[] = [
  {},
  { clipNorm: 0.5 },
  { clipValue: 0.01 },
  { truncate: 3, wantNorms: true },
  { clipNorm: 0.5, clipValue: 0.01 },
];
const LENGTHS = [4, 9, 24, 97, 31, 200, 16];

/** Everything that training, evaluating and predicting give, after a few steps of many kinds. */
function everything(kernels: SimdKernels, { scores, ...shape }: (typeof SHAPES)[number]): unknown {
  const next = random(shape.vocabulary);
  kernels.writeParameters(randomWeights(next, shape, scores));
  const draw = (T: number): Uint32Array => tokens(next, T, shape.vocabulary);
  const results = LENGTHS.map((T, i) => {
    kernels.resetState();
    return kernels.trainSequence(draw(T), draw(T), { ...PLAIN, learningRate: 0.01, ...OPTIONS[i % OPTIONS.length] });
  });
  const surprise = new Float64Array(120);
  const loss = kernels.evaluateSequence(draw(120), draw(120), surprise);
  const distribution = new Float32Array(shape.vocabulary);
  kernels.predictNext(1, distribution);
  return { results, loss, surprise, distribution, state: kernels.readState(), weights: kernels.readParameters() };
}

const alone = (module: ModuleName, shape: (typeof SHAPES)[number]): unknown =>
  everything(createSimdKernels(compiled.get(module)!, shape, module), shape);

describe.each(SHAPES)('$architecture $vocabulary tokens, $hidden $cell units', (shape) => {
  it('gives the same bits with vectors of 256 and of 128 bits', () => {
    expect(alone('simd256', shape)).toEqual(alone('simd128', shape));
  });

  it.each(MODULES)('gives the same bits with one, two and three threads of %s', async (module) => {
    const expected = alone(module, shape);
    for (const threads of module === 'simd256' ? [2, 3] : [3]) {
      const { kernels, orders } = await team(module, shape, threads);
      expect(everything(kernels, shape)).toEqual(expected);
      // Each helper was asked.
      for (const { control, place } of orders) expect(Atomics.load(control, mailbox(place))).toBeGreaterThan(10);
    }
  });
});

const SHAPE = SHAPES[0]!;

it('changes how many threads it uses without changing a bit', async () => {
  let now = 0;
  const workers: Worker[] = [];
  const start = (order: HelperOrder): void => void workers.push(new Worker(WORKER, { workerData: order }));
  // A clock by which every trial is over at once, and the next one due.
  const options: TeamOptions = { threads: 2, start, now: () => (now += 300) };
  const kernels = createSimdKernels(compiled.get('simd256')!, SHAPE, 'simd256', options);
  running.push({ kernels, workers });
  const expected = alone('simd256', SHAPE);
  expect(everything(kernels, SHAPE)).toEqual(expected);
  await expect.poll(() => kernels.threads).toBe(2);
  for (let i = 0; i < 4; i++) expect(everything(kernels, SHAPE)).toEqual(expected);
});

it('trains with the threads of the engine', async () => {
  const reports: string[] = [];
  const threads = new KernelThreads(WORKER, (line) => reports.push(line));
  onTestFinished(() => threads.close());
  const choice = chooseKernels(KERNELS_FOLDER, { threads: 2, wide: true });
  const kernels = createKernels(choice, SHAPE, threads) as SimdKernels;
  await expect.poll(() => kernels.threads).toBe(2);
  expect(everything(kernels, SHAPE)).toEqual(alone('simd128', SHAPE));
  expect(reports).toEqual([expect.stringMatching(/^Kernels: simd.*; up to 2 threads$/)]);
});

it('sleeps when there is nothing to do, and wakes up', async () => {
  const { kernels, orders } = await team('simd128', SHAPE, 2);
  const expected = everything(kernels, SHAPE);
  const [{ control }] = orders as [HelperOrder];
  await expect.poll(() => Atomics.load(control, stateWord(1))).toBe(HELPER_STATE.asleep);
  expect(everything(kernels, SHAPE)).toEqual(expected);
});

it('goes on alone when its helpers have ended, were killed in their sleep, or could not start', async () => {
  const expected = alone('simd128', SHAPE);
  const { kernels, workers, orders } = await team('simd128', SHAPE, 3);
  await expect.poll(() => Atomics.load(orders[0]!.control, stateWord(1))).toBe(HELPER_STATE.asleep);
  await workers[0]!.terminate();
  expect(everything(kernels, SHAPE)).toEqual(expected);
  kernels.close();
  await expect.poll(() => Atomics.load(orders[1]!.control, stateWord(2))).toBe(HELPER_STATE.absent);
  expect(everything(kernels, SHAPE)).toEqual(expected);

  const never = createSimdKernels(compiled.get('simd128')!, SHAPE, 'x', { threads: 4, start: () => undefined });
  expect(everything(never, SHAPE)).toEqual(expected);
});

it.each([
  ['does not answer', 0, /has not answered.*Resume the run/],
  ['breaks', 1, /has broken off, in the middle of a step\. Resume the run/],
])('says so when a helper takes a shard and %s', (_what, broken, sentence) => {
  const start = ({ control }: HelperOrder): void => {
    Atomics.store(control, stateWord(1), HELPER_STATE.awake);
    Atomics.store(control, claimWord(5), 1);
    Atomics.store(control, WORD.broken, broken);
  };
  const options: TeamOptions = { threads: 2, start, patience: 60 };
  const kernels = createSimdKernels(compiled.get('simd128')!, SHAPE, 'simd128', options);
  expect(() => everything(kernels, SHAPE)).toThrow(sentence);
});

it('tells the owner when a kernel stops in the middle of a shard', async () => {
  const { kernels, orders, errors } = await team('simd128', SHAPE, 2);
  const draw = tokens(random(1), 20, SHAPE.vocabulary);
  kernels.trainSequence(draw, draw, PLAIN);
  // A job for the helper alone whose arguments lead out of the memory.
  const [{ control }] = orders as [HelperOrder];
  control.set([2, 2, -1, 0, 20, -16, -16, 0], WORD.job);
  Atomics.add(control, mailbox(1), 1);
  Atomics.notify(control, mailbox(1));
  await expect.poll(() => Atomics.load(control, WORD.broken)).toBe(1);
  await expect
    .poll(() => errors)
    .toEqual([expect.objectContaining({ message: expect.stringMatching(/out of bounds/) })]);
});
