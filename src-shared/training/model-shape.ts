/** From a run's settings to its network's shape, and back. */
import type { ModelShape } from '../kernels/contract.ts';
import type { TrainingSettings } from './settings.ts';

/** @param vocabulary K, which may be below the settings' when the text has fewer types */
export function modelShape(
  settings: Pick<TrainingSettings, 'architecture' | 'hidden' | 'cell' | 'projection' | 'context'>,
  vocabulary: number,
): ModelShape {
  const { architecture, hidden, cell, projection, context } = settings;
  return architecture === 'window'
    ? { architecture, vocabulary, hidden, cell, projection, context }
    : { vocabulary, hidden, cell };
}

/** The settings that a network of this shape has; a projection and a context only where it has them. */
export function shapeSettings(shape: ModelShape): Partial<TrainingSettings> {
  const { hidden, cell } = shape;
  const vocabularySize = Math.max(4, shape.vocabulary);
  if (shape.architecture !== 'window') return { architecture: 'recurrent', hidden, cell, vocabularySize };
  const { architecture, projection, context } = shape;
  return { architecture, hidden, cell, vocabularySize, projection, context };
}
