/** Fields that several requests have in common. */
import * as v from 'valibot';

export const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'A name needs at least one character.'),
  v.maxLength(200),
);
export const runName = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), '');
export const importId = v.pipe(v.string(), v.maxLength(200));
export const weights = v.picklist(['best', 'last']);
const notes = v.pipe(v.string(), v.maxLength(100_000));
const tags = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))), v.maxLength(100));
/** What a person may change of an entry of the library. */
export const entryChanges = {
  name: v.optional(name),
  notes: v.optional(notes),
  tags: v.optional(tags),
  archived: v.optional(v.boolean()),
};
