/**
 * Probabilistic context-free grammars. A nonterminal A is rewritten by one of its rules, A -> X_1 … X_n with
 * probability p; the probabilities of a nonterminal's rules sum to 1. A symbol without rules is a terminal: a token.
 */
export interface Rule {
  readonly probability: number;
  readonly symbols: readonly string[];
}

export interface Grammar {
  readonly start: string;
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
}

/** Each way with its weight; the weights need not sum to 1. @param ways symbols with spaces between */
export function rulesOf(ways: Readonly<Record<string, number>>): Rule[] {
  const weights = Object.values(ways);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.entries(ways)
    .filter(([, weight]) => weight > 0)
    .map(([symbols, weight]) => ({ probability: weight / total, symbols: symbols.split(' ') }));
}

export const anyOf = (ways: readonly string[]): Rule[] => rulesOf(Object.fromEntries(ways.map((way) => [way, 1])));
