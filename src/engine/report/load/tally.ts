// What a load run counts: connections by how they ended, backends and nodes they came to, the time the handshake took, and all of it over time.
import type { RuleRef } from '../../model/ruleRef.ts';
import type { PortBook } from './portBook.ts';
import { type LoadWay, listWays, type WayCounts } from './loadWays.ts';
import type { LoadPath } from './loadPaths.ts';

export interface Ending {
  readonly flow: string;
  /** `completed`, `open` when the run ended first, or how it failed. */
  readonly outcome: string;
  readonly reason: string;
  /** What decided it, where one field did. */
  readonly rule?: RuleRef;
  readonly count: number;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export interface Sample {
  /** Milliseconds; the counts are of the time since the sample before. */
  readonly at: number;
  readonly begun: number;
  readonly opened: number;
  readonly completed: number;
  readonly failed: number;
  readonly retried: number;
  /** SYNs sent again. */
  readonly repeated: number;
  /** Open at this moment. */
  readonly active: number;
  /** Ports taken at this moment, in the order of the books. */
  readonly ports: readonly number[];
}

export interface BookSummary {
  readonly name: string;
  readonly capacity: number;
  readonly perDestination: number;
  readonly used: number;
  readonly peak: number;
  readonly refused: number;
}

export interface LoadResult {
  readonly seed: number;
  readonly duration: number;
  readonly connections: number;
  readonly attempts: number;
  readonly endings: readonly Ending[];
  /** Attempts that failed, those included that another attempt made good. */
  readonly failures: readonly Ending[];
  /** Opened connections by who took them, and by the node the load balancer gave them to. */
  readonly receivers: readonly Counted[];
  readonly entryNodes: readonly Counted[];
  /** Attempts by the way they took, the busiest first; at most 200. */
  readonly ways: readonly LoadWay[];
  /** Milliseconds from the first SYN of a connection until it was open. */
  readonly handshake: { readonly median: number; readonly p95: number; readonly p99: number; readonly worst: number };
  readonly books: readonly BookSummary[];
  readonly samples: readonly Sample[];
  /** Walks of the engine behind it all. */
  readonly walks: number;
  readonly changes: number;
}

/** Upper ends of the classes that handshake times are counted in, milliseconds. */
const CLASSES: readonly number[] = [
  0,
  1,
  1000,
  2000,
  3000,
  4000,
  5000,
  7000,
  10_000,
  15_000,
  20_000,
  31_000,
  63_000,
  120_000,
  600_000,
  Infinity,
];

type Moment = 'begun' | 'opened' | 'completed' | 'failed' | 'retried' | 'repeated';

export interface Tally {
  connections: number;
  attempts: number;
  readonly endings: Map<string, number>;
  readonly failures: Map<string, number>;
  readonly receivers: Map<string, number>;
  readonly entryNodes: Map<string, number>;
  /** By way and flow, as `countWay` keys them. */
  readonly ways: Map<number, WayCounts>;
  readonly handshakes: number[];
  worst: number;
  active: number;
  readonly moment: Record<Moment, number>;
  readonly samples: Sample[];
}

const SHOWN_BOOKS = 64;

export function openTally(): Tally {
  return {
    connections: 0,
    attempts: 0,
    endings: new Map(),
    failures: new Map(),
    receivers: new Map(),
    entryNodes: new Map(),
    ways: new Map(),
    handshakes: CLASSES.map(() => 0),
    worst: 0,
    active: 0,
    moment: { begun: 0, opened: 0, completed: 0, failed: 0, retried: 0, repeated: 0 },
    samples: [],
  };
}

export function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

export function countHandshake(tally: Tally, took: number): void {
  const index = CLASSES.findIndex((end) => took <= end);
  tally.handshakes[index] = (tally.handshakes[index] ?? 0) + 1;
  tally.worst = Math.max(tally.worst, took);
}

export function takeSample(tally: Tally, at: number, books: readonly PortBook[]): void {
  const { moment } = tally;
  tally.samples.push({ at, ...moment, active: tally.active, ports: books.slice(0, SHOWN_BOOKS).map(({ used }) => used) });
  for (const name of Object.keys(moment) as Moment[]) moment[name] = 0;
}

export function summarize(
  tally: Tally,
  run: {
    readonly seed: number;
    readonly duration: number;
    readonly books: readonly PortBook[];
    readonly walks: number;
    readonly changes: number;
    readonly paths: readonly LoadPath[];
    readonly flows: readonly string[];
  },
): LoadResult {
  const { seed, duration, books, walks, changes, paths, flows } = run;
  return {
    seed,
    duration,
    connections: tally.connections,
    attempts: tally.attempts,
    endings: listEndings(tally.endings),
    failures: listEndings(tally.failures),
    receivers: sorted(tally.receivers),
    entryNodes: sorted(tally.entryNodes),
    ways: listWays(tally.ways, { paths, flows }),
    handshake: { median: quantile(tally, 0.5), p95: quantile(tally, 0.95), p99: quantile(tally, 0.99), worst: tally.worst },
    books: books.map(({ name, capacity, perDestination, used, peak, refused }) => ({
      name,
      capacity,
      perDestination,
      used,
      peak,
      refused,
    })),
    samples: tally.samples,
    walks,
    changes,
  };
}

function listEndings(map: ReadonlyMap<string, number>): Ending[] {
  return [...map].map(([key, number]) => {
    const [flow = '', outcome = '', reason = '', object = '', field = ''] = key.split('\n');
    return { flow, outcome, reason, ...(object === '' ? {} : { rule: { object, field } }), count: number };
  });
}

function sorted(map: ReadonlyMap<string, number>): Counted[] {
  return [...map].map(([name, number]) => ({ name, count: number })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The end of the class in which the quantile lies, no more than the worst. */
function quantile({ handshakes, worst }: Tally, share: number): number {
  const total = handshakes.reduce((sum, number) => sum + number, 0);
  let seen = 0;
  for (let index = 0; index < handshakes.length; index++) {
    seen += handshakes[index] ?? 0;
    if (seen >= total * share) return Math.min(worst, CLASSES[index] ?? worst);
  }
  return worst;
}
