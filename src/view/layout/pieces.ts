// What stands in a subnet that holds no nodes: machines, the security gate, private doors, application gateways, directories, the gate of
// the bridge. One list for the wing of our own house and for the neighbours' plots. Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { cidrContains, parseCidr, parseIpv4 } from '../../engine/net/ipv4.ts';
import type { Placed, PlacedKind } from './types.ts';

export interface Piece extends Pick<Placed, 'selection' | 'name' | 'note' | 'height' | 'priority' | 'trouble' | 'missing'> {
  readonly kind: PlacedKind;
  readonly width: number;
  readonly depth: number;
}

const SHAPES = {
  machine: { height: 1, priority: 46, width: 0.72, depth: 0.72 },
  gateway: { height: 1.25, priority: 48, width: 1, depth: 0.85 },
  firewall: { height: 1.3, priority: 55, width: 1.15, depth: 0.7 },
  privateDoor: { height: 1.05, priority: 50, width: 0.8, depth: 0.5 },
  appGateway: { height: 1.1, priority: 54, width: 1.2, depth: 0.7 },
  directory: { height: 0.95, priority: 45, width: 0.72, depth: 0.6 },
} as const satisfies Partial<Record<PlacedKind, Pick<Piece, 'height' | 'priority' | 'width' | 'depth'>>>;

function piece(
  kind: keyof typeof SHAPES,
  own: Pick<Piece, 'selection' | 'name' | 'note'> & { readonly trouble?: boolean },
): Piece {
  return { trouble: false, ...SHAPES[kind], ...own, kind };
}

/** Everything of one subnet, in the document's order: devices first, then machines. */
export function piecesIn(network: NetworkDocument, vnet: string, subnet: string): readonly Piece[] {
  const range = parseCidr(
    network.virtualNetworks.find((item) => item.name === vnet)?.subnets.find((item) => item.name === subnet)?.addressPrefix ?? '',
  );
  const inRange = (text: string): boolean => {
    const address = parseIpv4(text);
    return range !== undefined && address !== undefined && cidrContains(range, address);
  };
  const device = (name: string): string => `device:${name}`;
  const gates =
    subnet === 'GatewaySubnet'
      ? (network.virtualNetworkGateways ?? [])
          .filter((item) => item.virtualNetwork === vnet)
          .map(({ name }) => piece('gateway', { selection: device(name), name, note: '' }))
      : [];
  const firewalls =
    subnet === 'AzureFirewallSubnet'
      ? (network.azureFirewalls ?? [])
          .filter((item) => item.virtualNetwork === vnet)
          .map(({ name, privateIPAddress = '' }) => piece('firewall', { selection: device(name), name, note: privateIPAddress }))
      : [];
  return [
    ...gates,
    ...firewalls,
    ...(network.applicationGateways ?? [])
      .filter((item) => item.subnet === subnet)
      .map(({ name, privateIPAddress = '', operationalState }) =>
        piece('appGateway', {
          selection: device(name),
          name,
          note: privateIPAddress,
          trouble: operationalState === 'Stopped',
        }),
      ),
    ...(network.trafficControllers ?? [])
      .filter((item) => item.associationSubnet === subnet)
      .map(({ name }) => piece('appGateway', { selection: device(name), name, note: '' })),
    ...(network.privateEndpoints ?? [])
      .filter((item) => item.subnet === subnet)
      .map(({ name, ipAddress = '', status }) =>
        piece('privateDoor', { selection: device(name), name, note: ipAddress, trouble: status !== 'Approved' }),
      ),
    ...(network.dnsServers ?? [])
      .filter(({ ipAddress }) => inRange(ipAddress))
      .map(({ name, ipAddress }) => piece('directory', { selection: device(name), name, note: ipAddress })),
    ...(network.virtualMachines ?? [])
      .filter((item) => item.subnet === subnet)
      .map(({ name, ipAddress = '' }) => piece('machine', { selection: `host:${name}`, name, note: ipAddress })),
  ];
}
