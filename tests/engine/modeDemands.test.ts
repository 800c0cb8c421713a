// What a mode demands beyond ranges, and the calendar of what retires: each finding by the smallest world that has it, and by none that has not.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { type ClusterMode, withClusterMode } from '../../src/engine/edit/clusterMode.ts';
import type { Diagnostic } from '../../src/engine/model/diagnostic.ts';
import type { AgentPoolProfile, ManagedCluster, NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { house, worldOf } from './worlds.ts';

interface Shape {
  readonly mode?: ClusterMode;
  readonly cluster?: Partial<ManagedCluster>;
  readonly profile?: Partial<ManagedCluster['networkProfile']>;
  readonly pool?: Partial<AgentPoolProfile>;
  readonly network?: Partial<NetworkDocument>;
}

function diagnose({ mode = 'overlay', cluster, profile, pool, network }: Shape): readonly Diagnostic[] {
  const changed = withClusterMode(worldOf(house({ engine: 'none' })).network, mode)?.network;
  const [found] = changed?.managedClusters ?? [];
  if (!changed || !found) throw new Error('no cluster');
  const agentPoolProfiles = found.agentPoolProfiles.map((each) => ({ ...each, ...pool }));
  const networkProfile = { ...found.networkProfile, ...profile };
  const managedClusters = [{ ...found, agentPoolProfiles, networkProfile, ...cluster }];
  const spec = { network: { ...changed, managedClusters, ...network }, objects: {} };
  const { diagnostics } = createEngine().load({ spec, revision: 1 });
  for (const { code, params } of diagnostics) {
    expect(hasWords(`diagnostic.${code}`), code).toBe(true);
    expect(say(`diagnostic.${code}`, params)).not.toContain('{');
  }
  return diagnostics;
}

const pools = (count: number): AgentPoolProfile[] =>
  Array.from({ length: count }, (_, index) => ({ name: `p${index}`, count: 1, maxPods: 30, vnetSubnet: 'snet-nodes' }));

const CASES: readonly (readonly [string, string, Diagnostic['severity'], Shape])[] = [
  ['A-34 101 pools', 'AgentPoolsOutOfRange', 'error', { cluster: { agentPoolProfiles: pools(101) } }],
  [
    'A-34 5,001 nodes',
    'ClusterNodeCountOutOfRange',
    'error',
    {
      cluster: {
        agentPoolProfiles: [
          ...pools(1),
          ...Array.from({ length: 5 }, (_, index) => ({ name: `q${index}`, count: 1000, maxPods: 30 })),
        ],
      },
    },
  ],
  [
    'A-16 both families on node subnet',
    'DualStackNeedsOverlay',
    'error',
    { mode: 'nodeSubnet', profile: { ipFamilies: ['IPv4', 'IPv6'] } },
  ],
  [
    'A-16 both families with Calico',
    'DualStackPolicyEngine',
    'error',
    { profile: { ipFamilies: ['IPv4', 'IPv6'], networkPolicy: 'calico' } },
  ],
  ['A-16 both families', 'DualStackNotSimulated', 'error', { profile: { ipFamilies: ['IPv4', 'IPv6'] } }],
  ['A-25 no CNI', 'CniMissing', 'warning', { mode: 'none' }],
  [
    'A-11 a route table of its own with the wrong identity',
    'CustomRouteTableWithUnsupportedMSIType',
    'error',
    {
      mode: 'kubenet',
      cluster: { identity: { type: 'SystemAssigned' } },
      network: {
        routeTables: [{ name: 'rt', routes: [] }],
        virtualNetworks: [
          {
            name: 'vnet-house',
            addressSpace: ['10.10.0.0/16'],
            subnets: [{ name: 'snet-nodes', addressPrefix: '10.10.0.0/24', routeTable: 'rt' }],
          },
        ],
      },
    },
  ],
  ['A-15 a pod CIDR of the street', 'PodCidrNotPrivate', 'warning', { profile: { podCidr: '198.51.0.0/16' } }],
  [
    'A-23 static blocks on 1.27',
    'StaticBlockVersion',
    'error',
    { mode: 'podSubnetStatic', cluster: { kubernetesVersion: '1.27.9' } },
  ],
  ['A-23 32 pods hold three blocks', 'StaticBlockWaste', 'info', { mode: 'podSubnetStatic', pool: { maxPods: 32 } }],
  ['A-29 Windows', 'WindowsMaxPods', 'info', { pool: { osType: 'Windows', maxPods: 200 } }],
  [
    'A-22 a machine among pods',
    'PodSubnetHasMachines',
    'warning',
    { mode: 'podSubnetDynamic', network: { virtualMachines: [{ name: 'stray', subnet: 'snet-pods' }] } },
  ],
  [
    'A-35 rights elsewhere',
    'LinkedAuthorizationFailed',
    'warning',
    { cluster: { identity: { type: 'UserAssigned', roleAssignments: [{ role: 'Reader', scope: 'snet-nodes' }] } } },
  ],
  ['A-12 kubenet retires', 'KubenetRetires', 'info', { mode: 'kubenet' }],
  ['D-13 NPM retires', 'PolicyManagerRetires', 'info', { profile: { networkPolicy: 'azure' } }],
  [
    'C-10 application routing',
    'AppRoutingPatchesEnd',
    'info',
    { cluster: { ingressProfile: { webAppRouting: { enabled: true } } } },
  ],
  [
    'C-10 ingress-nginx',
    'IngressNginxEnds',
    'info',
    { cluster: { ingressControllers: [{ name: 'nginx', class: 'nginx', namespace: 'ingress-nginx' }] } },
  ],
];

describe('what a mode demands', () => {
  it.each(CASES)('%s: %s', (_rule, code, severity, shape) => {
    expect(
      diagnose(shape)
        .filter((each) => each.code === code)
        .map((each) => each.severity),
    ).toEqual([severity]);
  });

  it('a plain cluster of any mode hears none of it', () => {
    const quiet = new Set(CASES.map(([, code]) => code));
    for (const mode of ['nodeSubnet', 'podSubnetDynamic', 'overlay', 'overlayCilium'] as const)
      expect(
        diagnose({ mode }).filter(({ code }) => quiet.has(code)),
        mode,
      ).toEqual([]);
  });

  it('A-35 rights on the subnet, its network or the whole group are enough', () => {
    for (const scope of ['snet-nodes', 'vnet-house', 'vnet-house/snet-nodes', 'resourceGroup']) {
      const identity = { type: 'UserAssigned', roleAssignments: [{ role: 'Network Contributor', scope }] } as const;
      expect(
        diagnose({ cluster: { identity } }).map(({ code }) => code),
        scope,
      ).not.toContain('LinkedAuthorizationFailed');
    }
  });

  it('A-23 31 pods fill two blocks to the last', () => {
    expect(diagnose({ mode: 'podSubnetStatic', pool: { maxPods: 31 } }).map(({ code }) => code)).not.toContain(
      'StaticBlockWaste',
    );
  });

  it('A-16 families are read, and a family that is none is refused', () => {
    const text = (families: string): string => house().replace('serviceCidr:', `ipFamilies: [${families}]\n    serviceCidr:`);
    const good = parseWorld([{ name: 'a.yaml', text: text('IPv4, IPv6') }]);
    expect(good.spec?.network.managedClusters[0]?.networkProfile.ipFamilies).toEqual(['IPv4', 'IPv6']);
    const bad = parseWorld([{ name: 'a.yaml', text: text('IPv4, IPX') }]);
    expect(bad.problems.map(({ message }) => message).join()).toContain('IPX');
  });
});
