/** The window model: one training step of the kernels, and what they predict, against the double-precision reference. */
import { describe, expect, it } from 'vitest';
import {
  CELL_NAMES,
  PARAMETER_NAMES,
  type CellName,
  type StepOptions,
  type WindowShape,
} from '#shared/kernels/contract.ts';
import { createReferenceKernels, type ReferenceKernels } from '#shared/model/reference-kernels.ts';
import { createKernels, MODULES, PLAIN, random, randomWeights, tokens, type ModuleName } from './cases.ts';

/** As in compare.ts: of the largest element of a matrix's update; of the loss; of the gradient's norm. */
const UPDATE_TOLERANCE = 1e-5;
const LOSS_TOLERANCE = 1e-6;
const NORM_TOLERANCE = 1e-5;

interface Case {
  K: number;
  H: number;
  P: number;
  c: number;
  T: number;
  options?: Partial<StepOptions>;
}

const shapeOf = (cell: CellName, { K, H, P, c }: Case): WindowShape => ({
  architecture: 'window',
  vocabulary: K,
  hidden: H,
  cell,
  projection: P,
  context: c,
});

function setUp(cell: CellName, each: Case) {
  const shape = shapeOf(cell, each);
  const { K, T, P, c } = each;
  const next = random(K * 7919 + each.H * 104729 + T * 31 + P * 17 + c);
  const weights = randomWeights(next, shape);
  const before = Float32Array.from(tokens(next, c, K));
  const [inputs, targets] = [tokens(next, T, K), tokens(next, T, K)];
  if (T > 2) inputs[T - 1] = inputs[0]!;
  targets[T - 1] = K - 1;
  return { shape, weights, before, inputs, targets };
}

function compare(module: ModuleName, cell: CellName, each: Case): void {
  const { shape, weights, before, inputs, targets } = setUp(cell, each);
  const options = { ...PLAIN, wantNorms: true, ...each.options };
  const [own, reference] = [createKernels(module, shape), createReferenceKernels(shape)];
  for (const kernels of [own, reference]) {
    kernels.writeParameters(weights);
    kernels.writeState(before);
  }
  const unclamped = unclampedUpdate(reference, inputs, targets, options);
  const expected = reference.trainSequence(inputs, targets, options);
  const result = own.trainSequence(inputs, targets, options);
  expect(Math.abs(result.loss - expected.loss) / Math.max(1, expected.loss)).toBeLessThan(LOSS_TOLERANCE);
  const [after, right] = [own.readParameters(), reference.readWeights()];
  for (const name of PARAMETER_NAMES) {
    let error = 0;
    after[name].forEach((w, i) => {
      const rounding = Math.abs(w) * 2 ** -24;
      error = Math.max(error, Math.abs(w - right[name][i]!) - rounding);
    });
    expect(error / unclamped[name], name).toBeLessThan(UPDATE_TOLERANCE);
  }
  const total = Math.hypot(...Object.values(expected.norms!));
  for (const name of PARAMETER_NAMES)
    expect(Math.abs(result.norms![name] - expected.norms![name]) / total, name).toBeLessThan(NORM_TOLERANCE);
  expect(own.readState()).toEqual(reference.readState());
}

/** The largest element of each matrix's update if nothing were clamped. */
function unclampedUpdate(kernels: ReferenceKernels, inputs: Uint32Array, targets: Uint32Array, options: StepOptions) {
  const [weights, state] = [kernels.readWeights(), kernels.readState()];
  kernels.trainSequence(inputs, targets, { ...options, clipValue: null });
  const after = kernels.readWeights();
  kernels.writeParameters(weights);
  kernels.writeState(state);
  const largest = (name: keyof typeof after): number =>
    after[name].reduce((most, w, i) => Math.max(most, Math.abs(w - weights[name][i]!)), 1e-12);
  return { W_in: largest('W_in'), W_rec: largest('W_rec'), W_out: largest('W_out') };
}

const SHAPES: Case[] = [
  { K: 2, H: 1, P: 1, c: 1, T: 1 },
  { K: 3, H: 2, P: 5, c: 3, T: 2 },
  { K: 13, H: 4, P: 8, c: 2, T: 3 },
  { K: 257, H: 25, P: 7, c: 5, T: 20 },
  { K: 300, H: 128, P: 64, c: 4, T: 7 },
  { K: 1003, H: 50, P: 60, c: 4, T: 21 },
  { K: 40, H: 9, P: 3, c: 64, T: 5 },
  { K: 120, H: 37, P: 30, c: 9, T: 230 },
];

describe.each(MODULES)('%s', (module) => {
  describe.each(CELL_NAMES)('%s', (cell) => {
    it.each(SHAPES)('matches the reference for K=$K, H=$H, P=$P, c=$c, T=$T', (each) => compare(module, cell, each));
  });

  it.each<[string, Partial<StepOptions>]>([
    ['clipped by norm', { clipNorm: 0.5 }],
    ['clipped by value', { clipValue: 0.01 }],
    ['clipped by both', { clipNorm: 0.5, clipValue: 0.003 }],
    ['a truncation, which it has no use for', { truncate: 2 }],
  ])('matches the reference, %s', (_, options) => {
    for (const T of [17, 130]) compare(module, 'tanh', { K: 211, H: 19, P: 11, c: 3, T, options });
  });

  it('predicts as the reference does, in one piece, in several, and token by token', () => {
    const { shape, weights, before, inputs, targets } = setUp('tanh', { K: 150, H: 21, P: 13, c: 3, T: 200 });
    const [own, reference] = [createKernels(module, shape), createReferenceKernels(shape)];
    const results = [own, reference].map((kernels) => {
      kernels.writeParameters(weights);
      kernels.writeState(before);
      const surprise = new Float64Array(200);
      const loss = kernels.evaluateSequence(inputs, targets, surprise);
      const y = new Float32Array(150);
      kernels.writeState(before);
      kernels.advanceState(inputs.subarray(0, 1));
      kernels.advanceState(inputs.subarray(1, 150));
      kernels.predictNext(inputs[150]!, y);
      return { loss, surprise, next: -Math.log(y[targets[150]!]!), state: kernels.readState() };
    });
    const [mine, right] = results as [(typeof results)[number], (typeof results)[number]];
    expect(mine.loss / right.loss).toBeCloseTo(1, 6);
    mine.surprise.forEach((nats, t) => expect(nats).toBeCloseTo(right.surprise[t]!, 4));
    expect(mine.next).toBeCloseTo(mine.surprise[150]!, 4);
    expect([...mine.state]).toEqual([...inputs.subarray(148, 151)]);
    expect(right.state).toEqual(mine.state);
  });

  it('starts from <s>, and refuses what is no state of it', () => {
    const kernels = createKernels(module, shapeOf('tanh', { K: 9, H: 4, P: 3, c: 3, T: 1 }));
    expect([...kernels.readState()]).toEqual([1, 1, 1]);
    kernels.advanceState(Uint32Array.of(5));
    expect([...kernels.readState()]).toEqual([1, 1, 5]);
    kernels.resetState();
    expect([...kernels.readState()]).toEqual([1, 1, 1]);
    for (const state of [
      [1, 1],
      [1, 1, 9],
      [1, -1, 1],
      [1, 1.5, 1],
      [NaN, 1, 1],
    ])
      expect(() => kernels.writeState(Float32Array.from(state)), String(state)).toThrow(/3 ids of a vocabulary of 9/);
  });

  it('keeps its weights as they are written', () => {
    const { shape, weights } = setUp('relu', { K: 31, H: 6, P: 5, c: 3, T: 1 });
    const kernels = createKernels(module, shape);
    kernels.writeParameters(weights);
    const read = kernels.readParameters();
    for (const name of PARAMETER_NAMES) expect([...read[name]], name).toEqual([...weights[name]]);
    expect(() => kernels.writeParameters({ ...weights, W_rec: weights.W_rec.subarray(1) })).toThrow(/W_rec has 89/);
  });
});

it('modules of 128 and of 256 bits give the same bits, again and again', () => {
  const { shape, weights, before, inputs, targets } = setUp('tanh', { K: 700, H: 45, P: 29, c: 4, T: 120 });
  const trained = (['simd128', 'simd256', 'simd128'] as const).map((name) => {
    const kernels = createKernels(name, shape);
    kernels.writeParameters(weights);
    kernels.writeState(before);
    for (let i = 0; i < 4; i++)
      kernels.trainSequence(inputs.subarray(i * 7), targets.subarray(i * 7), { ...PLAIN, clipNorm: 1 });
    return kernels.readParameters();
  });
  expect(trained[1]).toEqual(trained[0]);
  expect(trained[2]).toEqual(trained[0]);
});

it('refuses impossible windows', () => {
  const shape = shapeOf('tanh', { K: 9, H: 4, P: 3, c: 3, T: 1 });
  expect(() => createKernels('simd128', { ...shape, projection: 0 })).toThrow(/window of 3 projections of 0/);
  expect(() => createKernels('simd128', { ...shape, context: 0.5 })).toThrow(/window of 0.5/);
});
