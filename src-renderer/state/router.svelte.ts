/** The page now shown. The address is its only store, so reload and the way back work. */
import { parseRoute, type Route, routeHash } from './route.ts';

export class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  /** @returns the function that ends it */
  watch(): () => void {
    const read = (): void => {
      this.route = parseRoute(location.hash);
    };
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }

  go(route: Route): void {
    location.hash = routeHash(route);
    this.route = route;
  }

  /**
   * From the start to a page, without leaving the start in the history. Does nothing when the address says otherwise
   * already: `hashchange` comes later than the change.
   */
  leaveStart(route: Route): void {
    if (parseRoute(location.hash).page !== 'start') return;
    history.replaceState(null, '', routeHash(route));
    this.route = route;
  }
}
