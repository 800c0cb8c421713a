// The palette: new things to put into a namespace, a room or a subnet, named so that nothing collides. What is chosen lends labels and ports.
import { listObjects } from '../../engine/model/spec.ts';
import { quote } from '../azure/shell.ts';
import type { Plain } from '../mergePatch.ts';
import { written } from './connect.ts';
import { type Draft, type GestureRefusal, no, type Offer, type Scene } from './gestureTypes.ts';
import { type Pods, type SubnetEnd, type Thing, thingOf } from './things.ts';
import { distinct, labelText, servicePlain } from './wireService.ts';
import { byCommands, byObjects, freeAmong, freeName, selectionOf } from './writing.ts';

/** Something to add, with the reason where it may not be. */
export interface PaletteItem {
  /** Its name is `gesture.add.CODE` in words/. */
  readonly code: string;
  readonly offer?: Offer;
  readonly refusal?: Omit<GestureRefusal, 'ok'>;
}

export interface Spot {
  readonly namespace: string;
  /** What is chosen: a room, pods, a Service, a subnet. */
  readonly near?: string;
}

interface Place {
  readonly scene: Scene;
  readonly namespace: string;
  readonly near: Thing | undefined;
}

type Maker = (place: Place) => Draft | GestureRefusal;

const IMAGE = 'nginx';
const PORT = 80;
const APP_ROUTING_CLASS = 'webapprouting.kubernetes.azure.com';

const MAKERS: readonly (readonly [code: string, make: Maker])[] = [
  ['pod', newPod],
  ['deployment', newDeployment],
  ['service', newService],
  ['ingress', newIngress],
  ['deny', (place) => newPolicy(place, 'deny', { policyTypes: ['Ingress'] })],
  ['denyOut', (place) => newPolicy(place, 'denyOut', { policyTypes: ['Egress'] })],
  ['allowDns', (place) => newPolicy(place, 'allowDns', { policyTypes: ['Egress'], egress: [DNS_RULE] })],
  ['namespace', newNamespace],
];

const AZURE_MAKERS: readonly (readonly [code: string, make: (place: Place, end: SubnetEnd) => Draft | GestureRefusal])[] = [
  ['routeTable', newRouteTable],
  ['guard', newGuard],
  ['natGateway', newNatGateway],
];

export function listPalette(scene: Scene, spot: Spot): readonly PaletteItem[] {
  const near = spot.near === undefined ? undefined : thingOf(scene, spot.near);
  const place: Place = { scene, namespace: spot.namespace, near };
  const made = [
    ...MAKERS.map(([code, make]) => [code, make(place)] as const),
    ...(near?.type === 'subnet' ? AZURE_MAKERS.map(([code, make]) => [code, make(place, near)] as const) : []),
  ];
  return made.flatMap(([code, draft]): PaletteItem[] => {
    if ('ok' in draft) return [{ code, refusal: { code: draft.code, params: draft.params } }];
    const refusal = scene.refusalOf?.(draft.edit);
    // Outside every namespace the level's sentence would name none.
    if (refusal) return code === 'namespace' ? [] : [{ code, refusal }];
    const makes = draft.makes ?? selectionOf(draft.edit);
    return [{ code, offer: written({ ...draft, ...(makes === undefined ? {} : { makes }) }) }];
  });
}

/** Namespaces to choose from; `default` is always there. */
export function namespacesOf({ spec }: Scene): string[] {
  const names = listObjects(spec, 'Namespace').map(({ metadata }) => metadata.name);
  return [...new Set([...names, 'default'])];
}

function newPod({ scene, namespace, near }: Place): Draft | GestureRefusal {
  const name = freeName(scene.spec, { kind: 'Pod', namespace }, 'visitor');
  const params = { name: `${namespace}/${name}`, node: near?.type === 'node' ? near.name : '' };
  if (near?.type !== 'node') {
    const line = `kubectl run ${quote(name)} -n ${quote(namespace)} --image=${IMAGE} --labels=app=${quote(name)} --port=${PORT}`;
    return byCommands(scene.spec, [line], { code: 'new.pod', params });
  }
  const spec = { nodeName: near.name, containers: [{ name, image: IMAGE, ports: [{ containerPort: PORT }] }] };
  const plain: Plain = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, spec };
  return byObjects(scene.spec, [plain], { code: 'new.podAt', params });
}

function newDeployment({ scene, namespace }: Place): Draft | GestureRefusal {
  const name = freeName(scene.spec, { kind: 'Deployment', namespace }, 'web');
  const line = `kubectl create deployment ${quote(name)} -n ${quote(namespace)} --image=${IMAGE} --replicas=2 --port=${PORT}`;
  const meaning = { code: 'new.deployment', params: { name: `${namespace}/${name}`, count: 2 } };
  return byCommands(scene.spec, [line], meaning);
}

/** For the chosen pods, else for the first workload or pod with labels in the namespace. */
function newService({ scene, namespace, near }: Place): Draft | GestureRefusal {
  const pods = near?.type === 'pods' && near.namespace === namespace ? near : firstPods(scene, namespace);
  if (!pods) return no('new.service', { namespace });
  const name = freeName(scene.spec, { kind: 'Service', namespace }, pods.labels['app'] ?? pods.name);
  const target = distinct(pods.ports, 'TCP')[0]?.containerPort ?? PORT;
  const plain = servicePlain({ namespace, name }, pods.labels, { port: PORT, targetPort: target });
  const params = { name: `${namespace}/${name}`, labels: labelText(pods.labels), port: PORT, target };
  return byObjects(scene.spec, [plain], { code: 'new.service', params });
}

function firstPods(scene: Scene, namespace: string): Pods | undefined {
  for (const pod of scene.plan.pods) {
    if (pod.namespace !== namespace) continue;
    const thing = thingOf(scene, `pod:${pod.namespace}/${pod.name}`);
    if (thing?.type === 'pods' && Object.keys(thing.labels).length > 0) return thing;
  }
  return undefined;
}

/** Classes that somebody serves or declares here: IngressClass objects, helm's controllers, the application routing add-on (C-14, ING13). */
function ingressClasses({ spec }: Scene): string[] {
  const cluster = spec.network.managedClusters[0];
  const declared = listObjects(spec, 'IngressClass').map(({ metadata }) => metadata.name);
  const installed = (cluster?.ingressControllers ?? []).map((item) => item.class);
  const addOn = cluster?.ingressProfile?.webAppRouting?.enabled === true ? [APP_ROUTING_CLASS] : [];
  return [...new Set([...declared, ...installed, ...addOn])];
}

/** To the chosen Service, else to the first of the namespace; of the only class where there is one. */
function newIngress({ scene, namespace, near }: Place): Draft | GestureRefusal {
  const services = listObjects(scene.spec, 'Service').filter(
    ({ metadata, spec }) => metadata.namespace === namespace && spec.ports.length > 0,
  );
  const service = services.find(({ metadata }) => near?.type === 'service' && metadata.name === near.name) ?? services[0];
  const port = service?.spec.ports[0]?.port;
  if (!service || port === undefined) return no('new.ingress', { namespace });
  const [only, more] = ingressClasses(scene);
  const name = freeName(scene.spec, { kind: 'Ingress', namespace }, 'front');
  const className = only !== undefined && more === undefined ? ` --class=${quote(only)}` : '';
  const line = `kubectl create ingress ${quote(name)} -n ${quote(namespace)}${className} --rule=${quote(`/*=${service.metadata.name}:${port}`)}`;
  const params = { name: `${namespace}/${name}`, service: service.metadata.name, port };
  return byCommands(scene.spec, [line], { code: 'new.ingress', params });
}

const DNS_RULE = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

const POLICY_NAMES = { deny: 'default-deny', denyOut: 'default-deny-egress', allowDns: 'allow-dns' } as const;

/** For every pod of the namespace, or for the chosen ones (NP11, NP12). */
function newPolicy({ scene, namespace, near }: Place, code: keyof typeof POLICY_NAMES, spec: Plain): Draft | GestureRefusal {
  const pods = near?.type === 'pods' && near.namespace === namespace && Object.keys(near.labels).length > 0 ? near : undefined;
  const wanted = pods ? `${pods.name}-${POLICY_NAMES[code].replace('default-', '')}` : POLICY_NAMES[code];
  const name = freeName(scene.spec, { kind: 'NetworkPolicy', namespace }, wanted);
  const plain: Plain = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: pods ? { matchLabels: pods.labels } : {}, ...spec },
  };
  const params = { name: `${namespace}/${name}`, namespace, labels: pods ? labelText(pods.labels) : '' };
  return byObjects(scene.spec, [plain], { code: pods ? `new.${code}Some` : `new.${code}`, params });
}

function newNamespace({ scene }: Place): Draft | GestureRefusal {
  const name = freeName(scene.spec, { kind: 'Namespace', namespace: '' }, 'team');
  return byCommands(scene.spec, [`kubectl create namespace ${quote(name)}`], { code: 'new.namespace', params: { name } });
}

const GROUP = '--resource-group $RG';

function namedAmong(items: readonly { readonly name: string }[] | undefined, wanted: string): string {
  return freeAmong(wanted, (text) => items?.some((item) => item.name === text) === true);
}

function update({ vnet, subnet }: SubnetEnd, flag: string, name: string): string {
  return `az network vnet subnet update ${GROUP} --vnet-name ${quote(vnet.name)} --name ${quote(subnet.name)} ${flag} ${quote(name)}`;
}

function newRouteTable({ scene }: Place, end: SubnetEnd): Draft | GestureRefusal {
  const name = namedAmong(scene.spec.network.routeTables, `rt-${end.subnet.name}`);
  const lines = [`az network route-table create ${GROUP} --name ${quote(name)}`, update(end, '--route-table', name)];
  return byCommands(scene.spec, lines, { code: 'new.routeTable', params: { name, subnet: end.subnet.name } });
}

function newGuard({ scene }: Place, end: SubnetEnd): Draft | GestureRefusal {
  const name = namedAmong(scene.spec.network.networkSecurityGroups, `nsg-${end.subnet.name}`);
  const lines = [`az network nsg create ${GROUP} --name ${quote(name)}`, update(end, '--network-security-group', name)];
  return byCommands(scene.spec, lines, { code: 'new.guard', params: { name, subnet: end.subnet.name } });
}

function newNatGateway({ scene }: Place, end: SubnetEnd): Draft | GestureRefusal {
  const { natGateways, publicIPAddresses } = scene.spec.network;
  const name = namedAmong(natGateways, `nat-${end.subnet.name}`);
  const address = namedAmong(publicIPAddresses, `pip-${name}`);
  const lines = [
    `az network public-ip create ${GROUP} --name ${quote(address)} --sku Standard`,
    `az network nat gateway create ${GROUP} --name ${quote(name)} --public-ip-addresses ${quote(address)}`,
    update(end, '--nat-gateway', name),
  ];
  const params = { name, subnet: end.subnet.name, address };
  return byCommands(scene.spec, lines, { code: 'new.natGateway', params, makes: `device:${name}` });
}
