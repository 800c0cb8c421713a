// A load run: virtual time goes on, connections begin and wake, the world changes; in slices of a given number of events, so that whoever asked may
// show how far it is, or stop. Same plan, seed and world: same bytes. Rules: B-18, B-20, B-22, E-2, E-11, E-14, S14, S22, S23.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { PolicyEngine } from '../../model/networkDocument.ts';
import type { NetworkSpec } from '../../model/spec.ts';
import { hashText } from '../../net/hash.ts';
import { type Books, openBooks } from './books.ts';
import { exponential, mix } from './chance.ts';
import { breakConnections } from './breakage.ts';
import { attempt, wake } from './connection.ts';
import { type LoadPath, MOST_PATHS, openTrees, type PathTrees, sendersOf } from './loadPaths.ts';
import { applyChange, listChanges, MOST_CHANGES, type Phase, type TimedEdits, type World } from './phases.ts';
import { findPlanProblem, type LoadPlan, MOST_HAPPENINGS, MOST_OPEN, type PlanProblem } from './plan.ts';
import { NO_PORT } from './portBook.ts';
import { openSlots, type Slots, STATES, takeSlot } from './slots.ts';
import { countWay } from './loadWays.ts';
import { count, type LoadResult, openTally, summarize, takeSample, type Tally } from './tally.ts';
import { advanceTo, nextMoment, takeDue } from './wheel.ts';

export interface LoadRun {
  readonly plan: LoadPlan;
  readonly policyEngine: PolicyEngine | undefined;
  readonly world: World;
  readonly changes: readonly TimedEdits[];
  changed: number;
  /** What the world was when; the probes see what it was a while ago. */
  readonly history: Phase[];
  /** When the tables have to be looked at again. */
  nextTurn: number;
  trees: PathTrees;
  walks: number;
  /** By flow: everybody who sends, with a hash of who they are. */
  senders: (readonly FlowSender[])[];
  readonly paths: LoadPath[];
  readonly indexOf: Map<LoadPath, number>;
  readonly books: Books;
  readonly slots: Slots;
  /** 1 where the last SYN found no port. */
  noPort: Uint8Array;
  readonly tally: Tally;
  /** When each flow begins its next connection, and how many it has begun. */
  readonly arrivals: Float64Array;
  readonly begun: Float64Array;
  now: number;
  done: boolean;
  /** Things that have happened so far. */
  events: number;
  /** More than one can remember or wait for: the run ends without a result. */
  beyond: Beyond | undefined;
}

export interface Beyond {
  readonly limit: 'paths' | 'open' | 'events';
  readonly most: number;
}

export interface FlowSender {
  readonly name: string;
  readonly hash: number;
}

export type OpenedRun = { readonly ok: true; readonly run: LoadRun } | { readonly ok: false; readonly problem: PlanProblem };

export function openRun(
  input: { readonly spec: NetworkSpec; readonly dataplane: Dataplane; readonly policyEngine?: PolicyEngine },
  plan: LoadPlan,
): OpenedRun {
  const problem = findPlanProblem(plan);
  if (problem) return { ok: false, problem };
  const changes = listChanges(plan, input.spec);
  if (!changes) return { ok: false, problem: { field: 'events', least: 0, most: MOST_CHANGES } };
  const world: World = { spec: input.spec, dataplane: input.dataplane };
  const slots = openSlots();
  const run: LoadRun = {
    plan,
    policyEngine: input.policyEngine,
    world,
    changes,
    changed: 0,
    history: [{ at: -Infinity, dataplane: world.dataplane }],
    nextTurn: changes[0]?.at ?? Infinity,
    trees: openTrees(world.dataplane),
    walks: 0,
    senders: findSenders(plan, world.dataplane),
    paths: [],
    indexOf: new Map(),
    books: openBooks(),
    slots,
    noPort: new Uint8Array(slots.capacity),
    tally: openTally(),
    arrivals: Float64Array.from(plan.flows, (flow, index) => firstArrival(plan, flow.rate > 0 ? flow.start : Infinity, index)),
    begun: new Float64Array(plan.flows.length),
    now: 0,
    done: false,
    events: 0,
    beyond: undefined,
  };
  return { ok: true, run };
}

function findSenders({ flows, seed }: LoadPlan, dataplane: Dataplane): (readonly FlowSender[])[] {
  return flows.map((flow) => sendersOf(dataplane, flow).map((name) => ({ name, hash: hashText(name, seed) })));
}

function firstArrival(plan: LoadPlan, start: number, index: number): number {
  return start === Infinity ? start : start + gapOf(plan, index, 0) / 2;
}

function gapOf({ flows, seed }: LoadPlan, index: number, nth: number): number {
  const flow = flows[index];
  if (!flow) return Infinity;
  const mean = 1000 / flow.rate;
  return flow.spread === 'even' ? mean : mean * exponential(mix(mix(seed, 0xa221 + index), nth));
}

/** A walk of the engine takes as long as so many steps of a connection. */
const WALK_EVENTS = 50;

/** Does at most about so many events; returns how many it did. */
export function stepRun(run: LoadRun, budget: number): number {
  let events = 0;
  let walks = walksOf(run);
  // A budget of nothing would never end.
  const enough = budget >= 1 ? budget : 1;
  while (!run.done && events < enough) {
    if (run.now >= run.nextTurn) turnWorld(run);
    for (let id = takeDue(run.slots.wheel); id >= 0; id = takeDue(run.slots.wheel)) {
      wake(run, id);
      events++;
    }
    events += begin(run) + WALK_EVENTS * (walksOf(run) - walks);
    walks = walksOf(run);
    run.now = leap(run);
    advanceTo(run.slots.wheel, run.now);
    if (run.now % run.plan.sample === 0) takeSample(run.tally, run.now, run.books.list);
    // Quiet time is not for nothing either.
    if ((run.now & 1023) === 0) events++;
    run.beyond ??= findBeyond(run, run.events + events);
    if (run.beyond) break;
    if (run.now >= run.plan.duration) finish(run);
  }
  run.events += events;
  return events;
}

function walksOf({ walks, trees }: LoadRun): number {
  return walks + trees.walks;
}

function findBeyond({ trees, slots }: LoadRun, events: number): Beyond | undefined {
  if (trees.walks > MOST_PATHS || trees.known.size > MOST_PATHS) return { limit: 'paths', most: MOST_PATHS };
  if (slots.count - slots.free.length > MOST_OPEN) return { limit: 'open', most: MOST_OPEN };
  return events > MOST_HAPPENINGS ? { limit: 'events', most: MOST_HAPPENINGS } : undefined;
}

/** Over the milliseconds in which nobody does anything. */
function leap({ now, slots, plan, arrivals, nextTurn }: LoadRun): number {
  let next = Math.min(nextMoment(slots.wheel), nextTurn, (Math.floor(now / plan.sample) + 1) * plan.sample, plan.duration);
  for (let index = 0; index < arrivals.length; index++) {
    const at = arrivals[index] ?? Infinity;
    if (at < next && at < (plan.flows[index]?.end ?? 0)) next = at;
  }
  return Math.max(now + 1, Math.floor(next));
}

function begin(run: LoadRun): number {
  let begun = 0;
  const { flows } = run.plan;
  for (let index = 0; index < flows.length; index++) {
    const flow = flows[index];
    if (!flow) continue;
    for (let at = run.arrivals[index] ?? Infinity; at < run.now + 1 && at < flow.end; at = run.arrivals[index] ?? Infinity) {
      const nth = run.begun[index] ?? 0;
      run.begun[index] = nth + 1;
      run.arrivals[index] = at + gapOf(run.plan, index, nth + 1);
      connect(run, index, nth);
      begun++;
    }
  }
  return begun;
}

function connect(run: LoadRun, index: number, nth: number): void {
  const { slots, plan, tally } = run;
  const flow = plan.flows[index];
  if (!flow) return;
  const id = takeSlot(slots);
  if (run.noPort.length < slots.capacity) {
    const larger = new Uint8Array(slots.capacity);
    larger.set(run.noPort);
    run.noPort = larger;
  }
  const key = mix(mix(plan.seed, index + 1), nth);
  slots.flow[id] = index;
  slots.sender[id] = nth;
  slots.key[id] = key;
  slots.attempt[id] = 0;
  slots.path[id] = -1;
  slots.book[id] = -1;
  slots.port[id] = NO_PORT;
  slots.born[id] = run.now;
  slots.hold[id] = flow.spread === 'even' ? flow.hold : flow.hold * exponential(mix(key, 0x401d));
  tally.connections++;
  tally.moment.begun++;
  attempt(run, id);
}

/** The world's next change, or the probes' late sight of an earlier one (B-18): other paths from now on. */
function turnWorld(run: LoadRun): void {
  const { changes, history, plan, world } = run;
  const before = world.dataplane;
  while ((changes[run.changed]?.at ?? Infinity) <= run.now) {
    const change = changes[run.changed++];
    if (change) applyChange(world, change, run.policyEngine);
  }
  if (world.dataplane !== before) history.push({ at: run.now, dataplane: world.dataplane });
  while (history.length > 1 && (history[1]?.at ?? Infinity) + plan.probe <= run.now) history.shift();
  const probed = history[0]?.dataplane;
  const dataplane = probed === undefined || probed === world.dataplane ? world.dataplane : { ...world.dataplane, probed };
  run.walks += run.trees.walks;
  run.trees = openTrees(dataplane, run.trees.known);
  run.senders = findSenders(plan, dataplane);
  run.nextTurn = Math.min(changes[run.changed]?.at ?? Infinity, (history[1]?.at ?? Infinity) + plan.probe);
  if (world.dataplane !== before) breakConnections(run, before);
}

function finish(run: LoadRun): void {
  const { slots, plan, tally } = run;
  run.done = true;
  if (run.now % plan.sample !== 0) takeSample(tally, run.now, run.books.list);
  for (let id = 0; id < slots.count; id++) {
    if (slots.state[id] === STATES.free) continue;
    count(tally.endings, `${plan.flows[slots.flow[id] ?? 0]?.name ?? ''}\nopen\n`);
    const stuck = slots.state[id] === STATES.knocking && run.noPort[id] === 1;
    if (stuck) countWay(tally.ways, { path: slots.path[id] ?? -1, flow: slots.flow[id] ?? 0 }, 'noPort');
  }
}

export function resultOf(run: LoadRun): LoadResult {
  const { plan, books, tally, changes, paths } = run;
  return summarize(tally, {
    seed: plan.seed,
    duration: plan.duration,
    books: books.list,
    walks: run.walks + run.trees.walks,
    changes: changes.length,
    paths,
    flows: plan.flows.map(({ name }) => name),
  });
}
