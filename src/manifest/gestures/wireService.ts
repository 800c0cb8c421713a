// A Service wired to pods: its selector becomes their labels, its targetPort a port that they have. Rules: SVC1, SVC4, SVC5, B-1, B-3.
import { sameValue } from '../../engine/model/sameValue.ts';
import type { ContainerPort, Service } from '../../engine/model/kubernetes.ts';
import type { Protocol } from '../../engine/net/packet.ts';
import type { Plain } from '../mergePatch.ts';
import { type Draft, type Drafts, type GestureRefusal, no, type Scene } from './gestureTypes.ts';
import type { Pods, ServiceEnd } from './things.ts';
import { byCommands, byObjects, collect, patchLine } from './writing.ts';

const MOST_PORTS = 4;

export function wireService(scene: Scene, { namespace, name, service }: ServiceEnd, pods: Pods): Drafts {
  const about = { service: `${namespace}/${name}`, pods: `${pods.namespace}/${pods.name}` };
  if (namespace !== pods.namespace) return no('service.namespace', about);
  if (Object.keys(pods.labels).length === 0) return no('labels', { pods: about.pods });
  const labels = labelText(pods.labels);
  if (!service) return collect(newService(scene, { namespace, name, pods, ports: distinct(pods.ports, 'TCP') }));
  if (service.spec.type === 'ExternalName') return no('service.external', about);
  const selects = sameValue(service.spec.selector ?? {}, pods.labels);
  const [port, more] = service.spec.ports;
  const dialled = distinct(pods.ports, port?.protocol ?? 'TCP');
  const fits = !port || more !== undefined || dialled.length === 0 || pods.ports.some((item) => isTarget(item, port));
  const selector = { op: 'add', path: '/spec/selector', value: pods.labels };
  const target = { kind: 'service', namespace, name };
  const alone = selects
    ? []
    : [byCommands(scene.spec, [patchLine(target, [selector])], { code: 'service.select', params: { ...about, labels } })];
  if (fits || !port) return selects ? no('already', about) : collect(alone);
  // The selector is one thing and the port another: both at once only where that is asked for.
  return collect([
    ...alone,
    ...dialled.slice(0, MOST_PORTS).map((container): Draft | GestureRefusal => {
      const params = { ...about, labels, port: port.port, from: port.targetPort, target: container.containerPort };
      const targetPort = { op: 'add', path: '/spec/ports/0/targetPort', value: container.containerPort };
      return byCommands(scene.spec, [patchLine(target, selects ? [targetPort] : [selector, targetPort])], {
        code: selects ? 'service.port' : 'service.wire',
        params,
        ...(selects ? {} : { instead: container.containerPort }),
      });
    }),
  ]);
}

/** A Service that somebody asks for and nobody has made: on the port that its callers dial, or on the pods' own. */
function newService(
  scene: Scene,
  wanted: { readonly namespace: string; readonly name: string; readonly pods: Pods; readonly ports: readonly ContainerPort[] },
): (Draft | GestureRefusal)[] {
  const { namespace, name, pods, ports } = wanted;
  const [first] = ports;
  const numbers = [...new Set([80, ...(first ? [first.containerPort] : [])])];
  return numbers.map((port) => {
    const targetPort = first?.containerPort ?? port;
    const params = {
      service: `${namespace}/${name}`,
      pods: `${pods.namespace}/${pods.name}`,
      labels: labelText(pods.labels),
      port,
      target: targetPort,
    };
    return byObjects(scene.spec, [servicePlain({ namespace, name }, pods.labels, { port, targetPort })], {
      code: 'service.new',
      params,
      makes: `service:${namespace}/${name}`,
    });
  });
}

export function servicePlain(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  selector: Readonly<Record<string, string>>,
  port: { readonly port: number; readonly targetPort: number },
): Plain {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector, ports: [port] } };
}

export function isTarget({ name, containerPort, protocol }: ContainerPort, port: Service['spec']['ports'][number]): boolean {
  return protocol === port.protocol && (port.targetPort === containerPort || port.targetPort === name);
}

/** Ports of one protocol, or of all, each number once. */
export function distinct(ports: readonly ContainerPort[], protocol?: Protocol): ContainerPort[] {
  const same = (a: ContainerPort, b: ContainerPort): boolean => a.containerPort === b.containerPort && a.protocol === b.protocol;
  return ports.filter(
    (port, index) =>
      (protocol === undefined || port.protocol === protocol) && ports.findIndex((item) => same(item, port)) === index,
  );
}

export function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
