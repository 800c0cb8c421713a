// Calico's own checks, in its words. Rules: CAL6, CAL9, CAL11, CAL16, VAL65.
import { parseCalicoSelector } from '../engine/net/calicoSelector.ts';
import { parseIpv4 } from '../engine/net/ipv4.ts';
import { checkCidr, isIpv6, isIpv6Cidr } from './addresses.ts';
import { checkPortName } from './names.ts';
import { type Findings, forbidden, invalid, required } from './problems.ts';
import { bool, has, list, number, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const ONLY_NAMESPACES = 'global() can only be used in an EntityRule namespaceSelector';
const DEFAULT_TIER_ORDER = 1_000_000;
const WITH_PORTS: ReadonlySet<unknown> = new Set(['TCP', 'UDP', 'SCTP', 6, 17, 132]);
const ICMP: ReadonlySet<unknown> = new Set(['ICMP', 'ICMPv6', 1, 58]);
const PROTOCOL_NAMES = ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'SCTP', 'UDPLite'] as const;

export function checkCalico(found: Findings, kind: string, object: Rec): void {
  const spec = record(object['spec']);
  if (kind === 'Tier') return checkTier(found, object, spec);
  if (kind === 'NetworkSet' || kind === 'GlobalNetworkSet') return checkNets(found, spec, 'nets', ['spec']);
  for (const field of ['selector', 'namespaceSelector', 'serviceAccountSelector'])
    checkSelectorText(found, text(spec, field), { path: ['spec', field], global: false });
  if (bool(spec, 'preDNAT') === true) checkPreDnat(found, spec);
  if ((bool(spec, 'preDNAT') ?? bool(spec, 'doNotTrack')) === true && bool(spec, 'applyOnForward') !== true)
    found.fail(invalid('VAL65', ['spec'], {}, 'applyOnForward must be true if either preDNAT or doNotTrack is true'));
  for (const direction of ['ingress', 'egress']) {
    list(spec, direction)?.forEach((rule, index) => checkRule(found, record(rule), ['spec', direction, index]));
  }
}

function checkTier(found: Findings, object: Rec, spec: Rec): void {
  const name = text(record(object['metadata']), 'name');
  const order = number(spec, 'order');
  if (name === 'default' && order !== undefined && order !== DEFAULT_TIER_ORDER)
    found.fail(invalid('VAL65', ['spec', 'order'], order, `default tier order must be ${DEFAULT_TIER_ORDER}`));
}

function checkPreDnat(found: Findings, spec: Rec): void {
  const wrong = (detail: string): void => found.fail(forbidden('VAL65', ['spec'], detail));
  if (bool(spec, 'doNotTrack') === true) wrong('preDNAT and doNotTrack cannot both be true');
  if ((list(spec, 'egress') ?? []).length > 0) wrong('preDNAT policy cannot have any egress rules');
  if ((texts(spec, 'types') ?? []).includes('Egress')) wrong("preDNAT policy cannot have 'Egress' type");
}

function checkRule(found: Findings, rule: Rec, path: Path): void {
  const source = record(rule['source']);
  const destination = record(rule['destination']);
  const protocol = rule['protocol'];
  if (text(rule, 'action') === undefined) found.fail(required('VAL65', [...path, 'action']));
  for (const field of ['protocol', 'notProtocol']) checkProtocol(found, rule[field], [...path, field]);
  if (has(rule, 'http')) {
    if (protocol !== undefined && protocol !== null && protocol !== 'TCP' && protocol !== 6)
      found.fail(invalid('VAL65', path, {}, 'rules with HTTP match must have protocol TCP or unset'));
    if (text(rule, 'action') !== 'Allow') found.fail(forbidden('VAL65', path, 'HTTP match is only valid on Allow rules'));
  }
  if (has(rule, 'icmp') && !ICMP.has(protocol))
    found.fail(invalid('VAL65', path, {}, 'ICMP fields require protocol to be ICMP or ICMPv6'));
  const ported = (side: Rec): boolean => [...(list(side, 'ports') ?? []), ...(list(side, 'notPorts') ?? [])].length > 0;
  if (has(destination, 'services') && ported(destination))
    found.fail(forbidden('VAL65', path, 'ports and notPorts cannot be specified with services'));
  if ((ported(source) || ported(destination)) && !WITH_PORTS.has(protocol))
    found.fail(
      invalid('CAL9', [...path, 'protocol'], protocol ?? '', 'rules that specify ports must set protocol to TCP or UDP or SCTP'),
    );
  checkEntity(found, source, [...path, 'source']);
  checkEntity(found, destination, [...path, 'destination']);
}

function checkProtocol(found: Findings, value: unknown, path: Path): void {
  const known = typeof value === 'string' ? PROTOCOL_NAMES.some((name) => name.toLowerCase() === value.toLowerCase()) : true;
  if (!known || (typeof value === 'number' && (value < 1 || value > 255)))
    found.fail(invalid('CAL9', path, value, `must be one of ${PROTOCOL_NAMES.join(', ')}, or a number from 1 to 255`));
}

function checkEntity(found: Findings, entity: Rec, path: Path): void {
  for (const field of ['selector', 'notSelector', 'namespaceSelector'])
    checkSelectorText(found, text(entity, field), { path: [...path, field], global: field === 'namespaceSelector' });
  checkNets(found, entity, 'nets', path);
  checkNets(found, entity, 'notNets', path);
  for (const field of ['ports', 'notPorts'])
    list(entity, field)?.forEach((port, index) => checkCalicoPort(found, port, [...path, field, index]));
  if (!has(entity, 'services')) return;
  const alone = (fields: readonly string[], detail: string): void => {
    if (fields.some((field) => has(entity, field))) found.fail(forbidden('VAL65', path, detail));
  };
  alone(['namespaceSelector'], 'cannot specify NamespaceSelector and Services on the same rule');
  alone(['serviceAccounts'], 'cannot specify ServiceAccounts and Services on the same rule');
  alone(['selector', 'notSelector'], 'cannot specify Selector/NotSelector and Services on the same rule');
  alone(['nets', 'notNets'], 'cannot specify Nets/NotNets and Services on the same rule');
  if (text(record(entity['services']), 'name') === undefined)
    found.fail(required('VAL65', path, 'services must specify a service name'));
}

function checkSelectorText(
  found: Findings,
  value: string | undefined,
  { path, global }: { readonly path: Path; readonly global: boolean },
): void {
  if (value === undefined) return;
  const parsed = parseCalicoSelector(value);
  if (!parsed.ok) found.fail(invalid('VAL65', path, value, parsed.error));
  else if (!global && value.includes('global(')) found.fail(invalid('VAL65', path, value, ONLY_NAMESPACES));
}

/** Ranges, or single addresses. */
function checkNets(found: Findings, source: Rec, field: string, path: Path): void {
  texts(source, field)?.forEach((net, index) => {
    const here = [...path, field, index];
    const six = isIpv6(net) || isIpv6Cidr(net);
    if (parseIpv4(net) === undefined && !isIpv6(net)) checkCidr(found.fail, net, here);
    if (six) found.note({ path: here, treatment: 'unsupported', reason: 'report.ipv6' });
  });
}

function checkCalicoPort(found: Findings, port: unknown, path: Path): void {
  const inRange = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 65_535;
  if (typeof port === 'number') {
    if (!inRange(port)) found.fail(invalid('CAL9', path, port, 'must be between 0 and 65535, inclusive'));
    return;
  }
  if (typeof port !== 'string') return;
  const range = /^(\d{1,5}):(\d{1,5})$/.exec(port);
  if (range) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    if (!inRange(low) || !inRange(high) || low > high)
      found.fail(invalid('CAL9', path, port, 'minimum port number must be no more than the maximum'));
  } else if (!/^\d{1,5}$/.test(port)) checkPortName(found.fail, port, path);
}
