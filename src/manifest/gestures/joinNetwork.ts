// Azure's parts joined and parted: subnets with signposts, guards and NAT gateways, VNets with each other, zones with VNets, suppliers' doors.
// Rules: E-13, E-30, E-31, F-3, F-6, F-5.
import { quote } from '../azure/shell.ts';
import { type Drafts, no, type Scene } from './gestureTypes.ts';
import type { NamedEnd, SubnetEnd } from './things.ts';
import { byCommands, collect, freeAmong } from './writing.ts';

const GROUP = '--resource-group $RG';

type Part = 'routeTable' | 'guard' | 'natGateway';
const FLAGS: Readonly<Record<Part, readonly [flag: string, field: 'routeTable' | 'networkSecurityGroup' | 'natGateway']>> = {
  routeTable: ['--route-table', 'routeTable'],
  guard: ['--network-security-group', 'networkSecurityGroup'],
  natGateway: ['--nat-gateway', 'natGateway'],
};

/** The same two things once more: they part. */
export function joinSubnet(scene: Scene, { vnet, subnet }: SubnetEnd, part: NamedEnd): Drafts {
  const type = part.type as Part;
  const [flag, field] = FLAGS[type];
  const joined = subnet[field] === part.name;
  const params = { subnet: subnet.name, part: part.name, from: subnet[field] ?? '' };
  const line = `az network vnet subnet update ${GROUP} --vnet-name ${quote(vnet.name)} --name ${quote(subnet.name)} ${flag} ${joined ? "''" : quote(part.name)}`;
  const code = joined ? `part.${type}` : subnet[field] === undefined ? `join.${type}` : `swap.${type}`;
  return collect([byCommands(scene.spec, [line], { code, params })]);
}

export function peerNetworks(scene: Scene, one: string, other: string): Drafts {
  if (one === other) return no('same', { from: one, to: other });
  const vnets = scene.spec.network.virtualNetworks;
  const halfOf = (from: string, to: string): string | undefined =>
    vnets.find(({ name }) => name === from)?.peerings?.find(({ remoteVirtualNetwork }) => remoteVirtualNetwork === to)?.name;
  const pairs = [
    [one, other],
    [other, one],
  ] as const;
  const peered = pairs.every(([from, to]) => halfOf(from, to) !== undefined);
  const params = { one, other };
  const lines = pairs.flatMap(([from, to]) => {
    const half = halfOf(from, to);
    const at = (name: string): string => `${GROUP} --vnet-name ${quote(from)} --name ${quote(name)}`;
    if (peered) return [`az network vnet peering delete ${at(half ?? '')}`];
    if (half !== undefined) return [];
    const peerings = vnets.find(({ name }) => name === from)?.peerings ?? [];
    const name = freeAmong(`to-${to}`, (text) => peerings.some((item) => item.name === text));
    return [`az network vnet peering create ${at(name)} --remote-vnet ${quote(to)} --allow-vnet-access`];
  });
  return collect([byCommands(scene.spec, lines, { code: peered ? 'unpeer' : 'peer', params })]);
}

export function linkZone(scene: Scene, zone: string, vnet: string): Drafts {
  const held = scene.spec.network.privateDnsZones?.find(({ name }) => name === zone);
  const linked = held?.virtualNetworkLinks.includes(vnet) === true;
  const at = `${GROUP} --zone-name ${quote(zone)} --name ${quote(`link-${vnet}`)}`;
  const line = linked
    ? `az network private-dns link vnet delete ${at} --yes`
    : `az network private-dns link vnet create ${at} --virtual-network ${quote(vnet)} --registration-enabled false`;
  return collect([byCommands(scene.spec, [line], { code: linked ? 'unlink' : 'link', params: { zone, vnet } })]);
}

/** A supplier's door inside a subnet. */
export function openDoor(scene: Scene, { vnet, subnet }: SubnetEnd, supplier: string): Drafts {
  const { network } = scene.spec;
  const service = network.paasServices?.find(({ name }) => name === supplier);
  if (!service) return no('supplier', { supplier });
  const endpoints = network.privateEndpoints ?? [];
  const held = endpoints.find((item) => item.subnet === subnet.name && item.target === supplier);
  if (held) return no('already.door', { subnet: subnet.name, supplier, endpoint: held.name });
  const name = freeAmong(`pe-${supplier}`, (text) => endpoints.some((item) => item.name === text));
  const line = `az network private-endpoint create ${GROUP} --name ${quote(name)} --vnet-name ${quote(vnet.name)} --subnet ${quote(subnet.name)} --private-connection-resource-id ${quote(supplier)} --connection-name ${quote(name)}`;
  const params = { subnet: subnet.name, supplier, endpoint: name };
  return collect([byCommands(scene.spec, [line], { code: 'door', params, makes: `device:${name}` })]);
}
