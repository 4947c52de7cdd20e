/** All texts and runs, as the engine lists them; kept up to date by its events. */
import type { Corpus, EventMessage, Run } from '#shared/protocol/index.ts';
import type { Connection } from '../connection/connection.ts';

export interface Group {
  /** null: runs without a text (imported weights). */
  readonly corpus: Corpus | null;
  readonly runs: readonly Run[];
}

type Item = { readonly kind: 'run' | 'corpus'; readonly id: number };
const keyOf = ({ kind, id }: Item): string => `${kind} ${id}`;

export class Library {
  corpora = $state.raw<readonly Corpus[]>([]);
  runs = $state.raw<readonly Run[]>([]);
  loaded = $state(false);
  /** Why it could not be listed. */
  error = $state.raw<unknown>(null);
  /** Deleted, but for the few seconds in which that can be undone. */
  private hidden = $state.raw<readonly string[]>([]);

  readonly shownCorpora = $derived(this.corpora.filter((c) => !this.isHidden({ kind: 'corpus', id: c.id })));
  readonly shownRuns = $derived(this.runs.filter((r) => !this.isHidden({ kind: 'run', id: r.id })));
  readonly groups: readonly Group[] = $derived.by(() => {
    const groups: Group[] = this.shownCorpora.map((corpus) => ({
      corpus,
      runs: this.shownRuns.filter((run) => run.corpusId === corpus.id),
    }));
    const others = this.shownRuns.filter((run) => !this.corpora.some((corpus) => corpus.id === run.corpusId));
    return others.length > 0 ? [...groups, { corpus: null, runs: others }] : groups;
  });
  readonly training = $derived(this.runs.find((run) => run.status === 'running') ?? null);
  readonly queued = $derived(this.runs.filter((run) => run.status === 'queued'));

  private readonly connection: Connection;
  private listing = false;
  private again = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  corpus(id: number | null): Corpus | null {
    return this.shownCorpora.find((corpus) => corpus.id === id) ?? null;
  }

  run(id: number): Run | null {
    return this.shownRuns.find((run) => run.id === id) ?? null;
  }

  /** Lists everything again; requests that come while one is under way become one more. */
  async refresh(): Promise<void> {
    this.again = this.listing;
    if (this.listing) return;
    this.listing = true;
    try {
      const [corpora, runs] = await Promise.all([
        this.connection.request('corpora.list', {}),
        this.connection.request('runs.list', {}),
      ]);
      this.corpora = corpora;
      this.runs = runs;
      this.error = null;
      this.loaded = true;
    } catch (error) {
      this.error = error;
    } finally {
      this.listing = false;
    }
    if (this.again) await this.refresh();
  }

  onEvent(message: EventMessage): void {
    if (message.event === 'library-changed') void this.refresh();
    if (message.event === 'run-changed') this.put(message.payload.run);
  }

  put(run: Run): void {
    this.runs = this.runs.some((old) => old.id === run.id)
      ? this.runs.map((old) => (old.id === run.id ? run : old))
      : [run, ...this.runs];
  }

  /** Hides an item now; `restore` brings it back. */
  hide(item: Item): void {
    this.hidden = [...this.hidden, keyOf(item)];
  }

  restore(item: Item): void {
    this.hidden = this.hidden.filter((key) => key !== keyOf(item));
  }

  private isHidden(item: Item): boolean {
    return this.hidden.includes(keyOf(item));
  }
}
