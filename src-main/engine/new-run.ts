/** Making a language model's run: its vocabulary, its checks, its first row in the store. */
import { decodeModel, type RecurrentModel } from '#shared/interchange/recurrent-model-file.ts';
import { matrixShapes, parameterCount } from '#shared/kernels/matrix-shapes.ts';
import { DEFAULT_RUN_SAMPLES, type LanguageRun, UnfoldError } from '#shared/protocol/index.ts';
import { SPECIAL_TOKENS } from '#shared/text/settings.ts';
import { parameterTensors } from '#shared/training/checkpoint.ts';
import { modelShape, shapeSettings } from '#shared/training/model-shape.ts';
import { runName } from '#shared/training/run-name.ts';
import { checkTrainingSettings } from '#shared/training/settings-check.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { writeInitialWeights } from '../store/checkpoints.ts';
import { getCorpus, type StoredCorpus } from '../store/corpora.ts';
import type { ReadableDatabase } from '../store/database.ts';
import { getLanguageRun, insertRun, runNamesOf } from '../store/runs.ts';
import { refuseTrashed } from '../store/trash.ts';
import { countFrequentTokens, insertVocabulary } from '../store/vocabularies.ts';
import type { StartOptions } from './contract.ts';
import type { EngineContext } from './engine-context.ts';
import { toProtocolRun } from './library-watcher.ts';
import { readModelFile } from './model-file.ts';

/** What SQLite holds in one value, and so of one matrix. */
export const MOST_MATRIX_BYTES = 900_000_000;

/** The effective K: below the settings' when the text has fewer types that are frequent enough. */
export const effectiveVocabulary = (
  database: ReadableDatabase,
  corpus: StoredCorpus,
  { vocabularySize, minimumCount }: Pick<TrainingSettings, 'vocabularySize' | 'minimumCount'>,
): number =>
  Math.min(
    vocabularySize,
    SPECIAL_TOKENS.length + countFrequentTokens(database, corpus.vocabulary, Math.max(1, minimumCount)),
  );

/** Stores the run and puts it into the queue. */
export async function startRun(
  context: EngineContext,
  corpusId: number,
  name: string,
  settings: TrainingSettings,
  { logEvery = null, initialWeights, samples = DEFAULT_RUN_SAMPLES }: StartOptions = {},
): Promise<LanguageRun> {
  const { database } = context;
  const initial = initialWeights === undefined ? null : await readModelFile(initialWeights, decodeModel);
  const corpus = getCorpus(database, corpusId);
  const used = initial === null ? settings : withShapeOf(initial, settings);
  const vocabulary = initial?.shape.vocabulary ?? effectiveVocabulary(database, corpus, used);
  checkTrainable(corpus, used, vocabulary);
  const { train } = corpus.counts;
  const id = database.transaction(() => {
    refuseTrashed(getCorpus(database, corpusId));
    const run = insertRun(database, {
      family: 'language',
      name: name.trim() || nameByItself(database, corpus, used),
      status: 'queued',
      corpusId,
      settings: used,
      samples,
      vocabulary,
      parameters: parameterCount(modelShape(used, vocabulary)),
      // Sentence ends are predicted too.
      trainTokens: train.tokens + train.sentences,
      kernels: context.kernels.name,
      programVersion: context.options.version,
      ownVocabulary: initial === null ? null : insertVocabulary(database, initial.vocabulary),
      textSettings: null,
      logEvery,
      session: context.session.id,
    });
    if (initial !== null) writeInitialWeights(database, run, parameterTensors(initial.parameters));
    return run;
  });
  context.queue.add(id);
  context.watcher.look();
  return toProtocolRun(getLanguageRun(database, id));
}

/** What differs from a preset; told apart from the other runs of the text. */
function nameByItself(database: ReadableDatabase, corpus: StoredCorpus, settings: TrainingSettings): string {
  const { types, counts, sentenceRule } = corpus;
  const text = {
    running: sentenceRule === 'running',
    characters: corpus.settings.tokens === 'character',
    trainTokens: counts.train.tokens + counts.train.sentences,
    types,
  };
  return runName(settings, text, new Set(runNamesOf(database, 'corpus', corpus.id)));
}

export const withShapeOf = ({ shape }: RecurrentModel, settings: TrainingSettings): TrainingSettings => ({
  ...settings,
  ...shapeSettings(shape),
});

/** @throws UnfoldError `refused` when the run could not be trained */
export function checkTrainable(corpus: StoredCorpus, settings: TrainingSettings, vocabulary: number): void {
  const { train } = corpus.counts;
  const problem = checkTrainingSettings(settings, {
    trainTokens: train.tokens + train.sentences,
    longestSequence: settings.window ?? corpus.longestSentence + 1,
    running: corpus.sentenceRule === 'running',
  });
  if (problem !== null) throw new UnfoldError('refused', problem);
  const shapes = Object.values(matrixShapes(modelShape(settings, vocabulary)));
  const largest = Math.max(...shapes.map(([rows, columns]) => rows * columns));
  if (largest * Float32Array.BYTES_PER_ELEMENT > MOST_MATRIX_BYTES)
    throw new UnfoldError(
      'refused',
      `A network of ${settings.hidden} hidden units and ${vocabulary} tokens is too large to train here. Choose fewer units or a smaller vocabulary.`,
    );
}
