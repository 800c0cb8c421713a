// Cilium's own checks, in its words. Rules: CIL1, CIL2, CIL4, CIL7, CIL9, CIL11–CIL13.
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import { isIpv6, isIpv6Cidr, isStrictSubset } from './addresses.ts';
import { checkSelector } from './names.ts';
import { type Findings, invalid } from './problems.ts';
import { bool, has, list, number, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const ENTITIES: ReadonlySet<string> = new Set(
  'all world world-ipv4 world-ipv6 cluster host init ingress unmanaged remote-node health none kube-apiserver'.split(' '),
);
const PEERS = {
  ingress: ['fromEndpoints', 'fromCIDR', 'fromCIDRSet', 'fromEntities', 'fromNodes', 'fromGroups'],
  egress: ['toCIDR', 'toCIDRSet', 'toEndpoints', 'toEntities', 'toServices', 'toFQDNs', 'toGroups', 'toNodes'],
} as const;
const MOST_PORTS = 40;
/** Letters of a name or a pattern of names, as Cilium admits them. */
const NAME = /^[-a-zA-Z0-9_.]+$/;
const PATTERN = /^[-a-zA-Z0-9_.*]+$/;

export function checkCilium(found: Findings, kind: string, object: Rec): void {
  if (has(object, 'spec')) checkCiliumRule(found, kind, { rule: record(object['spec']), path: ['spec'] });
  list(object, 'specs')?.forEach((rule, index) => checkCiliumRule(found, kind, { rule: record(rule), path: ['specs', index] }));
}

interface Where {
  readonly rule: Rec;
  readonly path: Path;
}

function checkCiliumRule(found: Findings, kind: string, { rule, path }: Where): void {
  const wrong = (detail: string, at: Path = path): void => found.fail(invalid('CIL1', at, {}, detail));
  const [endpoints, nodes] = [has(rule, 'endpointSelector'), has(rule, 'nodeSelector')];
  if (!endpoints && !nodes) wrong('rule must have one of EndpointSelector or NodeSelector');
  if (endpoints && nodes) wrong('rule cannot have both EndpointSelector and NodeSelector');
  if (nodes && kind === 'CiliumNetworkPolicy') wrong('NodeSelector is only allowed in a CiliumClusterwideNetworkPolicy');
  checkCiliumSelector(found, rule['endpointSelector'], [...path, 'endpointSelector']);
  for (const direction of ['ingress', 'egress'] as const) {
    for (const deny of [false, true]) {
      const field = deny ? `${direction}Deny` : direction;
      list(rule, field)?.forEach((item, index) => {
        const part = record(item);
        const here = [...path, field, index];
        checkPeers(found, { rule: part, path: here }, direction);
        checkPortRules(found, { rule: part, path: here }, { direction, deny });
        if (deny && has(part, 'toFQDNs')) wrong('ToFQDNs is not supported in a deny rule', here);
      });
      const off = bool(record(rule['enableDefaultDeny']), direction) === false;
      const rules = (list(rule, field) ?? []).flatMap((item) => list(record(item), 'toPorts') ?? []);
      if (off && rules.some((ports) => has(record(ports), 'rules')))
        found.fail(
          invalid('CIL2', [...path, 'enableDefaultDeny', direction], false, 'L7 rules are not allowed without default deny'),
        );
    }
  }
}

function checkPeers(found: Findings, { rule, path }: Where, direction: 'ingress' | 'egress'): void {
  const used = PEERS[direction].filter((field) => (list(rule, field) ?? []).length > 0);
  const capital = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);
  const [first, second] = used;
  if (first !== undefined && second !== undefined)
    found.fail(invalid('CIL9', path, {}, `Combining ${capital(first)} and ${capital(second)} is not supported yet`));
  if (used.includes('toServices') && (list(rule, 'toPorts') ?? []).length > 0)
    found.fail(invalid('CIL13', path, {}, 'Combining ToServices and ToPorts is not supported yet'));
  const side = direction === 'ingress' ? 'from' : 'to';
  for (const field of [`${side}Endpoints`, `${side}Requires`])
    list(rule, field)?.forEach((selector, index) => checkCiliumSelector(found, selector, [...path, field, index]));
  texts(rule, `${side}Entities`)?.forEach((entity, index) => {
    if (!ENTITIES.has(entity))
      found.fail(invalid('CIL7', [...path, `${side}Entities`, index], entity, `unsupported entity: ${entity}`));
  });
  texts(rule, `${side}CIDR`)?.forEach((cidr, index) => checkRange(found, cidr, [...path, `${side}CIDR`, index]));
  list(rule, `${side}CIDRSet`)?.forEach((item, index) => {
    const set = record(item);
    const here = [...path, `${side}CIDRSet`, index];
    const cidr = text(set, 'cidr');
    if (cidr === undefined) return;
    checkRange(found, cidr, [...here, 'cidr']);
    texts(set, 'except')?.forEach((except, position) => {
      const at = [...here, 'except', position];
      if (checkRange(found, except, at) && except !== cidr && !isStrictSubset(except, cidr))
        found.fail(invalid('CIL8', at, except, `allow CIDR prefix ${cidr} does not contain exclude CIDR prefix ${except}`));
    });
  });
  list(rule, 'toFQDNs')?.forEach((name, index) => checkName(found, record(name), [...path, 'toFQDNs', index]));
}

function checkRange(found: Findings, cidr: string, path: Path): boolean {
  if (parseCidr(cidr) || parseIpv4(cidr) !== undefined) return true;
  if (isIpv6Cidr(cidr) || isIpv6(cidr)) {
    found.note({ path, treatment: 'unsupported', reason: 'report.ipv6' });
    return true;
  }
  found.fail(invalid('CIL8', path, cidr, 'unable to parse CIDR'));
  return false;
}

function checkName(found: Findings, name: Rec, path: Path): void {
  const exact = text(name, 'matchName');
  const pattern = text(name, 'matchPattern');
  if (exact === undefined && pattern === undefined) found.fail(invalid('CIL9', path, {}, 'Name or pattern is required'));
  if (exact !== undefined && !NAME.test(exact))
    found.fail(invalid('CIL9', [...path, 'matchName'], exact, 'Invalid characters in MatchName'));
  if (pattern !== undefined && !PATTERN.test(pattern))
    found.fail(invalid('CIL9', [...path, 'matchPattern'], pattern, 'Invalid characters in MatchPattern'));
}

function checkPortRules(
  found: Findings,
  { rule, path }: Where,
  { direction, deny }: { readonly direction: 'ingress' | 'egress'; readonly deny: boolean },
): void {
  if ((list(rule, 'icmps') ?? []).length > 0 && (list(rule, 'toPorts') ?? []).length > 0)
    found.fail(
      invalid('CIL11', path, {}, 'The ICMPs block may only be present without ToPorts. Define a separate rule to use ToPorts.'),
    );
  list(rule, 'toPorts')?.forEach((item, index) => {
    const ports = record(item);
    const here = [...path, 'toPorts', index];
    const entries = list(ports, 'ports') ?? [];
    if (entries.length > MOST_PORTS)
      found.fail(invalid('CIL11', [...here, 'ports'], entries.length, `too many ports, the max is ${MOST_PORTS}`));
    entries.forEach((entry, position) => checkCiliumPort(found, record(entry), [...here, 'ports', position]));
    if (!has(ports, 'rules')) return;
    const wrong = (detail: string): void => found.fail(invalid('CIL12', [...here, 'rules'], {}, detail));
    const rules = record(ports['rules']);
    const dns = (list(rules, 'dns') ?? []).length > 0;
    if (deny) wrong('L7 rules are not supported in a deny rule');
    if (direction === 'ingress' && dns) wrong('DNS rules are not allowed on ingress');
    if (['http', 'dns', 'kafka', 'l7proto'].filter((type) => has(rules, type)).length > 1)
      wrong('multiple L7 protocol rule types specified in single rule');
    if (dns && entries.length === 0) wrong('Port 53 must be specified for DNS rules');
    for (const entry of entries.map(record)) {
      const protocol = text(entry, 'protocol') ?? 'ANY';
      if (!dns && protocol !== 'TCP') wrong(`L7 rules can only apply to TCP (not ${protocol}) except for DNS rules`);
      if ((number(entry, 'endPort') ?? 0) > Number(text(entry, 'port'))) wrong('L7 rules do not support port ranges');
      if (text(entry, 'port') === '0') wrong('L7 rules can not be used when a port is 0');
    }
    list(rules, 'dns')?.forEach((name, position) => checkName(found, record(name), [...here, 'rules', 'dns', position]));
  });
}

function checkCiliumPort(found: Findings, entry: Rec, path: Path): void {
  const port = text(entry, 'port');
  const wrong = (detail: string): void => found.fail(invalid('CIL11', [...path, 'port'], port ?? '', detail));
  if (port === undefined) wrong('Port must be specified');
  else if (/^\d+$/.test(port)) {
    if (Number(port) > 65_535)
      wrong(`Unable to parse port: strconv.ParseUint: parsing "${port.slice(0, 20)}": value out of range`);
  } else if (port.length > 15 || !/^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(port) || !/[a-zA-Z]/.test(port))
    wrong(`Unable to parse port: strconv.ParseUint: parsing "${port.slice(0, 20)}": invalid syntax`);
  const endPort = number(entry, 'endPort');
  if (endPort !== undefined && (endPort < 0 || endPort > 65_535))
    found.fail(invalid('CIL11', [...path, 'endPort'], endPort, 'must be between 0 and 65535, inclusive'));
}

/** Label keys may say where the label comes from: `k8s:app`. */
function checkCiliumSelector(found: Findings, selector: unknown, path: Path): void {
  const source = record(selector);
  const plainKey = (key: string): string => key.replace(/^(?:k8s|any|reserved|cidr|container):/, '');
  const labels = Object.entries(record(source['matchLabels'])).map(([key, value]) => [plainKey(key), value] as const);
  const expressions = (list(source, 'matchExpressions') ?? []).map((item) => {
    const expression = record(item);
    return { ...expression, key: plainKey(text(expression, 'key') ?? '') };
  });
  checkSelector(found.fail, { matchLabels: Object.fromEntries(labels), matchExpressions: expressions }, path);
}
