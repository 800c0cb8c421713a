// Worlds for the tests of routes, names and load balancers: a network given as YAML lines, walked through the one door.
import type { Answer, EngineApi } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Plan } from '../../src/engine/dataplane/plan.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { worldOf } from './worlds.ts';

export interface Walked {
  readonly plan: Plan;
  readonly api: EngineApi;
  readonly trace: (from: string, to: string, seed?: number) => Trace;
  readonly traces: (from: string, to: string) => readonly Trace[];
  /** `delivered to what from where`, or outcome and reason, or the refusal: one line to compare. */
  readonly say: (from: string, to: string) => string;
}

export function walked(...texts: readonly string[]): Walked {
  const api = createEngine();
  const { plan } = api.load({ spec: worldOf(...texts), revision: 1 });
  const ask = (from: string, to: string, seed?: number): Answer<Trace> =>
    api.trace({ revision: 1, flow: { from, to }, ...(seed === undefined ? {} : { seed }) });
  return {
    plan,
    api,
    trace: (from, to, seed) => must(ask(from, to, seed)),
    traces: (from, to) => must(api.traceAll({ revision: 1, flow: { from, to } })),
    say: (from, to) => {
      const answer = ask(from, to);
      if (!answer.ok) return `${answer.code} ${answer.params['part'] ?? answer.params['why'] ?? ''}`;
      const { verdict, deliveredTo, sourceSeen } = answer.value;
      if (verdict.outcome === 'delivered') return `${deliveredTo} from ${sourceSeen}`;
      return verdict.reason === undefined ? verdict.outcome : `${verdict.outcome} ${verdict.reason}`;
    },
  };
}

function must<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

export interface ClusterOptions {
  readonly mode?: 'overlay' | 'nodeSubnet' | 'kubenet' | 'podSubnet' | 'staticBlock';
  readonly engine?: string;
  readonly outbound?: string;
  readonly nodes?: number;
  readonly pool?: string;
}

/** The `managedClusters` part of a Network document: nodes `n-0…` from 10.0.0.4 in snet-aks, pods of pod-subnet modes in snet-pods. */
export function cluster({
  mode = 'overlay',
  engine = 'spec',
  outbound = 'loadBalancer',
  nodes = 2,
  pool = '',
}: ClusterOptions = {}): string {
  const plugin =
    mode === 'kubenet'
      ? 'networkPlugin: kubenet'
      : mode === 'overlay'
        ? 'networkPlugin: azure, networkPluginMode: overlay'
        : 'networkPlugin: azure';
  const podCidr = mode === 'kubenet' || mode === 'overlay' ? ', podCidr: 10.244.0.0/16' : '';
  const podSubnet =
    mode === 'podSubnet'
      ? ', podSubnet: snet-pods'
      : mode === 'staticBlock'
        ? ', podSubnet: snet-pods, podIPAllocationMode: StaticBlock'
        : '';
  return `managedClusters:
- name: aks
  networkProfile: { ${plugin}, networkPolicy: ${engine}${podCidr}, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10, outboundType: ${outbound} }
  agentPoolProfiles: [{ name: n, count: ${nodes}, maxPods: 30, vnetSubnet: snet-aks${podSubnet}${pool === '' ? '' : `, ${pool}`} }]`;
}

export function network(...parts: readonly string[]): string {
  return ['apiVersion: cidr.house/v1', 'kind: Network', 'metadata: { name: world }', ...parts].join('\n');
}

/** The cluster's VNet with machines and a gateway, a peer, headquarters, and one site of the street. */
export function town(street: string): string {
  return `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24 }
  - { name: snet-pods, addressPrefix: 10.0.4.0/22 }
  - { name: snet-vms, addressPrefix: 10.0.9.0/24 }
  - { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }
  peerings: [{ name: p, remoteVirtualNetwork: vnet-b }]
- name: vnet-b
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-b, addressPrefix: 10.2.0.0/24 }]
  peerings: [{ name: p, remoteVirtualNetwork: vnet }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: desk, ipAddress: 172.20.1.10, ports: [{ port: 22, protocol: TCP }] }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 22, protocol: TCP }] }, { name: peer, subnet: snet-b, ipAddress: 10.2.0.4, ports: [{ port: 22, protocol: TCP }] }]
internetHosts: [{ name: ${street}, ipAddress: 34.200.1.1, ports: [{ port: 443, protocol: TCP }] }]`;
}
