/** Where in the window one is, and how that is written after the `#` of the address. */

export const RUN_TABS = ['training', 'sample'] as const;
export type RunTab = (typeof RUN_TABS)[number];

export type Route =
  | { readonly page: 'start' }
  | { readonly page: 'import' }
  | { readonly page: 'text'; readonly corpus: number }
  | { readonly page: 'new-run'; readonly corpus: number }
  | { readonly page: 'run'; readonly run: number; readonly tab: RunTab };

const idOf = (part: string | undefined): number | null => (part && /^[1-9]\d{0,15}$/.test(part) ? Number(part) : null);

/** An address that says nothing leads to the start. */
export function parseRoute(hash: string): Route {
  const [place, id, tab] = hash.replace(/^#?\/?/, '').split('/');
  const number = idOf(id);
  if (place === 'import') return { page: 'import' };
  if (place === 'text' && number)
    return tab === 'run' ? { page: 'new-run', corpus: number } : { page: 'text', corpus: number };
  if (place === 'run' && number)
    return { page: 'run', run: number, tab: RUN_TABS.find((name) => name === tab) ?? 'training' };
  return { page: 'start' };
}

export function routeHash(route: Route): string {
  switch (route.page) {
    case 'start':
      return '#/';
    case 'import':
      return '#/import';
    case 'text':
      return `#/text/${route.corpus}`;
    case 'new-run':
      return `#/text/${route.corpus}/run`;
    case 'run':
      return route.tab === 'training' ? `#/run/${route.run}` : `#/run/${route.run}/${route.tab}`;
  }
}
