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

  /** Without leaving the present page in the history. */
  replace(route: Route): void {
    history.replaceState(null, '', routeHash(route));
    this.route = route;
  }
}
