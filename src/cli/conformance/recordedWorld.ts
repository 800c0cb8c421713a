// A world that a case records (nodes and pods with their addresses) as a NetworkSpec: addresses are given, not allocated.
import type { KubernetesResource, Pod } from '../../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { applyEdit } from '../../engine/edit/edit.ts';
import { DEFAULT_NETWORK, type NetworkSpec } from '../../engine/model/spec.ts';
import { parseManifests } from '../../manifest/parseManifests.ts';
import { type Usable, unusable, usable } from '../io.ts';
import type { RecordedWorld } from './caseFile.ts';

type RecordedPod = RecordedWorld['pods'][number];

export function specOfRecord(world: RecordedWorld, manifests: readonly string[]): Usable<NetworkSpec> {
  const resources: KubernetesResource[] = [
    ...world.namespaces.map(
      ({ name, labels }): KubernetesResource => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, namespace: '', labels: { ...labels } },
      }),
    ),
    ...world.pods.map(podOf),
  ];
  const read = readResources(manifests);
  if (!read.ok) return read;
  resources.push(...read.value);
  return usable(specOf(networkOf(world), resources));
}

/** Manifests alone, in the default cluster; each may be changed on its way, told its place in the list. */
export function specOfResources(
  manifests: readonly string[],
  change: (resource: KubernetesResource, index: number) => KubernetesResource,
): Usable<NetworkSpec> {
  const read = readResources(manifests);
  return read.ok ? usable(specOf(DEFAULT_NETWORK, read.value.map(change))) : read;
}

function readResources(manifests: readonly string[]): Usable<KubernetesResource[]> {
  const resources: KubernetesResource[] = [];
  for (const text of manifests) {
    const parsed = parseManifests(text);
    const error = parsed.problems.find((problem) => problem.severity === 'error');
    if (error) return unusable(error.message);
    resources.push(...parsed.resources);
  }
  return usable(resources);
}

function specOf(network: NetworkDocument, resources: readonly KubernetesResource[]): NetworkSpec {
  const edits = resources.map((resource) => ({ type: 'putObject', resource }) as const);
  return applyEdit({ network, objects: {} }, { type: 'batch', edits }).spec;
}

function networkOf(world: RecordedWorld): NetworkDocument {
  if (!world.nodes) return DEFAULT_NETWORK;
  const nodes = world.nodes.map(({ name, ip, ready }) => ({ name, ip, ready: ready ?? true }));
  return { ...DEFAULT_NETWORK, managedClusters: DEFAULT_NETWORK.managedClusters.map((cluster) => ({ ...cluster, nodes })) };
}

function podOf(pod: RecordedPod): Pod {
  const ports = (pod.ports ?? []).map(({ name, port, protocol }) => ({
    containerPort: port,
    protocol,
    ...(name === undefined ? {} : { name }),
  }));
  const hasAddress = typeof pod.ip === 'string' && pod.ip !== '';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: pod.ns,
      labels: { ...pod.labels },
      // SVC3: a pod terminates from the moment its deletion is stamped; which moment does not matter.
      ...(pod.terminating === true ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
    spec: {
      containers: [{ name: 'main', ports }],
      // A recorded pod that has no address is taken as not yet placed: a node would give it one.
      ...(hasAddress && typeof pod.node === 'string' ? { nodeName: pod.node } : {}),
      ...(pod.hostNetwork === true ? { hostNetwork: true } : {}),
      ...(pod.hostname === undefined ? {} : { hostname: pod.hostname }),
      ...(pod.subdomain === undefined ? {} : { subdomain: pod.subdomain }),
    },
    status: {
      // A pod without an address has not been started yet.
      phase: pod.phase ?? (hasAddress ? 'Running' : 'Pending'),
      ...(hasAddress ? { podIP: pod.ip ?? '' } : {}),
      conditions: [{ type: 'Ready', status: pod.ready === false ? 'False' : 'True' }],
    },
  };
}
