// A capture on request: the engine's own walk of a flow, seen at one point or at all, through a filter, as packets, lines and a file.
// Rules: aks.md 0.2, H-3, H-7, PW19, PW20.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { DnsQuery, Flow, Trace, Verdict } from '../../forward/trace.ts';
import { traceFlow } from '../../forward/traceFlow.ts';
import type { CapturedPacket, CapturePoint } from './capturedPacket.ts';
import { captureTrace } from './captureTrace.ts';
import { correlate, type Sighting } from './correlate.ts';
import type { CaptureFacts, Gate } from './crossings.ts';
import { matchesFilter } from './filter.ts';
import { wiresOf } from './nodeInterfaces.ts';
import { parseFilter } from './parseFilter.ts';
import { frameOf, nameOfPoint, writePcapng } from './pcapng.ts';
import { ANY, findOddPlace, wantedPoints } from './places.ts';
import { tcpdumpLines } from './tcpdumpLine.ts';

export interface CaptureQuery {
  readonly flow: Flow;
  /** A place, or a place and its interface: `shop/web`, `node:room-0`, `room-0:eth0`, `room-0:any`, `vpngw`. Absent: everywhere. */
  readonly at?: string;
  /** tcpdump's filter language. */
  readonly filter?: string;
  /** Also as a file for Wireshark. */
  readonly pcapng?: boolean;
}

export interface CaptureAnswer {
  /** Everywhere that anything was seen, in the order the first packet came by, whatever the filter keeps. */
  readonly points: readonly (CapturePoint & { readonly name: string })[];
  /** What the filter keeps of what was seen at `at`. */
  readonly packets: readonly CapturedPacket[];
  /** One for each packet, as the tcpdump of its point prints it. */
  readonly lines: readonly string[];
  readonly sightings: readonly Sighting[];
  readonly verdict: Verdict;
  readonly pcapng?: Uint8Array;
}

export type CaptureResult =
  | { readonly ok: true; readonly value: CaptureAnswer }
  | {
      readonly ok: false;
      readonly code: 'badFlow' | 'unsupported' | 'tooComplex' | 'badFilter' | 'badPoint';
      readonly params: Readonly<Record<string, string | number>>;
    };

export function captureFlow(dataplane: Dataplane, query: CaptureQuery & { readonly seed: number }): CaptureResult {
  const parsed = parseFilter(query.filter ?? '');
  if (!parsed.ok) return { ok: false, code: 'badFilter', params: { ...parsed.problem } };
  const traced = traceFlow(dataplane, query);
  if (!traced.ok) return traced;
  const capture = captureTrace({
    trace: traced.value,
    facts: factsOf(dataplane),
    walkOf: (question) => walkQuestion(dataplane, question, query.seed),
  });
  const wanted = query.at === undefined ? undefined : wantedPoints(capture.points, query.at);
  if (query.at !== undefined && wanted?.size === 0) {
    const odd = findOddPlace(dataplane, query.at);
    const points = [...new Set(capture.points.map(nameOfPoint))].join(', ');
    if (odd) return { ok: false, code: 'badPoint', params: { at: query.at, points, kind: odd } };
  }
  const packets = capture.packets.filter(
    (packet) => wanted?.has(packet.point) !== false && matchesFilter(parsed.filter, packet, frameOf(packet, capture.points)),
  );
  const sightings = correlate(packets);
  const { flow } = query;
  return {
    ok: true,
    value: {
      points: capture.points.map((point) => ({ ...point, name: nameOfPoint(point) })),
      packets,
      lines: query.at?.endsWith(ANY) === true ? linesOfAny(packets, capture.points) : linesByPoint(packets),
      sightings,
      verdict: capture.verdict,
      ...(query.pcapng === true
        ? { pcapng: writePcapng({ points: capture.points, packets }, notesOf(flow, capture.verdict)) }
        : {}),
    },
  };
}

function notesOf({ from, to }: Flow, { outcome, reason }: Verdict): Parameters<typeof writePcapng>[1] {
  return {
    comment: `${from} > ${to}: ${outcome}${reason === undefined ? '' : `, ${reason}`}`,
    commentOf: ({ id }) => `packet ${id}`,
  };
}

function factsOf({ placement }: Dataplane): CaptureFacts {
  return {
    socketTranslation: placement.cluster?.networkProfile.networkDataplane === 'cilium',
    wires: wiresOf({ placement }),
    gates: gatesOf(placement),
    nodeOf: new Map(
      placement.pods.flatMap(({ namespace, name, nodeIndex = -1 }) => {
        const node = placement.nodes[nodeIndex]?.name;
        return node === undefined ? [] : [[`${namespace}/${name}`, node] as const];
      }),
    ),
    hostNetwork: new Set(placement.pods.flatMap((pod) => (pod.hostNetwork ? `${pod.namespace}/${pod.name}` : []))),
  };
}

/** Firewalls keep what they did not expect, a gateway hands it on to its site, a machine that does not forward has no use for it. */
function gatesOf({ network }: Dataplane['placement']): CaptureFacts['gates'] {
  const gates = new Map<string, readonly Gate[]>();
  for (const { name, ipAddress = '' } of network.virtualMachines ?? [])
    gates.set(ipAddress, [{ place: { kind: 'virtualMachine', name }, passes: false }]);
  for (const { name, connections } of network.virtualNetworkGateways ?? []) {
    for (const site of connections) {
      const end: Gate = { place: { kind: 'onPremises', name: site }, passes: false };
      gates.set(site, [{ place: { kind: 'virtualNetworkGateway', name }, passes: true }, end]);
    }
  }
  for (const { name } of network.azureFirewalls ?? [])
    gates.set(name, [{ place: { kind: 'azureFirewall', name }, passes: false }]);
  return gates;
}

function walkQuestion(dataplane: Dataplane, { client, clientIP, server }: DnsQuery, seed: number): Trace | undefined {
  const to = `${server}:53/udp`;
  for (const from of client.includes('/') ? [client, clientIP] : [clientIP]) {
    const walked = traceFlow(dataplane, { flow: { from, to }, seed });
    if (walked.ok) return walked.value;
  }
  return undefined;
}

/** Each point has a tcpdump of its own, which remembers its own talks. */
function linesByPoint(packets: readonly CapturedPacket[]): string[] {
  const lines: string[] = [];
  for (const point of new Set(packets.map((packet) => packet.point))) {
    const indices = packets.flatMap((packet, index) => (packet.point === point ? [index] : []));
    const own = tcpdumpLines(indices.flatMap((index) => packets[index] ?? []));
    indices.forEach((index, at) => {
      lines[index] = own[at] ?? '';
    });
  }
  return lines;
}

/** `tcpdump -i any` says of each packet where it was seen and whither it went. */
function linesOfAny(packets: readonly CapturedPacket[], points: readonly CapturePoint[]): string[] {
  return linesByPoint(packets).map((line, index) => {
    const { point = -1, direction } = packets[index] ?? {};
    const [clock = '', ...rest] = line.split(' ');
    return [clock, (points[point]?.interface ?? '').padEnd(5), direction === 'in' ? 'In ' : 'Out', ...rest].join(' ');
  });
}
