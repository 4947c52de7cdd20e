/**
 * The obvious loops, in float64: the specification that every faster kernel must match.
 *
 * A matrix is dense and row-major: A [rows, columns], A_ij at index i * columns + j. Its number of columns or rows is
 * taken from the vectors it meets, so that each function's equation is its whole interface.
 */

/** Row i of A [., columns], as a view. */
export function row(A: Float64Array, i: number, columns: number): Float64Array {
  return A.subarray(i * columns, (i + 1) * columns);
}

/** y = A x     A [M, N], x [N], y [M] */
export function multiply(y: Float64Array, A: Float64Array, x: Float64Array): void {
  const N = x.length;
  for (let i = 0; i < y.length; i++) {
    let sum = 0;
    for (let j = 0; j < N; j++) sum += A[i * N + j]! * x[j]!;
    y[i] = sum;
  }
}

/** y += A' x     A [M, N], x [M], y [N] */
export function addTransposedProduct(y: Float64Array, A: Float64Array, x: Float64Array): void {
  const N = y.length;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < N; j++) y[j]! += A[i * N + j]! * x[i]!;
  }
}

/** A += u (x) v, that is A_ij += u_i v_j     A [M, N], u [M], v [N] */
export function addOuterProduct(A: Float64Array, u: Float64Array, v: Float64Array): void {
  const N = v.length;
  for (let i = 0; i < u.length; i++) {
    for (let j = 0; j < N; j++) A[i * N + j]! += u[i]! * v[j]!;
  }
}

/** y += A[:, j], the product of A with the one-hot vector of j     A [M, columns], y [M] */
export function addColumn(y: Float64Array, A: Float64Array, j: number, columns: number): void {
  for (let i = 0; i < y.length; i++) y[i]! += A[i * columns + j]!;
}

/** A[:, j] += u, the outer product of u with the one-hot vector of j     A [M, columns], u [M] */
export function addToColumn(A: Float64Array, j: number, columns: number, u: Float64Array): void {
  for (let i = 0; i < u.length; i++) A[i * columns + j]! += u[i]!;
}

/** y += a x */
export function addScaled(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i]! += a * x[i]!;
}

/** x . x */
export function sumOfSquares(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return sum;
}
