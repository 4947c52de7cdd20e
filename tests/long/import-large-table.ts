/** Previews and imports a table in a process of its own, and tells how long it took and the most memory that was resident. */
import { mkdirSync } from 'node:fs';
import { resourceUsage, stdout } from 'node:process';
import { importDataSet } from '../../src-main/engine/data-set-jobs/import-data-set.ts';
import { previewDataSet } from '../../src-main/engine/data-set-jobs/preview-data-set.ts';
import { getDataSet } from '../../src-main/store/data-sets.ts';
import { openStore } from '../../src-main/store/open-store.ts';

const [path = '', dataFolder = ''] = process.argv.slice(2);
mkdirSync(dataFolder);
const database = openStore(dataFolder);
const peak = (): number => resourceUsage().maxRSS * 1024;
const base = peak();
const began = performance.now();
const source = { kind: 'file', path, name: 'large.csv' } as const;
const reading = { kind: 'table', source, encoding: 'auto', separator: null } as const;
const preview = previewDataSet({ job: 'preview-data-set', source: reading });
if (preview.kind !== 'table' || preview.suggested === null)
  throw new Error('A table that can be learnt from is expected.');
const cancelled = new SharedArrayBuffer(4);
const { id } = importDataSet(
  { job: 'import-data-set', dataFolder, name: 'Large', source: { ...reading, plan: preview.suggested }, cancelled },
  () => undefined,
);
const { counts, inputs } = getDataSet(database, id);
stdout.write(JSON.stringify({ counts, inputs, seconds: (performance.now() - began) / 1000, base, peak: peak() }));
database.close();
