/** Unicode code points, counted in UTF-16 strings without lone surrogates. */
export const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Number of code points: the "characters" of bits per character. */
export function countCodePoints(text: string, begin = 0, end = text.length): number {
  let count = end - begin;
  for (let i = begin; i < end; i++) if (isLowSurrogate(text.charCodeAt(i))) count--;
  return count;
}
