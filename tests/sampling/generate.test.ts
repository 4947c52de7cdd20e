import { describe, expect, it } from 'vitest';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { initialise } from '#shared/model/initialise.ts';
import { type GenerateOptions, generate, generateTokens, trainedSentenceEnd } from '#shared/sampling/generate.ts';
import { nextTokens } from '#shared/sampling/next-tokens.ts';
import { markovKernels } from './markov-kernels.ts';

const [START, END] = [1, 2];
/** <s> -> 3 -> 4 -> </s>, and after </s> again 3: nothing is left to chance. */
const cycle = [3, 3, 3, 4, 2].map((next) => [0, 1, 2, 3, 4].map((k) => (k === next ? 1 : 0)));

function options(changes: Partial<GenerateOptions> = {}): GenerateOptions {
  return {
    kernels: markovKernels(cycle),
    prompt: [],
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

function trained(): ReturnType<typeof createReferenceKernels> {
  const shape = { vocabulary: 9, hidden: 6, cell: 'tanh' } as const;
  const kernels = createReferenceKernels(shape);
  kernels.writeParameters(initialise(shape, 3));
  return kernels;
}

describe('generating', () => {
  it('feeds <s> and the prompt, then what it draws, and stops before </s>', () => {
    const kernels = markovKernels(cycle);
    expect(generateTokens(options({ kernels }))).toEqual([3, 4]);
    expect(kernels.fed).toEqual([START, 3, 4]);
    const prompted = markovKernels(cycle);
    expect(generateTokens(options({ kernels: prompted, prompt: [4, 3] }))).toEqual([4]);
    expect(prompted.fed).toEqual([START, 4, 3, 4]);
  });

  it('goes on behind </s> with a new sentence or with the running text', () => {
    for (const [atSentenceEnd, fed] of [
      ['start', START],
      ['continue', END],
    ] as const) {
      const kernels = markovKernels(cycle);
      expect(generateTokens(options({ kernels, atSentenceEnd }))).toEqual([3, 4, END, 3, 4, END]);
      expect(kernels.fed.slice(0, 6)).toEqual([START, 3, 4, fed, 3, 4]);
    }
    expect(trainedSentenceEnd({ window: null, carryState: false })).toBe('stop');
    expect(trainedSentenceEnd({ window: null, carryState: true })).toBe('start');
    expect(trainedSentenceEnd({ window: 8, carryState: false })).toBe('continue');
  });

  it('draws at most `length` tokens, one at a time', () => {
    expect(generateTokens(options({ length: 1 }))).toEqual([3]);
    const tokens = generate(options());
    expect([tokens.next().value, tokens.next().value, tokens.next().done]).toEqual([3, 4, true]);
  });

  it('is repeated by its seed and never draws what is excluded', () => {
    const draw = (seed: number): number[] =>
      generateTokens(options({ kernels: trained(), seed, length: 200, atSentenceEnd: 'continue' }));
    expect(draw(5)).toHaveLength(200);
    expect(draw(5)).toEqual(draw(5));
    expect(draw(6)).not.toEqual(draw(5));
    expect(new Set(draw(5))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8]));
  });

  it('leaves the hidden state as it was', () => {
    const kernels = trained();
    const state = Float32Array.of(0.5, -0.25, 0, 1, 0.125, -1);
    kernels.writeState(state);
    generateTokens(options({ kernels }));
    nextTokens({ kernels, context: [3], sentenceStart: START, top: 2 });
    expect(kernels.readState()).toEqual(state);
  });
});

describe('the next tokens', () => {
  it('are the most probable after <s> and the context, best first', () => {
    const kernels = markovKernels([
      [0.5, 0.5, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0.25, 0.125, 0.5, 0.125],
    ]);
    const after = (context: number[], top: number): unknown => nextTokens({ kernels, context, sentenceStart: 1, top });
    expect(after([], 1)).toEqual([{ token: 0, probability: 1 }]);
    expect(after([0, 3], 3)).toEqual([
      { token: 2, probability: 0.5 },
      { token: 0, probability: 0.25 },
      { token: 1, probability: 0.125 },
    ]);
    expect(after([3], 100)).toHaveLength(4);
  });
});
