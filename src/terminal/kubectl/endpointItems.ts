// Endpoints and EndpointSlices that the cluster's own controller would write for Services with a selector.
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import { hashText } from '../../engine/net/hash.ts';
import { textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

interface Ready {
  readonly ip: string;
  readonly node: string;
  readonly pod: string;
  readonly ready: boolean;
}

/** Selected pods with their addresses, ready and not. */
function membersOf({ plan }: TerminalEnv, service: ServicePlan, installed: readonly Plain[]): readonly Ready[] {
  const pods = new Map(plan.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  if (service.selected.length === 0 && service.endpoints.length > 0) return installedMembers(service, installed);
  return service.selected.flatMap((key) => {
    const pod = pods.get(key);
    return pod === undefined || pod.ip === '' ? [] : [{ ip: pod.ip, node: pod.node, pod: pod.name, ready: pod.ready }];
  });
}

/** Controllers' pods, which no selector of the document chose. */
function installedMembers({ namespace, endpoints }: ServicePlan, installed: readonly Plain[]): readonly Ready[] {
  return installed.flatMap((pod) => {
    const name = textAt(pod, 'metadata', 'name');
    const ip = textAt(pod, 'status', 'podIP');
    const isOne = ip !== '' && endpoints.some((endpoint) => endpoint.startsWith(`${namespace}/${name}:`));
    return isOne ? [{ ip, node: textAt(pod, 'spec', 'nodeName'), pod: name, ready: true }] : [];
  });
}

/** The number that a port comes out at; a name that no pod has leads nowhere. */
function targetPorts(
  { plan }: TerminalEnv,
  service: ServicePlan,
): readonly { readonly name?: string; readonly port: number; readonly protocol: string }[] {
  const first = plan.pods.find((pod) => `${pod.namespace}/${pod.name}` === service.selected[0]);
  return service.ports.flatMap(({ name, targetPort, protocol }) => {
    const port = typeof targetPort === 'number' ? targetPort : first?.ports.find((item) => item.name === targetPort)?.port;
    return port === undefined ? [] : [{ ...(name === undefined ? {} : { name }), port, protocol }];
  });
}

function metadataOf({ namespace, name }: ServicePlan): { readonly name: string; readonly namespace: string } {
  return { name, namespace };
}

export function endpointsOf(env: TerminalEnv, installed: readonly Plain[]): readonly Plain[] {
  return env.plan.services
    .filter(({ type }) => type !== 'ExternalName')
    .map((service) => {
      const members = membersOf(env, service, installed);
      const address = ({ ip, node, pod }: Ready): Plain => ({
        ip,
        nodeName: node,
        targetRef: { kind: 'Pod', name: pod, namespace: service.namespace },
      });
      const ready = members.filter((item) => item.ready).map(address);
      const notReady = members.filter((item) => !item.ready).map(address);
      return {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: metadataOf(service),
        ...(members.length === 0
          ? {}
          : {
              subsets: [
                {
                  ...(ready.length === 0 ? {} : { addresses: ready }),
                  ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
                  ports: targetPorts(env, service),
                },
              ],
            }),
      };
    });
}

/** Five letters that are always the same for one Service. */
function suffixOf(name: string): string {
  let hash = hashText(name, 7);
  let text = '';
  for (let index = 0; index < 5; index++) {
    text += LETTERS[hash % LETTERS.length] ?? 'b';
    hash = Math.floor(hash / LETTERS.length);
  }
  return text;
}

export function slicesOf(env: TerminalEnv, installed: readonly Plain[]): readonly Plain[] {
  const declared = new Set(
    Object.values(env.spec.objects).flatMap((group) =>
      Object.values(group).flatMap((item) =>
        item.kind === 'EndpointSlice'
          ? `${item.metadata.namespace}/${item.metadata.labels?.['kubernetes.io/service-name'] ?? ''}`
          : [],
      ),
    ),
  );
  return env.plan.services
    .filter((service) => service.type !== 'ExternalName' && !declared.has(`${service.namespace}/${service.name}`))
    .map((service) => ({
      addressType: 'IPv4',
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${service.name}-${suffixOf(`${service.namespace}/${service.name}`)}`,
        namespace: service.namespace,
        labels: {
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          'kubernetes.io/service-name': service.name,
        },
        ownerReferences: [{ apiVersion: 'v1', controller: true, kind: 'Service', name: service.name }],
      },
      endpoints: membersOf(env, service, installed).map(({ ip, node, pod, ready }) => ({
        addresses: [ip],
        conditions: { ready, serving: ready, terminating: false },
        nodeName: node,
        targetRef: { kind: 'Pod', name: pod, namespace: service.namespace },
      })),
      ports: targetPorts(env, service),
    }));
}
