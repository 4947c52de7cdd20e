/** Where in the window one is, and how that is written after the `#` of the address. */
import type { LibraryItem } from '#shared/protocol/index.ts';

/** Those of both families of runs: a page shows what its own has, and its first tab for the others. */
export const RUN_TABS = ['training', 'sample', 'vocabulary', 'predict', 'data'] as const;
export type RunTab = (typeof RUN_TABS)[number];
export const TEXT_TABS = ['overview', 'vocabulary'] as const;
export type TextTab = (typeof TEXT_TABS)[number];
export const IMPORT_TABS = ['sentences', 'vocabulary', 'original'] as const;
export type ImportTab = (typeof IMPORT_TABS)[number];
/** What becomes a data set: files, or one of the generated sets. */
export const DATA_IMPORT_TABS = ['file', 'generated'] as const;
export type DataImportTab = (typeof DATA_IMPORT_TABS)[number];

export type Route =
  | { readonly page: 'start' }
  /** Without a tab, the first one. */
  | { readonly page: 'import'; readonly tab?: ImportTab }
  | { readonly page: 'import-data'; readonly tab?: DataImportTab }
  | { readonly page: 'compare' }
  | { readonly page: 'trash' }
  | { readonly page: 'text'; readonly corpus: number; readonly tab?: TextTab }
  | { readonly page: 'new-run'; readonly corpus: number }
  | { readonly page: 'data'; readonly dataSet: number }
  | { readonly page: 'new-perceptron'; readonly dataSet: number }
  | { readonly page: 'run'; readonly run: number; readonly tab: RunTab };

const idOf = (part: string | undefined): number | null => (part && /^[1-9]\d{0,15}$/.test(part) ? Number(part) : null);

/** An address that says nothing leads to the start. */
export function parseRoute(hash: string): Route {
  const [place, id, tab] = hash.replace(/^#?\/?/, '').split('/');
  const number = idOf(id);
  if (place === 'compare' || place === 'trash') return { page: place };
  if (place === 'import') return { page: place, ...namedTab(IMPORT_TABS, id) };
  if (place === 'import-data') return { page: place, ...namedTab(DATA_IMPORT_TABS, id) };
  if (place === 'text' && number)
    return tab === 'run'
      ? { page: 'new-run', corpus: number }
      : { page: 'text', corpus: number, ...namedTab(TEXT_TABS, tab) };
  if (place === 'data' && number)
    return tab === 'run' ? { page: 'new-perceptron', dataSet: number } : { page: 'data', dataSet: number };
  if (place === 'run' && number)
    return { page: 'run', run: number, tab: RUN_TABS.find((name) => name === tab) ?? 'training' };
  return { page: 'start' };
}

/** The first tab needs no name. */
const namedTab = <T extends string>(tabs: readonly T[], name?: string): { readonly tab?: T } => {
  const tab = tabs.slice(1).find((one) => one === name);
  return tab === undefined ? {} : { tab };
};
const tabHash = (tabs: readonly string[], tab?: string): string =>
  tab === undefined || tab === tabs[0] ? '' : `/${tab}`;

export function routeHash(route: Route): string {
  switch (route.page) {
    case 'start':
      return '#/';
    case 'compare':
    case 'trash':
      return `#/${route.page}`;
    case 'import':
      return `#/import${tabHash(IMPORT_TABS, route.tab)}`;
    case 'import-data':
      return `#/import-data${tabHash(DATA_IMPORT_TABS, route.tab)}`;
    case 'text':
      return `#/text/${route.corpus}${tabHash(TEXT_TABS, route.tab)}`;
    case 'new-run':
      return `#/text/${route.corpus}/run`;
    case 'data':
      return `#/data/${route.dataSet}`;
    case 'new-perceptron':
      return `#/data/${route.dataSet}/run`;
    case 'run':
      return `#/run/${route.run}${tabHash(RUN_TABS, route.tab)}`;
  }
}

/** The text, data set or run that a page is about. */
export function itemOf(route: Route): LibraryItem | null {
  if (route.page === 'run') return { kind: 'run', id: route.run };
  if (route.page === 'text' || route.page === 'new-run') return { kind: 'corpus', id: route.corpus };
  if (route.page === 'data' || route.page === 'new-perceptron') return { kind: 'dataset', id: route.dataSet };
  return null;
}

/** The page a text, a data set or a run opens with. */
export function routeTo({ kind, id }: LibraryItem): Route {
  if (kind === 'run') return { page: 'run', run: id, tab: 'training' };
  return kind === 'corpus' ? { page: 'text', corpus: id } : { page: 'data', dataSet: id };
}

/** Where a new run of a text or a data set begins. */
export const newRunRoute = ({ kind, id }: LibraryItem): Route =>
  kind === 'dataset' ? { page: 'new-perceptron', dataSet: id } : { page: 'new-run', corpus: id };

/** Pages are the same while only their tab differs. */
export const isSamePage = (a: Route, b: Route): boolean => {
  const [first, second] = [itemOf(a), itemOf(b)];
  return a.page === b.page && first?.id === second?.id;
};
