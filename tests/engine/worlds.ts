// Small worlds written as YAML, for tests of goals, hints and the door.
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';

export function worldOf(...texts: readonly string[]): NetworkSpec {
  const { spec, problems } = parseWorld([{ name: 'world.yaml', text: texts.join('\n---\n') }]);
  if (!spec) throw new Error(problems.map((problem) => `${problem.path} ${problem.line}: ${problem.message}`).join('\n'));
  return spec;
}

export interface NetworkOptions {
  readonly mode?: 'overlay' | 'nodeSubnet' | 'kubenet';
  readonly engine?: 'none' | 'azure' | 'calico' | 'cilium' | 'spec';
  readonly nodes?: number;
  readonly maxPods?: number;
  readonly subnet?: string;
}

/** A house with headquarters over a bridge, a jump machine, and a customer and a server on the street. */
export function house({
  mode = 'overlay',
  engine = 'spec',
  nodes = 3,
  maxPods = 30,
  subnet = '10.10.0.0/24',
}: NetworkOptions = {}): string {
  const plugin =
    mode === 'kubenet'
      ? 'networkPlugin: kubenet'
      : mode === 'overlay'
        ? 'networkPlugin: azure\n    networkPluginMode: overlay'
        : 'networkPlugin: azure';
  const range = mode === 'nodeSubnet' ? '' : '\n    podCidr: 10.244.0.0/16';
  return `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks:
- name: vnet-house
  addressSpace: [10.10.0.0/16]
  subnets:
  - { name: snet-nodes, addressPrefix: ${subnet} }
  - { name: snet-vms, addressPrefix: 10.10.9.0/28 }
  - { name: GatewaySubnet, addressPrefix: 10.10.255.0/27 }
virtualNetworkGateways:
- { name: vpngw, virtualNetwork: vnet-house, gatewayType: Vpn, connections: [hq] }
onPremises:
- name: hq
  addressSpace: [172.20.0.0/16]
  advertisedRoutes: [172.20.0.0/16]
  hosts:
  - { name: monitor, ipAddress: 172.20.1.10 }
  - { name: press, ipAddress: 172.20.5.20, ports: [{ port: 8443, protocol: TCP }] }
virtualMachines:
- { name: jump, subnet: snet-vms, ipAddress: 10.10.9.4 }
internetHosts:
- { name: customer, ipAddress: 203.0.113.9 }
- { name: api.presspay.example, ipAddress: 203.0.113.150, ports: [{ port: 443, protocol: TCP }] }
managedClusters:
- name: aks
  networkProfile:
    ${plugin}
    networkPolicy: ${engine}${range}
    serviceCidr: 10.100.0.0/16
    dnsServiceIP: 10.100.0.10
    outboundType: loadBalancer
  agentPoolProfiles:
  - { name: room, count: ${nodes}, maxPods: ${maxPods}, vnetSubnet: snet-nodes, upgradeSettings: { maxSurge: '1' } }`;
}

export interface PodOptions {
  readonly ports?: readonly number[];
  readonly node?: string;
  readonly extra?: string;
  readonly app?: string;
}

export function pod(end: string, { ports = [], node, extra = '', app }: PodOptions = {}): string {
  const [namespace, name = ''] = end.split('/');
  const listed = ports.length === 0 ? '' : `\n    ports: [${ports.map((port) => `{ containerPort: ${port} }`).join(', ')}]`;
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${app ?? name} } }
spec:${node === undefined ? '' : `\n  nodeName: ${node}`}${extra === '' ? '' : `\n  ${extra}`}
  containers:
  - name: main${listed}`;
}

export function deployment(end: string, replicas: number, { ports = [], app }: PodOptions = {}): string {
  const [namespace, name = ''] = end.split('/');
  const label = app ?? name;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${label} } }
  template:
    metadata: { labels: { app: ${label} } }
    spec:
      containers:
      - name: main
        ports: [${ports.map((port) => `{ containerPort: ${port} }`).join(', ')}]`;
}

export function service(end: string, fields: string): string {
  const [namespace, name] = end.split('/');
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${fields} }`;
}

export function policy(end: string, fields: string): string {
  const [namespace, name] = end.split('/');
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${fields} }`;
}
