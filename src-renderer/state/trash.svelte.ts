/** Out of the library and back. What is put into the trash is there at once: nothing is lost when the window closes. */
import type { LibraryItem } from '#shared/protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import type { Library } from './library.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { isItem, parentItem, standsUnder } from './parents.ts';
import { isSamePage, itemOf, type Route, routeTo } from './route.ts';
import type { Router } from './router.svelte.ts';

/** What went there together, and where one was before. */
interface Batch {
  readonly items: readonly LibraryItem[];
  readonly from: Route;
  /** Where one was sent instead; null: the page stayed. */
  readonly to: Route | null;
  readonly toast: number;
}

export class Trash {
  private readonly connection: Connection;
  private readonly library: Library;
  private readonly router: Router;
  private readonly notices: Notices;
  /** Newest last. */
  private batches: Batch[] = [];

  constructor(connection: Connection, library: Library, router: Router, notices: Notices) {
    this.connection = connection;
    this.library = library;
    this.router = router;
    this.notices = notices;
  }

  async trash(items: readonly LibraryItem[]): Promise<void> {
    const words = this.movedInWords(items);
    const from = this.router.route;
    const elsewhere = this.pageAfter(items);
    const now = Date.now();
    for (const item of items) {
      this.library.expect(item, { trashedAt: now });
      for (const run of this.library.shownRuns)
        if (standsUnder(run, item)) this.library.expect({ kind: 'run', id: run.id }, { trashedAt: now });
    }
    if (elsewhere) this.router.go(elsewhere);
    const done = await this.notices.attempt(
      this.connection.request('library.trash', { items: [...items] }).then(() => true),
    );
    await this.library.refresh();
    if (!done) {
      if (elsewhere) this.router.go(from);
      return;
    }
    const toast = this.notices.toast(words, {
      label: i18n.t.common.undo,
      run: () => void this.takeBack(batch),
    });
    const batch: Batch = { items, from, to: elsewhere, toast };
    this.batches.push(batch);
  }

  /** @returns false: there is nothing to undo */
  undo(): boolean {
    const batch = this.batches.pop();
    if (batch) void this.takeBack(batch);
    return batch !== undefined;
  }

  private async takeBack(batch: Batch): Promise<void> {
    this.batches = this.batches.filter((other) => other !== batch);
    this.notices.dismiss(batch.toast);
    await this.restore(batch.items);
    const shown = itemOf(batch.from);
    const isBack = shown !== null && this.library.entry(shown)?.trashedAt === null;
    // whoever has gone elsewhere since stays there
    if (isBack && batch.to && isSamePage(this.router.route, batch.to)) this.router.go(batch.from);
  }

  async restore(items: readonly LibraryItem[]): Promise<void> {
    await this.notices.attempt(this.connection.request('library.restore', { items: [...items] }));
    await this.library.refresh();
  }

  /** For ever. @param items left out: everything in it */
  async empty(items?: readonly LibraryItem[]): Promise<void> {
    await this.notices.attempt(this.connection.request('library.emptyTrash', items ? { items: [...items] } : {}));
    await this.library.refresh();
    this.batches = this.batches.filter((batch) => batch.items.some((item) => this.library.entry(item) !== null));
  }

  private movedInWords(items: readonly LibraryItem[]): string {
    const [first] = items;
    const t = i18n.t.trash;
    return items.length === 1 && first
      ? t.moved(this.library.entry(first)?.name ?? '')
      : t.movedSeveral(i18n.format.integer(items.length));
  }

  /** Where to go when the page's own text, data set or run is among them. */
  private pageAfter(items: readonly LibraryItem[]): Route | null {
    const shown = itemOf(this.router.route);
    if (!shown) return null;
    const goes = (one: LibraryItem | null): boolean => items.some((item) => isItem(item, one));
    const run = shown.kind === 'run' ? this.library.run(shown.id) : null;
    const parent = run ? parentItem(run) : null;
    if (goes(parent)) return { page: 'start' };
    if (!goes(shown)) return null;
    return parent === null ? { page: 'start' } : routeTo(parent);
  }
}
