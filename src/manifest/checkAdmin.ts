// Checks of AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy, in the words of their CRDs. Rules: ANP2–ANP8.
import { checkCidr, isIpv6Cidr } from './addresses.ts';
import { checkPortNumber, checkSelector } from './names.ts';
import { type Findings, invalid, required, unsupported } from './problems.ts';
import { has, list, number, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const MOST_PRIORITY = 1000;
const MOST_PEERS = { AdminNetworkPolicy: 100, BaselineAdminNetworkPolicy: 100, ClusterNetworkPolicy: 25 } as const;
const DOMAIN = /^(\*\.)?([a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

export function checkAdminPolicy(found: Findings, kind: string, object: Rec): void {
  const spec = record(object['spec']);
  const most = MOST_PEERS[kind as keyof typeof MOST_PEERS];
  if (kind === 'BaselineAdminNetworkPolicy') {
    const name = text(record(object['metadata']), 'name');
    if (name !== 'default')
      found.fail(
        invalid(
          'ANP4',
          ['metadata', 'name'],
          name ?? '',
          'Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
        ),
      );
  } else {
    const priority = number(spec, 'priority');
    if (priority === undefined) found.fail(required('ANP2', ['spec', 'priority']));
    else if (priority < 0 || priority > MOST_PRIORITY)
      found.fail(invalid('ANP2', ['spec', 'priority'], priority, `must be between 0 and ${MOST_PRIORITY}, inclusive`));
  }
  if (kind === 'ClusterNetworkPolicy' && text(spec, 'tier') === undefined) found.fail(required('ANP8', ['spec', 'tier']));
  if (has(spec, 'subject')) checkPeer(found, record(spec['subject']), { path: ['spec', 'subject'], action: '' });
  else found.fail(required('ANP6', ['spec', 'subject']));
  for (const direction of ['ingress', 'egress'] as const) {
    const rules = list(spec, direction) ?? [];
    if (rules.length > most) found.fail(invalid('ANP8', ['spec', direction], rules.length, `must have at most ${most} items`));
    rules.forEach((item, index) => checkRule(found, record(item), { kind, direction, path: ['spec', direction, index], most }));
  }
}

interface RulePlace {
  readonly kind: string;
  readonly direction: 'ingress' | 'egress';
  readonly path: Path;
  readonly most: number;
}

function checkRule(found: Findings, rule: Rec, { kind, direction, path, most }: RulePlace): void {
  const action = text(rule, 'action');
  if (action === undefined) found.fail(required('ANP2', [...path, 'action']));
  if (kind === 'BaselineAdminNetworkPolicy' && action === 'Pass')
    found.fail(unsupported('ANP4', [...path, 'action'], action, ['Allow', 'Deny']));
  const side = direction === 'ingress' ? 'from' : 'to';
  const peers = list(rule, side) ?? [];
  if (peers.length === 0) found.fail(required('ANP5', [...path, side], 'must have at least 1 item'));
  if (peers.length > most) found.fail(invalid('ANP5', [...path, side], peers.length, `must have at most ${most} items`));
  peers.forEach((peer, index) => checkPeer(found, record(peer), { path: [...path, side, index], action: action ?? '' }));
  const ports = list(rule, 'ports') ?? list(rule, 'protocols') ?? [];
  const field = has(rule, 'ports') ? 'ports' : 'protocols';
  ports.forEach((port, index) => checkAdminPort(found, record(port), [...path, field, index]));
  const named = ports.some((port) => has(record(port), 'namedPort') || has(record(port), 'destinationNamedPort'));
  if (named && peers.some((peer) => ['nodes', 'networks', 'domainNames'].some((key) => has(record(peer), key))))
    found.fail(
      invalid(
        'ANP6',
        path,
        {},
        'networks/nodes peer cannot be set with namedPorts since there are no namedPorts for networks/nodes',
      ),
    );
}

function checkPeer(found: Findings, peer: Rec, { path, action }: { readonly path: Path; readonly action: string }): void {
  const given = Object.keys(peer).filter((key) => has(peer, key));
  if (given.length !== 1) found.fail(invalid('ANP6', path, given, 'exactly one of the fields must be set'));
  checkSelector(found.fail, peer['namespaces'], [...path, 'namespaces']);
  checkSelector(found.fail, peer['nodes'], [...path, 'nodes']);
  const pods = record(peer['pods']);
  if (has(peer, 'pods')) {
    for (const key of ['namespaceSelector', 'podSelector']) {
      if (!has(pods, key)) found.fail(required('ANP6', [...path, 'pods', key]));
      checkSelector(found.fail, pods[key], [...path, 'pods', key]);
    }
  }
  texts(peer, 'networks')?.forEach((cidr, index) => {
    const here = [...path, 'networks', index];
    if (checkCidr(found.fail, cidr, here) && isIpv6Cidr(cidr))
      found.note({ path: here, treatment: 'unsupported', reason: 'report.ipv6' });
  });
  texts(peer, 'domainNames')?.forEach((name, index) => {
    if (!DOMAIN.test(name) || name.length > 253)
      found.fail(invalid('ANP6', [...path, 'domainNames', index], name, 'must be a domain name, which may start with "*."'));
  });
  if (has(peer, 'domainNames') && action !== 'Allow' && action !== 'Accept')
    found.fail(invalid('ANP6', path, {}, 'domainNames is only supported for Allow rules'));
}

function checkAdminPort(found: Findings, port: Rec, path: Path): void {
  const given = Object.keys(port).filter((key) => has(port, key));
  if (given.length !== 1) found.fail(invalid('ANP6', path, given, 'exactly one of the fields must be set'));
  if (has(port, 'portNumber')) checkNumber(found, record(port['portNumber']), 'port', [...path, 'portNumber']);
  if (has(port, 'portRange')) checkEnds(found, record(port['portRange']), [...path, 'portRange']);
  for (const protocol of ['tcp', 'udp', 'sctp']) {
    const target = record(record(port[protocol])['destinationPort']);
    const here = [...path, protocol, 'destinationPort'];
    if (has(target, 'number')) checkNumber(found, target, 'number', here);
    if (has(target, 'range')) checkEnds(found, record(target['range']), [...here, 'range']);
  }
}

function checkNumber(found: Findings, source: Rec, field: string, path: Path): void {
  const value = number(source, field);
  if (value === undefined) found.fail(required('ANP6', [...path, field]));
  else checkPortNumber(found.fail, value, [...path, field]);
}

function checkEnds(found: Findings, range: Rec, path: Path): void {
  checkNumber(found, range, 'start', path);
  checkNumber(found, range, 'end', path);
  const [start, end] = [number(range, 'start'), number(range, 'end')];
  if (start !== undefined && end !== undefined && start >= end)
    found.fail(invalid('ANP6', path, {}, 'Start port must be less than End port'));
}
