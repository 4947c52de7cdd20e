/** The options of `train`. Ranges come from the settings' schemas, defaults from the settings' defaults. */
import * as v from 'valibot';
import { RunSamplesSchema, SAMPLE_TEXTS } from '#shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS, TextSettingsSchema } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS, TrainingSettingsSchema } from '#shared/training/settings.ts';
import { custom, flag, group, setting, text } from '../options/option.ts';
import { splitReader } from '../options/split-reader.ts';

const t = TextSettingsSchema.entries;
const m = TrainingSettingsSchema.entries;
const T = DEFAULT_TEXT_SETTINGS;
const M = DEFAULT_TRAINING_SETTINGS;

/** Options that decide how a text is read. They go with a new text, not with --corpus. */
export const textOptions = group('Text', {
  tokens: setting(t.tokens, 'RULE', 'what a token is', { usually: T.tokens }),
  sentences: setting(t.sentences, 'RULE', 'where a sentence ends', { usually: T.sentences }),
  split: custom('A/B/C', 'parts to train, validate and test on', splitReader, '90/5/5'),
  validation: text('FILE', 'validate on this text instead of a part of the others'),
  test: text('FILE', 'test on this text instead of a part of the others'),
  encoding: setting(t.encoding, 'NAME', 'how the files are encoded', { usually: T.encoding }),
  lowercase: flag('make everything lower case'),
  normalise: setting(t.normalise, 'FORM', 'Unicode normalisation', { usually: T.normalise }),
});

export const trainOptions = {
  ...group('Run', {
    name: text('NAME', "the run's name, instead of the text's"),
    corpus: text('CORPUS', 'train on a text that was imported before'),
    sample: setting(v.picklist(SAMPLE_TEXTS), 'NAME', 'train on a text that Unfold writes itself'),
    init: text('FILE', 'start from the weights and the vocabulary of a safetensors file'),
  }),
  ...textOptions,
  ...group('Model', {
    architecture: setting(m.architecture, 'NAME', 'recurrent, or a window of words', { usually: M.architecture }),
    context: setting(m.context, 'N', "words that a window model's prediction sees", { usually: M.context }),
    projection: setting(m.projection, 'P', "numbers in a word's projection, of a window model", {
      usually: M.projection,
    }),
    hidden: setting(m.hidden, 'H', 'hidden units', { usually: M.hidden }),
    vocabulary: setting(m.vocabularySize, 'K', 'the most frequent tokens that are kept', { usually: M.vocabularySize }),
    minCount: setting(m.minimumCount, 'N', 'rarer tokens become <unk>', { usually: M.minimumCount }),
    cell: setting(m.cell, 'NAME', "the hidden units' activation", { usually: M.cell }),
  }),
  ...group('Training', {
    epochs: setting(m.epochs, 'N', 'times through the text', { usually: M.epochs }),
    learningRate: setting(m.learningRate, 'X', 'lambda, for the gradient summed over a sentence', {
      usually: M.learningRate,
    }),
    schedule: setting(m.schedule, 'NAME', 'how the learning rate changes', { usually: M.schedule }),
    clipNorm: setting(m.clipNorm, 'X', 'largest norm of the whole gradient', { none: 'off', usually: M.clipNorm }),
    clipValue: setting(m.clipValue, 'X', 'largest size of each element of the gradient', {
      none: 'off',
      usually: M.clipValue,
    }),
    bptt: setting(m.truncate, 'N', 'steps an error is followed back', { none: 'full', usually: M.truncate }),
    window: setting(m.window, 'N', 'train on windows of N tokens of running text', { none: 'off', usually: M.window }),
    order: setting(m.order, 'ORDER', 'of the sentences', { usually: M.order }),
    carry: flag('start each sentence from the hidden state of the one before; needs --order sequential'),
    seed: setting(m.seed, 'N', 'of the initial weights and the order', { usually: M.seed }),
    validateEvery: setting(m.validateEveryTokens, 'N', 'validate every N tokens, besides after each epoch', {
      none: 'off',
      usually: M.validateEveryTokens,
    }),
    checkpointSeconds: setting(m.checkpointSeconds, 'X', 'seconds between checkpoints', {
      usually: M.checkpointSeconds,
    }),
    samplePrompt: setting(
      RunSamplesSchema.entries.prompt,
      'TEXT',
      'what the samples begin with that the run writes after each validation; "show RUN --samples" lists them',
    ),
    logEvery: setting(
      v.pipe(v.number(), v.integer(), v.minValue(1)),
      'N',
      'a metrics line every N steps instead of by the clock',
    ),
  }),
};
