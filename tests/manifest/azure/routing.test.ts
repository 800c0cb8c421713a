// The application routing add-on and what a cluster that stands can become, told to Azure in az lines, and typed back. Rules: A-37, C-14.
import { describe, expect, it } from 'vitest';
import { writeAz, writeAzSince } from '../../../src/manifest/azure/writeAz.ts';
import { parseManifests } from '../../../src/manifest/parseManifests.ts';
import type { NetworkDocument } from '../../../src/engine/model/networkDocument.ts';
import { parseWorld } from '../../../src/manifest/parseWorld.ts';
import { openTerminal } from '../../support/terminal.ts';

const text = (cluster: string): string => `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks: [{ name: vnet, addressSpace: [10.0.0.0/8], subnets: [{ name: nodes, addressPrefix: 10.0.0.0/16 }, { name: pods, addressPrefix: 10.1.0.0/16 }] }]
dnsZones: [{ name: windfall.example, records: [] }]
privateDnsZones: [{ name: inside.example, virtualNetworkLinks: [vnet], records: [] }]
managedClusters:
- name: aks
${cluster}`;

function house(cluster: string): NetworkDocument {
  const { network, problems } = parseManifests(text(cluster));
  if (!network) throw new Error(JSON.stringify(problems));
  return network;
}

const routed = (
  routing: string,
): string => `  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, outboundType: loadBalancer }
  ingressProfile: { webAppRouting: ${routing} }
  agentPoolProfiles: [{ name: system, count: 3, vnetSubnet: nodes }]`;
const mode = (profile: string, pool = ''): string => `  networkProfile: { ${profile}, outboundType: loadBalancer }
  agentPoolProfiles: [{ name: system, count: 3, vnetSubnet: nodes${pool} }]`;
const OVERLAY = 'networkPlugin: azure, networkPluginMode: overlay, podCidr: 10.244.0.0/16';
const oneLine = (script: string): string => script.replaceAll(/\s+\\\n\s*/g, ' ');

describe('C-14 zones of the add-on', () => {
  const none = house(routed('{ enabled: true }'));
  const both = house(
    routed('{ enabled: true, dnsZones: [windfall.example, inside.example], nginx: { defaultIngressControllerType: Internal } }'),
  );

  it('are attached by their ids, each of its kind', () => {
    const script = oneLine(writeAz(both));
    expect(script).toContain('az network dns zone show --resource-group "$RG" --name windfall.example --query id');
    expect(script).toContain('az network private-dns zone show --resource-group "$RG" --name inside.example --query id');
    expect(script.match(/az aks approuting zone add /g)).toHaveLength(2);
    expect(script).toContain('az aks approuting update --resource-group "$RG" --name aks --nginx Internal');
    expect(writeAz(none)).not.toContain('approuting zone');
  });

  it('come and go by themselves', () => {
    expect(writeAzSince(none, both)).toContain('approuting zone add');
    expect(writeAzSince(both, none)).toContain('approuting zone delete');
    expect(writeAzSince(both, none)).not.toContain('az aks delete');
    expect(writeAzSince(both, both)).toBe('# nothing differs\n');
  });

  it.each([
    ['more', none, both],
    [
      'fewer',
      both,
      house(routed('{ enabled: true, dnsZones: [inside.example], nginx: { defaultIngressControllerType: Internal } }')),
    ],
  ])('%s, typed here', async (_, from, to) => {
    const { spec } = parseWorld([{ name: 'network.yaml', text: text(routed('{ enabled: true }')) }]);
    if (!spec) throw new Error('no world');
    const terminal = openTerminal({ ...spec, network: from });
    await terminal.type(writeAzSince(from, to));
    expect(terminal.failed()).toBe(false);
    expect(terminal.spec().network.managedClusters).toEqual(to.managedClusters);
  });
});

describe('A-37 a cluster that stands', () => {
  it.each([
    ['node subnet to Overlay', 'networkPlugin: azure', '', OVERLAY, ''],
    ['kubenet to Overlay', 'networkPlugin: kubenet, podCidr: 10.240.0.0/16', '', OVERLAY, ''],
    ['Overlay to Cilium’s data plane', OVERLAY, '', `${OVERLAY}, networkDataplane: cilium`, ''],
  ])('%s: in place', (_, from, fromPool, to, toPool) => {
    const script = oneLine(writeAzSince(house(mode(from, fromPool)), house(mode(to, toPool))));
    expect(script).toMatch(/az aks update .*--network-(?:plugin-mode overlay|dataplane cilium)/);
    expect(script).not.toContain('made anew');
  });

  it.each([
    ['Overlay to node subnet', OVERLAY, '', 'networkPlugin: azure', ''],
    ['Overlay to kubenet', OVERLAY, '', 'networkPlugin: kubenet', ''],
    ['node subnet to kubenet', 'networkPlugin: azure', '', 'networkPlugin: kubenet', ''],
    ['a subnet for pods to Overlay', 'networkPlugin: azure', ', podSubnet: pods', OVERLAY, ''],
    ['Cilium’s data plane to Azure’s', `${OVERLAY}, networkDataplane: cilium`, '', `${OVERLAY}, networkDataplane: azure`, ''],
  ])('%s: made anew', (_, from, fromPool, to, toPool) => {
    const script = oneLine(writeAzSince(house(mode(from, fromPool)), house(mode(to, toPool))));
    expect(script).toContain('made anew');
    expect(script).not.toMatch(/az aks update .*--(?:network-plugin|network-dataplane|pod-cidr)/);
  });
});
