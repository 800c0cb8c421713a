// Why not, at guards, signposts and the gate: a rule for exactly this flow, a route taken away or pointed at the gate. Each is run once more.
import { describe, expect, it } from 'vitest';
import type { SecurityRule } from '../../src/engine/model/azure.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { askWhyNot } from '../support/asking.ts';
import { house, pod, worldOf } from './worlds.ts';

/** Two machines of one network, `a` and `b`, in subnets of their own; with guards and signposts as asked. */
function town(part: Partial<NetworkDocument>, left: object = {}, right: object = {}): NetworkSpec {
  const spec = worldOf(house({ engine: 'none' }), pod('ops/probe'));
  const virtualNetworks = spec.network.virtualNetworks.map((vnet) => ({
    ...vnet,
    subnets: [
      ...vnet.subnets,
      { name: 'snet-a', addressPrefix: '10.10.20.0/24', ...left },
      { name: 'snet-b', addressPrefix: '10.10.21.0/24', ...right },
    ],
  }));
  const virtualMachines = [
    { name: 'a', subnet: 'snet-a', ipAddress: '10.10.20.4' },
    { name: 'b', subnet: 'snet-b', ipAddress: '10.10.21.4', ports: [{ port: 80, protocol: 'TCP' as const }] },
  ];
  return { ...spec, network: { ...spec.network, virtualNetworks, virtualMachines, ...part } };
}

const FLOW = { from: 'vm:a', to: 'vm:b:80' } as const;

function rule(direction: SecurityRule['direction'], access: SecurityRule['access'], priority = 200): SecurityRule {
  return {
    name: `${access}-${priority}`,
    priority,
    direction,
    access,
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
  };
}

describe('guards', () => {
  it.each(['left', 'right'] as const)('F-6 a guard that denies at the %s: a rule before it, for this flow alone', (side) => {
    const direction = side === 'left' ? 'Outbound' : 'Inbound';
    const groups = [{ name: 'nsg', securityRules: [rule(direction, 'Deny')] }];
    const guarded = { networkSecurityGroup: 'nsg' };
    const spec = town({ networkSecurityGroups: groups }, side === 'left' ? guarded : {}, side === 'right' ? guarded : {});
    const { codes, best } = askWhyNot(spec, { ...FLOW, want: 'delivered' });
    expect(codes).toEqual(['nsg.allow']);
    expect(best?.findings[0]?.params).toMatchObject({
      direction,
      priority: 199,
      source: '10.10.20.4',
      destination: '10.10.21.4',
      port: 80,
    });
    expect(best?.lost.count).toBe(0);
  });

  it('F-6 both ends deny: one rule at each', () => {
    const groups = [
      { name: 'nsg-a', securityRules: [rule('Outbound', 'Deny')] },
      { name: 'nsg-b', securityRules: [rule('Inbound', 'Deny', 100)] },
    ];
    const spec = town({ networkSecurityGroups: groups }, { networkSecurityGroup: 'nsg-a' }, { networkSecurityGroup: 'nsg-b' });
    // Priority 100 is the first there is, so nothing can be put before that rule.
    expect(askWhyNot(spec, { ...FLOW, want: 'delivered' }).codes).toEqual([]);
    const later = town(
      {
        networkSecurityGroups: groups.map((group) => ({
          ...group,
          securityRules: group.securityRules.map((each) => ({ ...each, priority: 300 })),
        })),
      },
      { networkSecurityGroup: 'nsg-a' },
      { networkSecurityGroup: 'nsg-b' },
    );
    expect(askWhyNot(later, { ...FLOW, want: 'delivered' }).codes).toEqual(['nsg.allow+nsg.allow']);
  });

  it('F-6 a flow that should be stopped is stopped by a rule of a guard that let it pass', () => {
    const spec = town({ networkSecurityGroups: [{ name: 'nsg', securityRules: [] }] }, {}, { networkSecurityGroup: 'nsg' });
    const { best } = askWhyNot(spec, { ...FLOW, want: 'blocked' });
    expect(best?.findings[0]).toMatchObject({ code: 'nsg.deny', ref: 'NetworkSecurityGroup/nsg' });
  });
});

describe('signposts', () => {
  it('F-3 a route to None is taken away', () => {
    const routes = [{ name: 'hole', addressPrefix: '10.10.21.0/24', nextHopType: 'None' as const }];
    const spec = town({ routeTables: [{ name: 'rt', routes }] }, { routeTable: 'rt' });
    const { codes, best } = askWhyNot(spec, { ...FLOW, want: 'delivered' });
    expect(codes).toEqual(['net.route']);
    expect(best?.findings[0]?.params).toMatchObject({ table: 'rt', route: 'hole', current: 'None' });
  });

  it('F-3 an appliance that does not pass anything on', () => {
    const routes = [
      { name: 'via', addressPrefix: '10.10.21.0/24', nextHopType: 'VirtualAppliance' as const, nextHopIpAddress: '10.10.22.4' },
    ];
    const spec = town({ routeTables: [{ name: 'rt', routes }] }, { routeTable: 'rt' });
    const virtualNetworks = spec.network.virtualNetworks.map((vnet) => ({
      ...vnet,
      subnets: [...vnet.subnets, { name: 'snet-nva', addressPrefix: '10.10.22.0/24' }],
    }));
    const virtualMachines = [
      ...(spec.network.virtualMachines ?? []),
      { name: 'nva', subnet: 'snet-nva', ipAddress: '10.10.22.4' },
    ];
    const { codes } = askWhyNot(
      { ...spec, network: { ...spec.network, virtualNetworks, virtualMachines } },
      { ...FLOW, want: 'delivered' },
    );
    expect(codes).toEqual(expect.arrayContaining(['net.forwarding', 'net.route']));
  });
});
