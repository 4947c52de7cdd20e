/** The library, narrowed to what a person types. */
import type { Group } from './library.svelte.ts';

/** Every word must be in the name (of a run, or of its text: then all its runs stay). */
export function searchGroups(groups: readonly Group[], words: string): readonly Group[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return groups;
  const has = (name: string): boolean => wanted.every((word) => name.toLocaleLowerCase().includes(word));
  return groups.flatMap((group) => {
    if (group.corpus && has(group.corpus.name)) return [group];
    const runs = group.runs.filter((run) => has(`${run.name} ${run.tags.join(' ')} ${group.corpus?.name ?? ''}`));
    return runs.length > 0 ? [{ ...group, runs }] : [];
  });
}
