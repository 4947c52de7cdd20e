/** What a new run on a data set can begin with: what suits these data first, the plain defaults last. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { digitsPreset, generatedPreset, tablePreset } from '#shared/training/mlp/presets.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from '#shared/training/mlp/settings.ts';

export type PresetName = 'generated' | 'table' | 'digits-cross-entropy' | 'digits-quadratic' | 'plain';

export interface Preset {
  readonly name: PresetName;
  readonly settings: MlpTrainingSettings;
}

export function presetsFor({ description, targets, counts }: DataSetEntry): readonly [Preset, ...Preset[]] {
  const values = targets.kind === 'values';
  const plain: Preset = {
    name: 'plain',
    settings: values
      ? { ...DEFAULT_MLP_SETTINGS, output: 'linear', cost: 'quadratic', learningRate: 0.05 }
      : DEFAULT_MLP_SETTINGS,
  };
  switch (description.kind) {
    case 'generated':
      return [{ name: 'generated', settings: generatedPreset(description.settings.name) }, plain];
    case 'table':
      return [{ name: 'table', settings: tablePreset(values ? 'numbers' : 'classes') }, plain];
    case 'pictures':
      return [
        { name: 'digits-cross-entropy', settings: digitsPreset('digits-cross-entropy', counts.train) },
        { name: 'digits-quadratic', settings: digitsPreset('digits-quadratic', counts.train) },
        plain,
      ];
  }
}
