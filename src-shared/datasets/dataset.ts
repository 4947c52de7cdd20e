/** A data set as a run sees it: its three parts, and what its inputs and targets are called. */
import * as v from 'valibot';
import { assignSplits } from '../text/split.ts';
import { type Split, SPLITS } from '../text/settings.ts';
import { type Examples, selectExamples } from './examples.ts';

export interface DataSet {
  /** [S_0] */
  readonly inputNames: readonly string[];
  /** Names of the classes, or of the target values. */
  readonly targetNames: readonly string[];
  /** Validation and test may be empty. */
  readonly parts: Readonly<Record<Split, Examples>>;
}

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** Percent of the examples in each part. */
export const SharesSchema = v.pipe(
  v.object({ train: share, validation: share, test: share }),
  v.check(
    (shares) => Math.abs(shares.train + shares.validation + shares.test - 100) < 1e-9 && shares.train > 0,
    'The shares of train, validation and test must sum to 100, and train must be above 0.',
  ),
);
export type Shares = Readonly<v.InferOutput<typeof SharesSchema>>;

/** Which of n examples belong to which part: a random choice of exactly the shares' sizes, ascending in each part. */
export function splitIndices(n: number, shares: Shares, seed: number): Readonly<Record<Split, Uint32Array>> {
  const parts = assignSplits(n, shares, seed);
  const chosen = (split: Split): Uint32Array => {
    const part = SPLITS.indexOf(split);
    return Uint32Array.from([...parts.keys()].filter((i) => parts[i] === part));
  };
  return { train: chosen('train'), validation: chosen('validation'), test: chosen('test') };
}

export function splitExamples(examples: Examples, shares: Shares, seed: number): DataSet['parts'] {
  const { train, validation, test } = splitIndices(examples.count, shares, seed);
  return {
    train: selectExamples(examples, train),
    validation: selectExamples(examples, validation),
    test: selectExamples(examples, test),
  };
}

/** All for training. */
export const trainOnly = (examples: Examples): DataSet['parts'] => {
  const empty = selectExamples(examples, new Uint32Array(0));
  return { train: examples, validation: empty, test: empty };
};
