/**
 * How probable a sentence is: the sum over its derivations,
 *
 *     inside(A, i, k) = sum_r p_r sum over i <= j_1 <= … <= k of the product of inside(X_1, i, j_1), inside(X_2, j_1, j_2) …
 *
 * computed top-down from the left, for all ends k at once. The grammar must not be left-recursive.
 */
import type { Grammar } from './grammar.ts';

export interface Inside {
  /** 0 when the grammar does not have the sentence. */
  readonly probability: number;
  readonly derivations: number;
}

type ByEnd = Map<number, Inside>;

/** @param tokens of one sentence, without its end */
export function inside({ start, rules }: Grammar, tokens: readonly string[]): Inside {
  const known = new Map<string, ByEnd>();

  function symbol(name: string, begin: number): ByEnd {
    const ways = rules.get(name);
    if (ways === undefined)
      return new Map(tokens[begin] === name ? [[begin + 1, { probability: 1, derivations: 1 }]] : []);
    const key = `${begin} ${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const ends: ByEnd = new Map();
    for (const { probability, symbols } of ways) add(ends, sequence(symbols, 0, begin), probability, 1);
    known.set(key, ends);
    return ends;
  }

  function sequence(symbols: readonly string[], at: number, begin: number): ByEnd {
    const ends: ByEnd = new Map();
    for (const [middle, first] of symbol(symbols[at]!, begin))
      add(
        ends,
        at + 1 < symbols.length
          ? sequence(symbols, at + 1, middle)
          : new Map([[middle, { probability: 1, derivations: 1 }]]),
        first.probability,
        first.derivations,
      );
    return ends;
  }

  return symbol(start, 0).get(tokens.length) ?? { probability: 0, derivations: 0 };
}

function add(to: ByEnd, more: ByEnd, probability: number, derivations: number): void {
  for (const [end, rest] of more) {
    const sum = to.get(end) ?? { probability: 0, derivations: 0 };
    to.set(end, {
      probability: sum.probability + probability * rest.probability,
      derivations: sum.derivations + derivations * rest.derivations,
    });
  }
}
