// Signposts that can be read: each zone with a route table tells its routes, and a line on the floor leads from the signpost to the next hop.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Route } from '../../engine/model/azure.ts';
import { pathLength, type Router } from '../layout/route.ts';
import type { Layout, Placed } from '../layout/types.ts';
import { flat } from './atlas.ts';
import type { Mesh } from './mesh.ts';
import { addDots } from './paths.ts';
import type { TagLine } from './tag.ts';

/** What is written beside a thing: lines of a tag. */
export interface BoardTag {
  readonly thing: Placed;
  readonly lines: readonly TagLine[];
}

const MOST_LINES = 6;

/** Where a route's mail goes next: the thing that has the address, the gate of the bridge, the street; undefined: nowhere. */
export function nextHopOf(layout: Layout, route: Route): Placed | undefined {
  const { nextHopType, nextHopIpAddress } = route;
  if (nextHopType === 'VirtualAppliance')
    return nextHopIpAddress === undefined ? undefined : layout.things.find(({ note }) => note === nextHopIpAddress);
  if (nextHopType === 'VirtualNetworkGateway') return layout.things.find(({ kind }) => kind === 'gateway');
  if (nextHopType === 'Internet') return layout.things.find(({ kind }) => kind === 'postbox');
  return undefined;
}

export function routeTags(layout: Layout, network: NetworkDocument): readonly BoardTag[] {
  return routedSubnets(network).flatMap(({ subnet, routes }) => {
    const thing = layout.bySelection.get(`signpost:${subnet}`);
    if (!thing) return [];
    const lines = routes.slice(0, MOST_LINES).map((route): TagLine => {
      const lost = route.nextHopType === 'None' || (route.nextHopType === 'VirtualAppliance' && !nextHopOf(layout, route));
      return {
        head: route.addressPrefix,
        value: `→ ${route.nextHopType}${route.nextHopIpAddress === undefined ? '' : ` ${route.nextHopIpAddress}`}`,
        changed: lost,
      };
    });
    const more = routes.length - lines.length;
    return lines.length === 0
      ? []
      : [{ thing, lines: more > 0 ? [...lines, { head: `+${more}`, value: '', changed: false }] : lines }];
  });
}

/** Broken lines from signposts to their next hops; several in one corridor run side by side. */
export function drawRouteWays(
  mesh: Mesh,
  layout: Layout,
  { network, router }: { network: NetworkDocument; router: Router },
): void {
  const drawn = new Set<string>();
  for (const { subnet, routes } of routedSubnets(network)) {
    const post = layout.bySelection.get(`signpost:${subnet}`);
    if (!post) continue;
    for (const route of routes) {
      const next = nextHopOf(layout, route);
      const key = `${subnet} ${next?.selection}`;
      if (!next || drawn.has(key)) continue;
      drawn.add(key);
      const line = router.route(post, next);
      addDots(mesh, line, {
        swatch: flat('select'),
        size: 0.1,
        length: 0.34,
        gap: 0.5,
        aside: ((drawn.size % 3) - 1) * 0.12,
        from: 0.2,
        to: pathLength(line) - 0.1,
      });
    }
  }
}

function routedSubnets(network: NetworkDocument): { readonly subnet: string; readonly routes: readonly Route[] }[] {
  const tables = new Map((network.routeTables ?? []).map((table) => [table.name, table.routes]));
  return network.virtualNetworks
    .flatMap((vnet) => vnet.subnets)
    .flatMap(({ name, routeTable }) =>
      routeTable === undefined ? [] : [{ subnet: name, routes: tables.get(routeTable) ?? [] }],
    );
}
