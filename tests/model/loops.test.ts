import { expect, test } from 'vitest';
import * as loops from '#shared/kernels/loops.ts';

// A = [[1, 2, 3], [4, 5, 6]]
const A = (): Float64Array => Float64Array.of(1, 2, 3, 4, 5, 6);

test('row', () => expect(loops.row(A(), 1, 3)).toEqual(Float64Array.of(4, 5, 6)));

test('y = A x', () => {
  const y = Float64Array.of(9, 9);
  loops.multiply(y, A(), Float64Array.of(1, 10, 100));
  expect(y).toEqual(Float64Array.of(321, 654));
});

test("y += A' x", () => {
  const y = Float64Array.of(1000, 0, 0);
  loops.addTransposedProduct(y, A(), Float64Array.of(1, 10));
  expect(y).toEqual(Float64Array.of(1041, 52, 63));
});

test('A += u (x) v', () => {
  const B = A();
  loops.addOuterProduct(B, Float64Array.of(1, 10), Float64Array.of(1, 2, 3));
  expect(B).toEqual(Float64Array.of(2, 4, 6, 14, 25, 36));
});

test('columns are read and added to', () => {
  const y = Float64Array.of(10, 20);
  loops.addColumn(y, A(), 2, 3);
  expect(y).toEqual(Float64Array.of(13, 26));
  const B = A();
  loops.addToColumn(B, 1, 3, Float64Array.of(100, 200));
  expect(B).toEqual(Float64Array.of(1, 102, 3, 4, 205, 6));
});

test('y += a x; x . x', () => {
  const y = Float64Array.of(1, 2);
  loops.addScaled(y, -2, Float64Array.of(3, 4));
  expect(y).toEqual(Float64Array.of(-5, -6));
  expect(loops.sumOfSquares(y)).toBe(61);
});
