/** The words of the small grammar. Every word is in one list only, so that a word tells its class. */

/** [singular, plural] */
export type Forms = readonly [string, string];

export interface Words {
  readonly names: readonly string[];
  /** The singular forms begin with a consonant, for "a". */
  readonly nouns: readonly Forms[];
  /** Without an object. */
  readonly intransitive: readonly Forms[];
  /** With an object, always. */
  readonly transitive: readonly Forms[];
  /** With or without an object. */
  readonly optional: readonly Forms[];
  /** Where, after a verb without an object. */
  readonly places: readonly string[];
}

export const WORDS: Words = {
  names: ['Ada', 'Hugo', 'Mei'],
  nouns: [
    ['fox', 'foxes'],
    ['hare', 'hares'],
    ['goose', 'geese'],
    ['mouse', 'mice'],
    ['hedgehog', 'hedgehogs'],
    ['cat', 'cats'],
    ['baker', 'bakers'],
    ['sailor', 'sailors'],
    ['poet', 'poets'],
    ['child', 'children'],
    ['giant', 'giants'],
    ['dragon', 'dragons'],
  ],
  intransitive: [
    ['sleeps', 'sleep'],
    ['dances', 'dance'],
    ['whistles', 'whistle'],
    ['smiles', 'smile'],
    ['yawns', 'yawn'],
  ],
  transitive: [
    ['admires', 'admire'],
    ['chases', 'chase'],
    ['trusts', 'trust'],
    ['teases', 'tease'],
    ['greets', 'greet'],
  ],
  optional: [
    ['watches', 'watch'],
    ['paints', 'paint'],
    ['follows', 'follow'],
    ['remembers', 'remember'],
    ['forgets', 'forget'],
  ],
  places: ['in the garden', 'by the sea', 'under the bridge', 'on the roof'],
};
