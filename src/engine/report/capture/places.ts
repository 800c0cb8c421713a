// Where one may look: a place by any of its names, an interface of it, or all of them; and why some parts of the network have none.
// Rules: H-7; 0.2 (a load balancer and a NAT gateway are the fabric's own, not machines on the way).
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { CapturePoint } from './capturedPacket.ts';
import { nodeInterface, wiresOf } from './nodeInterfaces.ts';
import { nameOfPoint } from './pcapng.ts';

/** What `at` names, where nobody can capture: a kind with a sentence of its own, or nothing that is known. */
export type OddPlace =
  | 'loadBalancer'
  | 'natGateway'
  | 'applicationGateway'
  | 'privateEndpoint'
  | 'paasService'
  | 'subnet'
  | 'service'
  | 'internet'
  | 'unknown';

const PREFIX = /^(?:pod|node|vm|onprem|internet|gateway|firewall):/;
/** Of a place named alone, what `tcpdump` shows unless told otherwise: not a node's ends of its pods' wires. */
const OWN_INTERFACES: ReadonlySet<string> = new Set(['eth0', 'lo']);
/** All of a place's interfaces. */
export const ANY = ':any';

export function wantedPoints(points: readonly CapturePoint[], at: string): Set<number> {
  const name = at.replace(PREFIX, '');
  const isWanted = (point: CapturePoint): boolean =>
    nameOfPoint(point) === name ||
    (point.place.name === name && OWN_INTERFACES.has(point.interface)) ||
    (name.endsWith(ANY) && point.place.name === name.slice(0, -ANY.length));
  return new Set(points.flatMap((point, index) => (isWanted(point) ? [index] : [])));
}

/** Undefined: one may look there, though nothing comes by. */
export function findOddPlace(dataplane: Dataplane, at: string): OddPlace | undefined {
  const { placement } = dataplane;
  const name = at.replace(PREFIX, '');
  const [, place = name, card] = /^(.*):([A-Za-z][A-Za-z0-9]*)$/.exec(name) ?? [];
  const isNode = placement.nodes.some((node) => node.name === place);
  if (card === undefined || card === 'eth0' || card === 'lo' || card === 'any') {
    if (isNode || isMachine(dataplane, card === undefined ? name : place)) return undefined;
  } else if (isNode && isWire(dataplane, place, card)) return undefined;
  return kindOf(dataplane, name);
}

function isMachine({ placement }: Dataplane, name: string): boolean {
  const { pods, hosts, network } = placement;
  return (
    pods.some((pod) => `${pod.namespace}/${pod.name}` === name) ||
    [...hosts, ...(network.virtualNetworkGateways ?? []), ...(network.onPremises ?? []), ...(network.azureFirewalls ?? [])].some(
      (place) => place.name === name,
    )
  );
}

function isWire({ placement }: Dataplane, node: string, card: string): boolean {
  const wires = wiresOf({ placement });
  return placement.pods.some(
    ({ namespace, name, nodeIndex, hostNetwork }) =>
      nodeIndex !== undefined &&
      !hostNetwork &&
      placement.nodes[nodeIndex]?.name === node &&
      nodeInterface(wires, `${namespace}/${name}`) === card,
  );
}

function kindOf({ placement, services }: Dataplane, name: string): OddPlace {
  const { network } = placement;
  const has = (list: readonly { readonly name: string }[] | undefined): boolean =>
    list?.some((item) => item.name === name) === true;
  if (name.startsWith('lb:')) return 'loadBalancer';
  if (name === 'natgw:managed' || has(network.natGateways)) return 'natGateway';
  if (has(network.applicationGateways) || has(network.trafficControllers)) return 'applicationGateway';
  if (has(network.privateEndpoints)) return 'privateEndpoint';
  if (has(network.paasServices) || name.startsWith('paas:')) return 'paasService';
  if (network.virtualNetworks.some(({ subnets }) => has(subnets))) return 'subnet';
  if (services.byKey.has(name)) return 'service';
  return name === 'internet' ? 'internet' : 'unknown';
}
