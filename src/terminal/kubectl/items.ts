// Objects as a running cluster's API server shows them: what is declared, with what compiling gave it (addresses, nodes, status), and what nobody
// declares: nodes, endpoints, pods of workloads.
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { KubernetesKind } from '../../engine/model/kubernetes.ts';
import { installedClasses } from '../../engine/model/installedClasses.ts';
import { findObject, listObjects } from '../../engine/model/spec.ts';
import { gatewayAddresses } from '../az/gateways.ts';
import { at, isRecord, textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';
import { endpointsOf, slicesOf } from './endpointItems.ts';
import { installedPods } from './installedPods.ts';
import { nodeItems } from './nodeItems.ts';
import { serviceItems } from './serviceItems.ts';

const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** In the order of (namespace, name). */
export async function listItems(kind: string, env: TerminalEnv): Promise<readonly Plain[]> {
  const items = await unsorted(kind, env);
  return items.toSorted((a, b) => compare(a, b));
}

function compare(a: Plain, b: Plain): number {
  const [left, right] = [a, b].map((item) => `${namespaceOf(item)}\u0000${nameOf(item)}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function nameOf(item: Plain): string {
  return textAt(item, 'metadata', 'name');
}

export function namespaceOf(item: Plain): string {
  return textAt(item, 'metadata', 'namespace');
}

async function unsorted(kind: string, env: TerminalEnv): Promise<readonly Plain[]> {
  switch (kind) {
    case 'Node':
      return nodeItems(env);
    case 'Pod':
      return podItems(env);
    case 'Namespace':
      return namespaceItems(env);
    case 'Service':
      return serviceItems(env);
    case 'Endpoints':
      return endpointsOf(env, await installedPods(env));
    case 'EndpointSlice':
      return [...(await declared(kind, env)), ...slicesOf(env, await installedPods(env))];
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return workloadItems(kind, env);
    case 'IngressClass':
      return classItems(env);
    case 'Ingress':
      return ingressItems(env);
    default:
      return declared(kind as KubernetesKind, env);
  }
}

export function declared(kind: KubernetesKind, env: TerminalEnv): Promise<readonly Plain[]> {
  const resources = listObjects(env.spec, kind);
  return resources.length === 0 ? Promise.resolve([]) : env.port.plain(resources);
}

function ownerTemplate(env: TerminalEnv, pod: PodPlan): Plain | undefined {
  const [kind = '', namespace = '', name = ''] = pod.owner?.split('/') ?? [];
  const owner = findObject(env.spec, { kind: kind as KubernetesKind, namespace, name });
  const template = at(owner, 'spec', 'template');
  return isRecord(template) ? template : undefined;
}

async function podItems(env: TerminalEnv): Promise<readonly Plain[]> {
  const written = new Map((await declared('Pod', env)).map((item) => [`${namespaceOf(item)}/${nameOf(item)}`, item]));
  const hosts = new Map(env.plan.nodes.map(({ name, ip }) => [name, ip]));
  const placed = env.plan.pods.map((pod): Plain => {
    const key = `${pod.namespace}/${pod.name}`;
    const own = written.get(key);
    written.delete(key);
    const [kind = '', , name = ''] = pod.owner?.split('/') ?? [];
    const template = own ? undefined : ownerTemplate(env, pod);
    const spec = at(own ?? template, 'spec');
    const containers = at(spec, 'containers');
    const ready = pod.ready ? 'True' : 'False';
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...(isRecord(own?.['metadata']) ? own['metadata'] : {}),
        name: pod.name,
        namespace: pod.namespace,
        ...(Object.keys(pod.labels).length === 0 ? {} : { labels: pod.labels }),
        ...(own || kind === '' ? {} : { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, kind, name }] }),
      },
      spec: {
        ...(isRecord(spec) ? spec : { containers: [{ name: 'main' }] }),
        nodeName: pod.node,
        ...(pod.hostNetwork ? { hostNetwork: true } : {}),
      },
      status: {
        ...(isRecord(at(own, 'status')) ? (at(own, 'status') as Plain) : {}),
        phase: textAt(own, 'status', 'phase') || 'Running',
        conditions: [
          { type: 'PodScheduled', status: 'True' },
          { type: 'Ready', status: ready },
        ],
        containerStatuses: (Array.isArray(containers) ? (containers as readonly unknown[]) : []).map((item) => ({
          name: textAt(item, 'name'),
          ready: pod.ready,
          restartCount: 0,
        })),
        hostIP: hosts.get(pod.node) ?? '',
        podIP: pod.ip,
        podIPs: [{ ip: pod.ip }],
      },
    };
  });
  return [...placed, ...(await installedPods(env)), ...unplaced(env, written)];
}

function unplaced({ plan }: TerminalEnv, written: ReadonlyMap<string, Plain>): Plain[] {
  return plan.podsUnplaced.map(({ pod, reason }) => {
    const [namespace = '', name = ''] = pod.split('/');
    const own = written.get(pod);
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...(isRecord(own?.['metadata']) ? own['metadata'] : {}), name, namespace },
      spec: isRecord(own?.['spec']) ? own['spec'] : { containers: [{ name: 'main' }] },
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: reason }],
      },
    };
  });
}

async function namespaceItems(env: TerminalEnv): Promise<readonly Plain[]> {
  const written = await declared('Namespace', env);
  const known = new Set(written.map((item) => nameOf(item)));
  const implied = [
    ...SYSTEM_NAMESPACES,
    ...Object.keys(env.spec.objects),
    ...env.plan.services.map(({ namespace }) => namespace),
  ];
  const others = [...new Set(implied)].filter((name) => name !== '' && !known.has(name));
  return [
    ...written.map((item) => ({
      ...item,
      metadata: {
        ...(isRecord(item['metadata']) ? item['metadata'] : {}),
        labels: { ...labelsIn(item), 'kubernetes.io/metadata.name': nameOf(item) },
      },
      status: { phase: 'Active' },
    })),
    ...others.map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      status: { phase: 'Active' },
    })),
  ];
}

function labelsIn(item: Plain): Plain {
  const labels = at(item, 'metadata', 'labels');
  return isRecord(labels) ? labels : {};
}

async function workloadItems(kind: 'Deployment' | 'StatefulSet' | 'DaemonSet', env: TerminalEnv): Promise<readonly Plain[]> {
  return (await declared(kind, env)).map((item) => {
    const owner = `${kind}/${namespaceOf(item)}/${nameOf(item)}`;
    const pods = env.plan.pods.filter((pod) => pod.owner === owner);
    const ready = pods.filter((pod) => pod.ready).length;
    const status =
      kind === 'DaemonSet'
        ? {
            currentNumberScheduled: pods.length,
            desiredNumberScheduled: pods.length,
            numberAvailable: ready,
            numberReady: ready,
            updatedNumberScheduled: pods.length,
          }
        : { availableReplicas: ready, readyReplicas: ready, replicas: pods.length, updatedReplicas: pods.length };
    return { ...item, status };
  });
}

/** C-14: helm and the add-on bring their classes along. */
async function classItems(env: TerminalEnv): Promise<readonly Plain[]> {
  const written = await declared('IngressClass', env);
  const known = new Set(written.map(nameOf));
  const installed = installedClasses(env.spec).filter(({ metadata }) => !known.has(metadata.name));
  return [...written, ...(installed.length === 0 ? [] : await env.port.plain(installed))];
}

/** An Ingress shows the address of its controller's Service, where that has one; of AGIC's gateway, which AGIC writes there itself. */
async function ingressItems(env: TerminalEnv): Promise<readonly Plain[]> {
  const cluster = env.spec.network.managedClusters[0];
  const atGateway = await gatewayAddresses(env);
  return (await declared('Ingress', env)).map((item) => {
    const name =
      textAt(item, 'spec', 'ingressClassName') || textAt(item, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
    const install = cluster?.ingressControllers?.find((one) => one.class === name || (name === '' && one.default === true));
    const namespace = install?.namespace ?? (name === 'webapprouting.kubernetes.azure.com' ? 'app-routing-system' : undefined);
    const ip =
      atGateway.get(`${namespaceOf(item)}/${nameOf(item)}`) ??
      env.plan.services.find(
        (service) =>
          service.namespace === namespace && service.externalIP !== undefined && service.ports.some(({ port }) => port === 80),
      )?.externalIP;
    return ip === undefined ? item : { ...item, status: { loadBalancer: { ingress: [{ ip }] } } };
  });
}
