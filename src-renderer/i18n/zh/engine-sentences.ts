/** What the engine and its doors say, in 简体中文: a file for each part of it. */
import type { SentencePair } from '../engine-sentence.ts';
import { dataSetSentences } from './engine-sentences/data-sets.ts';
import { doorSentences } from './engine-sentences/doors.ts';
import { fileSentences } from './engine-sentences/files.ts';
import { librarySentences } from './engine-sentences/library.ts';
import { perceptronSentences } from './engine-sentences/perceptrons.ts';
import { runSentences } from './engine-sentences/runs.ts';
import { textSentences } from './engine-sentences/texts.ts';

export const engineSentences: readonly SentencePair[] = [
  ...librarySentences,
  ...doorSentences,
  ...textSentences,
  ...dataSetSentences,
  ...runSentences,
  ...perceptronSentences,
  ...fileSentences,
];
