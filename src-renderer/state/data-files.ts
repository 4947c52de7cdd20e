/** Which files hold data rather than a text, and which of several picture files holds what: told by their names. */
import type { DataSetSource, Source } from '#shared/protocol/index.ts';

export const PICTURE_ROLES = ['pictures', 'labels', 'testPictures', 'testLabels'] as const;
export type PictureRole = (typeof PICTURE_ROLES)[number];

export type FileSource = Extract<Source, { kind: 'file' }>;
export type TableSource = Extract<Source, { kind: 'file' | 'text' }>;
type PicturesSource = Extract<DataSetSource, { kind: 'pictures' }>;

const isTable = (name: string): boolean => /\.(csv|tsv|tab)$/i.test(name);
/** "train-images-idx3-ubyte.gz" */
export const isPictures = (name: string): boolean => /idx[13]|ubyte|\.idx$/i.test(name) || /\.gz$/i.test(name);
export const isDataFile = (name: string): boolean => isTable(name) || isPictures(name);

export function roleByName(name: string): PictureRole {
  const isTest = /t10k|test/i.test(name);
  if (/label|idx1/i.test(name)) return isTest ? 'testLabels' : 'labels';
  return isTest ? 'testPictures' : 'pictures';
}

export type PicturesProblem =
  | { readonly kind: 'needPictures' | 'needLabels' | 'needTestPictures' | 'needTestLabels' }
  | { readonly kind: 'roleTwice'; readonly role: PictureRole };

/** Files that belong together, or what is amiss with them. */
export function picturesOf(
  files: readonly { readonly role: PictureRole; readonly source: FileSource }[],
): Omit<PicturesSource, 'plan'> | PicturesProblem {
  const of = (role: PictureRole): FileSource | undefined => files.find((file) => file.role === role)?.source;
  const twice = PICTURE_ROLES.find((role) => files.filter((file) => file.role === role).length > 1);
  if (twice) return { kind: 'roleTwice', role: twice };
  const [pictures, labels, testPictures, testLabels] = PICTURE_ROLES.map(of);
  if (!pictures) return { kind: 'needPictures' };
  if (!labels) return { kind: 'needLabels' };
  if (testPictures && !testLabels) return { kind: 'needTestLabels' };
  if (testLabels && !testPictures) return { kind: 'needTestPictures' };
  const test = testPictures && testLabels ? { pictures: testPictures, labels: testLabels } : null;
  return { kind: 'pictures', pictures, labels, test };
}
