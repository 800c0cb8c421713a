// Name servers of the player's own beside Azure's: what asking one of them says, and what would make both say the same.
// Rules: E-31, G-5, G-6, G-7, S49.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { askWhyNot } from '../support/asking.ts';
import { openTerminal } from '../support/terminal.ts';
import { network } from './street.ts';
import { pod, worldOf } from './worlds.ts';

/** `forwarders` of the hub's server, `list` of the house. */
function town(list: string, forwarders = ''): readonly string[] {
  const text = network(
    `virtualNetworks:
- { name: vnet-shop, addressSpace: [10.0.0.0/16], dnsServers: [${list}], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }], peerings: [{ name: a, remoteVirtualNetwork: vnet-hub }] }
- { name: vnet-hub, addressSpace: [10.1.0.0/16], subnets: [{ name: snet-hub, addressPrefix: 10.1.0.0/24 }], peerings: [{ name: b, remoteVirtualNetwork: vnet-shop }] }
virtualMachines: [{ name: ledger, subnet: snet-vms, ipAddress: 10.0.9.10, ports: [{ port: 5432 }] }]
dnsServers: [{ name: dns, ipAddress: 10.1.0.5, forwarders: [${forwarders}], zones: [] }]
privateDnsZones: [{ name: house.internal, virtualNetworkLinks: [vnet-shop, vnet-hub], records: [{ name: ledger, type: A, values: [10.0.9.10] }] }]
managedClusters:
- { name: aks, networkProfile: { networkPlugin: azure, networkPluginMode: overlay, podCidr: 10.244.0.0/16 }, agentPoolProfiles: [{ name: n, count: 1, vnetSubnet: snet-aks }] }`,
  );
  return [text, pod('shop/web', { node: 'n-0' })];
}

const BOTH = '10.1.0.5, 168.63.129.16';
const FLOW = { from: 'shop/web', to: 'ledger.house.internal:5432' } as const;

describe('G-7 asking one server by its address', () => {
  it.each([
    ['10.1.0.5', '', 'nxdomain'],
    ['10.1.0.5', '168.63.129.16', 'delivered'],
    ['168.63.129.16', '', 'delivered'],
    ['10.0.9.77', '', 'dns-timeout'],
  ])('%s, which forwards to [%s]: %s', (nameserver, forwarders, outcome) => {
    const engine = createEngine();
    engine.load({ spec: worldOf(...town(BOTH, forwarders)), revision: 1 });
    const answer = engine.trace({ revision: 1, flow: { ...FLOW, nameserver } });
    expect(answer.ok && answer.value.verdict.outcome).toBe(outcome);
    expect(answer.ok && answer.value.dns?.queries[0]?.server).toBe(nameserver);
  });

  it('G-6 nslookup asked again may hear another server; asked at one it hears that one', async () => {
    const terminal = openTerminal(worldOf(...town(BOTH)));
    const ask = 'kubectl exec -n shop web -- nslookup ledger.house.internal';
    const heard: string[] = [];
    for (let time = 0; time < 12; time++) heard.push(await terminal.type(ask));
    expect(new Set(heard.map((text) => text.includes('NXDOMAIN')))).toEqual(new Set([true, false]));
    for (let time = 0; time < 4; time++) {
      expect(await terminal.type(`${ask} 10.1.0.5`)).toContain('NXDOMAIN');
      expect(await terminal.type(`${ask} 168.63.129.16`)).toContain('Address: 10.0.9.10');
    }
  });
});

describe('S49 servers that do not know the same', () => {
  it('G-6 the server passes on, or it leaves the list', () => {
    const { codes, holds } = askWhyNot(worldOf(...town(BOTH)), { ...FLOW, want: 'delivered' });
    expect(holds).toBe(false);
    expect(codes).toEqual(expect.arrayContaining(['dns.forwarder', 'dns.servers']));
  });

  it('G-7 alone in the list it needs a forwarder, or Azure’s own takes its place', () => {
    const { codes } = askWhyNot(worldOf(...town('10.1.0.5')), { ...FLOW, want: 'delivered' });
    expect(codes).toEqual(expect.arrayContaining(['dns.forwarder', 'dns.servers']));
    expect(askWhyNot(worldOf(...town('168.63.129.16')), { ...FLOW, want: 'delivered' }).holds).toBe(true);
  });
});
