/**
 * What a grammar gives on average, exactly. For any quantity that adds up over the rules used in a derivation, its mean
 * m(A) over the derivations of a nonterminal A satisfies
 *
 *     m(A) = sum_r p_r (own(r) + sum_B count(B in r) m(B))        r: the rules of A
 *
 * a linear system, one equation a nonterminal. own(r) = -ln p_r gives the entropy of derivations, which is that of
 * sentences when no sentence has two; own(r) = r's terminals gives the mean length. Sources: Grenander, "Syntax-
 * controlled probabilities", 1967; Wetherell, "Probabilistic languages: a review and some open questions", 1980.
 */
import type { Grammar, Rule } from './grammar.ts';

/** m(start). @throws RangeError when the mean is not finite: the grammar goes on for ever */
export function expectation(grammar: Grammar, own: (rule: Rule) => number): number {
  const nonterminals = [...grammar.rules.keys()];
  const n = nonterminals.length;
  const indexOf = new Map(nonterminals.map((name, i) => [name, i]));
  // (I - M) m = b, with b as the last column.
  const system = nonterminals.map((_, i) => Array.from({ length: n + 1 }, (_, j) => (i === j ? 1 : 0)));
  [...grammar.rules.values()].forEach((rules, i) => {
    const row = system[i]!;
    for (const rule of rules) {
      row[n]! += rule.probability * own(rule);
      for (const symbol of rule.symbols) {
        const j = indexOf.get(symbol);
        if (j !== undefined) row[j]! -= rule.probability;
      }
    }
  });
  const mean = solve(system)[indexOf.get(grammar.start)!]!;
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError('The grammar has no finite mean: lower its recursion.');
  return mean;
}

/** Gaussian elimination with partial pivoting. @param system [n, n + 1], overwritten */
function solve(system: number[][]): number[] {
  const n = system.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(system[i]![k]!) > Math.abs(system[best]![k]!)) best = i;
    [system[k], system[best]] = [system[best]!, system[k]!];
    const pivot = system[k]!;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const row = system[i]!;
      const factor = row[k]! / pivot[k]!;
      if (factor !== 0) for (let j = k; j <= n; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return system.map((row, i) => row[n]! / row[i]!);
}
