/** What a person may change of a text or a run; what is left out stays as it is. */
import type { LibraryEntry } from '#shared/protocol/index.ts';

export type LibraryChanges = Partial<Pick<LibraryEntry, 'name' | 'notes' | 'tags' | 'archived'>>;
