import { expect, test } from 'vitest';
import { MetricRows } from '../../src-main/engine/metric-rows.ts';

const progress = {
  epoch: 0,
  position: 1,
  step: 1,
  tokens: 100,
  totalTokens: 1000,
  tokensPerEpoch: 1000,
};
const trained = { kind: 'trained', loss: 500, tokens: 100, learningRate: 0.1, norms: null } as const;

test('tokens per second leave evaluations out, and only their part that lies in the row', () => {
  const rows = new MetricRows(null, 0, true);
  rows.add(trained);
  rows.addEvaluation(1, 3);
  expect(rows.cut(progress, 4)?.tokensPerSecond).toBeCloseTo(50);

  // a checkpoint ended a row at 4 while an evaluation that had begun at 3.5 was still to be counted
  rows.addEvaluation(3.5, 5);
  rows.add(trained);
  expect(rows.cut(progress, 6)?.tokensPerSecond).toBeCloseTo(100);
});

test('an evaluation that ended before the row began takes nothing from it', () => {
  const rows = new MetricRows(null, 10, true);
  rows.addEvaluation(7, 9);
  rows.add(trained);
  expect(rows.cut(progress, 12)?.tokensPerSecond).toBeCloseTo(50);
});
