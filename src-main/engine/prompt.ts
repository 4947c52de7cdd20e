/** A prompt as tokens of the model's vocabulary, and the text that it became. */
import { detokenise } from '#shared/text/detokenise.ts';
import { tokenise } from '#shared/text/tokens/registry.ts';
import type { SentenceRule, TextSettings, TokenRule } from '#shared/text/settings.ts';
import type { LoadedModel } from './language-model.ts';

export interface TextPipeline {
  readonly settings: TextSettings;
  readonly sentenceRule: SentenceRule;
}

export interface ReadPrompt {
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
  /** Distinct tokens that the vocabulary does not know. */
  readonly unknown: readonly string[];
}

/** Cuts the prompt as the run's text was cut; line breaks are tokens in running text and white space elsewhere. */
export function readPrompt(
  prompt: string,
  { settings, sentenceRule }: TextPipeline,
  model: Pick<LoadedModel, 'ids' | 'unknown'>,
): ReadPrompt {
  const normal = settings.normalise === 'NFC' ? prompt.normalize('NFC') : prompt;
  const cased = settings.lowercase ? normal.toLowerCase() : normal;
  const tokens = cased.split(/\r\n?|\n/).flatMap((line, i) => {
    const cut = tokenise(line, settings.tokens);
    return i > 0 && sentenceRule === 'running' ? ['\n', ...cut] : cut;
  });
  const unknown = [...new Set(tokens.filter((token) => !model.ids.has(token)))];
  return { tokens, ids: tokens.map((token) => model.ids.get(token) ?? model.unknown), unknown };
}

/** The prompt's tokens and those that were drawn after it, for a person; a sentence's end is a new line. */
export const writtenText = (prompt: readonly string[], drawn: readonly string[], rule: TokenRule): string =>
  detokenise(
    [...prompt, ...drawn].map((token) => (token === '</s>' ? '\n' : token)),
    rule,
  );
