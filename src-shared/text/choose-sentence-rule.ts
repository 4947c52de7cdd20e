/** What `auto` turns out to be: one sentence a line, or prose whose lines are joined and cut at sentence boundaries. */
import { sentenceEnds } from './sentence-boundaries.ts';
import type { SentenceRule } from './settings.ts';
import { trimWhiteSpace } from './white-space.ts';

/** UTF-16 units of text worth giving to `chooseSentenceRule`; it reads no more. */
export const SENTENCE_RULE_SAMPLE = 64 * 1024;

/** Sentence ends inside lines, a line: a text with one sentence a line has next to none. */
const MANY_INNER_ENDS = 0.5;
const SOME_INNER_ENDS = 0.08;
/** Of the lines with a line right below them, how many do not end a sentence: wrapped prose has about two thirds. */
const MANY_CONTINUED = 0.4;
const LONGEST_LINE_READ = 2000;

const STOP_AT_END = /[.!?…。！？;；:：][”’"'」』）)\]]*$/;

/** @param sample the beginning of the normalised text, which may be cut */
export function chooseSentenceRule(sample: string): Exclude<SentenceRule, 'running'> {
  const lines = sample.slice(0, SENTENCE_RULE_SAMPLE).split('\n').map(trimWhiteSpace);
  let filled = 0;
  let innerEnds = 0;
  let followed = 0; // lines with a line right below them
  let continued = 0;
  lines.forEach((line, i) => {
    if (line.length === 0) return;
    filled++;
    innerEnds += sentenceEnds(line.slice(0, LONGEST_LINE_READ)).length - 1;
    if ((lines[i + 1] ?? '').length === 0) return;
    followed++;
    if (!STOP_AT_END.test(line)) continued++;
  });
  if (filled === 0) return 'line';
  const perLine = innerEnds / filled;
  const wrapped = followed > 0 && continued / followed >= MANY_CONTINUED;
  return perLine >= MANY_INNER_ENDS || (wrapped && perLine >= SOME_INNER_ENDS) ? 'segment' : 'line';
}
