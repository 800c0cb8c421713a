// NetworkPolicy v1, defaulted and validated. Rules: NP11–NP18, NP23, NP26, NP29, NP33, VAL18–VAL30.
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  ObjectMeta,
} from '../engine/model/kubernetes.ts';
import { PROTOCOLS } from '../engine/net/packet.ts';
import { checkCidr, isIpv6Cidr, isStrictSubset, withoutLeadingZeros } from './addresses.ts';
import { checkPort, checkSelector } from './names.ts';
import { type Findings, forbidden, invalid, required } from './problems.ts';
import { readSelector } from './readMeta.ts';
import { compact, filled, has, list, number, oneOf, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

export function readNetworkPolicy(found: Findings, object: Rec, metadata: ObjectMeta): NetworkPolicy {
  const spec = record(object['spec']);
  checkSelector(found.fail, spec['podSelector'], ['spec', 'podSelector']);
  const ingress = list(spec, 'ingress')?.map((rule, index) =>
    readRule(found, record(rule), { side: 'from', path: ['spec', 'ingress', index] }),
  );
  const egress = list(spec, 'egress')?.map((rule, index) =>
    readRule(found, record(rule), { side: 'to', path: ['spec', 'egress', index] }),
  );
  const given = texts(spec, 'policyTypes') ?? [];
  if (given.length > 2) found.fail(invalid('VAL29', ['spec', 'policyTypes'], given, 'may not specify more than two policyTypes'));
  // NP12: ingress always, egress when there are egress rules.
  const types = given.length > 0 ? given : ['Ingress', ...(filled(egress) ? ['Egress'] : [])];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: compact<NetworkPolicy['spec']>({
      podSelector: readSelector(spec['podSelector']),
      policyTypes: (['Ingress', 'Egress'] as const).filter((type) => types.includes(type)),
      ingress: filled(ingress),
      egress: filled(egress),
    }),
  };
}

function readRule(
  found: Findings,
  rule: Rec,
  { side, path }: { readonly side: 'from' | 'to'; readonly path: Path },
): NetworkPolicyRule {
  const peers = list(rule, side)?.map((peer, index) => readPeer(found, record(peer), [...path, side, index]));
  const ports = list(rule, 'ports')?.map((port, index) => readPolicyPort(found, record(port), [...path, 'ports', index]));
  return compact<NetworkPolicyRule>({ peers: filled(peers), ports: filled(ports) });
}

function readPeer(found: Findings, peer: Rec, path: Path): NetworkPolicyPeer {
  const bySelector = has(peer, 'podSelector') || has(peer, 'namespaceSelector');
  checkSelector(found.fail, peer['podSelector'], [...path, 'podSelector']);
  checkSelector(found.fail, peer['namespaceSelector'], [...path, 'namespaceSelector']);
  if (!has(peer, 'ipBlock')) {
    if (!bySelector) found.fail(required('VAL19', path, 'must specify a peer'));
    // Present but empty is not absent: all namespaces against the policy's own (NP23).
    return compact<NetworkPolicyPeer>({
      podSelector: has(peer, 'podSelector') ? readSelector(peer['podSelector']) : undefined,
      namespaceSelector: has(peer, 'namespaceSelector') ? readSelector(peer['namespaceSelector']) : undefined,
    });
  }
  if (bySelector) found.fail(forbidden('VAL20', path, 'may not specify both ipBlock and another peer'));
  const block = record(peer['ipBlock']);
  const cidr = text(block, 'cidr');
  const except = texts(block, 'except') ?? [];
  checkBlock(found, { cidr, except }, [...path, 'ipBlock']);
  return {
    ipBlock: {
      cidr: withoutLeadingZeros(cidr ?? ''),
      ...(except.length > 0 ? { except: except.map(withoutLeadingZeros) } : {}),
    },
  };
}

function checkBlock(
  found: Findings,
  block: { readonly cidr: string | undefined; readonly except: readonly string[] },
  path: Path,
): void {
  const { cidr, except } = block;
  if (cidr === undefined) {
    found.fail(required('VAL21', [...path, 'cidr']));
    return;
  }
  const isRange = checkCidr(found.fail, cidr, [...path, 'cidr']);
  if (isIpv6Cidr(cidr)) found.note({ path: [...path, 'cidr'], treatment: 'unsupported', reason: 'report.ipv6' });
  except.forEach((item, index) => {
    const here = [...path, 'except', index];
    if (checkCidr(found.fail, item, here) && isRange && !isStrictSubset(withoutLeadingZeros(item), withoutLeadingZeros(cidr)))
      found.fail(invalid('VAL24', here, item, 'must be a strict subset of `cidr`'));
  });
}

function readPolicyPort(found: Findings, source: Rec, path: Path): NetworkPolicyPort {
  const port = number(source, 'port') ?? text(source, 'port');
  const endPort = number(source, 'endPort');
  checkPort(found.fail, port, [...path, 'port']);
  if (endPort !== undefined) {
    const wrong = (code: string, detail: string): void => found.fail(invalid(code, [...path, 'endPort'], endPort, detail));
    if (port === undefined) wrong('VAL26', 'may not be specified when `port` is not specified');
    else if (typeof port === 'string') wrong('VAL27', 'may not be specified when `port` is non-numeric');
    else if (endPort < port) wrong('VAL28', 'must be greater than or equal to `port`');
    else if (endPort > 65_535) wrong('VAL16', 'must be between 1 and 65535, inclusive');
  }
  return compact<NetworkPolicyPort>({ protocol: oneOf(source, 'protocol', PROTOCOLS) ?? 'TCP', port, endPort });
}
