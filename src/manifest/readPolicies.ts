// NetworkPolicy v1, defaulted and validated. Rules: NP11–NP18, NP26, NP29, NP33, VAL18–VAL30.
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule, ObjectMeta } from '../engine/model/kubernetes.ts';
import { cidrContainsCidr, formatCidr, parseCidr } from '../engine/net/ipv4.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { checkPort, checkSelector } from './names.ts';
import { type Fail, forbidden, invalid, required, warning } from './problems.ts';
import { readSelector } from './readMeta.ts';
import { compact, has, list, number, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const CIDR_TEXT = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

export function readNetworkPolicy(fail: Fail, object: Rec, metadata: ObjectMeta): NetworkPolicy {
  const spec = record(object['spec']);
  checkSelector(fail, spec['podSelector'], ['spec', 'podSelector']);
  const ingress = list(spec, 'ingress')?.map((rule, index) => readRule(fail, rule, 'from', ['spec', 'ingress', index]));
  const egress = list(spec, 'egress')?.map((rule, index) => readRule(fail, rule, 'to', ['spec', 'egress', index]));
  const given = texts(spec, 'policyTypes') ?? [];
  if (given.length > 2) fail(invalid('VAL29', ['spec', 'policyTypes'], given, 'may not specify more than two policyTypes'));
  const types = given.length > 0 ? given : ['Ingress', ...((egress ?? []).length > 0 ? ['Egress'] : [])];
  const policyTypes = (['Ingress', 'Egress'] as const).filter((type) => types.includes(type));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: readSelector(spec['podSelector']),
      policyTypes,
      ...(ingress && ingress.length > 0 ? { ingress } : {}),
      ...(egress && egress.length > 0 ? { egress } : {}),
    },
  };
}

function readRule(fail: Fail, value: unknown, side: 'from' | 'to', path: Path): NetworkPolicyRule {
  const rule = record(value);
  const peers = (list(rule, side) ?? []).map((peer, index) => readPeer(fail, peer, [...path, side, index]));
  const ports = (list(rule, 'ports') ?? []).map((port, index) => readPolicyPort(fail, port, [...path, 'ports', index]));
  return { ...(peers.length > 0 ? { peers } : {}), ...(ports.length > 0 ? { ports } : {}) };
}

function readPeer(fail: Fail, value: unknown, path: Path): NetworkPolicyPeer {
  const peer = record(value);
  const bySelector = has(peer, 'podSelector') || has(peer, 'namespaceSelector');
  checkSelector(fail, peer['podSelector'], [...path, 'podSelector']);
  checkSelector(fail, peer['namespaceSelector'], [...path, 'namespaceSelector']);
  if (!has(peer, 'ipBlock') && !bySelector) fail(required('VAL19', path, 'must specify a peer'));
  if (has(peer, 'ipBlock') && bySelector) fail(forbidden('VAL20', path, 'may not specify both ipBlock and another peer'));
  if (has(peer, 'ipBlock')) {
    const block = record(peer['ipBlock']);
    const cidr = text(block, 'cidr');
    const except = texts(block, 'except') ?? [];
    checkBlock(fail, cidr, except, [...path, 'ipBlock']);
    return { ipBlock: { cidr: cidr ?? '', ...(except.length > 0 ? { except } : {}) } };
  }
  return {
    ...(has(peer, 'podSelector') ? { podSelector: readSelector(peer['podSelector']) } : {}),
    // Present but empty is not absent: all namespaces against the policy's own (NP23).
    ...(has(peer, 'namespaceSelector') ? { namespaceSelector: readSelector(peer['namespaceSelector']) } : {}),
  };
}

function checkBlock(fail: Fail, cidr: string | undefined, except: readonly string[], path: Path): void {
  if (cidr === undefined) {
    fail(required('VAL21', [...path, 'cidr']));
    return;
  }
  const range = parseCidr(cidr);
  if (!range) fail(invalid('VAL22', [...path, 'cidr'], cidr, CIDR_TEXT));
  else if (formatCidr(range) !== cidr) fail(warning('VAL23', [...path, 'cidr'], `CIDR value "${cidr}" is ambiguous in this context (should be "${formatCidr(range)}")`));
  except.forEach((item, index) => {
    const inner = parseCidr(item);
    const here = [...path, 'except', index];
    if (!inner) fail(invalid('VAL22', here, item, CIDR_TEXT));
    else if (range && (inner.prefix <= range.prefix || !cidrContainsCidr(range, inner))) fail(invalid('VAL24', here, item, 'must be a strict subset of `cidr`'));
  });
}

function readPolicyPort(fail: Fail, value: unknown, path: Path): NetworkPolicyPort {
  const source = record(value);
  const port = number(source, 'port') ?? text(source, 'port');
  const endPort = number(source, 'endPort');
  checkPort(fail, port, [...path, 'port']);
  if (endPort !== undefined) {
    if (port === undefined) fail(invalid('VAL26', [...path, 'endPort'], endPort, 'may not be specified when `port` is not specified'));
    else if (typeof port === 'string') fail(invalid('VAL27', [...path, 'endPort'], endPort, 'may not be specified when `port` is non-numeric'));
    else if (endPort < port) fail(invalid('VAL28', [...path, 'endPort'], endPort, 'must be greater than or equal to `port`'));
    else if (endPort > 65_535) fail(invalid('VAL16', [...path, 'endPort'], endPort, 'must be between 1 and 65535, inclusive'));
  }
  return compact({ protocol: (text(source, 'protocol') ?? 'TCP') as Protocol, port, endPort }) as NetworkPolicyPort;
}
