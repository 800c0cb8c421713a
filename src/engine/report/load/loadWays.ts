// The ways of a load run with what went over each: how many attempts opened, failed, or found no port. What a board draws as streams.
// Rules: B-10, B-22 (whom a connection goes to), E-12 (a SYN without a port is dropped at the device).
import type { Outcome } from '../../forward/trace.ts';
import type { LoadPath } from './loadPaths.ts';

export interface LoadWay {
  readonly flow: string;
  /** In the order of the walk: the sender's first where a pod sends. */
  readonly pods: readonly string[];
  readonly nodes: readonly string[];
  readonly receiver?: string;
  readonly entryNode?: string;
  /** Where a port is taken. */
  readonly device?: string;
  readonly book?: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly opened: number;
  /** Refused, unanswered, or cut off later; `noPort` apart. */
  readonly failed: number;
  /** Those included that still wait for one when the run ends. */
  readonly noPort: number;
}

export interface WayCounts {
  opened: number;
  failed: number;
  noPort: number;
}

export const MOST_WAYS = 200;
/** More flows than a plan may have. */
const FLOWS = 64;

/** `path` and `flow`: their places in the run's lists. */
export function countWay(
  ways: Map<number, WayCounts>,
  { path, flow }: { readonly path: number; readonly flow: number },
  what: keyof WayCounts,
): void {
  if (path < 0) return;
  const key = path * FLOWS + flow;
  let counts = ways.get(key);
  if (!counts) {
    counts = { opened: 0, failed: 0, noPort: 0 };
    ways.set(key, counts);
  }
  counts[what]++;
}

export function listWays(
  ways: ReadonlyMap<number, WayCounts>,
  { paths, flows }: { readonly paths: readonly LoadPath[]; readonly flows: readonly string[] },
): readonly LoadWay[] {
  const weigh = ({ opened, failed, noPort }: WayCounts): number => opened + failed + noPort;
  return [...ways]
    .sort(([a, x], [b, y]) => weigh(y) - weigh(x) || a - b)
    .slice(0, MOST_WAYS)
    .flatMap(([key, counts]): LoadWay[] => {
      const path = paths[Math.floor(key / FLOWS)];
      if (!path) return [];
      const { pods, nodes, receiver, entryNode, snat, outcome, reason } = path;
      return [
        {
          flow: flows[key % FLOWS] ?? '',
          pods,
          nodes,
          ...(receiver === undefined ? {} : { receiver }),
          ...(entryNode === undefined ? {} : { entryNode }),
          ...(snat ? { device: snat.device, book: snat.book } : {}),
          outcome,
          reason,
          ...counts,
        },
      ];
    });
}
