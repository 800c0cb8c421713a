// kubenet's own route table: one route a node, its /24 to the node. AKS writes them into the table that the cluster was created with; where
// none is recorded, into the player's table where the node subnet has one, else into a table of its own that stands on the node subnet alone. Rules, F-3.
import type { RouteTable } from '../model/azure.ts';
import { formatCidr, parseCidr } from '../net/ipv4.ts';
import { KUBENET_ROUTE_LIMIT } from './nodes.ts';
import type { EffectiveRoute } from './routeTypes.ts';
import type { Placement } from './tables.ts';

const OWN_TABLE = 'aks-agentpool-routetable';

export interface ClusterRoutes {
  /** Routes that AKS keeps in a table of that name, or, where the subnet has no table, for that subnet. */
  forSubnet(subnet: string, table: RouteTable | undefined): readonly EffectiveRoute[];
}

export function compileClusterRoutes(placement: Pick<Placement, 'mode' | 'nodes' | 'network' | 'cluster'>): ClusterRoutes {
  if (placement.mode !== 'kubenet') return { forSubnet: () => [] };
  const nodeSubnets = new Set(placement.nodes.map((node) => node.subnet));
  // AGIC puts the table on its gateway's subnet where there is none (C-19, C31).
  const agic = placement.cluster?.addonProfiles?.ingressApplicationGateway?.enabled === true;
  const gatewaySubnets = new Set(agic ? (placement.network.applicationGateways ?? []).map(({ subnet }) => subnet) : []);
  const given = placement.cluster?.nodeRouteTable;
  if (given !== undefined) return { forSubnet: (_subnet, table) => (table?.name === given ? nodeRoutes(placement, table) : []) };
  const tables = new Set(
    placement.network.virtualNetworks.flatMap((vnet) =>
      vnet.subnets.flatMap((subnet) =>
        nodeSubnets.has(subnet.name) && subnet.routeTable !== undefined ? [subnet.routeTable] : [],
      ),
    ),
  );
  return {
    forSubnet: (subnet, table) => {
      const holds = table === undefined ? nodeSubnets.has(subnet) || gatewaySubnets.has(subnet) : tables.has(table.name);
      return holds ? nodeRoutes(placement, table) : [];
    },
  };
}

/** A route that the player wrote for the same /24 stands in its place; together they stop at Azure's limit. */
function nodeRoutes({ nodes }: Pick<Placement, 'nodes'>, table: RouteTable | undefined): EffectiveRoute[] {
  const object = `RouteTable/${table?.name ?? OWN_TABLE}`;
  const own = new Set((table?.routes ?? []).map((route) => canonical(route.addressPrefix)));
  const room = Math.max(0, KUBENET_ROUTE_LIMIT - (table?.routes.length ?? 0));
  return nodes
    .flatMap((node): EffectiveRoute[] => {
      const { podRange, address } = node;
      if (!podRange || address === undefined || own.has(formatCidr(podRange))) return [];
      return [
        {
          prefix: podRange,
          source: 'User',
          kind: 'aks',
          hop: { type: 'appliance', address },
          rule: { object, field: `routes[${node.name}]` },
          name: node.name,
        },
      ];
    })
    .slice(0, room);
}

function canonical(text: string): string {
  const range = parseCidr(text);
  return range ? formatCidr(range) : text;
}
