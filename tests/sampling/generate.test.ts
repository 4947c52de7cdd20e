import { describe, expect, it, test } from 'vitest';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { initialise } from '#shared/model/initialise.ts';
import { type Context, ContextPass, readContext, withOwnState } from '#shared/sampling/context.ts';
import { type GenerateOptions, generate, trainedSentenceEnd } from '#shared/sampling/generate.ts';
import { nextTokens } from '#shared/sampling/next-tokens.ts';
import { markovKernels } from './markov-kernels.ts';

const [START, END] = [1, 2];
/** <s> -> 3 -> 4 -> </s>, and after </s> again 3: nothing is left to chance. */
const cycle = [3, 3, 3, 4, 2].map((next) => [0, 1, 2, 3, 4].map((k) => (k === next ? 1 : 0)));

interface Changes extends Partial<GenerateOptions> {
  readonly prompt?: readonly number[];
}

function options({ prompt = [], kernels = markovKernels(cycle), ...changes }: Changes = {}): GenerateOptions {
  return {
    kernels,
    context: readContext({ kernels, sentenceStart: START, tokens: prompt }),
    settings: { temperature: 1, topK: null, topP: null },
    seed: 1,
    length: 6,
    excluded: [0, START],
    sentenceStart: START,
    sentenceEnd: END,
    atSentenceEnd: 'stop',
    ...changes,
  };
}

const drawn = (changes: Changes): number[] => [...generate(options(changes))];

function trained(): ReturnType<typeof createReferenceKernels> {
  const shape = { vocabulary: 9, hidden: 6, cell: 'tanh' } as const;
  const kernels = createReferenceKernels(shape);
  kernels.writeParameters(initialise(shape, 3));
  return kernels;
}

describe('generating', () => {
  it('feeds <s> and the prompt, then what it draws, and stops before </s>', () => {
    const kernels = markovKernels(cycle);
    expect(drawn({ kernels })).toEqual([3, 4]);
    expect(kernels.fed).toEqual([START, 3, 4]);
    const prompted = markovKernels(cycle);
    expect(drawn({ kernels: prompted, prompt: [4, 3] })).toEqual([4]);
    expect(prompted.fed).toEqual([START, 4, 3, 4]);
  });

  it('goes on behind </s> with a new sentence or with the running text', () => {
    for (const [atSentenceEnd, fed] of [
      ['start', START],
      ['continue', END],
    ] as const) {
      const kernels = markovKernels(cycle);
      expect(drawn({ kernels, atSentenceEnd })).toEqual([3, 4, END, 3, 4, END]);
      expect(kernels.fed.slice(0, 6)).toEqual([START, 3, 4, fed, 3, 4]);
    }
    expect(trainedSentenceEnd({ window: null, carryState: false })).toBe('stop');
    expect(trainedSentenceEnd({ window: null, carryState: true })).toBe('start');
    expect(trainedSentenceEnd({ window: 8, carryState: false })).toBe('continue');
  });

  it('draws at most `length` tokens, one at a time', () => {
    expect(drawn({ length: 1 })).toEqual([3]);
    const tokens = generate(options());
    expect([tokens.next().value, tokens.next().value, tokens.next().done]).toEqual([3, 4, true]);
  });

  it('is repeated by its seed and never draws what is excluded', () => {
    const draw = (seed: number): number[] =>
      drawn({ kernels: trained(), seed, length: 200, atSentenceEnd: 'continue' });
    expect(draw(5)).toHaveLength(200);
    expect(draw(5)).toEqual(draw(5));
    expect(draw(6)).not.toEqual(draw(5));
    expect(new Set(draw(5))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8]));
  });

  it('leaves the hidden state as it was', () => {
    const kernels = trained();
    const state = Float32Array.of(0.5, -0.25, 0, 1, 0.125, -1);
    kernels.writeState(state);
    expect(withOwnState(kernels, () => drawn({ kernels }))).not.toEqual([]);
    expect(kernels.readState()).toEqual(state);
  });

  it('draws any number of samples from one context, whatever was written in between', () => {
    const kernels = trained();
    const context = readContext({ kernels, sentenceStart: START, tokens: [5, 4, 8] });
    const draw = (seed: number): number[] => [...generate({ ...options({ kernels }), context, seed, length: 50 })];
    const first = draw(1);
    expect(draw(2)).not.toEqual(first);
    expect(draw(1)).toEqual(first);
  });
});

describe('a context', () => {
  const tokens = Array.from({ length: 10_000 }, (_, i) => 3 + (i % 6));
  const pass = (kernels: ReturnType<typeof trained>): { context: Context; slices: number } => {
    const reading = new ContextPass({ kernels, sentenceStart: START, tokens });
    for (let slices = 1; ; slices++) {
      const context = reading.advance();
      if (context !== null) return { context, slices };
    }
  };

  it('is read in slices, and is what feeding token by token leaves', () => {
    const { context, slices } = pass(trained());
    expect(slices).toBe(3);
    const kernels = trained();
    const y = new Float32Array(9);
    for (const token of [START, ...tokens]) kernels.predictNext(token, y);
    expect(context).toEqual({ state: kernels.readState(), distribution: y });
  });

  it('begins at the zero state', () => {
    const kernels = trained();
    kernels.writeState(Float32Array.of(0.5, -0.25, 0, 1, 0.125, -1));
    expect(pass(kernels).context).toEqual(pass(trained()).context);
  });
});

test('the next tokens are the most probable, best first', () => {
  const distribution = Float32Array.of(0.25, 0.125, 0.5, 0.125);
  expect(nextTokens(distribution, 3)).toEqual([
    { token: 2, probability: 0.5 },
    { token: 0, probability: 0.25 },
    { token: 1, probability: 0.125 },
  ]);
  expect(nextTokens(distribution, 100)).toHaveLength(4);
});
