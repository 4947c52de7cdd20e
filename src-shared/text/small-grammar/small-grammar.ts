/**
 * A small grammar of English in the spirit of Elman's, whose networks had to find number agreement across relative
 * clauses: "The fox that the geese watch sleeps." ("Finding structure in time", 1990; "Distributed representations,
 * simple recurrent networks, and grammatical structure", 1991). The rules and words are this project's own.
 *
 *     Sentence     -> Subject_n Predicate_n .
 *     Predicate_n  -> Intransitive_n | Intransitive_n Place | Optional_n | Optional_n Object | Transitive_n Object
 *     Subject_n    -> Determiner_n Noun_n | Determiner_n Noun_n Clause_n | Name          with a capital letter
 *     Object       -> Determiner_n Noun_n | Determiner_n Noun_n Clause_n | Name          of either number
 *     Clause_n     -> that Predicate_n | that Object_m Transitive_m | that Object_m Optional_m
 *
 * n and m are singular or plural; a name is singular. What stands within a clause has a clause of its own less often, so
 * that sentences stay readable, but none is the deepest. No sentence has two derivations: a clause stands right behind
 * its noun, and a word tells its class.
 */
import { anyOf, type Grammar, type Rule, rulesOf } from './grammar.ts';
import { type Forms, WORDS, type Words } from './words.ts';

const NUMBERS = ['singular', 'plural'] as const;
type GrammaticalNumber = (typeof NUMBERS)[number];

/** `main`: of the sentence itself. `inner`: within a clause. */
const DEPTHS = ['main', 'inner'] as const;
type Depth = (typeof DEPTHS)[number];

const DETERMINERS: Readonly<Record<GrammaticalNumber, Readonly<Record<string, number>>>> = {
  singular: { the: 0.5, a: 0.3, every: 0.2 },
  plural: { the: 0.5, some: 0.3, many: 0.2 },
};
const NAME = 0.12;
/** How often a noun has a clause. */
const CLAUSE = { subject: 0.5, main: 0.3, inner: 0.1 } as const;

export function smallGrammar(words: Words = WORDS): Grammar {
  const rules = new Map<string, readonly Rule[]>();
  rules.set('Sentence', anyOf(NUMBERS.map((n) => `Subject.${n} Predicate.main.${n} .`)));
  rules.set('Name', anyOf(words.names));
  rules.set('Place', anyOf(words.places));
  for (const depth of DEPTHS) rules.set(`Object.${depth}`, anyOf(NUMBERS.map((n) => `Object.${depth}.${n}`)));
  NUMBERS.forEach((n, form) => {
    rules.set(`Subject.${n}`, nounPhrase(n, 'Capital', CLAUSE.subject));
    for (const depth of DEPTHS) {
      rules.set(`Object.${depth}.${n}`, nounPhrase(n, 'Determiner', CLAUSE[depth]));
      rules.set(`Predicate.${depth}.${n}`, predicate(n, depth));
    }
    rules.set(`Clause.${n}`, clause(n));

    const determiners = Object.entries(DETERMINERS[n]);
    rules.set(`Determiner.${n}`, rulesOf(DETERMINERS[n]));
    rules.set(`Capital.${n}`, rulesOf(Object.fromEntries(determiners.map(([word, share]) => [capital(word), share]))));
    const oneOf = (list: readonly Forms[]): Rule[] => anyOf(list.map((forms) => forms[form] ?? ''));
    rules.set(`Noun.${n}`, oneOf(words.nouns));
    rules.set(`Intransitive.${n}`, oneOf(words.intransitive));
    rules.set(`Transitive.${n}`, oneOf(words.transitive));
    rules.set(`Optional.${n}`, oneOf(words.optional));
  });
  return { start: 'Sentence', rules };
}

function nounPhrase(n: GrammaticalNumber, determiner: 'Capital' | 'Determiner', clause: number): Rule[] {
  const name = n === 'singular' ? NAME : 0;
  return rulesOf({
    [`${determiner}.${n} Noun.${n}`]: (1 - name) * (1 - clause),
    [`${determiner}.${n} Noun.${n} Clause.${n}`]: (1 - name) * clause,
    Name: name,
  });
}

const predicate = (n: GrammaticalNumber, depth: Depth): Rule[] =>
  rulesOf({
    [`Intransitive.${n}`]: 0.21,
    [`Intransitive.${n} Place`]: 0.14,
    [`Optional.${n}`]: 0.12,
    [`Optional.${n} Object.${depth}`]: 0.18,
    [`Transitive.${n} Object.${depth}`]: 0.35,
  });

function clause(n: GrammaticalNumber): Rule[] {
  const ways: Record<string, number> = { [`that Predicate.inner.${n}`]: 0.45 };
  for (const m of NUMBERS)
    for (const verb of ['Transitive', 'Optional']) ways[`that Object.inner.${m} ${verb}.${m}`] = 0.55 / 4;
  return rulesOf(ways);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
