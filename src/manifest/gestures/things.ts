// What a selection of the board means as an end of a gesture: pods with their workload, Services, routes, Azure's parts.
import type { HTTPRoute } from '../../engine/model/gateway.ts';
import type { Ingress } from '../../engine/model/ingress.ts';
import type { ContainerPort, Pod, Service, Workload } from '../../engine/model/kubernetes.ts';
import type { Labels } from '../../engine/model/labels.ts';
import type { NetworkDocument, Subnet, VirtualNetwork } from '../../engine/model/networkDocument.ts';
import { findObject, type NetworkSpec } from '../../engine/model/spec.ts';
import { KINDS } from '../kinds.ts';
import type { Scene } from './gestureTypes.ts';

/** A pod, or all pods of a workload: alike in labels and ports. */
export interface Pods {
  readonly type: 'pods';
  readonly namespace: string;
  /** Of the workload where there is one. */
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly workload?: Workload;
  readonly pod?: Pod;
  readonly hostNetwork: boolean;
}

export interface ServiceEnd {
  readonly type: 'service';
  readonly namespace: string;
  readonly name: string;
  /** Absent where only a goal asks for it. */
  readonly service?: Service;
}

export interface RouteEnd {
  readonly type: 'route';
  readonly route: Ingress | HTTPRoute;
}

export interface SubnetEnd {
  readonly type: 'subnet';
  readonly vnet: VirtualNetwork;
  readonly subnet: Subnet;
}

/** A part of Azure that has nothing but a name here. */
export interface NamedEnd {
  readonly type:
    | 'node'
    | 'routeTable'
    | 'guard'
    | 'natGateway'
    | 'privateEndpoint'
    | 'supplier'
    | 'vnet'
    | 'zone'
    | 'site'
    | 'other';
  readonly name: string;
}

export type Thing = Pods | ServiceEnd | RouteEnd | SubnetEnd | NamedEnd;

/** Undefined for a selection of nothing that is there. */
export function thingOf(scene: Scene, selection: string): Thing | undefined {
  const colon = selection.indexOf(':');
  const [prefix, name] = [selection.slice(0, colon), selection.slice(colon + 1)];
  const { network } = scene.spec;
  switch (prefix) {
    case 'pod':
      return podsNamed(scene, name);
    case 'service':
      return serviceEnd(scene.spec, name);
    case 'node':
      return scene.plan.nodes.some((node) => node.name === name) ? { type: 'node', name } : undefined;
    case 'subnet':
      return subnetEnd(network, name);
    case 'guard':
    case 'signpost':
      return postAt(network, prefix, name);
    case 'site':
      return network.virtualNetworks.some((vnet) => vnet.name === name) ? { type: 'vnet', name } : { type: 'site', name };
    case 'paas':
      return { type: 'supplier', name };
    case 'device':
      return deviceNamed(network, name);
    case 'object':
      return objectNamed(scene, name);
    case 'absent':
      return absentNamed(scene, name);
    default:
      return { type: 'other', name };
  }
}

function deviceNamed(network: NetworkDocument, name: string): NamedEnd {
  if (network.natGateways?.some((item) => item.name === name)) return { type: 'natGateway', name };
  if (network.privateEndpoints?.some((item) => item.name === name)) return { type: 'privateEndpoint', name };
  return { type: 'other', name };
}

/** The guard or signpost that stands at a subnet. */
function postAt(network: NetworkDocument, prefix: 'guard' | 'signpost', name: string): NamedEnd | undefined {
  const subnet = subnetEnd(network, name)?.subnet;
  const held = prefix === 'guard' ? subnet?.networkSecurityGroup : subnet?.routeTable;
  return held === undefined ? undefined : { type: prefix === 'guard' ? 'guard' : 'routeTable', name: held };
}

const NETWORK_PARTS: Readonly<Record<string, readonly [keyof NetworkDocument, NamedEnd['type']]>> = {
  RouteTable: ['routeTables', 'routeTable'],
  NetworkSecurityGroup: ['networkSecurityGroups', 'guard'],
  NatGateway: ['natGateways', 'natGateway'],
  VirtualNetwork: ['virtualNetworks', 'vnet'],
  PrivateDnsZone: ['privateDnsZones', 'zone'],
};

/** What stands on the board as an outline, because it is joined to nothing: `routeTable/SUBNET/NAME`, `zoneLink/ZONE`. */
function absentNamed(scene: Scene, text: string): Thing {
  const [kind = '', ...rest] = text.split('/');
  const written = { routeTable: 'RouteTable', networkSecurityGroup: 'NetworkSecurityGroup', zoneLink: 'PrivateDnsZone' };
  const part = Object.hasOwn(written, kind) ? written[kind as keyof typeof written] : undefined;
  const found = part === undefined ? undefined : objectNamed(scene, `${part}/${rest.at(-1) ?? ''}`);
  return found ?? { type: 'other', name: text };
}

function objectNamed(scene: Scene, text: string): Thing | undefined {
  const [kind = '', ...rest] = text.split('/');
  const part = Object.hasOwn(NETWORK_PARTS, kind) ? NETWORK_PARTS[kind] : undefined;
  if (part) {
    const name = rest.join('/');
    const list = scene.spec.network[part[0]] as readonly { readonly name: string }[] | undefined;
    return list?.some((item) => item.name === name) ? { type: part[1], name } : undefined;
  }
  const [namespace = '', name = ''] = rest;
  if (!KINDS.has(kind)) return undefined;
  const resource = findObject(scene.spec, { kind: kind as Workload['kind'] | 'Ingress' | 'HTTPRoute', namespace, name });
  if (!resource) return undefined;
  if (resource.kind === 'Ingress' || resource.kind === 'HTTPRoute') return { type: 'route', route: resource };
  return resource.kind === 'Deployment' || resource.kind === 'StatefulSet' || resource.kind === 'DaemonSet'
    ? workloadEnd(resource)
    : { type: 'other', name: text };
}

function serviceEnd(spec: NetworkSpec, text: string): ServiceEnd {
  const [namespace = '', name = ''] = text.split('/');
  const service = findObject(spec, { kind: 'Service', namespace, name });
  return { type: 'service', namespace, name, ...(service?.kind === 'Service' ? { service } : {}) };
}

function subnetEnd({ virtualNetworks }: NetworkDocument, name: string): SubnetEnd | undefined {
  for (const vnet of virtualNetworks) {
    const subnet = vnet.subnets.find((item) => item.name === name || `${vnet.name}/${item.name}` === name);
    if (subnet) return { type: 'subnet', vnet, subnet };
  }
  return undefined;
}

function podsNamed(scene: Scene, text: string): Pods | undefined {
  const [namespace = '', name = ''] = text.split('/');
  const plan = scene.plan.pods.find((pod) => pod.namespace === namespace && pod.name === name);
  const pod = findObject(scene.spec, { kind: 'Pod', namespace, name });
  const workload = ownerOf(scene.spec, plan);
  if (workload) return workloadEnd(workload);
  if (pod?.kind === 'Pod') return podEnd(pod);
  return undefined;
}

function ownerOf(spec: NetworkSpec, plan: Scene['plan']['pods'][number] | undefined): Workload | undefined {
  const [kind = '', namespace = '', name = ''] = plan?.owner?.split('/') ?? [];
  if (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'DaemonSet') return undefined;
  const owner = findObject(spec, { kind, namespace, name });
  return owner?.kind === 'Deployment' || owner?.kind === 'StatefulSet' || owner?.kind === 'DaemonSet' ? owner : undefined;
}

function workloadEnd(workload: Workload): Pods {
  const { namespace, name } = workload.metadata;
  const { template, selector } = workload.spec;
  const stable = Object.keys(selector.matchLabels ?? {}).length > 0 ? selector.matchLabels : template.metadata.labels;
  return {
    type: 'pods',
    namespace,
    name,
    labels: stable ?? {},
    ports: template.spec.containers.flatMap(({ ports = [] }) => ports),
    workload,
    hostNetwork: template.spec.hostNetwork === true,
  };
}

/** Labels that a controller writes anew for every pod select nobody tomorrow. */
const FLEETING: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'pod-template-generation',
]);

function podEnd(pod: Pod): Pods {
  const { namespace, name, labels = {} } = pod.metadata;
  return {
    type: 'pods',
    namespace,
    name,
    labels: Object.fromEntries(Object.entries(labels).filter(([key]) => !FLEETING.has(key))),
    ports: pod.spec.containers.flatMap(({ ports = [] }) => ports),
    pod,
    hostNetwork: pod.spec.hostNetwork === true,
  };
}
