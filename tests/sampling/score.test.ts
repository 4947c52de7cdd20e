import { describe, expect, it } from 'vitest';
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import { initialise } from '#shared/model/initialise.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { Random } from '#shared/random.ts';
import { ScorePass } from '#shared/sampling/score.ts';
import { EvaluationPass } from '#shared/training/evaluation-pass.ts';
import { SentenceSequences } from '#shared/training/sentence-sequences.ts';
import type { Sequences } from '#shared/training/sequences.ts';
import { WindowSequences } from '#shared/training/window-sequences.ts';

const K = 13;
const map = { ids: Uint32Array.from({ length: K }, (_, id) => id), unknown: 0, sentenceStart: 1, sentenceEnd: 2 };
const random = new Random(5);
/** Sentences of 1 to 250 tokens: some longer than a slice. */
const stream = Uint32Array.from(
  [3, 1, 97, 250, 12].flatMap((length) => [
    ...Array.from({ length }, () => 3 + Math.floor(random.next() * (K - 3))),
    2,
  ]),
);

function model(): LanguageModelKernels {
  const shape = { vocabulary: K, hidden: 6, cell: 'tanh' } as const;
  const kernels = createReferenceKernels(shape);
  const { W_in, W_rec, W_out } = initialise(shape, 3);
  // As sharp as a trained one's.
  kernels.writeParameters({ W_in: W_in.map((w) => 9 * w), W_rec, W_out: W_out.map((w) => 4 * w) });
  return kernels;
}

function score(
  kernels: LanguageModelKernels,
  sequences: Sequences,
  carryState: boolean,
  alternatives: number,
): ScorePass {
  const pass = new ScorePass({ kernels, sequences, carryState, alternatives });
  while (!pass.advance());
  return pass;
}

const CASES = [
  ['sentences', new SentenceSequences(stream, map), false],
  ['sentences that carry the state over', new SentenceSequences(stream, map), true],
  ['windows', new WindowSequences(stream, map, 7), false],
  ['windows that carry the state over', new WindowSequences(stream, map, 110), true],
] as const;

describe.each(CASES)('scores of %s', (_, sequences, carryState) => {
  it('are what the model says token by token, with the history of training', () => {
    const pass = score(model(), sequences, carryState, 4);
    const kernels = model();
    const y = new Float32Array(K);
    let n = 0;
    for (let index = 0; index < sequences.count; index++) {
      if (!carryState || index === 0) kernels.resetState();
      const { inputs, targets } = sequences.read(index);
      targets.forEach((target, t) => {
        kernels.predictNext(inputs[t]!, y);
        const order = Array.from({ length: K }, (_, id) => id).sort((a, b) => y[b]! - y[a]! || a - b);
        expect(pass.rank[n]).toBe(order.indexOf(target) + 1);
        expect([...pass.bestIds.subarray(4 * n, 4 * n + 4)]).toEqual(order.slice(0, 4));
        expect([...pass.bestProbabilities.subarray(4 * n, 4 * n + 4)]).toEqual(order.slice(0, 4).map((id) => y[id]));
        expect(Math.exp(-(pass.surprise[n] ?? NaN))).toBeCloseTo(y[target]!, 6);
        n++;
      });
    }
    expect(n).toBe(stream.length);
  });

  it('sum to the loss of an evaluation', () => {
    const evaluation = new EvaluationPass(model(), sequences, carryState);
    while (!evaluation.advance());
    const pass = score(model(), sequences, carryState, 0);
    expect(pass.nats).toBeCloseTo(evaluation.nats, 9);
    expect(pass.surprise.reduce((a, b) => a + b, 0)).toBeCloseTo(evaluation.nats, 9);
    expect(pass.bestIds).toHaveLength(0);
  });
});

describe('scores', () => {
  it('leave the hidden state as it was, and take few tokens at a time', () => {
    const kernels = model();
    const state = Float32Array.of(0.5, -0.25, 0.125, 1, 0, -1);
    kernels.writeState(state);
    const sequences = new SentenceSequences(stream, map);
    const pass = new ScorePass({ kernels, sequences, carryState: false, alternatives: 1 });
    let slices = 1;
    while (!pass.advance()) slices++;
    expect(slices).toBeGreaterThanOrEqual(stream.length / 96);
    expect(kernels.readState()).toEqual(state);
  });

  it('rank equal probabilities by id, and know no more alternatives than tokens', () => {
    const kernels = createReferenceKernels({ vocabulary: K, hidden: 2, cell: 'tanh' }); // all weights are 0
    const pass = score(kernels, new SentenceSequences(Uint32Array.of(5, 9, 2), map), false, 20);
    expect([...pass.rank]).toEqual([6, 10, 3]);
    expect(pass.alternatives).toBe(K);
    expect([...pass.bestIds.subarray(0, K)]).toEqual(Array.from({ length: K }, (_, id) => id));
  });
});
