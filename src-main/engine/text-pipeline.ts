/** How a run's text became tokens, to read prompts and other texts in the same way. */
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';
import { getCorpus } from '../store/corpora.ts';
import type { ReadableDatabase } from '../store/database.ts';
import type { StoredLanguageRun } from '../store/run-rows.ts';
import type { TextPipeline } from './prompt.ts';

export function textPipeline(database: ReadableDatabase, run: StoredLanguageRun): TextPipeline {
  if (run.corpusId === null) return { settings: run.textSettings ?? DEFAULT_TEXT_SETTINGS, sentenceRule: 'line' };
  const { settings, sentenceRule } = getCorpus(database, run.corpusId);
  return { settings, sentenceRule };
}
