/** Small data sets to store. */
import {
  defaultGeneratedSettings,
  generateDataSet,
  type GeneratedSettings,
} from '../../src-shared/datasets/generated/registry.ts';
import type { DataSetEntry } from '../../src-shared/protocol/index.ts';
import { insertDataSet } from '../../src-main/store/data-sets.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';

export const generated = (
  changes: Partial<GeneratedSettings> & Pick<GeneratedSettings, 'name'>,
): GeneratedSettings => ({
  ...defaultGeneratedSettings(changes.name),
  ...changes,
});

export const storedDataSet = (database: WritableDatabase, settings: GeneratedSettings): DataSetEntry =>
  insertDataSet(database, {
    name: settings.name,
    origin: settings.name,
    bytes: 0,
    contentHash: '',
    warnings: [],
    identity: JSON.stringify(settings),
    description: { kind: 'generated', settings },
    data: generateDataSet(settings),
  });
