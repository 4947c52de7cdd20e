/** Data sets made through an engine, from text and small pictures. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildKernels } from '../../scripts/build-kernels.ts';
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import { createEngine } from '../../src-main/engine/engine.ts';
import type { Arguments, DataSetEntry, DataSetPreview } from '../../src-shared/protocol/index.ts';
import type { TablePlan } from '../../src-shared/datasets/table/table-reader.ts';
import { engineOptions } from './engine-options.ts';

/** One for all tests of a file that leave nothing in the library: to open one takes longer than they do. */
export function sharedEngine(): { readonly engine: LocalEngine; readonly folder: string } {
  const shared: { engine?: LocalEngine; folder: string } = { folder: '' };
  beforeAll(async () => {
    await buildKernels();
    shared.folder = mkdtempSync(join(tmpdir(), 'unfold-test-'));
    shared.engine = await createEngine(engineOptions(shared.folder));
  });
  afterAll(async () => {
    await shared.engine?.close();
    rmSync(shared.folder, { recursive: true, force: true });
  });
  return shared as { engine: LocalEngine; folder: string };
}

type Source = Arguments<'datasets.import'>['source'];

let imports = 0;

export const importData = (engine: LocalEngine, source: Source, name = 'Data'): Promise<DataSetEntry> =>
  engine.request('datasets.import', { importId: `data ${++imports}`, name, source });

export const pasted = (text: string) => ({
  kind: 'table' as const,
  source: { kind: 'text' as const, text },
  encoding: 'auto' as const,
  separator: null,
});

export async function previewTable(engine: LocalEngine, text: string): Promise<DataSetPreview & { kind: 'table' }> {
  const preview = await engine.request('datasets.preview', { source: pasted(text) });
  if (preview.kind !== 'table') throw new Error('A table is expected.');
  return preview;
}

/** By the plan that it suggests, with changes. */
export async function importTable(
  engine: LocalEngine,
  text: string,
  changes: (plan: TablePlan) => Partial<TablePlan> = () => ({}),
): Promise<DataSetEntry> {
  const { suggested, problem } = await previewTable(engine, text);
  if (suggested === null) throw new Error(problem);
  return await importData(engine, { ...pasted(text), plan: { ...suggested, ...changes(suggested) } });
}

/** Flowers: two numbers, a colour, and a kind to predict. */
export const FLOWERS = [
  'length,width,colour,kind',
  ...Array.from(
    { length: 20 },
    (_, i) => `${5 + i / 10},${3 - i / 10},${i % 3 ? 'red' : 'blue'},${i % 2 ? 'iris' : 'rose'}`,
  ),
].join('\n');

/** An IDX file of unsigned bytes. */
export function idx(shape: readonly number[], values: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt8(8, 2);
  header.writeUInt8(shape.length, 3);
  shape.forEach((size, d) => header.writeUInt32BE(size, 4 + 4 * d));
  return Buffer.concat([header, Buffer.from(values)]);
}

/** A file that the engine may read. */
export function grant(engine: LocalEngine, folder: string, name: string, bytes: Uint8Array | string) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { kind: 'file' as const, id: engine.grantFile(path) };
}
