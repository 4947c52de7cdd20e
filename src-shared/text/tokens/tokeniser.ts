/** The contract of the token rules. Adding one: a file here and a line in registry.ts. */

/**
 * Calls `emit` for each token of the text, in order. Tokens are never empty. The text is a sentence or a piece of a long
 * one, without line breaks.
 */
export type Tokeniser = (text: string, emit: (token: string) => void) => void;
