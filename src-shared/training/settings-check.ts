/** What the schema of the settings cannot see: fields that contradict each other, or do not fit the text. */
import type { TrainingSettings } from './settings.ts';

/**
 * The longest sequence that is trained on at once; memory grows with it. The longest sentence that an import makes,
 * 100,000 tokens, and its end; the schema allows windows about as long.
 */
export const LONGEST_SEQUENCE = 100_001;

export interface TextFacts {
  /** Predicted tokens of the training part. */
  readonly trainTokens: number;
  /** The largest T in any part, under these settings. */
  readonly longestSequence: number;
  /** The text was imported as running text, without sentences. */
  readonly running: boolean;
}

/** A sentence with a next action when the settings cannot be trained with, or null. Without `text` checks them alone. */
export function checkTrainingSettings(settings: TrainingSettings, text?: TextFacts): string | null {
  if (settings.architecture === 'window' && settings.truncate !== null)
    return 'A window model has no hidden state that an error could be followed back through: leave backpropagation untruncated, or choose the recurrent architecture.';
  if (settings.carryState && settings.order === 'shuffled')
    return 'Carrying the hidden state over needs the text in its own order: choose the sequential order, or do not carry it over.';
  if (text === undefined) return null;
  if (text.trainTokens === 0)
    return 'The training part of this text is empty: import the text with a larger share for training.';
  if (text.running && settings.window === null)
    return 'This is running text without sentences: choose a window, for example 32 tokens.';
  if (text.longestSequence > LONGEST_SEQUENCE)
    return `The longest sentence has ${text.longestSequence} tokens, more than the ${LONGEST_SEQUENCE} that can be trained on at once: choose a window, for example 32 tokens.`;
  return null;
}
