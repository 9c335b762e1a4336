// The place shown now, kept in the address after the `#`.
import { hrefOf, routeOf, type Route } from './route';

export class Router {
  route = $state.raw<Route>(routeOf(window.location.hash));

  /** Follows the address until the answer is called. */
  listen(): () => void {
    const follow = (): void => {
      this.route = routeOf(window.location.hash);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }

  go(route: Route): void {
    window.location.hash = hrefOf(route);
  }
}
