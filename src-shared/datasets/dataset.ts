/** A data set as a run sees it: its three parts, and what its inputs and targets are called. */
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

/** Percent; they sum to 100, and train is above 0. */
export type Shares = Readonly<Record<Split, number>>;

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
