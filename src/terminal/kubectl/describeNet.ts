// kubectl describe of what joins pods: Services, Ingresses, NetworkPolicies.
import { at, labelText, listAt, pairsAt, textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';
import { mapRows, type Row } from './describeRows.ts';
import { listItems, nameOf, namespaceOf } from './items.ts';
import { selectorText } from './selectorText.ts';

/** Ready addresses of a Service at one of its ports, `ip:port`. */
function addressesAt(
  all: readonly Plain[],
  service: { readonly namespace: string; readonly name: string },
  index: number,
): string {
  const found = all.find((item) => namespaceOf(item) === service.namespace && nameOf(item) === service.name);
  const subset = listAt(found, 'subsets')[0];
  const port = textAt(listAt(subset, 'ports')[index], 'port');
  const texts = listAt(subset, 'addresses').map((address) => `${textAt(address, 'ip')}:${port}`);
  return texts.length > 3 ? `${texts.slice(0, 3).join(',')} + ${texts.length - 3} more...` : texts.join(',');
}

export async function describeService(item: Plain, env: TerminalEnv): Promise<readonly Row[]> {
  const all = await listItems('Endpoints', env);
  const spec = (key: string): string => textAt(item, 'spec', key);
  const type = spec('type');
  const ips = listAt(item, 'status', 'loadBalancer', 'ingress').map(
    (one) => `${textAt(one, 'ip')} (${textAt(one, 'ipMode') || 'VIP'})`,
  );
  const ranges = listAt(item, 'spec', 'loadBalancerSourceRanges').map(String);
  const owner = { namespace: namespaceOf(item), name: nameOf(item) };
  const ports = listAt(item, 'spec', 'ports').flatMap((port, index): readonly Row[] => {
    const name = textAt(port, 'name') || '<unset>';
    const protocol = textAt(port, 'protocol');
    return [
      ['Port:', name, `${textAt(port, 'port')}/${protocol}`],
      ['TargetPort:', `${textAt(port, 'targetPort')}/${protocol}`],
      ...(textAt(port, 'nodePort') === '' ? [] : [['NodePort:', name, `${textAt(port, 'nodePort')}/${protocol}`]]),
      ['Endpoints:', addressesAt(all, owner, index)],
    ];
  });
  return [
    ['Name:', nameOf(item)],
    ['Namespace:', namespaceOf(item)],
    ...mapRows('Labels:', item, 'labels'),
    ...mapRows('Annotations:', item, 'annotations'),
    ['Selector:', labelText(pairsAt(item, 'spec', 'selector')) || '<none>'],
    ['Type:', type],
    ...(type === 'ExternalName'
      ? [['External Name:', spec('externalName')]]
      : [
          ['IP Family Policy:', 'SingleStack'],
          ['IP Families:', 'IPv4'],
          ['IP:', spec('clusterIP')],
          ['IPs:', spec('clusterIP')],
        ]),
    ...(spec('loadBalancerIP') === '' ? [] : [['Desired LoadBalancer IP:', spec('loadBalancerIP')]]),
    ...(ips.length === 0 ? [] : [['LoadBalancer Ingress:', ips.join(', ')]]),
    ...ports,
    ['Session Affinity:', spec('sessionAffinity') || 'None'],
    ...(spec('externalTrafficPolicy') === '' ? [] : [['External Traffic Policy:', spec('externalTrafficPolicy')]]),
    ...(spec('internalTrafficPolicy') === '' ? [] : [['Internal Traffic Policy:', spec('internalTrafficPolicy')]]),
    ...(spec('healthCheckNodePort') === '' ? [] : [['HealthCheck NodePort:', spec('healthCheckNodePort')]]),
    ...(ranges.length === 0 ? [] : [['LoadBalancer Source Ranges:', ranges.join(',')]]),
    ...(spec('trafficDistribution') === '' ? [] : [['Traffic Distribution:', spec('trafficDistribution')]]),
    ['Events:', '<none>'],
  ];
}

export async function describeIngress(item: Plain, env: TerminalEnv): Promise<readonly Row[]> {
  const all = await listItems('Endpoints', env);
  const backend = (value: unknown): string => {
    const service = textAt(value, 'service', 'name');
    if (service === '') return '<default>';
    const port = textAt(value, 'service', 'port', 'number') || textAt(value, 'service', 'port', 'name');
    const plan = env.plan.services.find((one) => one.namespace === namespaceOf(item) && one.name === service);
    if (!plan) return `${service}:${port} (<error: services "${service}" not found>)`;
    const index = plan.ports.findIndex((one) => String(one.port) === port || one.name === port);
    return `${service}:${port} (${index < 0 ? '' : addressesAt(all, plan, index)})`;
  };
  const rules = listAt(item, 'spec', 'rules').flatMap((rule): readonly Row[] => [
    [`  ${textAt(rule, 'host') || '*'}`, ' '],
    ...listAt(rule, 'http', 'paths').map((path) => ['', `${textAt(path, 'path') || '*'} `, backend(at(path, 'backend'))]),
  ]);
  const tls = listAt(item, 'spec', 'tls').map((one) => [
    `  ${textAt(one, 'secretName') || 'SNI routes'} terminates ${listAt(one, 'hosts').map(String).join(',')}`,
  ]);
  return [
    ['Name:', nameOf(item)],
    ...mapRows('Labels:', item, 'labels'),
    ['Namespace:', namespaceOf(item)],
    [
      'Address:',
      listAt(item, 'status', 'loadBalancer', 'ingress')
        .map((one) => textAt(one, 'ip'))
        .join(','),
    ],
    ['Ingress Class:', textAt(item, 'spec', 'ingressClassName') || '<none>'],
    ['Default backend:', backend(at(item, 'spec', 'defaultBackend'))],
    ...(tls.length === 0 ? [] : [['TLS:'], ...tls]),
    ['Rules:'],
    ['  Host', 'Path', 'Backends'],
    ['  ----', '----', '--------'],
    ...(rules.length === 0 ? [['  *', '*', backend(at(item, 'spec', 'defaultBackend'))]] : rules),
    ...mapRows('Annotations:', item, 'annotations'),
    ['Events:', '<none>'],
  ];
}

export function describePolicy(item: Plain): readonly Row[] {
  const types = listAt(item, 'spec', 'policyTypes').map(String);
  const side = (type: 'Ingress' | 'Egress'): readonly Row[] => {
    const word = type.toLowerCase();
    if (!types.includes(type)) return [[`  Not affecting ${word} traffic`]];
    return [[`  Allowing ${word} traffic:`], ...ruleRows(listAt(item, 'spec', word), type)];
  };
  return [
    ['Name:', nameOf(item)],
    ['Namespace:', namespaceOf(item)],
    ...mapRows('Labels:', item, 'labels'),
    ...mapRows('Annotations:', item, 'annotations'),
    ['Spec:'],
    [
      `  PodSelector:     ${emptySelector(at(item, 'spec', 'podSelector')) ? '<none> (Allowing the specific traffic to all pods in this namespace)' : selectorText(at(item, 'spec', 'podSelector'))}`,
    ],
    ...side('Ingress'),
    ...side('Egress'),
    [`  Policy Types: ${types.join(', ')}`],
  ];
}

function emptySelector(selector: unknown): boolean {
  return selectorText(selector) === '<none>';
}

function ruleRows(rules: readonly unknown[], type: 'Ingress' | 'Egress'): readonly Row[] {
  if (rules.length === 0) return [[`    <none> (Selected pods are isolated for ${type.toLowerCase()} connectivity)`]];
  return rules.flatMap((rule, index): readonly Row[] => {
    const ports = listAt(rule, 'ports');
    const peers = listAt(rule, type === 'Ingress' ? 'from' : 'to');
    const side = type === 'Ingress' ? 'From' : 'To';
    return [
      ...(index === 0 ? [] : [['    ----------']]),
      ...(ports.length === 0
        ? [['    To Port: <any> (traffic allowed to all ports)']]
        : ports.map((port) => [`    To Port: ${portText(port)}`])),
      ...(peers.length === 0
        ? [[`    ${side}: <any> (traffic not restricted by ${type === 'Ingress' ? 'source' : 'destination'})`]]
        : peers.flatMap((peer): readonly Row[] => [[`    ${side}:`], ...peerRows(peer)])),
    ];
  });
}

function portText(port: unknown): string {
  const number = textAt(port, 'port') || '<any>';
  const end = textAt(port, 'endPort');
  return `${number}${end === '' ? '' : `-${end}`}/${textAt(port, 'protocol') || 'TCP'}`;
}

function peerRows(peer: unknown): readonly Row[] {
  const block = at(peer, 'ipBlock');
  if (block !== undefined)
    return [
      ['      IPBlock:'],
      [`        CIDR: ${textAt(block, 'cidr')}`],
      [`        Except: ${listAt(block, 'except').map(String).join(', ')}`],
    ];
  return (['namespaceSelector', 'podSelector'] as const).flatMap((key): readonly Row[] =>
    at(peer, key) === undefined
      ? []
      : [[`      ${key === 'podSelector' ? 'PodSelector' : 'NamespaceSelector'}: ${selectorText(at(peer, key))}`]],
  );
}
