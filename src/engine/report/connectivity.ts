// All pairs: which pod may write to which, at which port. Policy and listening both count; a pod always reaches itself (NP2).
// Rows of bits come from the compiled policy; the list of triples is made only for those who ask for it.
import { addBit, createBitset, hasBit } from '../dataplane/bitset.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { PodEntry } from '../dataplane/tables.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';
import { PROTOCOLS, type Protocol } from '../net/packet.ts';

export interface PortColumn {
  readonly port: number;
  readonly protocol: Protocol;
}

/** The same shape as `Matrix` of api.ts, which this file may not import. */
export interface PodMatrix {
  readonly pods: readonly string[];
  readonly ports: readonly string[];
  readonly allowed: readonly (readonly [number, number, number])[];
}

/** `80`, `80/TCP` or `53/udp`; undefined for anything else. */
function parsePortColumn(text: string): PortColumn | undefined {
  const match = /^(\d{1,5})(?:\/(TCP|UDP|SCTP))?$/i.exec(text);
  const port = Number(match?.[1]);
  if (!match || port < 1 || port > 65_535) return undefined;
  return { port, protocol: (match[2]?.toUpperCase() ?? 'TCP') as Protocol };
}

/** Pods of the matrix: those that run and have an address, by their index in the placement. */
export function matrixPods(dataplane: Dataplane): number[] {
  return dataplane.placement.pods.flatMap((pod, index) => (takesPart(pod) ? [index] : []));
}

function takesPart(pod: PodEntry): boolean {
  return pod.virtual !== true && pod.address !== undefined && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** Every port that some pod listens on, by protocol and number. */
export function listeningPorts(dataplane: Dataplane): PortColumn[] {
  const found = new Map<string, PortColumn>();
  for (const pod of dataplane.placement.pods) {
    if (!takesPart(pod)) continue;
    for (const { port, protocol } of pod.ports) found.set(`${port}/${protocol}`, { port, protocol });
  }
  return [...found.values()].sort((a, b) => a.port - b.port || PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol));
}

/** Calls `visit` with the placement's indices for every allowed (from, to) at each port, in the order of (from, to, port). A row for each sender and port, nothing for a pair. */
export function forEachAllowed(
  dataplane: Dataplane,
  ports: readonly PortColumn[],
  visit: (from: number, to: number, port: number) => void,
): void {
  const pods = matrixPods(dataplane);
  const entries = dataplane.placement.pods;
  const listening = ports.map((column) => {
    const flags = new Uint8Array(entries.length);
    for (const index of pods) if (listensAt(entries[index], column)) flags[index] = 1;
    return flags;
  });
  for (const from of pods) {
    const rows = ports.map(({ port, protocol }) => dataplane.policy.reachedFrom(from, port, protocol));
    for (const to of pods) {
      for (let column = 0; column < ports.length; column++) {
        const row = rows[column];
        if (row && listening[column]?.[to] === 1 && hasBit(row, to)) visit(from, to, column);
      }
    }
  }
}

/** How many triples are allowed, without visiting them; `counts` leaves out receivers. */
export function countAllowed(
  dataplane: Dataplane,
  ports: readonly PortColumn[] = listeningPorts(dataplane),
  counts: (to: number, port: PortColumn) => boolean = () => true,
): number {
  return countFrom(dataplane, matrixPods(dataplane), { ports, counts });
}

/** Blast radius: how many (receiver, port) pairs one pod reaches, its own ports among them. */
export function countReached(
  dataplane: Dataplane,
  from: number,
  ports: readonly PortColumn[] = listeningPorts(dataplane),
): number {
  return countFrom(dataplane, [from], { ports, counts: () => true });
}

function countFrom(
  dataplane: Dataplane,
  from: readonly number[],
  asked: { readonly ports: readonly PortColumn[]; readonly counts: (to: number, port: PortColumn) => boolean },
): number {
  const { placement, policy } = dataplane;
  const { ports, counts } = asked;
  const pods = matrixPods(dataplane);
  const senders = createBitset(placement.pods.length);
  for (const index of from) addBit(senders, index);
  let count = 0;
  for (const port of ports) {
    const receivers = createBitset(placement.pods.length);
    for (const index of pods) if (listensAt(placement.pods[index], port) && counts(index, port)) addBit(receivers, index);
    count += policy.countPodToPod(senders, receivers, port.port, port.protocol);
  }
  return count;
}

export function listensAt(pod: PodEntry | undefined, { port, protocol }: PortColumn): boolean {
  return pod?.ports.some((item) => item.port === port && item.protocol === protocol) ?? false;
}

/** The matrix as rows of bits: small enough to cross a worker at once, however many triples it says. */
export interface PairTable {
  /** `ns/name`. */
  readonly pods: readonly string[];
  /** `8080/TCP`. */
  readonly ports: readonly string[];
  /** Words of one row: a bit for each pod. */
  readonly words: number;
  /** A row for each sender and port, in the order of (from, port): receivers that listen there and are reached. */
  readonly rows: Uint32Array;
}

/** Bits of one table. */
const MOST_BITS = 40_000_000;

export function answerPairs(dataplane: Dataplane): WalkAnswer<PairTable> {
  const columns = listeningPorts(dataplane);
  const pods = matrixPods(dataplane);
  const cells = pods.length * pods.length * columns.length;
  if (cells > MOST_BITS) return refuse('tooComplex', { cells, most: MOST_BITS });
  const entries = dataplane.placement.pods;
  const words = (pods.length + 31) >>> 5;
  const rows = new Uint32Array(pods.length * columns.length * words);
  columns.forEach((column, at) => {
    const listening = pods.flatMap((index, place) => (listensAt(entries[index], column) ? [[index, place] as const] : []));
    pods.forEach((from, sender) => {
      const reached = dataplane.policy.reachedFrom(from, column.port, column.protocol);
      const row = rows.subarray((sender * columns.length + at) * words);
      for (const [index, place] of listening) if (hasBit(reached, index)) addBit(row, place);
    });
  });
  return { ok: true, value: { pods: namesOf(dataplane, pods), ports: columns.map(formatColumn), words, rows } };
}

function namesOf({ placement }: Dataplane, pods: readonly number[]): string[] {
  return pods.map((index) => `${placement.pods[index]?.namespace ?? ''}/${placement.pods[index]?.name ?? ''}`);
}

function formatColumn({ port, protocol }: PortColumn): string {
  return `${port}/${protocol}`;
}

/** A list longer than this is nobody's to read; counting is asked for instead. */
const MOST_TRIPLES = 4_000_000;
/** Questions that the list is made of. */
const MOST_CELLS = 100_000_000;

/** The list of triples, or a refusal before it is begun. */
export function answerMatrix(dataplane: Dataplane, ports?: readonly string[]): WalkAnswer<PodMatrix> {
  const columns = ports?.flatMap((text) => parsePortColumn(text) ?? []) ?? listeningPorts(dataplane);
  const pods = matrixPods(dataplane).length;
  const listeners = columns.map((column) => dataplane.placement.pods.filter((pod) => listensAt(pod, column)).length);
  const cells = pods * listeners.reduce((sum, count) => sum + count, 0);
  if (cells > MOST_CELLS) return refuse('tooComplex', { cells, most: MOST_CELLS });
  const triples = cells > MOST_TRIPLES ? countAllowed(dataplane, columns) : 0;
  if (triples > MOST_TRIPLES) return refuse('tooComplex', { triples, most: MOST_TRIPLES });
  return { ok: true, value: computeMatrix(dataplane, ports) };
}

export function computeMatrix(dataplane: Dataplane, ports?: readonly string[]): PodMatrix {
  const columns = ports?.flatMap((text) => parsePortColumn(text) ?? []) ?? listeningPorts(dataplane);
  const pods = matrixPods(dataplane);
  const position = new Map(pods.map((index, place) => [index, place]));
  const allowed: [number, number, number][] = [];
  forEachAllowed(dataplane, columns, (from, to, port) => allowed.push([position.get(from) ?? 0, position.get(to) ?? 0, port]));
  return {
    pods: namesOf(dataplane, pods),
    ports: columns.map(formatColumn),
    allowed: allowed.sort(compareTriples),
  };
}

function compareTriples(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0);
}
