/** Typed options of `train` -> the settings of the text and of the run. */
import type { ModelShape } from '#shared/kernels/contract.ts';
import { SMALL_GRAMMAR_SETTINGS } from '#shared/text/small-grammar/sample-settings.ts';
import { DEFAULT_TEXT_SETTINGS, type TextSettings, type TokenRule } from '#shared/text/settings.ts';
import { PLAIN_SGD, RUNNING_TEXT } from '#shared/training/presets.ts';
import { shapeSettings } from '#shared/training/model-shape.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';
import { checkTrainingSettings } from '#shared/training/settings-check.ts';
import { flagName, type OptionValues } from '../options/option.ts';
import { UsageError } from '../usage-error.ts';
import { textOptions, type trainOptions } from './train-options.ts';

export type TrainValues = OptionValues<typeof trainOptions>;

/** The network in the file that `--init` names. */
export type InitialModel = ModelShape & {
  /** How the text that it was trained on became tokens; null: the file does not say. */
  readonly tokens: TokenRule | null;
};

/** With --init, what is not said is as in a plain check against another implementation: nothing hidden in between. */
const PLAIN_TEXT: Partial<TextSettings> = {
  tokens: 'whitespace',
  sentences: 'line',
  normalise: 'none',
  split: { train: 100, validation: 0, test: 0 },
};
const PLAIN_TRAINING: Partial<TrainingSettings> = { ...PLAIN_SGD, order: 'sequential', epochs: 1 };

/** The entries that were given. */
function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** @throws UsageError for options that contradict each other */
export function checkTrainOptions(options: TrainValues, files: readonly string[]): void {
  const { corpus, sample } = options;
  if (files.length === 0 && corpus === undefined && sample === undefined)
    throw new UsageError(
      'Name a text FILE to train on, "-" for standard input, --corpus for one imported before, or --sample small-grammar.',
    );
  if (sample !== undefined && (files.length > 0 || corpus !== undefined))
    throw new UsageError('Give either --sample, files or --corpus.');
  if (files.length > 0 && corpus !== undefined)
    throw new UsageError('Give either files or --corpus: a corpus is a text that was imported before.');
  const inputs = [...files, options.validation, options.test].filter((path) => path === '-').length;
  if (inputs > 1) throw new UsageError('Standard input ("-") can be read only once.');
  if (options.sentences === 'running' && typeof options.window !== 'number')
    throw new UsageError(
      `Running text has no sentences to train on: add --window ${RUNNING_TEXT.window} --learning-rate ${RUNNING_TEXT.learningRate}.`,
    );
  if (corpus === undefined) return;
  const [key] = Object.entries(options).find(([key, value]) => key in textOptions && value) ?? [];
  if (key !== undefined)
    throw new UsageError(`${flagName(key)} says how a text is imported; the corpus "${corpus}" already is.`);
}

export function textSettings(options: TrainValues, withInit: boolean): TextSettings {
  const { tokens, sentences, normalise, encoding, split, sample } = options;
  const running: Partial<TextSettings> = typeof options.window === 'number' ? { sentences: 'running' } : {};
  return {
    ...(sample === undefined ? DEFAULT_TEXT_SETTINGS : SMALL_GRAMMAR_SETTINGS),
    ...(withInit ? PLAIN_TEXT : {}),
    ...running,
    ...given({ tokens, sentences, normalise, encoding, split }),
    lowercase: options.lowercase,
  };
}

/** @throws UsageError for options that contradict each other or the weights of --init */
export function trainingSettings(options: TrainValues, init: InitialModel | null): TrainingSettings {
  const { architecture, projection, context, hidden, cell, vocabulary, minCount, epochs } = options;
  const { learningRate, schedule, clipNorm, clipValue } = options;
  const { bptt, order, window, seed, validateEvery, checkpointSeconds } = options;
  if (init && hidden !== undefined && hidden !== init.hidden)
    throw new UsageError(`The weights of --init have ${init.hidden} hidden units, not ${hidden}: leave out --hidden.`);
  if (init && vocabulary !== undefined && vocabulary !== init.vocabulary)
    throw new UsageError(
      `The vocabulary of --init has ${init.vocabulary} tokens, not ${vocabulary}: leave out --vocabulary.`,
    );
  if (init && cell !== undefined && cell !== init.cell)
    throw new UsageError(`The weights of --init belong to ${init.cell} units, not ${cell}: leave out --cell.`);
  if (init && minCount !== undefined)
    throw new UsageError('The vocabulary comes from --init, whatever the counts: leave out --min-count.');
  if (init && (architecture ?? projection ?? context) !== undefined)
    throw new UsageError(
      'The weights of --init say what network it is: leave out --architecture, --projection and --context.',
    );
  if (!init && architecture !== 'window' && (projection ?? context) !== undefined)
    throw new UsageError('--projection and --context are of a window model: add --architecture window.');
  const settings: TrainingSettings = {
    ...DEFAULT_TRAINING_SETTINGS,
    ...(init ? { ...PLAIN_TRAINING, ...shapeSettings(init) } : {}),
    ...given({
      architecture,
      projection,
      context,
      hidden,
      cell,
      epochs,
      learningRate,
      schedule,
      clipNorm,
      clipValue,
      order,
      window,
      seed,
    }),
    ...given({ truncate: bptt, vocabularySize: vocabulary, minimumCount: minCount }),
    ...given({ validateEveryTokens: validateEvery, checkpointSeconds }),
    carryState: options.carry,
  };
  const problem = checkTrainingSettings(settings);
  if (problem) throw new UsageError(problem);
  return settings;
}
