/** Which character separates the fields of a text table, judged by its first lines. */

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const LINES = 50;

/**
 * The separator that cuts the lines into the same number of fields most often, and into the most fields then. What
 * stands in double quotes does not count.
 * @param sample the beginning of the file, some ten thousand characters; its last line may be cut off
 */
export function guessSeparator(sample: string): Separator {
  const lines = quotedLines(sample).slice(0, LINES);
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const usual = mostFrequent(counts.filter((count) => count > 0));
    const score = usual === null ? 0 : (usual.times / lines.length) * 1000 + Math.min(usual.value, 100);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** Lines without what is quoted in them; blank ones and the last, unfinished one left out. */
function quotedLines(sample: string): string[] {
  const lines = sample.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.filter((line) => line.trim() !== '');
}

function mostFrequent(values: readonly number[]): { value: number; times: number } | null {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  let best: { value: number; times: number } | null = null;
  for (const [value, n] of times) if (best === null || n > best.times) best = { value, times: n };
  return best;
}
