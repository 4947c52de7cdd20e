/** A text to look at: sentences of a small grammar whose verbs agree with subjects that stand several words before. */
import { Random } from '#shared/random.ts';

const NOUNS = 'captain sailor keeper widow rower daughter stranger diver cook pilot merchant gull'.split(' ');
const PLACES = 'harbour lighthouse market cliff mill net shore church bridge storm island'.split(' ');
const VERBS = 'watch follow remember find carry answer forgive leave paint mend'.split(' ');
const MOODS = 'old young quiet tired clever lonely proud'.split(' ');
const ENDS = ['at dusk', 'in the rain', 'before dawn', 'without a word', 'for years', 'again', 'in winter'];

export function harbourTales(sentences: number, seed = 11): string {
  const random = new Random(seed);
  const next = (): number => random.next();
  /** Earlier words are likelier. */
  const pick = (words: readonly string[]): string => words[Math.floor(words.length * next() ** 1.7)] ?? '';
  const noun = (plural: boolean): string =>
    `${next() < 0.4 ? `${pick(MOODS)} ` : ''}${pick(NOUNS)}${plural ? 's' : ''}`;
  const verb = (plural: boolean): string => {
    const word = pick(VERBS);
    return plural ? word : word.endsWith('h') ? `${word}es` : word === 'carry' ? 'carries' : `${word}s`;
  };
  const sentence = (): string => {
    const plural = next() < 0.5;
    const words = ['The', noun(plural)];
    if (next() < 0.35) {
      const other = next() < 0.5;
      words.push('whom the', noun(other), verb(other));
    }
    words.push(verb(plural), 'the', next() < 0.5 ? pick(PLACES) : noun(next() < 0.5));
    if (next() < 0.5) words.push(pick(ENDS));
    return `${words.join(' ')}.`;
  };
  return Array.from({ length: sentences }, sentence).join('\n');
}
