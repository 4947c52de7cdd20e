import { describe, expect, it } from 'vitest';
import { parameterCount } from '#shared/kernels/matrix-shapes.ts';
import { trainingBytes, weightBytes } from '#shared/training/estimate.ts';
import { MetricWindow } from '#shared/training/metrics.ts';
import { checkTrainingSettings } from '#shared/training/settings-check.ts';
import { settings } from './corpora.ts';

describe('the window between two metric rows', () => {
  it('weighs by tokens, keeps the last norms and rate, and starts anew', () => {
    const window = new MetricWindow();
    expect(window.take()).toBeNull();
    const norms = { W_in: 1, W_rec: 2, W_out: 3 };
    window.add({ kind: 'trained', loss: 10, tokens: 2, learningRate: 0.1, norms });
    window.add({ kind: 'trained', loss: 2, tokens: 4, learningRate: 0.05, norms: null });
    expect(window.steps).toBe(2);
    expect(window.take()).toEqual({ loss: 2, tokens: 6, steps: 2, learningRate: 0.05, norms });
    window.add({ kind: 'trained', loss: 3, tokens: 1, learningRate: 0.05, norms: null });
    expect(window.take()).toEqual({ loss: 3, tokens: 1, steps: 1, learningRate: 0.05, norms: null });
  });
});

describe('estimates', () => {
  it('count 2 H K + H^2 parameters of 4 bytes', () => {
    const shape = { vocabulary: 8000, hidden: 100, cell: 'tanh' } as const;
    expect(parameterCount(shape)).toBe(1_610_000);
    expect(weightBytes(shape)).toBe(6_440_000);
    expect(trainingBytes(shape, 50)).toBeGreaterThan(3 * 6_440_000);
    expect(trainingBytes(shape, 90)).toBeGreaterThan(trainingBytes(shape, 50));
  });

  it('count P K + H c P + K H parameters of a window model', () => {
    const sizes = { vocabulary: 8000, hidden: 100, cell: 'tanh', projection: 60, context: 4 } as const;
    expect(parameterCount({ architecture: 'window', ...sizes })).toBe(480_000 + 24_000 + 800_000);
  });
});

describe('settings that contradict each other or the text', () => {
  const textFacts = { trainTokens: 1000, longestSequence: 40, running: false };

  it('are told apart from those that do not', () => {
    expect(checkTrainingSettings(settings(), textFacts)).toBeNull();
    expect(checkTrainingSettings(settings({ carryState: true, order: 'sequential' }))).toBeNull();
    expect(checkTrainingSettings(settings({ carryState: true, order: 'shuffled' }))).toMatch(/sequential/);
    expect(checkTrainingSettings(settings({ architecture: 'window' }), textFacts)).toBeNull();
    expect(checkTrainingSettings(settings({ architecture: 'window', truncate: 4 }))).toMatch(/no hidden state/);
    expect(checkTrainingSettings(settings(), { ...textFacts, trainTokens: 0 })).toMatch(/empty/);
    expect(checkTrainingSettings(settings(), { ...textFacts, running: true })).toMatch(/window/);
    expect(checkTrainingSettings(settings({ window: 32 }), { ...textFacts, running: true })).toBeNull();
    // the longest sentence that an import makes, with its end
    expect(checkTrainingSettings(settings(), { ...textFacts, longestSequence: 100_001 })).toBeNull();
    expect(checkTrainingSettings(settings(), { ...textFacts, longestSequence: 200_000 })).toMatch(/200000 tokens/);
  });
});
