// What Azure says of peerings: the other side, address spaces, gateways lent and used. Rules: F-5, E-40.
import type { NetworkDocument, VirtualNetwork, VirtualNetworkPeering } from '../model/networkDocument.ts';
import { cidrOverlaps } from '../net/ipv4.ts';
import { rangesOf } from './peers.ts';
import type { Report } from './validation.ts';

export function checkPeerings({ network }: { readonly network: NetworkDocument }, report: Report): void {
  const vnets = new Map(network.virtualNetworks.map((vnet) => [vnet.name, vnet]));
  const withGateway = new Set((network.virtualNetworkGateways ?? []).map(({ virtualNetwork }) => virtualNetwork));
  for (const vnet of network.virtualNetworks) {
    for (const peering of vnet.peerings ?? []) {
      const path = `virtualNetworks.${vnet.name}.peerings.${peering.name}`;
      const remote = vnets.get(peering.remoteVirtualNetwork);
      if (!remote) {
        report('InvalidResourceReference', `${path}.remoteVirtualNetwork`, {
          kind: 'virtualNetwork',
          name: peering.remoteVirtualNetwork,
        });
        continue;
      }
      const params = { vnet: vnet.name, remote: remote.name };
      if (overlap(vnet, remote)) report('VnetAddressSpacesOverlap', `${path}.remoteVirtualNetwork`, params);
      const back = remote.peerings?.find(({ remoteVirtualNetwork }) => remoteVirtualNetwork === vnet.name);
      if (!back) report('PeeringNotConnected', path, params, 'warning');
      if (peering.useRemoteGateways === true) checkGateway({ vnet, remote, back, withGateway, path }, report);
    }
  }
}

interface Used {
  readonly vnet: VirtualNetwork;
  readonly remote: VirtualNetwork;
  readonly back: VirtualNetworkPeering | undefined;
  readonly withGateway: ReadonlySet<string>;
  readonly path: string;
}

/** A remote gateway is used where it is there and lent, and instead of one's own. */
function checkGateway({ vnet, remote, back, withGateway, path }: Used, report: Report): void {
  const params = { vnet: vnet.name, remote: remote.name };
  const field = `${path}.useRemoteGateways`;
  if (withGateway.has(vnet.name)) report('PeeringGatewayOfOwn', field, params);
  if (!withGateway.has(remote.name)) report('RemoteVnetHasNoGateways', field, params);
  else if (back && back.allowGatewayTransit !== true) report('PeeringGatewayNotLent', field, params);
}

function overlap(a: VirtualNetwork, b: VirtualNetwork): boolean {
  const ranges = rangesOf(b.addressSpace);
  return rangesOf(a.addressSpace).some((range) => ranges.some((other) => cidrOverlaps(range, other)));
}
