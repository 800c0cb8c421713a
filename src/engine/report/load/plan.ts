// What a load run is asked: flows with their rates, what happens to the world meanwhile, for how long. Times are milliseconds of virtual time.
// Rules: B-18 (probes lag), E-10…E-13, B-21, S14, S22, S23, S51. Caps: a hostile plan is refused, never begun.
import type { Edit } from '../../edit/edit.ts';
import type { OutboundType } from '../../model/networkDocument.ts';

export interface LoadFlow {
  readonly name: string;
  /** As of a trace; `ns/deploy/NAME` is all pods of the workload, in turn. */
  readonly from: string;
  readonly to: string;
  /** Where `from` is an address: so many senders, with the addresses that follow it. Default 1. */
  readonly clients?: number;
  /** New connections a second, of all senders together. */
  readonly rate: number;
  readonly start: number;
  readonly end: number;
  /** How long a connection stays open. */
  readonly hold: number;
  /** Sent at even distances over `hold`; what lies between them is idle time. */
  readonly requests: number;
  /** TCP keepalive: the longest silence on the wire. */
  readonly keepalive?: number;
  /** How long a client waits for the handshake. */
  readonly wait: number;
  /** New attempts after a failed one, each `backoff` later from a new port. */
  readonly retries: number;
  readonly backoff: number;
  /** Arrivals and times open: at even distances and all alike, or at random with these averages. */
  readonly spread: 'even' | 'random';
}

export type LoadEvent =
  | { readonly type: 'edit'; readonly at: number; readonly edits: readonly Edit[] }
  | { readonly type: 'nodes'; readonly at: number; readonly pool: string; readonly count: number }
  | { readonly type: 'outbound'; readonly at: number; readonly outboundType: OutboundType }
  | {
      readonly type: 'scale';
      readonly at: number /** `ns/name` of a Deployment. */;
      readonly workload: string;
      readonly replicas: number;
    }
  | {
      readonly type: 'subnet';
      readonly at: number;
      readonly name: string;
      /** Devices by name; '' takes one away. */
      readonly natGateway?: string;
      readonly routeTable?: string;
      readonly networkSecurityGroup?: string;
    }
  | {
      readonly type: 'recreate';
      readonly at: number;
      /** `ns/name`: deleted, and made again `after` later. */
      readonly service: string;
      readonly after: number;
    }
  | {
      readonly type: 'rollout';
      readonly at: number;
      /** `ns/name` of a Deployment. */
      readonly workload: string;
      /** From a pod's birth until it is ready. */
      readonly ready: number;
      /** From a pod's notice until it is gone. */
      readonly grace: number;
      readonly surge: number;
      readonly unavailable: number;
    };

export interface LoadPlan {
  readonly seed: number;
  readonly duration: number;
  /** Distance of the points of the time series. */
  readonly sample: number;
  /** How long the load balancer takes to see that a node's probe answers differently: 2 failures, 5 seconds apart (B-18). */
  readonly probe: number;
  readonly flows: readonly LoadFlow[];
  readonly events: readonly LoadEvent[];
}

export interface PlanProblem {
  readonly field: string;
  readonly least: number;
  readonly most: number;
}

const DAY = 86_400_000;
export const MOST_CONNECTIONS = 5_000_000;
/** Connections under way at one time, and things that happen in all: a run with more ends and says so. */
export const MOST_OPEN = 1_000_000;
export const MOST_HAPPENINGS = 200_000_000;
const MOST_SAMPLES = 3600;
const MOST_FLOWS = 64;
const MOST_EVENTS = 64;

/** The first number out of its bounds, or undefined. */
export function findPlanProblem(plan: LoadPlan): PlanProblem | undefined {
  const problems: PlanProblem[] = [];
  const check = (field: string, value: number, bounds: readonly [least: number, most: number]): void => {
    if (!(value >= bounds[0] && value <= bounds[1])) problems.push({ field, least: bounds[0], most: bounds[1] });
  };
  check('duration', plan.duration, [1, DAY]);
  check('sample', plan.sample, [Math.ceil(plan.duration / MOST_SAMPLES), DAY]);
  check('probe', plan.probe, [0, DAY]);
  check('seed', plan.seed, [0, 4_294_967_295]);
  check('flows', plan.flows.length, [1, MOST_FLOWS]);
  check('events', plan.events.length, [0, MOST_EVENTS]);
  let connections = 0;
  plan.flows.forEach((flow, index) => {
    const field = (name: string): string => `flows[${index}].${name}`;
    check(field('rate'), flow.rate, [0, 1_000_000]);
    check(field('clients'), flow.clients ?? 1, [1, 4096]);
    check(field('start'), flow.start, [0, DAY]);
    check(field('end'), flow.end, [flow.start, DAY]);
    check(field('hold'), flow.hold, [0, DAY]);
    check(field('requests'), flow.requests, [1, 10_000]);
    check(field('keepalive'), flow.keepalive ?? 1, [1, DAY]);
    check(field('wait'), flow.wait, [1, 600_000]);
    check(field('retries'), flow.retries, [0, 20]);
    check(field('backoff'), flow.backoff, [1, DAY]);
    connections += (flow.rate * (Math.min(flow.end, plan.duration) - flow.start)) / 1000;
  });
  check('connections', connections, [0, MOST_CONNECTIONS]);
  plan.events.forEach((event, index) => {
    check(`events[${index}].at`, event.at, [0, DAY]);
    if (event.type === 'nodes') check(`events[${index}].count`, event.count, [0, 1000]);
    if (event.type === 'scale') check(`events[${index}].replicas`, event.replicas, [0, 5000]);
    if (event.type === 'recreate') check(`events[${index}].after`, event.after, [0, DAY]);
    if (event.type !== 'rollout') return;
    check(`events[${index}].ready`, event.ready, [0, DAY]);
    check(`events[${index}].grace`, event.grace, [0, DAY]);
    check(`events[${index}].surge`, event.surge, [event.unavailable === 0 ? 1 : 0, 100]);
    check(`events[${index}].unavailable`, event.unavailable, [0, 100]);
  });
  return problems[0];
}
