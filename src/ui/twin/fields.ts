// What matters of a chosen thing, by kind, as pairs of name and value: what the plan says of it in words, and the fields of its own object under
// the names that its YAML has. Pure. Rules: SVC4–SVC16, NP4, NP11, A-28, F-3, F-6.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { Service } from '../../engine/model/kubernetes.ts';
import { findObject, listObjects, type NetworkSpec } from '../../engine/model/spec.ts';
import type { Params } from '../context.tsx';

type Say = (key: string, params?: Params) => string;
/** `field`: the label is the name of a field, as it is typed. */
export interface DetailField {
  readonly label: string;
  readonly value: string;
  readonly field?: boolean;
}

interface World {
  readonly plan: Plan;
  readonly spec: NetworkSpec;
}

export function fieldsOf(selection: string, world: World, t: Say): readonly DetailField[] {
  const colon = selection.indexOf(':');
  const [prefix, name] = [selection.slice(0, colon), selection.slice(colon + 1)];
  const find = FINDERS.get(prefix);
  return (find?.(name, world, t) ?? []).filter(({ value }) => value !== '');
}

type Finder = (name: string, world: World, t: Say) => readonly DetailField[];

const FINDERS: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ['pod', ofPod],
  ['service', ofService],
  ['policy', ofPolicy],
  ['node', ofNode],
  ['subnet', ofSubnet],
  ['guard', (name, { spec }) => ofSubnetPart(spec, name, 'networkSecurityGroup')],
  ['signpost', (name, { spec }) => ofSubnetPart(spec, name, 'routeTable')],
  ['object', ofObject],
]);

function said(label: string, value: string | number | undefined): DetailField {
  return { label, value: value === undefined ? '' : `${value}` };
}

function typed(label: string, value: string | number | boolean | readonly string[] | undefined): DetailField {
  const text = value === undefined ? '' : typeof value === 'object' ? value.join(', ') : `${value}`;
  return { label, value: text, field: true };
}

function pairs(labels: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

function ofPod(name: string, { plan }: World, t: Say): readonly DetailField[] {
  const pod = plan.pods.find((item) => `${item.namespace}/${item.name}` === name);
  if (!pod) return [];
  const ports = pod.ports.map((port) => `${port.name ? `${port.name} ` : ''}${port.port}/${port.protocol}`);
  return [
    said(t('ui.twin.address'), pod.ip),
    said(t('ui.twin.node'), pod.node),
    said(t('ui.details.labels'), pairs(pod.labels)),
    said(t('ui.twin.ports'), ports.join(', ') || t('ui.twin.none')),
    said(t('ui.details.owner'), pod.owner),
  ];
}

/** Beside what is always there, every field that somebody set. */
const SERVICE_FIELDS = [
  'externalTrafficPolicy',
  'internalTrafficPolicy',
  'sessionAffinity',
  'trafficDistribution',
  'publishNotReadyAddresses',
  'loadBalancerSourceRanges',
  'externalName',
  'externalIPs',
  'healthCheckNodePort',
  'loadBalancerClass',
] as const satisfies readonly (keyof Service['spec'])[];

function ofService(name: string, { plan, spec }: World, t: Say): readonly DetailField[] {
  const service = plan.services.find((item) => `${item.namespace}/${item.name}` === name);
  if (!service) return [];
  const found = findObject(spec, { kind: 'Service', namespace: service.namespace, name: service.name });
  const written = found?.kind === 'Service' ? found.spec : undefined;
  // Where letters come from outside, this is the question, asked or not (SVC10).
  const policy = written?.externalTrafficPolicy ?? 'Cluster';
  const outside = service.type === 'LoadBalancer' || service.type === 'NodePort';
  return [
    typed('type', service.type),
    typed('selector', pairs(written?.selector) || t('ui.twin.none')),
    typed(
      'ports',
      service.ports.map((port) => `${port.port} → ${port.targetPort}${port.nodePort ? ` (nodePort ${port.nodePort})` : ''}`),
    ),
    ...(outside ? [typed('externalTrafficPolicy', policy)] : []),
    ...SERVICE_FIELDS.filter((field) => !outside || field !== 'externalTrafficPolicy').map((field) =>
      typed(field, field === 'sessionAffinity' && written?.[field] === 'None' ? undefined : written?.[field]),
    ),
    said(t('ui.twin.address'), service.externalIP ? `${service.clusterIP}, ${service.externalIP}` : service.clusterIP),
    said(t('ui.details.selected'), service.selected.join(', ') || t('ui.twin.none')),
    said(t('ui.twin.endpoints'), service.endpoints.join(', ') || t('ui.twin.none')),
  ];
}

function ofPolicy(name: string, { spec }: World, t: Say): readonly DetailField[] {
  const policy = listObjects(spec, 'NetworkPolicy').find((item) => `${item.metadata.namespace}/${item.metadata.name}` === name);
  if (!policy) return [];
  const { policyTypes, podSelector, ingress, egress } = policy.spec;
  const more = podSelector.matchExpressions?.map(({ key, operator, values }) => `${key} ${operator} ${values?.join(' ') ?? ''}`);
  const rules = (type: 'Ingress' | 'Egress', list: readonly unknown[] | undefined): DetailField[] =>
    policyTypes.includes(type) ? [typed(type.toLowerCase(), t('ui.details.rules', { count: list?.length ?? 0 }))] : [];
  return [
    typed(
      'podSelector',
      [pairs(podSelector.matchLabels), ...(more ?? [])].filter(Boolean).join(', ') || t('ui.details.everyPod'),
    ),
    typed('policyTypes', policyTypes),
    ...rules('Ingress', ingress),
    ...rules('Egress', egress),
  ];
}

function ofNode(name: string, { plan }: World, t: Say): readonly DetailField[] {
  const node = plan.nodes.find((item) => item.name === name);
  if (!node) return [];
  return [
    said(t('ui.twin.address'), node.ip),
    said(t('ui.twin.subnet'), node.subnet),
    typed('podCIDR', node.podCidr),
    typed('maxPods', node.maxPods),
    said(t('ui.twin.pods'), plan.pods.filter((pod) => pod.node === name).length),
  ];
}

function ofSubnet(name: string, { plan, spec }: World, t: Say): readonly DetailField[] {
  const own = spec.network.virtualNetworks.flatMap(({ subnets }) => subnets).find((item) => item.name === name);
  const used = plan.subnets.find((item) => item.name === name);
  return [
    typed('addressPrefix', own?.addressPrefix),
    said(t('ui.twin.addresses'), used && t('ui.twin.used', { used: used.used, usable: used.usable })),
    typed('routeTable', own?.routeTable),
    typed('networkSecurityGroup', own?.networkSecurityGroup),
    typed('natGateway', own?.natGateway),
  ];
}

function ofSubnetPart(spec: NetworkSpec, subnet: string, part: 'networkSecurityGroup' | 'routeTable'): readonly DetailField[] {
  const held = spec.network.virtualNetworks.flatMap(({ subnets }) => subnets).find(({ name }) => name === subnet)?.[part];
  const routes = spec.network.routeTables?.find(({ name }) => name === held)?.routes;
  const rules = spec.network.networkSecurityGroups?.find(({ name }) => name === held)?.securityRules;
  return [
    typed(part, held),
    ...(part === 'routeTable'
      ? [
          typed(
            'routes',
            routes?.map(({ addressPrefix }) => addressPrefix),
          ),
        ]
      : []),
    ...(part === 'networkSecurityGroup'
      ? [
          typed(
            'securityRules',
            rules?.map(({ name }) => name),
          ),
        ]
      : []),
  ];
}

function ofObject(text: string, { spec }: World): readonly DetailField[] {
  const [kind, namespace = '', name = ''] = text.split('/');
  if (kind !== 'Ingress' && kind !== 'HTTPRoute' && kind !== 'Deployment' && kind !== 'StatefulSet') return [];
  const found = findObject(spec, { kind, namespace, name });
  if (found?.kind === 'Ingress')
    return [
      typed('ingressClassName', found.spec.ingressClassName),
      typed(
        'hosts',
        found.spec.rules?.map(({ host }) => host ?? '*'),
      ),
    ];
  if (found?.kind === 'HTTPRoute')
    return [
      typed(
        'parentRefs',
        found.spec.parentRefs?.map((ref) => ref.name),
      ),
      typed('hostnames', found.spec.hostnames),
    ];
  if (found?.kind === 'Deployment' || found?.kind === 'StatefulSet')
    return [typed('replicas', found.spec.replicas), typed('selector', pairs(found.spec.selector.matchLabels))];
  return [];
}
