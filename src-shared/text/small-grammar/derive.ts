/** Draws a sentence: leftmost derivation, each rule with its probability. */
import type { Random } from '../../random.ts';
import type { Grammar, Rule } from './grammar.ts';

/** The sentence's terminals. */
export function derive({ start, rules }: Grammar, random: Random): string[] {
  const tokens: string[] = [];
  const waiting = [start];
  for (let symbol = waiting.pop(); symbol !== undefined; symbol = waiting.pop()) {
    const ways = rules.get(symbol);
    if (ways === undefined) tokens.push(symbol);
    else waiting.push(...choose(ways, random).symbols.toReversed());
  }
  return tokens;
}

function choose(rules: readonly Rule[], random: Random): Rule {
  let left = random.next();
  for (const rule of rules) {
    left -= rule.probability;
    if (left < 0) return rule;
  }
  // The probabilities' sum is rounded.
  return rules.at(-1)!;
}
