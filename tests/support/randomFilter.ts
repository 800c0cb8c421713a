// Random filters of tcpdump's language, well formed and not quite: what the parser is held against the real one with.
import { createRandom } from '../share/randomSolution.ts';

/** 0 ≤ n < 1. */
type Random = () => number;

const ADDRESSES = [
  '10.100.0.10',
  '10.244.0.2',
  '10.244.1.2',
  '10.10.0.4',
  '10.10.0.0',
  '10.244.255.255',
  '192.0.2.1',
  '10.300.0.1',
  '0.0.0.0',
];
const NETS = [
  '10.244.0.0/16',
  '10.0.0.0/8',
  '10.244',
  '10',
  '10.10.0.0 mask 255.255.0.0',
  '10.244.1.0/16',
  '10.100.0.0/24',
  '10/8',
  '10.244.0.0/33',
];
const PORTS = ['80', '53', '8080', 'http', 'domain', 'https', '40000', '70000', 'nosuchport', '0x50', '0120'];
const RANGES = ['1-1000', '8000-9000', '100-50', '53', '80-http', '30000-70000', '1-2-3'];
const PROTOCOLS = ['tcp', 'udp', 'ip', 'icmp', 'arp', 'ip6', 'ether', 'sctp'];
const FLAGS = [
  'tcp-syn',
  'tcp-ack',
  'tcp-fin',
  'tcp-rst',
  'tcp-push',
  '(tcp-syn|tcp-ack)',
  '(tcp-syn|tcp-fin)',
  '2',
  '0x12',
  '18',
];
const RELATIONS = ['=', '!=', '==', '<', '>', '<=', '>='];

export function randomFilter(seed: number): string {
  const source = createRandom(seed);
  const random: Random = () => source.below(1000) / 1000;
  return expression(random, 3);
}

function pick(random: Random, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

function expression(random: Random, depth: number): string {
  const parts = [term(random, depth)];
  while (random() < 0.35) parts.push(pick(random, ['and', 'or', '&&', '||', 'and not', 'or not']), term(random, depth - 1));
  return parts.join(' ');
}

function term(random: Random, depth: number): string {
  const chance = random();
  if (depth > 0 && chance < 0.12) return `(${expression(random, depth - 1)})`;
  if (chance < 0.22) return `${pick(random, ['not', '!'])} ${term(random, depth - 1)}`;
  if (chance < 0.26) return pick(random, [...PORTS, ...ADDRESSES]);
  return primitive(random);
}

function primitive(random: Random): string {
  const direction = pick(random, ['', '', '', 'src', 'dst', 'src or dst', 'src and dst', 'dst or src']);
  const protocol = pick(random, ['', '', '', ...PROTOCOLS]);
  const chance = random();
  const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  if (chance < 0.2)
    return words(random() < 0.1 ? protocol : '', direction, pick(random, ['host', 'host', '']), pick(random, ADDRESSES));
  if (chance < 0.32) return words(random() < 0.2 ? protocol : '', direction, 'net', pick(random, NETS));
  if (chance < 0.52) return words(protocol, direction, 'port', pick(random, PORTS));
  if (chance < 0.6) return words(protocol, direction, 'portrange', pick(random, RANGES));
  if (chance < 0.7) return pick(random, PROTOCOLS);
  if (chance < 0.75) return `${pick(random, ['less', 'greater'])} ${pick(random, ['60', '100', '0x50', '74', '66'])}`;
  if (chance < 0.8) return `ip proto ${pick(random, ['6', '17', '\\tcp', '\\udp', '\\icmp', 'tcp', '1'])}`;
  if (chance < 0.9)
    return `tcp[${pick(random, ['tcpflags', '13', '12 + 1'])}] & ${pick(random, FLAGS)} ${pick(random, RELATIONS)} ${pick(random, [...FLAGS, '0', '0'])}`;
  return arithmetic(random);
}

function arithmetic(random: Random): string {
  const bytes = pick(random, [
    'ip[0]',
    'ip[2:2]',
    'tcp[0:2]',
    'udp[2:2]',
    'ip[8]',
    'ether[0]',
    'tcp[((tcp[12] & 0xf0) >> 2):4]',
    'udp[10:2]',
    'ip[16:4]',
    'ip[0:3]',
    'tcp[400]',
    'len',
  ]);
  const operator = pick(random, ['', '', ' & 0xf', ' + 1', ' >> 2', ' * 2', ' / 2', ' % 7', ' - 20', ' ^ 3', ' / 0', ' << 2']);
  return `${bytes}${operator} ${pick(random, RELATIONS)} ${pick(random, ['80', '0x45', '5', '60', '0x47455420', '64', '0', '-1', '53', 'len'])}`;
}
