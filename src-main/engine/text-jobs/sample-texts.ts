/** The texts that Unfold writes itself. */
import type { SampleText } from '#shared/protocol/index.ts';
import { SMALL_GRAMMAR_NAME } from '#shared/text/small-grammar/sample-settings.ts';
import { smallGrammarText } from '#shared/text/small-grammar/sample-text.ts';

export const SAMPLES: Readonly<Record<SampleText, { readonly name: string; readonly text: () => string }>> = {
  'small-grammar': { name: SMALL_GRAMMAR_NAME, text: smallGrammarText },
};
