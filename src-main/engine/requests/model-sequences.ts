/** A text as a run's model reads it: sentences, or windows, as it was trained on. */
import { SentenceSequences } from '#shared/training/sentence-sequences.ts';
import type { Sequences } from '#shared/training/sequences.ts';
import { WindowSequences } from '#shared/training/window-sequences.ts';
import type { StoredLanguageRun } from '../../store/run-rows.ts';
import type { LoadedModel } from '../language-model.ts';

/** @param stream in the model's own ids */
export function modelSequences(
  { settings, vocabulary }: StoredLanguageRun,
  { unknown, sentenceStart, sentenceEnd }: LoadedModel,
  stream: Uint32Array,
): Sequences {
  const ids = Uint32Array.from({ length: vocabulary }, (_, token) => token);
  const map = { ids, unknown, sentenceStart, sentenceEnd };
  return settings.window === null
    ? new SentenceSequences(stream, map)
    : new WindowSequences(stream, map, settings.window);
}
