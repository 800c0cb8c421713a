// Ports of policies beyond NetworkPolicy, as questions to the destination. Rules: CAL9, CAL10, CIL11, ANP6, ANP8, NP32.
import type { AdminPort, AdminPortNumber, AdminProtocol } from '../model/adminPolicy.ts';
import type { CalicoRule } from '../model/calico.ts';
import type { CiliumPortRule } from '../model/cilium.ts';
import { PROTOCOLS, type Protocol, type WireProtocol } from '../net/packet.ts';
import { namedPort } from './policyPorts.ts';
import type { PodEntry } from './tables.ts';

export interface PortTest {
  ports(port: number, protocol: WireProtocol, destination: PodEntry | undefined): boolean;
  readonly named: boolean;
}

type Entry = (port: number, protocol: WireProtocol, destination: PodEntry | undefined) => boolean;

const ANY_PORT: PortTest = { ports: () => true, named: false };
export const NO_PORT: PortTest = { ports: () => false, named: false };

function oneOf(entries: readonly Entry[], named: boolean): PortTest {
  return { ports: (port, protocol, destination) => entries.some((entry) => entry(port, protocol, destination)), named };
}

function named(name: string, only?: Protocol): Entry {
  return (port, protocol, destination) =>
    (only === undefined || only === protocol) && destination !== undefined && namedPort(destination, name, protocol) === port;
}

function between(low: number, high: number, only?: string): Entry {
  return (port, protocol) => (only === undefined ? protocol !== 'ICMP' : only === protocol) && port >= low && port <= high;
}

const NUMBERS: ReadonlyMap<string, WireProtocol> = new Map([
  ['1', 'ICMP'],
  ['6', 'TCP'],
  ['17', 'UDP'],
  ['132', 'SCTP'],
]);

/** Calico names a protocol or gives its number; anything but ours is no protocol of ours. */
function isProtocol(written: string | number, protocol: WireProtocol): boolean {
  const text = String(written);
  return (NUMBERS.get(text) ?? text.toUpperCase()) === protocol;
}

function calicoPort(written: number | string): { readonly entry: Entry; readonly name: boolean } {
  const [, low = '', high = low] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(String(written)) ?? [];
  return low === '' ? { entry: named(String(written)), name: true } : { entry: between(Number(low), Number(high)), name: false };
}

/** A client's own port is one of these, whichever (CAL10). */
const EPHEMERAL = { low: 32_768, high: 60_999 } as const;

export function calicoPorts(rule: CalicoRule): PortTest {
  const { protocol: wanted, notProtocol: unwanted, source = {}, destination = {} } = rule;
  const covers = (written: number | string): boolean => {
    const { entry, name } = calicoPort(written);
    return !name && entry(EPHEMERAL.low, 'TCP', undefined) && entry(EPHEMERAL.high, 'TCP', undefined);
  };
  if (source.ports && source.ports.length > 0 && !source.ports.some(covers)) return NO_PORT;
  if (source.notPorts?.some(covers)) return NO_PORT;
  const wantedPorts = (destination.ports ?? []).map(calicoPort);
  const unwantedPorts = (destination.notPorts ?? []).map(calicoPort);
  return {
    ports: (port, protocol, at) =>
      (wanted === undefined || isProtocol(wanted, protocol)) &&
      (unwanted === undefined || !isProtocol(unwanted, protocol)) &&
      (wantedPorts.length === 0 || wantedPorts.some(({ entry }) => entry(port, protocol, at))) &&
      !unwantedPorts.some(({ entry }) => entry(port, protocol, at)),
    named: [...wantedPorts, ...unwantedPorts].some(({ name }) => name),
  };
}

/** No `toPorts`: any port. A protocol left out is any (CIL11). */
export function ciliumPorts(rules: readonly CiliumPortRule[] | undefined): PortTest {
  if (rules === undefined || rules.length === 0) return ANY_PORT;
  const entries = rules.flatMap(({ ports }): { entry: Entry; name: boolean }[] => {
    if (ports === undefined || ports.length === 0) return [{ entry: () => true, name: false }];
    return ports.map(({ port, protocol = 'ANY', endPort }) => {
      const only = protocol === 'ANY' ? undefined : protocol;
      if (!/^\d+$/.test(port)) {
        const known = PROTOCOLS.find((each) => each === only);
        return { entry: only !== undefined && known === undefined ? () => false : named(port, known), name: true };
      }
      // Port 0 is every port.
      const low = Number(port);
      return { entry: low === 0 ? between(0, 65_535, only) : between(low, Math.max(low, endPort ?? low), only), name: false };
    });
  });
  return oneOf(
    entries.map(({ entry }) => entry),
    entries.some(({ name }) => name),
  );
}

export function adminPorts(rule: {
  readonly ports?: readonly AdminPort[];
  readonly protocols?: readonly AdminProtocol[];
}): PortTest {
  const entries: { entry: Entry; name: boolean }[] = [];
  for (const { portNumber, portRange, namedPort: name } of rule.ports ?? []) {
    if (portNumber) entries.push({ entry: between(portNumber.port, portNumber.port, portNumber.protocol ?? 'TCP'), name: false });
    if (portRange) entries.push({ entry: between(portRange.start, portRange.end, portRange.protocol ?? 'TCP'), name: false });
    if (name !== undefined) entries.push({ entry: named(name), name: true });
  }
  for (const { tcp, udp, sctp, destinationNamedPort } of rule.protocols ?? []) {
    for (const [protocol, target] of [
      ['TCP', tcp],
      ['UDP', udp],
      ['SCTP', sctp],
    ] as const)
      if (target) entries.push({ entry: numbered(protocol, target), name: false });
    if (destinationNamedPort !== undefined) entries.push({ entry: named(destinationNamedPort), name: true });
  }
  if (entries.length === 0) return ANY_PORT;
  return oneOf(
    entries.map(({ entry }) => entry),
    entries.some(({ name }) => name),
  );
}

function numbered(protocol: Protocol, { destinationPort }: AdminPortNumber): Entry {
  const { number, range } = destinationPort ?? {};
  if (range) return between(range.start, range.end, protocol);
  return number === undefined ? between(0, 65_535, protocol) : between(number, number, protocol);
}
