// Laboratory: one small world that any CNI mode can be put into, with a receiver of every kind; walked, it gives the mode's row of the source
// matrix and says who may open a connection to a pod. No rule is written down twice: the same walk answers as for a player's world.
import { type ClusterMode, withClusterMode } from '../edit/clusterMode.ts';
import { traceFlow } from '../forward/traceFlow.ts';
import type { Trace } from '../forward/trace.ts';
import type { KubernetesResource } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { isAnswered } from '../report/reach.ts';
import { compileWorld, type World } from './world.ts';

export const RECEIVERS = [
  'podSameNode',
  'podOtherNode',
  'virtualMachine',
  'peer',
  'onPremises',
  'internet',
  'platform',
  'fromHostNetwork',
] as const;
export type Receiver = (typeof RECEIVERS)[number];

export const CALLERS = ['virtualMachine', 'peer', 'onPremises'] as const;
export type Caller = (typeof CALLERS)[number];

/** Whose address the receiver sees; `none`: nothing arrives. */
export type SourceRole = 'pod' | 'node' | 'public' | 'none';

export interface SourceSeen {
  readonly receiver: Receiver;
  readonly seen: SourceRole;
  /** Whose address it is that leaves the node; differs from `seen` where the way out translates once more. */
  readonly leaves: 'pod' | 'node' | 'none';
}

export interface ModeBehaviour {
  readonly sources: readonly SourceSeen[];
  /** Who outside the cluster may open a connection to a pod's own address. */
  readonly callers: readonly { readonly caller: Caller; readonly arrives: boolean }[];
}

/** The row of one mode. */
export function observeMode(mode: ClusterMode): ModeBehaviour {
  const changed = withClusterMode(LABORATORY, mode);
  const world = compileWorld({ network: changed?.network ?? LABORATORY, objects: { lab: PODS } });
  return {
    sources: RECEIVERS.map((receiver) => observeSource(world, receiver)),
    callers: CALLERS.map((caller) => ({ caller, arrives: walk(world, HOSTS[caller], 'pod:lab/b:8080') !== undefined })),
  };
}

const HOSTS = { virtualMachine: 'vm:near', peer: 'vm:far', onPremises: 'onprem:desk' } as const;

const TARGETS: Readonly<Record<Receiver, string>> = {
  podSameNode: 'pod:lab/b:8080',
  podOtherNode: 'pod:lab/c:8080',
  virtualMachine: 'vm:near:80',
  peer: 'vm:far:80',
  onPremises: 'onprem:desk:80',
  internet: 'internet:site:443',
  platform: '168.63.129.16:53/udp',
  fromHostNetwork: 'vm:near:80',
};

function observeSource(world: World, receiver: Receiver): SourceSeen {
  const sender = receiver === 'fromHostNetwork' ? 'h' : 'a';
  const trace = walk(world, `lab/${sender}`, TARGETS[receiver]);
  if (!trace) return { receiver, seen: 'none', leaves: 'none' };
  const { plan } = world.dataplane;
  const pod = plan.pods.find(({ name }) => name === sender);
  const roleOf = (address: string | undefined): 'pod' | 'node' | 'public' => {
    if (pod && !pod.hostNetwork && address === pod.ip) return 'pod';
    return plan.nodes.some(({ ip }) => ip === address) ? 'node' : 'public';
  };
  const translated = trace.hops.some(({ steps }) => steps.some(({ code }) => code === 'source.masqueraded'));
  return { receiver, seen: roleOf(trace.sourceSeen), leaves: translated || pod?.hostNetwork === true ? 'node' : 'pod' };
}

function walk({ dataplane }: World, from: string, to: string): Trace | undefined {
  const answer = traceFlow(dataplane, { flow: { from, to } });
  return answer.ok && isAnswered(answer.value) ? answer.value : undefined;
}

const LABORATORY: NetworkDocument = {
  apiVersion: 'cidr.house/v1',
  kind: 'Network',
  metadata: { name: 'laboratory' },
  virtualNetworks: [
    {
      name: 'vnet-lab',
      addressSpace: ['10.10.0.0/16'],
      subnets: [
        { name: 'snet-nodes', addressPrefix: '10.10.0.0/24' },
        { name: 'snet-machines', addressPrefix: '10.10.1.0/28' },
        { name: 'GatewaySubnet', addressPrefix: '10.10.2.0/27' },
      ],
      peerings: [{ name: 'to-peer', remoteVirtualNetwork: 'vnet-peer' }],
    },
    {
      name: 'vnet-peer',
      addressSpace: ['10.20.0.0/16'],
      subnets: [{ name: 'snet-far', addressPrefix: '10.20.0.0/28' }],
      peerings: [{ name: 'to-lab', remoteVirtualNetwork: 'vnet-lab' }],
    },
  ],
  virtualNetworkGateways: [{ name: 'vpngw', virtualNetwork: 'vnet-lab', gatewayType: 'Vpn', connections: ['hq'] }],
  onPremises: [
    {
      name: 'hq',
      addressSpace: ['172.20.0.0/16'],
      advertisedRoutes: ['172.20.0.0/16'],
      hosts: [{ name: 'desk', ipAddress: '172.20.0.10', ports: [{ port: 80, protocol: 'TCP' }] }],
    },
  ],
  virtualMachines: [
    { name: 'near', subnet: 'snet-machines', ports: [{ port: 80, protocol: 'TCP' }] },
    { name: 'far', subnet: 'snet-far', ports: [{ port: 80, protocol: 'TCP' }] },
  ],
  internetHosts: [{ name: 'site', ipAddress: '203.0.113.80', ports: [{ port: 443, protocol: 'TCP' }] }],
  managedClusters: [
    {
      name: 'aks',
      networkProfile: {
        networkPlugin: 'azure',
        serviceCidr: '10.100.0.0/16',
        dnsServiceIP: '10.100.0.10',
        outboundType: 'loadBalancer',
      },
      agentPoolProfiles: [{ name: 'room', count: 2, maxPods: 30, vnetSubnet: 'snet-nodes' }],
    },
  ],
};

function labPod(name: string, nodeName: string, hostNetwork: boolean): KubernetesResource {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'lab', labels: { app: name } },
    spec: {
      nodeName,
      ...(hostNetwork ? { hostNetwork } : {}),
      containers: [{ name: 'main', ports: [{ containerPort: 8080, protocol: 'TCP' }] }],
    },
  };
}

const PODS: Readonly<Record<string, KubernetesResource>> = {
  'Pod/a': labPod('a', 'room-0', false),
  'Pod/b': labPod('b', 'room-0', false),
  'Pod/c': labPod('c', 'room-1', false),
  'Pod/h': labPod('h', 'room-0', true),
};
