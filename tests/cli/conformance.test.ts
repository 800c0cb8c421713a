// Conformance: the copies of the cases under tests/conformance pass, and the loose comparison of Azure cases is no looser than its notes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTerminal, type Terminal } from './terminal.ts';

interface CaseLine {
  readonly id: string;
  readonly pass: boolean;
  readonly mismatches: readonly { readonly index: number; readonly expected: unknown; readonly actual: unknown }[];
}

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
});
afterEach(() => terminal.close());

describe('conformance without FILE', () => {
  test('every NetworkPolicy case, every Service case, and the Azure cases of this slice', async () => {
    const ran = await terminal.run(['conformance']);
    const lines = ran.out.trimEnd().split('\n');
    const summary = JSON.parse(lines.pop() ?? '') as { cases: number; passed: number; failed: number };
    const failed = lines.map((line) => JSON.parse(line) as CaseLine).filter(({ pass }) => !pass);
    expect(failed).toEqual([]);
    expect(summary.cases).toBe(lines.length);
    expect(summary).toMatchObject({ passed: summary.cases, failed: 0 });
    expect(summary.cases).toBeGreaterThanOrEqual(207 + 25);
    expect(ran).toMatchObject({ code: 0, err: '' });
  });
});

describe('Azure cases', () => {
  const network = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: small }
virtualNetworks:
- { name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: snet, addressPrefix: 10.0.0.0/24 }] }
internetHosts: [{ name: api.example, ipAddress: 34.200.1.1, ports: [{ port: 443, protocol: TCP, tls: true }] }]
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: calico, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10 }
  agentPoolProfiles: [{ name: system, count: 2, maxPods: 30, vnetSubnet: snet }]
`;
  const pods = ['a', 'b'].map(
    (name) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }\nspec: { containers: [{ name: c, image: example/c, ports: [{ containerPort: 80 }] }] }\n`,
  );
  const deny =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: shut, namespace: shop }\nspec: { podSelector: { matchLabels: { app: b } }, policyTypes: [Ingress] }\n';

  async function mismatches(
    checks: readonly unknown[],
    world: readonly string[] = [network, ...pods],
  ): Promise<CaseLine['mismatches']> {
    terminal.write(
      'case.json',
      JSON.stringify({ format: 'cidr-house-conformance/1', kind: 'azure', cases: [{ id: 'x', world, checks }] }),
    );
    const ran = await terminal.run(['conformance', 'case.json']);
    return (JSON.parse(ran.out.split('\n')[0] ?? '') as CaseLine).mismatches;
  }
  const toPod = { from: 'shop/a', to: 'pod:shop/b:80' };
  const toStreet = { from: 'shop/a', to: '34.200.1.1:443' };

  test('places, devices and outcomes that fit', async () => {
    const fits = [
      { flow: toPod, expected: { outcome: 'delivered', deliveredTo: 'shop/b', sourceSeen: 'pod:shop/a' } },
      { flow: toPod, expected: { sourceSeen: '10.244.0.2', notVia: ['fw', 'lb:kubernetes'] } },
      {
        flow: toStreet,
        expected: {
          outcome: 'delivered',
          deliveredTo: 'internet:api.example',
          via: ['lb:kubernetes'],
          snatDevice: 'lb:kubernetes',
        },
      },
      {
        check: true,
        expected: {
          diagnostics: [],
          plan: { subnetUsable: { snet: 251 }, subnetUsed: { snet: 2 }, nodesReady: 2, podsUnplaced: [] },
        },
      },
    ];
    expect(await mismatches(fits)).toEqual([]);
    const denied = { flow: toPod, expected: { outcome: 'blocked', reason: 'network-policy', ruleObject: 'NetworkPolicy/shut' } };
    expect(await mismatches([denied], [network, ...pods, deny])).toEqual([]);
  });

  test('what does not fit is named, key by key', async () => {
    const wrong = [
      { flow: toPod, expected: { outcome: 'blocked', deliveredTo: 'shop/b' } },
      { flow: toPod, expected: { sourceSeen: 'nodeOf:shop/a' } },
      { flow: toPod, expected: { sourceSeen: 'subnet:snet' } },
      { flow: toStreet, expected: { via: ['lb:kubernetes', 'fw'] } },
      { flow: toStreet, expected: { notVia: ['lb:kubernetes'] } },
      { check: true, expected: { diagnostics: ['ReservedCidr'], plan: { nodesReady: 2, subnetUsed: { snet: 3 } } } },
      { flow: toPod, expected: { outcome: 'delivered' } },
    ];
    const found = await mismatches(wrong);
    expect(found.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found[0]).toEqual({ index: 0, expected: { outcome: 'blocked' }, actual: { outcome: 'delivered' } });
    expect(found[1]).toMatchObject({ actual: { sourceSeen: '10.244.0.2' } });
    expect(found[5]).toMatchObject({ expected: { diagnostics: ['ReservedCidr'] }, actual: { diagnostics: [] } });
  });

  test('a rule of another object, or another reason, is a mismatch', async () => {
    const world = [network, ...pods, deny];
    expect(await mismatches([{ flow: toPod, expected: { ruleObject: 'NetworkPolicy/other' } }], world)).toHaveLength(1);
    expect(await mismatches([{ flow: toPod, expected: { reason: 'nsg' } }], world)).toHaveLength(1);
  });
});
