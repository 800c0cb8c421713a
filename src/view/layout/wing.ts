// The east wing: subnets of the cluster's VNet that hold machines or the gateway.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Box, Point } from '../projection.ts';
import { MARGIN, WING } from './measures.ts';
import type { Placed } from './types.ts';

export interface OtherSubnet {
  readonly name: string;
  readonly prefix: string;
  readonly machines: readonly string[];
  readonly gateway?: string;
}

/** Subnets of the cluster's VNet that hold machines or the gateway, and those that wait empty. */
export function otherSubnets(plan: Plan, network: NetworkDocument): OtherSubnet[] {
  const clusterSubnets = new Set(plan.nodes.map((node) => node.subnet));
  const vnet = network.virtualNetworks.find((item) => item.subnets.some((subnet) => clusterSubnets.has(subnet.name)));
  return (vnet?.subnets ?? [])
    .filter((subnet) => !clusterSubnets.has(subnet.name))
    .map((subnet) => {
      const machines = (network.virtualMachines ?? [])
        .filter((machine) => machine.subnet === subnet.name)
        .map((machine) => machine.name);
      const gateway =
        subnet.name === 'GatewaySubnet'
          ? network.virtualNetworkGateways?.find((item) => item.virtualNetwork === vnet?.name)?.name
          : undefined;
      return { name: subnet.name, prefix: subnet.addressPrefix, machines, ...(gateway === undefined ? {} : { gateway }) };
    })
    .filter((subnet) => subnet.machines.length > 0 || subnet.gateway !== undefined);
}

export function placeWing(
  things: Placed[],
  subnets: readonly OtherSubnet[],
  at: { readonly x: number; readonly trunkX: number; readonly root: Point; readonly network: NetworkDocument },
): void {
  subnets.forEach((subnet, index) => {
    const box: Box = { x: at.x, y: MARGIN + index * 4.4, width: WING - 0.6, depth: 4 };
    const y = box.y + 2.2;
    const way: Point[] = [{ x: box.x + 0.6, y }, { x: at.trunkX, y }, at.root];
    things.push({
      selection: `subnet:${subnet.name}`,
      kind: 'zone',
      box,
      height: 0,
      name: subnet.name,
      note: subnet.prefix,
      hue: -1,
      trouble: false,
      priority: 30,
      way,
    });
    if (subnet.gateway !== undefined) {
      const gate: Box = { x: box.x + box.width - 2.4, y: y - 0.9, width: 1.5, depth: 1.5 };
      things.push({
        selection: `device:${subnet.gateway}`,
        kind: 'gateway',
        box: gate,
        height: 1.5,
        name: subnet.gateway,
        note: '',
        hue: -1,
        trouble: false,
        priority: 45,
        way: [{ x: gate.x - 0.3, y }, ...way.slice(1)],
      });
    }
    subnet.machines.slice(0, 4).forEach((name, place) => {
      const machine = at.network.virtualMachines?.find((item) => item.name === name);
      const spot: Box = { x: box.x + 0.8 + place * 1.2, y: y - 1.1, width: 0.8, depth: 0.8 };
      things.push({
        selection: `host:${name}`,
        kind: 'machine',
        box: spot,
        height: 1.2,
        name,
        note: machine?.ipAddress ?? '',
        hue: -1,
        trouble: false,
        priority: 45,
        way: [{ x: spot.x + 0.4, y: spot.y + 1.1 }, { x: at.trunkX, y: spot.y + 1.1 }, at.root],
      });
    });
  });
}
