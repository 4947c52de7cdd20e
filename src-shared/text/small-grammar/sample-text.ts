/** The text that the small grammar writes: the same on every machine. */
import { Random } from '../../random.ts';
import { detokenise } from '../detokenise.ts';
import { derive } from './derive.ts';
import { smallGrammar } from './small-grammar.ts';

const SENTENCES = 10_000;
/** The year of "Finding structure in time". */
const SEED = 1990;

let text: string | null = null;

/** One sentence a line. Written once, then kept: about 400 kB. */
export function smallGrammarText(): string {
  text ??= write();
  return text;
}

function write(): string {
  const grammar = smallGrammar();
  const random = new Random(SEED);
  const lines = Array.from({ length: SENTENCES }, () => detokenise(derive(grammar, random), 'word'));
  return `${lines.join('\n')}\n`;
}
