// Where the object and field that decided stand in a text that somebody can read: the object's own YAML, its workload's, or the Network
// document's.
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import type { RuleRef } from '../engine/model/ruleRef.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';

export interface RulePlace {
  /** Whose text: `NetworkPolicy/data/allow`, or `Network`. */
  readonly key: string;
  /** As `locatePath` reads it. */
  readonly path: string;
}

/** Azure's kinds and their lists in the Network document. */
const LISTS: Readonly<Record<string, keyof NetworkDocument>> = {
  ApplicationGateway: 'applicationGateways',
  AzureFirewall: 'azureFirewalls',
  DnsServer: 'dnsServers',
  DnsZone: 'dnsZones',
  InternetHost: 'internetHosts',
  LoadBalancer: 'managedClusters',
  ManagedCluster: 'managedClusters',
  NatGateway: 'natGateways',
  NetworkSecurityGroup: 'networkSecurityGroups',
  OnPremises: 'onPremises',
  PaasService: 'paasServices',
  PrivateDnsZone: 'privateDnsZones',
  PrivateEndpoint: 'privateEndpoints',
  RouteTable: 'routeTables',
  TrafficController: 'trafficControllers',
  VirtualMachine: 'virtualMachines',
  VirtualNetwork: 'virtualNetworks',
  VirtualNetworkGateway: 'virtualNetworkGateways',
};

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** Undefined for what has no text of its own (a node, the platform). */
export function rulePlace(spec: NetworkSpec, { object, field }: RuleRef): RulePlace | undefined {
  const [kind = '', ...names] = object.split('/');
  if (kind === 'Subnet') return subnetPlace(spec, names, field);
  const list = LISTS[kind];
  if (list !== undefined)
    return { key: 'Network', path: `Network: ${[list, names.join('/'), field].filter((part) => part !== '').join('.')}` };
  const [namespace = '', name = ''] = names.length > 1 ? names : ['', names[0]];
  if (has(spec, `${kind}/${name}`, namespace)) return { key: object, path: `${object}: ${field}` };
  if (kind === 'Service') return installPlace(spec, namespace, name);
  const owner = kind === 'Pod' ? ownerOf(spec, namespace, name) : undefined;
  return owner === undefined ? undefined : { key: owner, path: `${owner}: ${field === '' ? '' : `spec.template.${field}`}` };
}

function subnetPlace(spec: NetworkSpec, names: readonly string[], field: string): RulePlace | undefined {
  const wanted = names.at(-1) ?? '';
  const vnet = spec.network.virtualNetworks.find(
    ({ name, subnets }) => (names.length < 2 || name === names[0]) && subnets.some((subnet) => subnet.name === wanted),
  );
  if (!vnet) return undefined;
  return { key: 'Network', path: `Network: virtualNetworks.${vnet.name}.subnets.${wanted}${field === '' ? '' : `.${field}`}` };
}

/** A Service that an ingress controller of the Network document made has its settings where the controller stands. */
function installPlace(spec: NetworkSpec, namespace: string, service: string): RulePlace | undefined {
  for (const cluster of spec.network.managedClusters) {
    const install = cluster.ingressControllers?.find(
      (item) =>
        item.namespace === namespace &&
        service === (item.name === 'ingress-nginx' ? 'ingress-nginx-controller' : `${item.name}-ingress-nginx-controller`),
    );
    if (install)
      return {
        key: 'Network',
        path: `Network: managedClusters.${cluster.name}.ingressControllers.${install.name}.service.annotations`,
      };
  }
  return undefined;
}

function has(spec: NetworkSpec, key: string, namespace: string): boolean {
  const group = Object.hasOwn(spec.objects, namespace) ? spec.objects[namespace] : undefined;
  return group !== undefined && Object.hasOwn(group, key);
}

/** A pod that a workload made has its text in the workload's template: `web-0` and `web-7d9f-x2x` both belong to `web`. */
function ownerOf(spec: NetworkSpec, namespace: string, pod: string): string | undefined {
  for (let stem = pod; stem.includes('-'); ) {
    stem = stem.slice(0, stem.lastIndexOf('-'));
    const kind = WORKLOADS.find((candidate) => has(spec, `${candidate}/${stem}`, namespace));
    if (kind !== undefined) return `${kind}/${namespace}/${stem}`;
  }
  return undefined;
}
