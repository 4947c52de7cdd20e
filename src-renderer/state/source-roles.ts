/** Which part of a text each of several files is, as their names say. */

export const ROLES = ['split', 'train', 'validation', 'test'] as const;
export type Role = (typeof ROLES)[number];

/** A word of its own in the name: `ptb.train.txt`, `valid-1.txt`, `dev.txt`, `test/`. */
const WORDS: Readonly<Record<Exclude<Role, 'split'>, RegExp>> = {
  train: /(^|[^a-z])train(ing)?([^a-z]|$)/i,
  validation: /(^|[^a-z])(val|valid|validation|dev)([^a-z]|$)/i,
  test: /(^|[^a-z])test([^a-z]|$)/i,
};

const named = (name: string): Role => ROLES.find((role) => role !== 'split' && WORDS[role].test(name)) ?? 'split';

/**
 * A name means its part only among others: where one is for training and another is not. Then all names that say
 * something are believed; otherwise every file is divided.
 */
export function rolesByName(names: readonly string[]): Role[] {
  const roles = names.map(named);
  const believed = roles.includes('train') && (roles.includes('validation') || roles.includes('test'));
  return believed ? roles : roles.map(() => 'split');
}
