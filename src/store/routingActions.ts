// The table of routes: who serves each, which certificate each name would get, and a request that is tried. All of it the engine's own answers.
import type { HttpQuery } from '../engine/api.ts';
import type { RouteStudy, RoutingActions } from './wiringTypes.ts';
import { doorsOf, queryOf } from '../studio/wiring/request.ts';
import { routeRows } from '../studio/wiring/routes.ts';
import type { Context } from './context.ts';

/** Names whose certificates are asked about. */
const MOST_NAMES = 60;

export function createRoutingActions({ store, services: { engine } }: Context): RoutingActions {
  return {
    studyRoutes: async () => {
      const { revision, spec } = store.getState().document;
      const routers = await engine.routers({ revision });
      if (!routers.ok) return undefined;
      const byObject = new Map(routers.value.map((router) => [router.object, router]));
      const doors = doorsOf(routers.value);
      const asked = new Map<string, HttpQuery>();
      for (const { object, hosts, parents } of routeRows(spec)) {
        const router = byObject.get(object);
        const door = doors.find(({ api, className }) =>
          parents.length > 0 ? api === 'gateway' : className === router?.className,
        );
        for (const host of hosts) {
          if (!door || host === '' || asked.size >= MOST_NAMES) continue;
          // For a wildcard any one name stands.
          const name = host.replace(/^\*/, 'any');
          asked.set(`${door.name} ${host}`, queryOf({ scheme: 'https', host: name, path: '/' }, door));
        }
      }
      const answers = await Promise.all(
        [...asked].map(async ([key, query]) => {
          const answer = await engine.http({ revision, query });
          if (!answer.ok) return [];
          const { certificate, certificateFits } = answer.value;
          return [[key, { ...certificate, ...(certificateFits === undefined ? {} : { fits: certificateFits }) }] as const];
        }),
      );
      if (store.getState().document.revision !== revision) return undefined;
      const study: RouteStudy = { revision, routers: byObject, doors, certificates: new Map(answers.flat()) };
      return study;
    },
    tryRequest: async (query) => {
      const { revision } = store.getState().document;
      return engine.http({ revision, query });
    },
  };
}
