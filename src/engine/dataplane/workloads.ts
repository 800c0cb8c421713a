// Pods as they run: declared ones, and those of Deployments, StatefulSets and DaemonSets (`NAME-0…`; one a node for a DaemonSet).
// A workload whose pods are declared too (kubectl output) is not expanded twice. Rules: world-format "Pods", SVC2, SVC3, SVC5.
import type { Container, ObjectMeta, Pod, PodSpec, Workload } from '../model/kubernetes.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';

export interface DeclaredPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly pod?: Pod;
  /** `Deployment/ns/name`. */
  readonly owner?: string;
  readonly tlsPorts: readonly number[];
}

const REPLICA_CAP = 20_000;

/** Every pod of the world in the order of (namespace, name), finished ones included. */
export function expandPods(spec: NetworkSpec, nodeNames: readonly string[]): DeclaredPod[] {
  const declared = listObjects(spec, 'Pod');
  const owned = ownersOf(declared);
  const pods: DeclaredPod[] = declared.map((pod) => ({
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
    labels: pod.metadata.labels ?? {},
    spec: pod.spec,
    pod,
    tlsPorts: tlsPortsOf(pod.metadata),
    ...ownerOf(pod.metadata),
  }));
  const names = new Set(declared.map((pod) => `${pod.metadata.namespace}/${pod.metadata.name}`));
  const workloads: Workload[] = [
    ...listObjects(spec, 'Deployment'),
    ...listObjects(spec, 'StatefulSet'),
    ...listObjects(spec, 'DaemonSet'),
  ];
  for (const workload of workloads) {
    const { namespace, name } = workload.metadata;
    const owner = `${workload.kind}/${namespace}/${name}`;
    if (owned.has(owner)) continue;
    const { template } = workload.spec;
    const count = workload.kind === 'DaemonSet' ? nodeNames.length : Math.min(REPLICA_CAP, workload.spec.replicas);
    for (let index = 0; index < count; index++) {
      const podName = `${name}-${index}`;
      if (names.has(`${namespace}/${podName}`)) continue;
      const nodeName = workload.kind === 'DaemonSet' ? nodeNames[index] : undefined;
      // A StatefulSet gives its pods the hostname and subdomain that DNS needs (SVC6).
      const identity =
        workload.kind === 'StatefulSet' && workload.spec.serviceName !== undefined
          ? { hostname: podName, subdomain: workload.spec.serviceName }
          : {};
      pods.push({
        namespace,
        name: podName,
        labels: template.metadata.labels ?? {},
        spec: { ...template.spec, ...identity, ...(nodeName === undefined ? {} : { nodeName }) },
        owner,
        tlsPorts: tlsPortsOf(template.metadata),
      });
    }
  }
  return pods.sort((a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name));
}

/** Containers, then restartable init containers: where named ports are looked up (SVC5). */
export function portContainersOf(spec: PodSpec): Container[] {
  return [...spec.containers, ...(spec.initContainers ?? []).filter((container) => container.restartPolicy === 'Always')];
}

function ownersOf(pods: readonly Pod[]): Set<string> {
  return new Set(pods.flatMap((pod) => ownerOf(pod.metadata).owner ?? []));
}

/** The workload behind a pod that kubectl printed; a ReplicaSet is named `<deployment>-<hash>`. */
function ownerOf(metadata: ObjectMeta): { readonly owner?: string } {
  const reference = metadata.ownerReferences?.[0];
  if (!reference) return {};
  if (reference.kind === 'ReplicaSet') {
    const cut = reference.name.lastIndexOf('-');
    return cut <= 0 ? {} : { owner: `Deployment/${metadata.namespace}/${reference.name.slice(0, cut)}` };
  }
  return { owner: `${reference.kind}/${metadata.namespace}/${reference.name}` };
}

function tlsPortsOf(metadata: { readonly annotations?: Readonly<Record<string, string>> }): number[] {
  const text = metadata.annotations?.['cidr.house/tls-ports'] ?? '';
  return text
    .split(',')
    .map((part) => Number(part.trim()))
    .filter((port) => Number.isInteger(port) && port > 0);
}
