/** All texts, data sets and runs, as the engine lists them; kept up to date by its events. */
import { SvelteMap } from 'svelte/reactivity';
import type { Corpus, DataSetEntry, EventMessage, LibraryEntry, LibraryItem, Run } from '#shared/protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { keyOf, type Parent, parentItem, parentToItem } from './parents.ts';

export interface Group {
  /** null: runs without a text or a data set (imported weights). */
  readonly parent: Parent | null;
  readonly runs: readonly Run[];
}

export class Library {
  loaded = $state(false);
  /** Why it could not be listed. */
  error = $state.raw<unknown>(null);
  /** With what lies in the trash. */
  readonly corpora = new SvelteMap<number, Corpus>();
  readonly dataSets = new SvelteMap<number, DataSetEntry>();
  readonly runs = new SvelteMap<number, Run>();

  readonly shownCorpora: readonly Corpus[] = $derived([...this.corpora.values()].filter(isKept));
  readonly shownDataSets: readonly DataSetEntry[] = $derived([...this.dataSets.values()].filter(isKept));
  readonly shownRuns: readonly Run[] = $derived([...this.runs.values()].filter(isKept));
  readonly shownEntries: readonly LibraryEntry[] = $derived([
    ...this.shownCorpora,
    ...this.shownDataSets,
    ...this.shownRuns,
  ]);
  readonly groups: readonly Group[] = $derived.by(() =>
    groupRuns(
      [
        ...this.shownCorpora.map((entry): Parent => ({ kind: 'corpus', entry })),
        ...this.shownDataSets.map((entry): Parent => ({ kind: 'dataset', entry })),
      ],
      this.shownRuns,
    ),
  );
  readonly training: Run | null = $derived(this.shownRuns.find((run) => run.status === 'running') ?? null);
  readonly queued: readonly Run[] = $derived(this.shownRuns.filter((run) => run.status === 'queued'));

  private readonly connection: Connection;
  private listing: Promise<void> | null = null;
  private again: Promise<void> | null = null;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** null: there is none, or it lies in the trash. */
  corpus(id: number | null): Corpus | null {
    const corpus = id === null ? undefined : this.corpora.get(id);
    return corpus && isKept(corpus) ? corpus : null;
  }

  /** null: there is none, or it lies in the trash. */
  dataSet(id: number | null): DataSetEntry | null {
    const dataSet = id === null ? undefined : this.dataSets.get(id);
    return dataSet && isKept(dataSet) ? dataSet : null;
  }

  /** null: it has none, or it lies in the trash. */
  parentOf(run: Run): Parent | null {
    const item = parentItem(run);
    const entry = item && this.entry(item);
    if (!item || !entry || !isKept(entry)) return null;
    return item.kind === 'corpus'
      ? { kind: 'corpus', entry: entry as Corpus }
      : { kind: 'dataset', entry: entry as DataSetEntry };
  }

  /** null: there is none, or it lies in the trash. */
  run(id: number): Run | null {
    const run = this.runs.get(id);
    return run && isKept(run) ? run : null;
  }

  /** In the trash too. */
  entry({ kind, id }: LibraryItem): Corpus | DataSetEntry | Run | null {
    return { corpus: this.corpora, dataset: this.dataSets, run: this.runs }[kind].get(id) ?? null;
  }

  /**
   * Lists everything again. Requests that come while one is under way become one more, since it may have been answered
   * before what they come after. @returns once what is listed is as new as the request
   */
  refresh(): Promise<void> {
    if (!this.listing)
      return (this.listing = this.list().finally(() => {
        this.listing = null;
      }));
    return (this.again ??= this.listing.then(() => {
      this.again = null;
      return this.refresh();
    }));
  }

  private async list(): Promise<void> {
    try {
      const [corpora, dataSets, runs] = await Promise.all([
        this.connection.request('corpora.list', {}),
        this.connection.request('datasets.list', {}),
        this.connection.request('runs.list', {}),
      ]);
      replace(this.corpora, corpora);
      replace(this.dataSets, dataSets);
      replace(this.runs, runs);
      this.error = null;
      this.loaded = true;
    } catch (error) {
      this.error = error;
    }
  }

  onEvent(message: EventMessage): void {
    if (message.event === 'library-changed') void this.refresh();
    if (message.event === 'run-changed') this.put(message.payload.run);
  }

  put(run: Run): void {
    this.runs.set(run.id, run);
  }

  /** Shows a change before the engine has made it; the next list tells the truth. */
  expect({ kind, id }: LibraryItem, change: Partial<Pick<Run, 'name' | 'notes' | 'tags' | 'archived' | 'trashedAt'>>) {
    const corpus = kind === 'corpus' && this.corpora.get(id);
    const dataSet = kind === 'dataset' && this.dataSets.get(id);
    const run = kind === 'run' && this.runs.get(id);
    if (corpus) this.corpora.set(id, { ...corpus, ...change });
    if (dataSet) this.dataSets.set(id, { ...dataSet, ...change });
    if (run) this.runs.set(id, { ...run, ...change });
  }
}

const isKept = (entry: Corpus | DataSetEntry | Run): boolean => entry.trashedAt === null;

function replace<T extends { readonly id: number }>(map: Map<number, T>, list: readonly T[]): void {
  const ids = new Set(list.map(({ id }) => id));
  for (const id of [...map.keys()]) if (!ids.has(id)) map.delete(id);
  for (const entry of list) map.set(entry.id, entry);
}

/** Each text and data set with its runs, those without one at the end. One pass over each. */
function groupRuns(parents: readonly Parent[], runs: readonly Run[]): Group[] {
  const under = new Map<string, Run[]>(parents.map((parent) => [keyOf(parentToItem(parent)), []]));
  const others: Run[] = [];
  for (const run of runs) {
    const item = parentItem(run);
    ((item && under.get(keyOf(item))) ?? others).push(run);
  }
  const groups: Group[] = parents.map((parent) => ({ parent, runs: under.get(keyOf(parentToItem(parent))) ?? [] }));
  return others.length > 0 ? [...groups, { parent: null, runs: others }] : groups;
}
