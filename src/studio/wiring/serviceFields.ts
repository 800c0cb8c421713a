// The fields of a Service's form: where they stand, what they may hold, when they mean anything. Data; reading and writing is the network forms' own.
// Rules: SVC4, SVC10–SVC31, B-7…B-12, VCORE.
import type { Service } from '../../engine/model/kubernetes.ts';
import type { FieldSpec } from '../design/fieldSpec.ts';
import { readField } from '../design/fieldText.ts';
import { type Thing, valueAt } from '../design/place.ts';
import { mergeLine, patchLine, type WiredObject } from './lines.ts';

export const INTERNAL = 'service.beta.kubernetes.io/azure-load-balancer-internal';

const type = (...types: readonly Service['spec']['type'][]): ((thing: Thing) => boolean) => {
  const wanted: ReadonlySet<unknown> = new Set(types);
  return (thing) => wanted.has(thing['type']);
};
const routed = type('ClusterIP', 'NodePort', 'LoadBalancer');
const outside = type('NodePort', 'LoadBalancer');
const balanced = type('LoadBalancer');

/** Names are paths below `spec`. */
export const SERVICE_FIELDS: readonly FieldSpec[] = [
  {
    name: 'type',
    type: 'choice',
    choices: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
    required: true,
    rules: ['SVC18–SVC21', 'B-7'],
  },
  { name: 'externalName', type: 'text', required: true, rules: ['SVC21'], shown: type('ExternalName') },
  {
    name: 'externalTrafficPolicy',
    type: 'choice',
    choices: ['Cluster', 'Local'],
    required: true,
    rules: ['SVC13', 'SVC17', 'B-12'],
    shown: outside,
  },
  { name: 'loadBalancerSourceRanges', type: 'texts', rules: ['SVC29', 'B-17'], shown: balanced },
  {
    name: 'sessionAffinity',
    type: 'choice',
    choices: ['None', 'ClientIP'],
    required: true,
    rules: ['SVC15', 'B-10'],
    shown: routed,
  },
  {
    name: 'sessionAffinityConfig.clientIP.timeoutSeconds',
    type: 'number',
    least: 1,
    most: 86_400,
    fallback: '10800',
    rules: ['SVC15'],
    shown: (thing) => thing['sessionAffinity'] === 'ClientIP',
  },
  {
    name: 'internalTrafficPolicy',
    type: 'choice',
    choices: ['Cluster', 'Local'],
    required: true,
    rules: ['SVC13', 'SVC17'],
    shown: routed,
  },
  {
    name: 'trafficDistribution',
    type: 'choice',
    choices: ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
    rules: ['SVC16', 'B-11'],
    shown: routed,
  },
  { name: 'publishNotReadyAddresses', type: 'flag', rules: ['SVC4'], shown: routed },
];

export const PORT_FIELDS: readonly FieldSpec[] = [
  { name: 'name', type: 'text', rules: ['SVC7'] },
  { name: 'port', type: 'number', least: 1, most: 65_535, required: true, rules: ['SVC18'] },
  { name: 'targetPort', type: 'text', required: true, rules: ['SVC5'] },
  { name: 'protocol', type: 'choice', choices: ['TCP', 'UDP', 'SCTP'], required: true, rules: ['SVC5'] },
  { name: 'nodePort', type: 'number', least: 1, most: 65_535, rules: ['SVC19'], shown: () => true },
];

/** What the server would hold where nothing is written. */
export function specOf(service: Service): Thing {
  return {
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
    sessionAffinity: 'None',
    ...service.spec,
  };
}

/** One field as one typed line; a code where the text cannot stand there. */
export type FieldLine =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly code: string; readonly params: Readonly<Record<string, string | number>> };

export function fieldLine(service: Service, field: FieldSpec, text: string): FieldLine {
  const read = readField(field, text, specOf(service));
  if (!read.ok) return read;
  const target = serviceOf(service);
  if (field.name === 'type') return { ok: true, line: mergeLine(target, { spec: typeSpec(service, String(read.value)) }) };
  const affinity = field.name === 'sessionAffinity' && read.value === 'None' ? { sessionAffinityConfig: null } : {};
  const spec = { ...nest(field.name.split('.'), read.value ?? null), ...affinity };
  return { ok: true, line: mergeLine(target, { spec }) };
}

export function internalLine(service: Service, on: boolean): string {
  return mergeLine(serviceOf(service), { metadata: { annotations: { [INTERNAL]: on ? 'true' : null } } });
}

export function isInternal({ metadata }: Service): boolean {
  return metadata.annotations?.[INTERNAL] === 'true';
}

/** A field of one port of the list. */
export function portLine(
  service: Service,
  index: number,
  change: { readonly field: FieldSpec; readonly text: string },
): FieldLine {
  const { field, text } = change;
  const read = readField(field, text);
  if (!read.ok) return read;
  const path = `/spec/ports/${index}/${field.name}`;
  const value = field.name === 'targetPort' ? targetOf(text) : read.value;
  if (value === undefined && valueAt((service.spec.ports[index] ?? {}) as Thing, [field.name]) === undefined)
    return { ok: true, line: '' };
  const operation = value === undefined ? { op: 'remove', path } : { op: 'add', path, value };
  return { ok: true, line: patchLine(serviceOf(service), [operation]) };
}

/** Another port, with names for all of them, which several must have. */
export function addPortLine(service: Service): string {
  const { ports } = service.spec;
  const taken = new Set(ports.map(({ port }) => port));
  const port = [80, 443, 8080, 8443, 9090].find((number) => !taken.has(number)) ?? Math.max(...taken) + 1;
  const named = ports.flatMap((item, index) =>
    item.name === undefined ? [{ op: 'add', path: `/spec/ports/${index}/name`, value: `p${item.port}` }] : [],
  );
  const added = { ...(ports.length === 0 ? {} : { name: `p${port}` }), port, targetPort: port, protocol: 'TCP' };
  return patchLine(serviceOf(service), [...named, { op: 'add', path: '/spec/ports/-', value: added }]);
}

export function removePortLine(service: Service, index: number): string {
  return patchLine(serviceOf(service), [{ op: 'remove', path: `/spec/ports/${index}` }]);
}

export function targetLine(service: Service, index: number, target: number | string): string {
  return patchLine(serviceOf(service), [{ op: 'add', path: `/spec/ports/${index}/targetPort`, value: target }]);
}

function targetOf(text: string): number | string {
  const clean = text.trim();
  return /^\d{1,9}$/.test(clean) ? Number(clean) : clean;
}

/** The server drops what the new type cannot have. */
function typeSpec({ spec }: Service, to: string): Thing {
  const gone = (names: readonly (keyof Service['spec'])[]): Thing =>
    Object.fromEntries(names.filter((name) => spec[name] !== undefined).map((name) => [name, null]));
  const balancer = gone([
    'loadBalancerSourceRanges',
    'loadBalancerIP',
    'loadBalancerClass',
    'allocateLoadBalancerNodePorts',
    'healthCheckNodePort',
  ]);
  const ports = (): Thing =>
    spec.ports.some(({ nodePort }) => nodePort !== undefined)
      ? { ports: spec.ports.map(({ nodePort: _gone, ...port }) => port) }
      : {};
  if (to === 'LoadBalancer') return { type: to, ...externalGone(spec) };
  if (to === 'NodePort') return { type: to, ...balancer, ...externalGone(spec) };
  const inner = { ...balancer, ...gone(['externalTrafficPolicy']), ...ports() };
  if (to === 'ClusterIP') return { type: to, ...inner, ...externalGone(spec) };
  return { type: to, ...inner, ...gone(['clusterIP']), externalName: spec.externalName ?? 'www.example.com' };
}

function externalGone(spec: Service['spec']): Thing {
  return spec.externalName === undefined ? {} : { externalName: null };
}

function nest(path: readonly string[], value: unknown): Thing {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : nest(rest, value) };
}

export function serviceOf({ metadata }: Service): WiredObject {
  return { kind: 'service', namespace: metadata.namespace, name: metadata.name };
}
