/** Pictures and labels in IDX files as a data set. */
import { createHash, type Hash } from 'node:crypto';
import { DataError } from '#shared/datasets/data-error.ts';
import { type DataSet, splitExamples } from '#shared/datasets/dataset.ts';
import type { Examples } from '#shared/datasets/examples.ts';
import { readIdx } from '#shared/datasets/idx/idx.ts';
import { labelledPictures } from '#shared/datasets/idx/pictures.ts';
import type { PicturesPlan } from '#shared/protocol/index.ts';
import { readSource, sourceName, sourceSize } from '../text-jobs/read-source.ts';
import type { TextSource } from '../text-jobs/text-messages.ts';
import type { LocatedDataSet, LocatedPictures } from './data-set-messages.ts';
import type { ReadDataSet, Reading } from './import-data-set.ts';

const MOST_BYTES = 2 ** 30;

/** Pictures of one size, all with labels. */
export interface ReadPictures {
  readonly height: number;
  readonly width: number;
  readonly examples: Examples;
}

export function readPictures(source: LocatedDataSet & { kind: 'pictures' }, reading: Reading): ReadDataSet {
  const { pictures, labels, test, plan } = source;
  const hash = createHash('sha256');
  const train = readLabelled(source, { reading, hash });
  const tested = test && readTest(test, train, { reading, hash });
  reading.onRead();
  const files = [pictures, labels, ...(test ? [test.pictures, test.labels] : [])];
  const { height, width } = train;
  return {
    origin: files.map(sourceName).join(', '),
    bytes: files.reduce((sum, file) => sum + sourceSize(file), 0),
    contentHash: hash.digest('hex'),
    description: { kind: 'pictures', height, width, plan },
    data: {
      inputNames: [],
      targetNames: Array.from({ length: classesOf(train.examples) }, (_, c) => String(c)),
      parts: partsOf(train.examples, tested?.examples ?? null, plan),
    },
    warnings: [],
  };
}

function partsOf(train: Examples, test: Examples | null, { split, splitSeed }: PicturesPlan): DataSet['parts'] {
  if (test !== null && split.test > 0)
    throw new DataError('There are files to test on: the share of the test must be 0.');
  const parts = splitExamples(train, split, splitSeed);
  return test === null ? parts : { ...parts, test };
}

export const classesOf = ({ targets }: Examples): number => (targets.kind === 'classes' ? targets.count : 0);

interface Noticed {
  readonly reading?: Reading;
  readonly hash?: Hash;
}

/** @throws DataError when the pictures are of another size than those of the training */
export function readTest(files: LocatedPictures, train: ReadPictures, noticed: Noticed = {}): ReadPictures {
  const test = readLabelled(files, noticed, classesOf(train.examples));
  if (test.height !== train.height || test.width !== train.width)
    throw new DataError(
      `The pictures to test on have ${test.height} x ${test.width} points, those to learn from ${train.height} x ${train.width}: choose files that belong together.`,
    );
  return test;
}

/**
 * @param classes C, where other pictures decide
 * @throws DataError naming the file when it is no whole IDX file, or when the two do not belong together
 */
export function readLabelled(files: LocatedPictures, noticed: Noticed = {}, classes?: number): ReadPictures {
  const pictures = idxOf(files.pictures, noticed);
  const labels = idxOf(files.labels, noticed);
  const examples = labelledPictures(pictures, labels, classes);
  const [, first = 1, second] = pictures.shape;
  if (pictures.shape.length > 3)
    throw new DataError(
      `The pictures have ${pictures.shape.length - 1} dimensions: only grey ones, with a height and a width, can be read.`,
    );
  return { height: second === undefined ? 1 : first, width: second ?? first, examples };
}

function idxOf(source: TextSource, { reading, hash }: Noticed): ReturnType<typeof readIdx> {
  const size = sourceSize(source);
  const name = sourceName(source);
  if (size > MOST_BYTES) throw new DataError(`${name} is larger than 1 GB: use a part of the pictures.`);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of readSource(source, size)) {
    reading?.onBytes(piece);
    bytes.set(piece, at);
    at += piece.length;
  }
  const file = bytes.subarray(0, at);
  hash?.update(file);
  try {
    return readIdx(file);
  } catch (error) {
    throw error instanceof DataError ? new DataError(`${name}: ${error.message}`, { cause: error }) : error;
  }
}
