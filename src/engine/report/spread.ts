// Spread: the blast radius of one pod, step by step — who can be reached at once, who from there, and at which ports (NP4, NP2).
// Each pod is met once, at its least distance, by the first sender that reaches it.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';
import { findPod } from '../forward/ends.ts';
import { listeningPorts, listensAt, matrixPods } from './connectivity.ts';

export interface SpreadPod {
  readonly pod: string;
  /** Who reaches it first: the pod itself at distance 1, a reached one further out. */
  readonly from: string;
  /** Ports at which `from` gets through, `8080/TCP`. */
  readonly ports: readonly string[];
}

export interface SpreadStep {
  readonly distance: number;
  /** How many pods are first reached at this distance. */
  readonly count: number;
  /** The first of them, in the order of (namespace, name). */
  readonly pods: readonly SpreadPod[];
}

export interface Spread {
  readonly pod: string;
  readonly steps: readonly SpreadStep[];
  readonly reached: number;
  /** Pods that could be reached if nothing stood in the way. */
  readonly pods: number;
}

export interface SpreadQuestion {
  readonly pod: string;
  /** Steps to take; 3 when absent, at most 16. */
  readonly depth?: number;
  /** Pods named in each step; 500 when absent. */
  readonly most?: number;
}

const MOST_TESTS = 80_000_000;

export function computeSpread(dataplane: Dataplane, { pod, depth = 3, most = 500 }: SpreadQuestion): WalkAnswer<Spread> {
  const start = findPod(dataplane, pod);
  if (start === undefined) return refuse('badFlow', { text: pod.slice(0, 200), why: 'noPod' });
  const { placement, policy } = dataplane;
  const nameOf = (index: number): string => `${placement.pods[index]?.namespace}/${placement.pods[index]?.name}`;
  const columns = listeningPorts(dataplane).map((port) => ({
    ...port,
    text: `${port.port}/${port.protocol}`,
    listens: Uint8Array.from(placement.pods, (entry) => Number(listensAt(entry, port))),
  }));
  let waiting = matrixPods(dataplane).filter((index) => index !== start && columns.some(({ listens }) => listens[index] === 1));
  const pods = waiting.length;
  let frontier = [start];
  let tests = 0;
  const steps: SpreadStep[] = [];
  for (let distance = 1; distance <= Math.min(depth, 16) && frontier.length > 0; distance++) {
    const found = new Map<number, number>();
    for (const from of frontier) {
      const missed: number[] = [];
      tests += waiting.length * columns.length;
      if (tests > MOST_TESTS) return refuse('tooComplex', { tests, most: MOST_TESTS });
      for (const to of waiting) {
        const isOpen = columns.some(
          ({ listens, port, protocol }) => listens[to] === 1 && policy.allowsPodToPod(from, to, port, protocol),
        );
        if (isOpen) found.set(to, from);
        else missed.push(to);
      }
      waiting = missed;
    }
    frontier = [...found.keys()].sort((a, b) => a - b);
    if (frontier.length === 0) break;
    const named = frontier.slice(0, most).map((to): SpreadPod => {
      const from = found.get(to) ?? start;
      const ports = columns.filter(
        ({ listens, port, protocol }) => listens[to] === 1 && policy.allowsPodToPod(from, to, port, protocol),
      );
      return { pod: nameOf(to), from: nameOf(from), ports: ports.map(({ text }) => text) };
    });
    steps.push({ distance, count: frontier.length, pods: named });
  }
  return { ok: true, value: { pod: nameOf(start), steps, reached: steps.reduce((sum, { count }) => sum + count, 0), pods } };
}
