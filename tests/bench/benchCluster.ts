// A cluster as teams run it: Deployments, Services and policies in many namespaces, and a few pods written by hand. Nobody has an address
// of its own in the document, so that placement works for all of them.
import type { Deployment, KubernetesResource, Pod, Service } from '../../src/engine/model/kubernetes.ts';
import { DEFAULT_NETWORK, formatRef, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { policyOfRaw } from '../support/rawWorld.ts';
import { benchWorld } from './benchWorld.ts';

const REPLICAS = 20;

export interface ClusterSize {
  readonly pods: number;
  readonly policies: number;
}

export function benchCluster({ pods, policies }: ClusterSize): NetworkSpec {
  const raw = benchWorld({ pods, policies, seed: 3 });
  const spaces = raw.namespaces.map(({ name }) => name);
  const spaceAt = (index: number): string => spaces[index % spaces.length] ?? '';
  const objects: Record<string, Record<string, KubernetesResource>> = {};
  const put = (resource: KubernetesResource): void => {
    const { namespace, name, kind } = refOf(resource);
    const group = (objects[namespace] ??= {});
    if (Object.hasOwn(group, `${kind}/${name}`)) throw new Error(`${formatRef(refOf(resource))} twice`);
    group[`${kind}/${name}`] = resource;
  };
  for (const { name, labels } of raw.namespaces)
    put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '', labels } });
  const written = Math.round(pods / 50);
  const deployments = Math.round((pods - written) / REPLICAS);
  for (let index = 0; index < deployments; index++) {
    const pod = raw.pods[index * REPLICAS];
    put(deployment({ namespace: spaceAt(index), name: `app-${index}`, replicas: REPLICAS, labels: pod?.labels ?? {} }));
    if (index % 2 === 0) put(service(spaceAt(index), `app-${index}`, pod?.labels['app'] ?? ''));
  }
  for (let index = 0; index < written; index++) put(handWritten(spaceAt(index), `alone-${index}`, raw.pods[index]?.labels ?? {}));
  for (const policy of raw.policies) put(policyOfRaw(policy));
  const [cluster] = DEFAULT_NETWORK.managedClusters;
  const [pool] = cluster?.agentPoolProfiles ?? [];
  if (!cluster || !pool) throw new Error('the default network has a cluster with a pool');
  // Ranges wide enough that everybody finds a place: a /24 of pods for each node.
  const networkProfile = { ...cluster.networkProfile, podCidr: '10.128.0.0/11' };
  const agentPoolProfiles = [{ ...pool, count: Math.max(3, Math.round(pods / 25)) }];
  return { network: { ...DEFAULT_NETWORK, managedClusters: [{ ...cluster, networkProfile, agentPoolProfiles }] }, objects };
}

export function deployment(from: {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly labels: Readonly<Record<string, string>>;
}): Deployment {
  const { namespace, name, replicas, labels } = from;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }] },
      },
    },
  };
}

export function service(namespace: string, name: string, app: string, targetPort: number | string = 'http'): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type: 'ClusterIP', selector: { app }, ports: [{ port: 80, targetPort, protocol: 'TCP' }] },
  };
}

export function handWritten(namespace: string, name: string, labels: Readonly<Record<string, string>>): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }] },
  };
}
