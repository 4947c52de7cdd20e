/** Making a run: its vocabulary, its checks, its first row in the store. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { decodeModel, type RecurrentModel } from '#shared/interchange/recurrent-model-file.ts';
import { matrixShapes, parameterCount } from '#shared/kernels/matrix-shapes.ts';
import { DEFAULT_RUN_SAMPLES, type Run, UnfoldError } from '#shared/protocol/index.ts';
import { SPECIAL_TOKENS } from '#shared/text/settings.ts';
import { modelShape, shapeSettings } from '#shared/training/model-shape.ts';
import { runName } from '#shared/training/run-name.ts';
import { checkTrainingSettings } from '#shared/training/settings-check.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';
import { writeInitialWeights } from '../store/checkpoints.ts';
import { getCorpus, type StoredCorpus } from '../store/corpora.ts';
import type { ReadableDatabase } from '../store/database.ts';
import { getRun, insertRun, runNamesOf } from '../store/runs.ts';
import { refuseTrashed } from '../store/trash.ts';
import { countFrequentTokens, insertVocabulary } from '../store/vocabularies.ts';
import type { StartOptions } from './contract.ts';
import type { EngineContext } from './engine-context.ts';
import { toProtocolRun } from './library-watcher.ts';

/** What SQLite holds in one value, and so of one matrix. */
const MOST_MATRIX_BYTES = 900_000_000;
const MOST_MODEL_FILE_BYTES = 2_000_000_000;

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
): Promise<Run> {
  const { database } = context;
  const initial = initialWeights === undefined ? null : await readModel(initialWeights);
  const corpus = getCorpus(database, corpusId);
  const used = initial === null ? settings : withShapeOf(initial, settings);
  const vocabulary = initial?.shape.vocabulary ?? effectiveVocabulary(database, corpus, used);
  checkTrainable(corpus, used, vocabulary);
  const { train } = corpus.counts;
  const id = database.transaction(() => {
    refuseTrashed(getCorpus(database, corpusId));
    const run = insertRun(database, {
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
    if (initial !== null) writeInitialWeights(database, run, initial.parameters);
    return run;
  });
  context.queue.add(id);
  context.watcher.look();
  return toProtocolRun(getRun(database, id));
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
  return runName(settings, text, new Set(runNamesOf(database, corpus.id)));
}

/** A model file becomes a run that can be sampled from. */
export async function importModel(context: EngineContext, path: string, name?: string): Promise<Run> {
  const { database } = context;
  const model = await readModel(path);
  const id = database.transaction(() => {
    const run = insertRun(database, {
      name: (name?.trim() || basename(path, extname(path))).slice(0, 200),
      status: 'completed',
      corpusId: null,
      settings: withShapeOf(model, DEFAULT_TRAINING_SETTINGS),
      samples: DEFAULT_RUN_SAMPLES,
      vocabulary: model.shape.vocabulary,
      parameters: parameterCount(model.shape),
      trainTokens: 0,
      kernels: context.kernels.name,
      programVersion: context.options.version,
      ownVocabulary: insertVocabulary(database, model.vocabulary),
      textSettings: model.textSettings,
      logEvery: null,
      session: null,
    });
    writeInitialWeights(database, run, model.parameters);
    return run;
  });
  context.watcher.look();
  return toProtocolRun(getRun(database, id));
}

const withShapeOf = ({ shape }: RecurrentModel, settings: TrainingSettings): TrainingSettings => ({
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

/** @throws UnfoldError `not-found`, `refused` */
async function readModel(path: string): Promise<RecurrentModel> {
  try {
    if ((await stat(path)).size > MOST_MODEL_FILE_BYTES)
      throw new UnfoldError(
        'refused',
        `${basename(path)} is too large for a model. Choose a safetensors file of a run.`,
      );
    return decodeModel(await readFile(path));
  } catch (error) {
    if (error instanceof InterchangeError) throw new UnfoldError('refused', `${basename(path)}: ${error.message}`);
    if (error instanceof Error && 'code' in error)
      throw new UnfoldError(
        error.code === 'ENOENT' ? 'not-found' : 'refused',
        `${path} cannot be read. Check its name and that you may open it, then try again.`,
        String(error),
      );
    throw error;
  }
}
