import { describe, expect, test } from 'vitest';
import { CELL_NAMES } from '#shared/kernels/contract.ts';
import { CELLS } from '#shared/model/cells/registry.ts';
import { OUTPUT_LAYER_NAMES, OUTPUT_LAYERS } from '#shared/model/output-layers/registry.ts';

test('known values of the cells', () => {
  expect(CELLS.tanh.activate(0.5)).toBeCloseTo(0.46211715726000975, 15);
  expect(CELLS.sigmoid.activate(0.5)).toBeCloseTo(0.6224593312018546, 15);
  expect(CELLS.relu.activate(0.5)).toBe(0.5);
  expect(CELLS.relu.activate(-0.5)).toBe(0);
  expect(CELLS.relu.derivativeFromOutput(0)).toBe(0);
});

describe.each(CELL_NAMES)('%s', (name) => {
  const cell = CELLS[name];

  test.each([-3, -0.7, -0.01, 0.02, 0.9, 4])('derivative at s = %d', (s) => {
    const e = 1e-6;
    const numeric = (cell.activate(s + e) - cell.activate(s - e)) / (2 * e);
    expect(cell.derivativeFromOutput(cell.activate(s))).toBeCloseTo(numeric, 8);
  });

  test('stays finite far out, and shows what is not a number', () => {
    for (const s of [-1000, 1000]) expect(Number.isFinite(cell.activate(s))).toBe(true);
    expect(cell.activate(NaN)).toBeNaN();
  });
});

describe.each(OUTPUT_LAYER_NAMES)('%s', (name) => {
  const K = 5;
  const layer = OUTPUT_LAYERS[name](K);
  const h = Float64Array.of(0.3, -0.9);
  const W_out = new Float64Array(layer.rows * 2).map((_, i) => Math.sin(3 * i + 1));

  test('its distribution sums to 1, and its losses are that distribution’s', () => {
    const p = new Float64Array(K);
    layer.distribution(W_out, h, p);
    expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
    const y = new Float64Array(layer.outputs);
    for (let k = 0; k < K; k++) expect(layer.forward(W_out, h, k, y)).toBeCloseTo(-Math.log(p[k]!), 13);
  });

  test('backward adds to what is there', () => {
    const y = new Float64Array(layer.outputs);
    layer.forward(W_out, h, 2, y);
    const dW = new Float64Array(W_out.length);
    const dh = new Float64Array(2);
    layer.backward(W_out, h, 2, y, dW, dh);
    const dWOnce = dW.slice();
    const dhOnce = dh.slice();
    layer.backward(W_out, h, 2, y, dW, dh);
    expect(dW).toEqual(dWOnce.map((d) => 2 * d));
    dhOnce.forEach((d, i) => expect(dh[i]).toBeCloseTo(2 * d, 14));
    expect(Math.hypot(...dhOnce)).toBeGreaterThan(0);
  });
});
