// trafficDistribution: which usable endpoints a node prefers, by the hints of their slices. Rules: SVC10, SVC16, B-11.
import { type Endpoint, usableAnywhere } from './endpoints.ts';
import type { ServicePortTable, ServiceTable } from './services.ts';
import type { NodeEntry } from './tables.ts';

export interface NearEndpoints {
  readonly endpoints: readonly Endpoint[];
  /** What made them fewer; absent where everybody usable may be chosen. */
  readonly near?: 'node' | 'zone';
}

interface Seen {
  readonly table: ServiceTable;
  readonly port: ServicePortTable;
}

/**
 * What kube-proxy of this node chooses from under policy Cluster. Hints count when every ready endpoint carries one and at least one names this
 * node, else this zone; otherwise nobody is preferred (SVC16). Endpoints that end and still serve have no hints (SVC10).
 */
export function usableNear({ table, port }: Seen, nodes: readonly NodeEntry[], at: number): NearEndpoints {
  const wanted = table.service.spec.trafficDistribution;
  const ready = port.endpoints.filter((endpoint) => endpoint.ready);
  if (ready.length === 0 || (wanted === undefined && ready.every(({ hints }) => hints === undefined))) {
    return { endpoints: usableAnywhere(port) };
  }
  const here = nodes[at];
  const byNode = (endpoint: Endpoint): readonly (string | undefined)[] =>
    endpoint.hints ? endpoint.hints.nodes : wanted === 'PreferSameNode' ? [nodes[endpoint.nodeIndex ?? -1]?.name] : [];
  const byZone = (endpoint: Endpoint): readonly (string | undefined)[] =>
    endpoint.hints ? endpoint.hints.zones : [nodes[endpoint.nodeIndex ?? -1]?.zone];
  const onNode = preferred(ready, byNode, here?.name);
  if (onNode) return { endpoints: onNode, near: 'node' };
  const inZone = preferred(ready, byZone, here?.zone);
  return inZone ? { endpoints: inZone, near: 'zone' } : { endpoints: ready };
}

function preferred(
  ready: readonly Endpoint[],
  hintsOf: (endpoint: Endpoint) => readonly (string | undefined)[],
  here: string | undefined,
): readonly Endpoint[] | undefined {
  if (here === undefined || !ready.every((endpoint) => hintsOf(endpoint).some((hint) => hint !== undefined))) return undefined;
  const found = ready.filter((endpoint) => hintsOf(endpoint).includes(here));
  return found.length > 0 ? found : undefined;
}
