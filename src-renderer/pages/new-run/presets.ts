/** Settings to begin from. */
import { DEFAULT_TRAINING_SETTINGS, PLAIN_SGD, type TrainingSettings } from '#shared/training/settings.ts';

export const PRESETS = ['recommended', 'quick', 'plain', 'character'] as const;
export type PresetName = (typeof PRESETS)[number];

const differences: Readonly<Record<PresetName, Partial<TrainingSettings>>> = {
  recommended: {},
  quick: { hidden: 32, epochs: 2 },
  plain: PLAIN_SGD,
  character: { hidden: 128 },
};

/** @param first what this text needs besides: the vocabulary chosen at its import */
export const presetSettings = (name: PresetName, first: Partial<TrainingSettings>): TrainingSettings => ({
  ...DEFAULT_TRAINING_SETTINGS,
  ...first,
  ...differences[name],
});
