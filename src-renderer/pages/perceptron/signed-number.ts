/** Numbers as equations write them: a true minus sign, and always as many decimals, so that columns do not jump. */
import type { Format } from '../../i18n/format.ts';

export function signed(value: number, digits: number, format: Format): string {
  const n = value + 0; // no −0
  const size = Math.abs(n);
  // what would be written as 0 but is not: 4e−5
  if (n !== 0 && size < 0.5 * 10 ** -digits) return size < 1e-99 ? format.decimals(0, digits) : power(n);
  return (size >= 1000 ? format.figure(n) : format.decimals(n, digits)).replace('-', '−');
}

const power = (n: number): string => n.toExponential(0).replaceAll('-', '−');
