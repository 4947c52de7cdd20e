/** A stored text's vocabulary, fetched page by page as it comes into sight. */
import { SvelteMap } from 'svelte/reactivity';
import type { VocabularyEntry } from '#shared/protocol/entities.ts';
import type { Connection } from '../../connection/connection.ts';
import type { VocabularySource } from './vocabulary-source.ts';

const PAGE = 200;
/** Kept at most: the ones that are furthest from what is in sight go first. */
const MOST_PAGES = 60;
/** Of a file: as many as one request may ask for. */
const FILE_PAGE = 10_000;

export class LibraryVocabulary implements VocabularySource {
  total = $state<number | null>(null);
  error = $state.raw<unknown>(null);
  private readonly pages = new SvelteMap<number, readonly VocabularyEntry[]>();
  private readonly connection: Connection;
  private readonly corpus: number;
  private readonly search: string;
  private wanted = { first: 0, last: 0 };
  private asking = false;

  constructor(connection: Connection, corpus: number, search: string) {
    this.connection = connection;
    this.corpus = corpus;
    this.search = search;
  }

  row(index: number): VocabularyEntry | null {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null;
  }

  need(first: number, end: number): void {
    this.wanted = { first: Math.floor(first / PAGE), last: Math.floor(Math.max(first, end - 1) / PAGE) };
    if (!this.asking && this.error === null) void this.ask();
  }

  retry(): void {
    this.error = null;
    void this.ask();
  }

  /** One page after another, always of what is in sight by then: what was scrolled past is left out. */
  private async ask(): Promise<void> {
    this.asking = true;
    try {
      for (let page = this.missing(); page !== null; page = this.missing()) {
        const { total, entries } = await this.fetch(page * PAGE, PAGE);
        this.total = total;
        this.pages.set(page, entries);
        this.forget();
      }
    } catch (error) {
      this.error = error;
    } finally {
      this.asking = false;
    }
  }

  private missing(): number | null {
    const last = this.total === null ? this.wanted.first : Math.floor(Math.max(0, this.total - 1) / PAGE);
    for (let page = this.wanted.first; page <= Math.min(this.wanted.last, last); page++)
      if (!this.pages.has(page)) return page;
    return null;
  }

  private forget(): void {
    if (this.pages.size <= MOST_PAGES) return;
    const distance = (page: number): number => Math.abs(page - this.wanted.first);
    const furthest = [...this.pages.keys()].reduce((a, b) => (distance(b) > distance(a) ? b : a));
    this.pages.delete(furthest);
  }

  private fetch(offset: number, limit: number) {
    return this.connection.request('corpora.vocabulary', { corpus: this.corpus, offset, limit, search: this.search });
  }

  async all(progress: (done: number) => void): Promise<readonly VocabularyEntry[]> {
    const all: VocabularyEntry[] = [];
    for (;;) {
      const { total, entries } = await this.fetch(all.length, FILE_PAGE);
      // one by one: a spread has a limit
      for (const entry of entries) all.push(entry);
      progress(all.length);
      if (entries.length < FILE_PAGE || all.length >= total) return all;
    }
  }
}
