/** In which order an epoch visits the sequences. */
import { Random, shuffle } from '../random.ts';

export interface EpochOrder {
  /** The index of the sequence at a position of the epoch. */
  at(position: number): number;
  /** The generator's state for the epoch after this one. */
  readonly nextRandom: readonly number[];
}

/** The text's own order; the generator is not used. */
export function sequentialOrder(random: readonly number[]): EpochOrder {
  return { at: (position) => position, nextRandom: random };
}

/** @param random state of the generator before the draw; the same state gives the same order */
export function shuffledOrder(count: number, random: readonly number[]): EpochOrder {
  const generator = Random.fromState([...random]);
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  shuffle(order, generator);
  return { at: (position) => order[position]!, nextRandom: [...generator.state] };
}
