// The place shown now, kept in the address after the `#`.
import { hrefOf, routeOf, type Route } from './route';

export class Router {
  route = $state.raw<Route>(routeOf(window.location.hash));
  /** Where a document was asked for: there one goes back. */
  cameFrom = $state.raw<Route | null>(null);

  /** Follows the address until the answer is called. */
  listen(): () => void {
    const follow = (): void => {
      const next = routeOf(window.location.hash);
      if (next.screen === 'document' && this.route.screen !== 'document') this.cameFrom = this.route;
      this.route = next;
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }

  go(route: Route): void {
    window.location.hash = hrefOf(route);
  }
}
