// Why not, on the way out to the street: NAT gateways, their addresses, a default route; and what kept a node from starting.
// Rules: E-1, E-3, E-14, E-24, F-1, G-11.
import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { type Asked, askWhyNot } from '../support/asking.ts';
import { house, pod, worldOf } from './worlds.ts';

const STREET = 'internet:api.presspay.example:443';
const SUBNET = '{ name: snet-nodes, addressPrefix: 10.10.0.0/24';

function world(outboundType: string, { subnet = '', more = '' } = {}): NetworkSpec {
  const text = house({ nodes: 2 })
    .replace('outboundType: loadBalancer', `outboundType: ${outboundType}`)
    .replace(SUBNET, `${SUBNET}${subnet}`)
    .replace('managedClusters:', `${more}managedClusters:`);
  return worldOf(text, pod('ops/probe'));
}

const ask = (spec: NetworkSpec, from: string): Asked => askWhyNot(spec, { from, to: STREET, want: 'delivered' });

/** With a firewall that lets everything pass. */
function gated(): NetworkSpec {
  const spec = world('userDefinedRouting', {
    more: 'azureFirewalls:\n- name: fw\n  virtualNetwork: vnet-house\n  privateIPAddress: 10.10.254.4\n  publicIPAddresses: [pip-fw]\n  ruleCollectionGroups:\n  - name: all\n    priority: 200\n    ruleCollections:\n    - name: all\n      priority: 100\n      type: Network\n      action: Allow\n      rules: [{ name: all, sourceAddresses: ["*"], ipProtocols: [Any], destinationAddresses: ["*"], destinationPorts: ["*"] }]\npublicIPAddresses: [{ name: pip-fw }]\n',
  });
  const [vnet, ...others] = spec.network.virtualNetworks;
  if (!vnet) throw new Error('a virtual network');
  const subnets = [...vnet.subnets, { name: 'AzureFirewallSubnet', addressPrefix: '10.10.254.0/26' }];
  return { ...spec, network: { ...spec.network, virtualNetworks: [{ ...vnet, subnets }, ...others] } };
}

describe.each(['node:room-0', 'ops/probe'])('%s', (from) => {
  it('E-1, E-14 a subnet without its NAT gateway: a new one', () => {
    const { best, codes } = ask(world('userAssignedNATGateway'), from);
    expect(codes).toEqual(['net.natGateway']);
    expect(best?.findings[0]?.params).toMatchObject({ subnet: 'snet-nodes', suggested: 'natgw' });
  });

  it('E-14 the one that is there is taken', () => {
    const more = 'natGateways: [{ name: mail, publicIpAddresses: [pip] }]\npublicIPAddresses: [{ name: pip }]\n';
    const { best } = ask(world('userAssignedNATGateway', { more }), from);
    expect(best?.findings[0]?.params['suggested']).toBe('mail');
  });

  it('E-14, F-1 a NAT gateway without an address', () => {
    const more = 'natGateways: [{ name: mail, publicIpAddresses: [] }]\n';
    const { codes } = ask(world('userAssignedNATGateway', { subnet: ', natGateway: mail', more }), from);
    expect(codes).toContain('net.natAddress');
  });

  it('E-1, E-24 userDefinedRouting without a default route: to the firewall that is there', () => {
    const { best } = ask(gated(), from);
    expect(best?.findings[0]).toMatchObject({ code: 'net.defaultRoute', params: { suggested: '10.10.254.4', firewall: 'fw' } });
  });
});

describe('a pod whose node never started', () => {
  it('E-3, G-11 the verdict says so, and what is gained is everything the node had lost', () => {
    const { verdict, best } = ask(world('userAssignedNATGateway'), 'ops/probe');
    expect(verdict).toEqual({ outcome: 'timeout', reason: 'node-not-ready' });
    expect(best?.lost.count).toBe(0);
  });

  it('a pod that sits nowhere for another reason is still no sender', () => {
    expect(() => ask(worldOf(house({ nodes: 1, maxPods: 30 }), pod('ops/probe', { node: 'nowhere' })), 'ops/probe')).toThrow(
      /podWithoutAddress/,
    );
  });
});
