/** A table of 100 MB is read piece by piece: what it takes in memory is its numbers, never its text. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NODE_FLAGS } from '../node-flags.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { random } from '../kernels/cases.ts';

const COLUMNS = 20;
const BYTES = 100e6;

/** Numbers, a category and a class in each row. */
function writeTable(path: string): number {
  const next = random(3);
  const file = openSync(path, 'w');
  let bytes = writeSync(
    file,
    `${Array.from({ length: COLUMNS }, (_, c) => `x${c}`).join(',')},colour,"kind, quoted"\n`,
  );
  let rows = 0;
  while (bytes < BYTES) {
    const lines = Array.from({ length: 1000 }, () => {
      const numbers = Array.from({ length: COLUMNS }, () => (2 * next() - 1).toFixed(5));
      return `${numbers.join(',')},${next() < 0.5 ? 'red' : '"blue"'},${Number(numbers[0]) > 0 ? 'yes' : 'no'}\n`;
    });
    bytes += writeSync(file, lines.join(''));
    rows += lines.length;
  }
  closeSync(file);
  return rows;
}

test('a table of 100 MB', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'large.csv');
  const rows = writeTable(path);
  const script = join(import.meta.dirname, 'import-large-table.ts');
  // the heap holds neither the text nor its rows
  const flags = [...NODE_FLAGS, '--max-old-space-size=64'];
  const child = spawnSync(process.execPath, [...flags, script, path, join(folder, 'data')], { encoding: 'utf8' });
  expect(child.stderr).toBe('');
  const { counts, inputs, seconds, base, peak } = JSON.parse(child.stdout) as Record<string, number> & {
    counts: Record<string, number>;
  };
  expect((counts['train'] ?? 0) + (counts['validation'] ?? 0) + (counts['test'] ?? 0)).toBe(rows);
  expect(inputs).toBe(COLUMNS + 2);
  // 22 numbers of 8 bytes in each row, twice while they grow, then the examples in 4 bytes each, and room to spare
  const numbers = rows * (COLUMNS + 2);
  const megabytes = ((peak ?? Infinity) - (base ?? 0)) / 1e6;
  process.stdout.write(
    `${Math.round(statSync(path).size / 1e6)} MB in ${seconds?.toFixed(1)} s, ${Math.round(megabytes)} MB above ${Math.round((base ?? 0) / 1e6)} MB\n`,
  );
  expect(megabytes).toBeLessThan((numbers * (16 + 8)) / 1e6 + 150);
});
