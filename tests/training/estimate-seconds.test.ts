import { describe, expect, it } from 'vitest';
import { estimateSeconds } from '#shared/training/estimate.ts';

const times = { trainToken: 0.001, evaluatedToken: 0.0001, sample: 0.5 };
const tokens = { train: 1000, validation: 200, test: 300 };

describe('the seconds of a run', () => {
  it('are its training, an evaluation more than it has epochs, a sample after each, and the test', () => {
    const evaluation = 200 * 0.0001 + 0.5;
    expect(estimateSeconds({ epochs: 4, validateEveryTokens: null }, tokens, times)).toBeCloseTo(
      4 * 1000 * 0.001 + 5 * evaluation + 300 * 0.0001,
    );
    expect(estimateSeconds({ epochs: 4, validateEveryTokens: 500 }, tokens, times)).toBeCloseTo(
      4 * 1000 * 0.001 + 13 * evaluation + 300 * 0.0001,
    );
  });

  it('are its training alone where there is nothing to evaluate on', () => {
    const alone = { train: 1000, validation: 0, test: 0 };
    expect(estimateSeconds({ epochs: 3, validateEveryTokens: 10 }, alone, times)).toBeCloseTo(3);
  });
});
