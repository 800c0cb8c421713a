// Repairs of pods, modes and addresses: hostNetwork, who can dial a pod, sums that do not fit. Rules, NP38.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { Edit } from '../edit/edit.ts';
import type { PodSpec } from '../model/kubernetes.ts';
import type { AgentPoolProfile, ManagedCluster } from '../model/networkDocument.ts';
import { findObject, type NetworkSpec, type ObjectRef } from '../model/spec.ts';
import { type Candidate, type Case, findPod, podName, stepsOf } from './counterfactual.ts';

type NetworkCase = Pick<Case, 'spec' | 'dataplane'>;

/** The sender borrows its node's number. */
export function repairHostNetwork({ spec, dataplane, trace }: Case): Candidate[] {
  const pod = findPod(dataplane, trace.flow.from);
  if (!pod?.hostNetwork) return [];
  const ref = pod.owner === undefined ? { kind: 'Pod' as const, namespace: pod.namespace, name: pod.name } : parseRef(pod.owner);
  const object = ref && findObject(spec, ref);
  const head = {
    code: 'pod.hostNetwork',
    params: { pod: podName(pod), field: 'spec.hostNetwork', current: 'true', suggested: 'false' },
    ref: pod.owner ?? `Pod/${podName(pod)}`,
  };
  if (object?.kind === 'Pod')
    return [{ ...head, edits: [{ type: 'putObject', resource: { ...object, spec: withoutHost(object.spec) } }] }];
  if (object?.kind !== 'Deployment') return [head];
  const { template } = object.spec;
  const repaired = { ...object, spec: { ...object.spec, template: { ...template, spec: withoutHost(template.spec) } } };
  return [{ ...head, edits: [{ type: 'putObject', resource: repaired }] }];
}

function withoutHost(spec: PodSpec): PodSpec {
  const { hostNetwork: _borrowed, ...own } = spec;
  return own;
}

function parseRef(owner: string): ObjectRef | undefined {
  const [kind, namespace = '', name = ''] = owner.split('/');
  return kind === 'Deployment' ? { kind, namespace, name } : undefined;
}

/** Nobody listens at that ear of the pod itself. */
export function repairListening({ dataplane, trace }: Case): Candidate[] {
  const last = stepsOf(trace).at(-1)?.before;
  const pod = dataplane.plan.pods.find((each) => each.ip !== '' && each.ip === last?.destinationIP);
  if (!pod) return [];
  const listened = pod.ports.map(({ port }) => port).join(', ') || '–';
  return [
    {
      code: 'pod.port',
      params: { pod: podName(pod), field: 'containerPort', current: listened, suggested: last?.destinationPort ?? 0 },
      ref: `Pod/${podName(pod)}`,
    },
  ];
}

/** The destination lies in the pod range, so nothing for it ever leaves the cluster. */
export function repairOverlap({ dataplane, spec }: Case): Candidate[] {
  const hidden = dataplane.diagnostics.find(({ code }) => code === 'PodCidrHidesNetwork' || code === 'PodCidrOverlapSubnet');
  return hidden
    ? [
        {
          code: 'ipam.overlap',
          params: { ...clusterParams(spec), ...hidden.params, field: 'networkProfile.podCidr' },
          ref: clusterRef(spec),
        },
      ]
    : [];
}

/** Outsiders can dial a pod in the flat modes only: the other mode, and what it is called. */
export function switchMode({ spec, dataplane }: NetworkCase, code: 'cni.unroutable' | 'cni.routable'): Candidate[] {
  const [cluster] = spec.network.managedClusters;
  const { mode } = dataplane.plan;
  const flat = mode === 'nodeSubnet' || mode === 'podSubnet';
  if (!cluster || flat !== (code === 'cni.routable')) return [];
  const { networkPluginMode: _mode, podCidr, ...profile } = cluster.networkProfile;
  const networkProfile = flat
    ? { ...profile, networkPlugin: 'azure' as const, networkPluginMode: 'overlay' as const, podCidr: podCidr ?? '10.244.0.0/16' }
    : { ...profile, networkPlugin: 'azure' as const };
  const suggested = flat ? 'overlay' : 'azure';
  const params = {
    ...clusterParams(spec),
    field: flat ? 'networkProfile.networkPluginMode' : 'networkProfile',
    current: mode,
    suggested,
  };
  return [{ code, params, ref: clusterRef(spec), edits: [withCluster(spec, { ...cluster, networkProfile })] }];
}

/** What the receiver sees depends on the mode; nothing smaller explains it. */
export function explainSource({ spec, dataplane }: NetworkCase): Candidate[] {
  return [
    {
      code: 'cni.source',
      params: { ...clusterParams(spec), field: 'networkProfile', current: dataplane.plan.mode },
      ref: clusterRef(spec),
    },
  ];
}

const INVALID_CODES: Readonly<Record<string, string>> = {
  ReservedCidr: 'ipam.reserved',
  DnsServiceIpOutOfServiceCidr: 'ipam.dnsIp',
  DnsServiceIpIsFirstAddress: 'ipam.dnsIp',
  PodCidrOverlapSubnet: 'ipam.overlap',
  ServiceCidrOverlapExistingSubnetsCidr: 'ipam.overlap',
  ServiceCidrOverlapsPodCidr: 'ipam.overlap',
  NetcfgSubnetRangesOverlap: 'ipam.overlap',
  VnetAddressSpacesOverlap: 'ipam.overlap',
  PodCidrExhausted: 'ipam.podCidr',
  UnsupportedNetworkCombination: 'cni.combination',
};

/** Addresses or seats are short, or the plan is refused. `dataplane` is of the world as it was asked for, crowd included. */
export function repairAddresses({ spec, dataplane }: NetworkCase): Candidate[] {
  const errors = dataplane.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'InsufficientSubnetSize');
  const invalid = errors.map(({ code, path, params }): Candidate => {
    const cidr = String(params['cidr'] ?? params['ip'] ?? '');
    const combination = String(params['combination'] ?? '');
    return {
      code: INVALID_CODES[code] ?? 'ipam.invalid',
      params: { ...clusterParams(spec), diagnostic: code, field: path, cidr, combination },
      ref: clusterRef(spec),
    };
  });
  const pods = shortPods(spec, dataplane);
  if (pods.length > 0) return [...invalid, ...pods];
  return [...invalid, ...shortSubnet(spec, dataplane), ...standing(spec, dataplane)];
}

/** Pods' own subnet is short: rooms fetch its numbers by the block, so that neither maxPods nor a count of pods is what to change (A-21, A-23). */
function shortPods(spec: NetworkSpec, { plan }: Dataplane): Candidate[] {
  const pools = spec.network.managedClusters[0]?.agentPoolProfiles ?? [];
  const ours = plan.subnets.filter(({ name }) => pools.some(({ podSubnet }) => podSubnet === name));
  const without = plan.podsUnplaced.filter(({ reason }) => reason === 'noAddress').length;
  const subnet = ours.find(({ free }) => free < 0) ?? (without > 0 ? ours[0] : undefined);
  if (!subnet || plan.nodes.some((node) => node.subnet === subnet.name)) return [];
  const { name, usable, used } = subnet;
  const needed = Math.max(subnet.needed, used + without);
  const params = { ...clusterParams(spec), subnet: name, usable, used, needed, field: 'addressPrefix' };
  return [{ code: 'ipam.podSubnet', params, ref: `Subnet/${name}` }];
}

/** Node subnet: (nodes + surge) × (maxPods + 1) must fit. Suggests the largest maxPods that does. */
function shortSubnet(spec: NetworkSpec, { plan }: Dataplane): Candidate[] {
  const subnet = plan.subnets.find(({ free }) => free < 0);
  if (!subnet) return [];
  const [node] = plan.nodes.filter((each) => each.subnet === subnet.name);
  const per = 1 + (node?.maxPods ?? 0);
  const rooms = Math.round(subnet.needed / per);
  const fitting = Math.floor(subnet.usable / Math.max(1, rooms)) - 1;
  const { name, usable, used, needed } = subnet;
  const params = {
    ...clusterParams(spec),
    subnet: name,
    usable,
    used,
    needed,
    rooms,
    current: node?.maxPods ?? 0,
    suggested: fitting,
    field: 'agentPoolProfiles.maxPods',
  };
  const code = plan.mode === 'nodeSubnet' && fitting < 1 ? 'ipam.rooms' : used <= usable ? 'ipam.surge' : 'ipam.full';
  const head = { code, params, ref: `Subnet/${name}` };
  if (plan.mode !== 'nodeSubnet' || fitting < 1) return [head];
  const seats = Math.ceil(plan.pods.length / Math.max(1, plan.nodes.length));
  // The largest that fits, then just as many as there are pods to seat.
  return [fitting, seats].map((maxPods) => ({
    ...head,
    params: { ...params, suggested: maxPods },
    edits: withMaxPods(spec, maxPods),
  }));
}

/** Every number is there, and pods stand: the rooms have too few seats. */
function standing(spec: NetworkSpec, { plan }: Dataplane): Candidate[] {
  if (plan.podsUnplaced.length === 0) return [];
  const names = new Set([...plan.pods.map(podName), ...plan.podsUnplaced.map(({ pod }) => pod)]);
  const suggested = Math.ceil(names.size / Math.max(1, plan.nodes.length));
  const params = {
    ...clusterParams(spec),
    pods: plan.podsUnplaced.length,
    pod: plan.podsUnplaced[0]?.pod ?? '',
    seats: plan.nodes.reduce((sum, node) => sum + node.maxPods, 0),
    field: 'agentPoolProfiles.maxPods',
    current: plan.nodes[0]?.maxPods ?? 0,
    suggested,
  };
  return [{ code: 'ipam.unplaced', params, ref: clusterRef(spec), edits: withMaxPods(spec, suggested) }];
}

function withMaxPods(spec: NetworkSpec, maxPods: number): Edit[] {
  const [cluster] = spec.network.managedClusters;
  if (!cluster) return [];
  const agentPoolProfiles = cluster.agentPoolProfiles.map((pool): AgentPoolProfile => ({ ...pool, maxPods }));
  return [withCluster(spec, { ...cluster, agentPoolProfiles })];
}

function withCluster(spec: NetworkSpec, cluster: ManagedCluster): Edit {
  return {
    type: 'putNetwork',
    network: { ...spec.network, managedClusters: [cluster, ...spec.network.managedClusters.slice(1)] },
  };
}

function clusterParams(spec: NetworkSpec): { object: string } {
  return { object: spec.network.managedClusters[0]?.name ?? '' };
}

function clusterRef(spec: NetworkSpec): string {
  return `managedClusters/${spec.network.managedClusters[0]?.name ?? ''}`;
}
