/** A sample cut at what the network does not know, and what is said of each. Pure. */
import type { LanguageRun, StoredSample } from '#shared/protocol/entities.ts';

export interface SamplePart {
  readonly text: string;
  readonly unknown: boolean;
}

export function sampleParts(text: string): SamplePart[] {
  return text
    .split(/(<unk>)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, unknown: part === '<unk>' }));
}

export type SamplePlace = 'start' | 'now-best' | 'now' | 'best' | 'passed';

/** What the ring of a sample says. @param newest whether it is the last one of the run */
export function placeOf(sample: StoredSample, newest: boolean, best: LanguageRun['best']): SamplePlace {
  if (sample.step === 0) return 'start';
  const isBest = best !== null && best.step === sample.step;
  if (newest) return isBest ? 'now-best' : 'now';
  return isBest ? 'best' : 'passed';
}
