/** A generated data set. */
import { createHash } from 'node:crypto';
import { type GeneratedSettings, generateDataSet } from '#shared/datasets/generated/registry.ts';
import type { DataSet } from '#shared/datasets/dataset.ts';
import { UnfoldError } from '#shared/protocol/index.ts';
import type { LocatedDataSet } from './data-set-messages.ts';
import type { ReadDataSet } from './import-data-set.ts';

export function readGenerated({ settings }: LocatedDataSet & { kind: 'generated' }): ReadDataSet {
  const { name, count, noise, size, seed } = settings;
  const ordered = { name, count, noise, size, seed };
  return {
    origin: name,
    bytes: 0,
    contentHash: createHash('sha256').update(JSON.stringify(ordered)).digest('hex'),
    description: { kind: 'generated', settings: ordered },
    data: generate(settings),
    warnings: [],
  };
}

/** @throws UnfoldError `refused` when the size does not suit the set */
export function generate(settings: GeneratedSettings): DataSet {
  try {
    return generateDataSet(settings);
  } catch (error) {
    throw error instanceof RangeError ? new UnfoldError('refused', error.message) : error;
  }
}
