/** "90/5/5": train, validation, test in percent. */
import * as v from 'valibot';
import { type Shares, SharesSchema } from '#shared/datasets/dataset.ts';
import { UsageError } from '../usage-error.ts';
import type { Reader } from './reader.ts';

export const splitReader: Reader<Shares> = {
  allowed: 'three shares in percent that sum to 100: train/validation/test',
  read(typed, name) {
    const shares = typed.split('/').map((share) => (/^\d+(\.\d+)?$/.test(share.trim()) ? Number(share) : NaN));
    const [train, validation, test] = shares;
    const parsed = v.safeParse(SharesSchema, { train, validation, test });
    if (parsed.success && shares.length === 3) return parsed.output;
    throw new UsageError(`${name} must be ${this.allowed}, for example 90/5/5; "${typed}" is not.`);
  },
};
