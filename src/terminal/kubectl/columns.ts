// Columns of `kubectl get` by kind, as kubernetes/pkg/printers/internalversion/printers.go and the CRDs' additionalPrinterColumns have them.
import { at, isRecord, labelText, listAt, orNone, pairsAt, textAt } from '../plainRead.ts';
import type { Plain } from '../types.ts';
import { selectorText } from './selectorText.ts';

export interface Columns {
  readonly titles: readonly string[];
  readonly cells: (item: Plain) => readonly string[];
  /** Behind the others with `-o wide`. */
  readonly wide?: { readonly titles: readonly string[]; readonly cells: (item: Plain) => readonly string[] };
}

/** Age needs a clock and a time of birth; without one kubectl itself shows this. */
export function ageOf(item: Plain): string {
  return textAt(item, 'metadata', 'creationTimestamp') === '' ? '<unknown>' : textAt(item, 'metadata', 'creationTimestamp');
}

const name = (item: Plain): string => textAt(item, 'metadata', 'name');

function containersOf(item: Plain): { readonly names: string; readonly images: string } {
  const list = listAt(item, 'spec', 'template', 'spec', 'containers');
  return {
    names: list.map((container) => textAt(container, 'name')).join(','),
    images: list.map((container) => textAt(container, 'image')).join(','),
  };
}

function condition(item: Plain, type: string): string {
  return textAt(
    listAt(item, 'status', 'conditions').find((one) => textAt(one, 'type') === type),
    'status',
  );
}

function podStatus(item: Plain): string {
  if (textAt(item, 'metadata', 'deletionTimestamp') !== '') return 'Terminating';
  const phase = textAt(item, 'status', 'phase');
  return phase === 'Succeeded' ? 'Completed' : phase === 'Failed' ? 'Error' : phase;
}

const POD: Columns = {
  titles: ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
  cells: (item) => {
    const statuses = listAt(item, 'status', 'containerStatuses');
    const all = listAt(item, 'spec', 'containers').length;
    return [
      name(item),
      `${statuses.filter((one) => at(one, 'ready') === true).length}/${all}`,
      podStatus(item),
      '0',
      ageOf(item),
    ];
  },
  wide: {
    titles: ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
    cells: (item) => [orNone(textAt(item, 'status', 'podIP')), orNone(textAt(item, 'spec', 'nodeName')), '<none>', '<none>'],
  },
};

const DEPLOYMENT: Columns = {
  titles: ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
  cells: (item) => [
    name(item),
    `${textAt(item, 'status', 'readyReplicas') || '0'}/${textAt(item, 'spec', 'replicas') || '1'}`,
    textAt(item, 'status', 'updatedReplicas'),
    textAt(item, 'status', 'availableReplicas'),
    ageOf(item),
  ],
  wide: {
    titles: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    cells: (item) => [containersOf(item).names, containersOf(item).images, selectorText(at(item, 'spec', 'selector'))],
  },
};

const STATEFUL_SET: Columns = {
  titles: ['NAME', 'READY', 'AGE'],
  cells: (item) => [
    name(item),
    `${textAt(item, 'status', 'readyReplicas') || '0'}/${textAt(item, 'spec', 'replicas') || '1'}`,
    ageOf(item),
  ],
  wide: { titles: ['CONTAINERS', 'IMAGES'], cells: (item) => [containersOf(item).names, containersOf(item).images] },
};

const DAEMON_SET: Columns = {
  titles: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'],
  cells: (item) => [
    name(item),
    ...['desiredNumberScheduled', 'currentNumberScheduled', 'numberReady', 'updatedNumberScheduled', 'numberAvailable'].map(
      (key) => textAt(item, 'status', key),
    ),
    orNone(labelText(pairsAt(item, 'spec', 'template', 'spec', 'nodeSelector'))),
    ageOf(item),
  ],
  wide: {
    titles: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    cells: (item) => [containersOf(item).names, containersOf(item).images, selectorText(at(item, 'spec', 'selector'))],
  },
};

export function externalIps(item: Plain): string {
  const type = textAt(item, 'spec', 'type');
  const own = listAt(item, 'spec', 'externalIPs').map(String);
  if (type === 'ExternalName') return textAt(item, 'spec', 'externalName');
  const given = listAt(item, 'status', 'loadBalancer', 'ingress').map((one) => textAt(one, 'ip'));
  const all = [...given, ...own];
  return type === 'LoadBalancer' && given.length === 0 ? [...own, '<pending>'].join(',') : orNone(all.join(','));
}

export function portTexts(item: Plain): string {
  const ports = listAt(item, 'spec', 'ports').map((port) => {
    const node = textAt(port, 'nodePort');
    return `${textAt(port, 'port')}${node === '' ? '' : `:${node}`}/${textAt(port, 'protocol')}`;
  });
  return orNone(ports.join(','));
}

const SERVICE: Columns = {
  titles: ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
  cells: (item) => [
    name(item),
    textAt(item, 'spec', 'type'),
    orNone(textAt(item, 'spec', 'clusterIP')),
    externalIps(item),
    portTexts(item),
    ageOf(item),
  ],
  wide: { titles: ['SELECTOR'], cells: (item) => [orNone(labelText(pairsAt(item, 'spec', 'selector')))] },
};

/** At most three, then how many more there are. */
function few(texts: readonly string[]): string {
  return orNone(texts.length > 3 ? `${texts.slice(0, 3).join(',')} + ${texts.length - 3} more...` : texts.join(','));
}

export function endpointText(item: Plain): string {
  return few(
    listAt(item, 'subsets').flatMap((subset) =>
      listAt(subset, 'ports').flatMap((port) =>
        listAt(subset, 'addresses').map((address) => `${textAt(address, 'ip')}:${textAt(port, 'port')}`),
      ),
    ),
  );
}

const ENDPOINT_SLICE: Columns = {
  titles: ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'],
  cells: (item) => [
    name(item),
    textAt(item, 'addressType'),
    listAt(item, 'ports').length === 0 ? '<unset>' : few(listAt(item, 'ports').map((port) => textAt(port, 'port') || '*')),
    listAt(item, 'endpoints').length === 0
      ? '<unset>'
      : few(listAt(item, 'endpoints').flatMap((endpoint) => listAt(endpoint, 'addresses').map(String))),
    ageOf(item),
  ],
};

const INGRESS: Columns = {
  titles: ['NAME', 'CLASS', 'HOSTS', 'ADDRESS', 'PORTS', 'AGE'],
  cells: (item) => {
    const hosts = listAt(item, 'spec', 'rules').flatMap((rule) => textAt(rule, 'host') || []);
    return [
      name(item),
      orNone(textAt(item, 'spec', 'ingressClassName') || textAt(item, 'metadata', 'annotations', 'kubernetes.io/ingress.class')),
      hosts.length === 0 ? '*' : few(hosts),
      listAt(item, 'status', 'loadBalancer', 'ingress')
        .map((one) => textAt(one, 'ip'))
        .join(','),
      listAt(item, 'spec', 'tls').length > 0 ? '80, 443' : '80',
      ageOf(item),
    ];
  },
};

const NODE: Columns = {
  titles: ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
  cells: (item) => [
    name(item),
    condition(item, 'Ready') === 'True' ? 'Ready' : 'NotReady',
    '<none>',
    ageOf(item),
    textAt(item, 'status', 'nodeInfo', 'kubeletVersion'),
  ],
  wide: {
    titles: ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'],
    cells: (item) => [
      orNone(
        textAt(
          listAt(item, 'status', 'addresses').find((one) => textAt(one, 'type') === 'InternalIP'),
          'address',
        ),
      ),
      '<none>',
      ...['osImage', 'kernelVersion', 'containerRuntimeVersion'].map((key) => textAt(item, 'status', 'nodeInfo', key)),
    ],
  },
};

/** NAME, some fields, AGE. */
function byFields(fields: readonly (readonly [string, (item: Plain) => string])[], withAge: boolean = true): Columns {
  return {
    titles: ['NAME', ...fields.map(([title]) => title), ...(withAge ? ['AGE'] : [])],
    cells: (item) => [name(item), ...fields.map(([, read]) => read(item)), ...(withAge ? [ageOf(item)] : [])],
  };
}

const text =
  (...path: string[]): ((item: Plain) => string) =>
  (item) =>
    textAt(item, ...path);

const COLUMNS: Readonly<Record<string, Columns>> = {
  Pod: POD,
  Deployment: DEPLOYMENT,
  StatefulSet: STATEFUL_SET,
  DaemonSet: DAEMON_SET,
  Service: SERVICE,
  Endpoints: byFields([['ENDPOINTS', endpointText]]),
  EndpointSlice: ENDPOINT_SLICE,
  Ingress: INGRESS,
  IngressClass: byFields([
    ['CONTROLLER', text('spec', 'controller')],
    ['PARAMETERS', () => '<none>'],
  ]),
  NetworkPolicy: byFields([['POD-SELECTOR', (item) => selectorText(at(item, 'spec', 'podSelector'))]]),
  Node: NODE,
  Namespace: byFields([['STATUS', text('status', 'phase')]]),
  Secret: byFields([
    ['TYPE', text('type')],
    // Certificate and key: their bytes are never kept here.
    ['DATA', () => '2'],
  ]),
  GatewayClass: byFields([
    ['CONTROLLER', text('spec', 'controllerName')],
    ['ACCEPTED', (item) => condition(item, 'Accepted') || 'Unknown'],
  ]),
  Gateway: byFields([
    ['CLASS', text('spec', 'gatewayClassName')],
    ['ADDRESS', (item) => textAt(listAt(item, 'status', 'addresses')[0], 'value')],
    ['PROGRAMMED', (item) => condition(item, 'Programmed') || 'Unknown'],
  ]),
  HTTPRoute: byFields([
    [
      'HOSTNAMES',
      (item) => {
        const hosts = listAt(item, 'spec', 'hostnames');
        return hosts.length === 0 ? '' : JSON.stringify(hosts);
      },
    ],
  ]),
  AdminNetworkPolicy: byFields([['PRIORITY', text('spec', 'priority')]]),
  ClusterNetworkPolicy: byFields([
    ['TIER', text('spec', 'tier')],
    ['PRIORITY', text('spec', 'priority')],
  ]),
  NginxIngressController: byFields(
    [
      ['INGRESSCLASS', text('spec', 'ingressClassName')],
      ['CONTROLLERNAMEPREFIX', text('spec', 'controllerNamePrefix')],
      ['AVAILABLE', () => 'True'],
    ],
    false,
  ),
  CiliumNetworkPolicy: {
    titles: ['NAME', 'AGE', 'VALID'],
    cells: (item) => [name(item), ageOf(item), 'True'],
  },
  CiliumClusterwideNetworkPolicy: {
    titles: ['NAME', 'AGE', 'VALID'],
    cells: (item) => [name(item), ageOf(item), 'True'],
  },
};

const PLAIN_COLUMNS: Columns = byFields([]);

export function columnsOf(kind: string): Columns {
  return Object.hasOwn(COLUMNS, kind) ? (COLUMNS[kind] ?? PLAIN_COLUMNS) : PLAIN_COLUMNS;
}

export function labelsOf(item: Plain): Readonly<Record<string, string>> {
  const labels = at(item, 'metadata', 'labels');
  return isRecord(labels) ? (labels as Readonly<Record<string, string>>) : {};
}
