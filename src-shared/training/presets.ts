/** Settings to begin from. Measured on English and Chinese texts: docs/experiments.md. */
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from './settings.ts';

export const PRESETS = ['recommended', 'quick', 'plain', 'window', 'character'] as const;
export type PresetName = (typeof PRESETS)[number];

/** What a running text without sentences starts from instead: windows are longer steps, which want a lower rate. */
export const RUNNING_TEXT = { window: 64, learningRate: 0.05 } as const;

/** Plain stochastic gradient descent as in the source: one rate, nothing clipped. What `--init` starts from. */
export const PLAIN_SGD: Partial<TrainingSettings> = {
  learningRate: 0.01,
  schedule: 'constant',
  clipNorm: null,
  clipValue: null,
};

/** What a preset needs to know of a text. */
export interface PresetText {
  /** It has no sentences. */
  readonly running: boolean;
  /** Predicted tokens in one epoch. */
  readonly trainTokens: number;
  /** Different tokens, the special ones included. */
  readonly types: number;
  /** Chosen for it at its import. */
  readonly vocabularySize?: number | undefined;
  readonly minimumCount?: number | undefined;
}

/**
 * A look takes seconds: few units, the most frequent tokens alone, and as many epochs as so many multiplications in the
 * output layer allow, tokens x (K + H). A text of some dozen words is learned in them; of a novel one sees the beginning.
 */
const QUICK = { hidden: 32, vocabularySize: 2000, leastEpochs: 2, mostEpochs: 10 } as const;
const QUICK_WORK = 5e8;

function quick({ vocabularySize, types, trainTokens }: PresetText): Partial<TrainingSettings> {
  const { hidden, leastEpochs, mostEpochs } = QUICK;
  const chosen = Math.min(vocabularySize ?? Infinity, QUICK.vocabularySize);
  const work = trainTokens * (Math.min(chosen, types) + hidden);
  const epochs = Math.min(mostEpochs, Math.max(leastEpochs, Math.floor(QUICK_WORK / work)));
  return { hidden, vocabularySize: chosen, epochs };
}

const differences: Readonly<Record<PresetName, (text: PresetText) => Partial<TrainingSettings>>> = {
  recommended: () => ({}),
  quick,
  plain: () => PLAIN_SGD,
  window: () => ({ architecture: 'window' }),
  character: () => ({ hidden: 128 }),
};

export function presetSettings(name: PresetName, text: PresetText): TrainingSettings {
  const { vocabularySize, minimumCount, running } = text;
  return {
    ...DEFAULT_TRAINING_SETTINGS,
    ...(vocabularySize === undefined ? {} : { vocabularySize }),
    ...(minimumCount === undefined ? {} : { minimumCount }),
    ...(running ? RUNNING_TEXT : {}),
    ...differences[name](text),
  };
}
