/** Two-byte floating-point formats, widened to float32 without loss. */

/**
 * bfloat16: the upper half of a float32.
 *
 * @param bits bit patterns
 */
export function fromBfloat16(bits: Uint16Array): Float32Array {
  const wide = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) wide[i] = bits[i]! << 16;
  return new Float32Array(wide.buffer);
}

/**
 * float16 (IEEE 754 binary16): sign, 5 bits of exponent with bias 15, 10 bits of fraction.
 *
 * @param bits bit patterns
 */
export function fromFloat16(bits: Uint16Array): Float32Array {
  const wide = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) {
    const sign = bits[i]! & 0x8000 ? -1 : 1;
    const exponent = (bits[i]! >> 10) & 0x1f;
    const fraction = bits[i]! & 0x3ff;
    if (exponent === 0x1f) wide[i] = fraction ? NaN : sign * Infinity;
    else if (exponent === 0) wide[i] = sign * fraction * 2 ** -24;
    else wide[i] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return wide;
}
