// The life of one connection: SYNs until somebody answers, requests at their times, silence that devices on the way take for an end, the goodbye,
// and another attempt where one failed. Rules: E-12 (a SYN without a port is dropped without a word), E-13, B-21, S22, S51.
import type { RuleRef } from '../../model/ruleRef.ts';
import { mix } from './chance.ts';
import { bookOf, coolDownOf, sizeRule } from './books.ts';
import { type LoadPath, pathOf } from './loadPaths.ts';
import type { LoadFlow } from './plan.ts';
import { givePort, NO_PORT, takePort } from './portBook.ts';
import type { LoadRun } from './run.ts';
import { giveSlot, STATES } from './slots.ts';
import { countWay, type WayCounts } from './loadWays.ts';
import { count, countHandshake } from './tally.ts';
import { clearTimer, setTimer } from './wheel.ts';

/** Linux repeats a SYN after 1, 3, 7, 15, 31 and 63 seconds. */
const KNOCKS: readonly number[] = [0, 1000, 3000, 7000, 15_000, 31_000, 63_000];

/** How a connection ended, and what decided it where one field did. */
export interface Cause {
  readonly outcome: string;
  readonly reason: string;
  readonly rule?: RuleRef | undefined;
}

/** The connection's timer rang: what its state makes of it. */
export function wake(run: LoadRun, id: number): void {
  const state = run.slots.state[id];
  if (state === STATES.knocking) knock(run, id);
  else if (state === STATES.waiting) attempt(run, id);
  else if (state === STATES.open) speak(run, id);
  else if (state === STATES.forgotten) noticeSilence(run, id);
}

/** A new attempt, from a new port. */
export function attempt(run: LoadRun, id: number): void {
  const { slots, tally } = run;
  tally.attempts++;
  slots.key[id] = mix(slots.key[id] ?? 0, 0x5eed + (slots.attempt[id] ?? 0));
  slots.knocks[id] = 0;
  slots.since[id] = run.now;
  slots.state[id] = STATES.knocking;
  knock(run, id);
}

function knock(run: LoadRun, id: number): void {
  const { slots, tally } = run;
  const flow = flowOf(run, id);
  const knocks = slots.knocks[id] ?? 0;
  const since = slots.since[id] ?? 0;
  if (knocks > 0 && run.now >= since + flow.wait) return fail(run, id, lastReason(run, id));
  if (knocks > 0) tally.moment.repeated++;
  slots.knocks[id] = knocks + 1;
  const path = choosePath(run, id);
  const { outcome } = path;
  const silent = outcome === 'timeout' || outcome === 'dns-timeout';
  // A packet that reaches the device takes a port there, whatever becomes of it later.
  const lacksPort = !hasPort(run, id) && !takeOne(run, id, path);
  slots.state[id] = STATES.knocking;
  if (silent || lacksPort) {
    run.noPort[id] = lacksPort ? 1 : 0;
    const next = KNOCKS[knocks + 1];
    const giveUp = since + flow.wait;
    setTimer(slots.wheel, id, next === undefined ? giveUp : Math.min(giveUp, since + next));
    return;
  }
  if (outcome !== 'delivered') return fail(run, id, path);
  established(run, id, path);
}

function lastReason(run: LoadRun, id: number): Cause {
  const path = run.paths[run.slots.path[id] ?? -1];
  if (run.noPort[id] !== 1) return path ?? { outcome: 'timeout', reason: '' };
  return { outcome: 'timeout', reason: 'snat-exhausted', rule: path?.snat && sizeRule(run.trees.dataplane, path.snat.book) };
}

/** The way this connection's packets would take now. */
export function pathNow(run: LoadRun, id: number): LoadPath {
  const { slots } = run;
  const flow = flowOf(run, id);
  const senders = run.senders[slots.flow[id] ?? 0] ?? [];
  const sender = senders[(slots.sender[id] ?? 0) % Math.max(1, senders.length)];
  return pathOf(run.trees, { flow, sender: sender?.name ?? flow.from, key: slots.key[id] ?? 0, source: sender?.hash ?? 0 });
}

function choosePath(run: LoadRun, id: number): LoadPath {
  const { slots } = run;
  const path = pathNow(run, id);
  const index = run.indexOf.get(path) ?? run.paths.push(path) - 1;
  run.indexOf.set(path, index);
  // Another path than the last SYN's may leave by another device.
  if (slots.path[id] !== index) release(run, id, 'halfOpen');
  slots.path[id] = index;
  return path;
}

function hasPort({ slots }: LoadRun, id: number): boolean {
  return slots.port[id] !== NO_PORT;
}

/** True when no port is needed, or one was free. */
function takeOne(run: LoadRun, id: number, path: LoadPath): boolean {
  const { slots, books } = run;
  const book = path.snat && bookOf(books, run.trees.dataplane, path);
  if (!book || !path.snat) return true;
  const port = takePort(book, path.snat.destination, run.now);
  if (port === NO_PORT) return false;
  slots.port[id] = port;
  slots.book[id] = book.index;
  return true;
}

export type Ended = 'closed' | 'reset' | 'halfOpen';

export function release(run: LoadRun, id: number, ended: Ended): void {
  const { slots, books } = run;
  const port = slots.port[id] ?? NO_PORT;
  if (port === NO_PORT) return;
  const { snat } = run.paths[slots.path[id] ?? -1] ?? {};
  const book = books.list[slots.book[id] ?? -1];
  if (snat && book)
    givePort(book, snat.destination, { port, now: run.now, cool: coolDownOf(snat.book, run.trees.dataplane)[ended] });
  slots.port[id] = NO_PORT;
}

function established(run: LoadRun, id: number, path: LoadPath): void {
  const { slots, tally } = run;
  tally.moment.opened++;
  tally.active++;
  countHandshake(tally, run.now - (slots.born[id] ?? 0));
  if (path.receiver !== undefined) count(tally.receivers, path.receiver);
  if (path.entryNode !== undefined) count(tally.entryNodes, path.entryNode);
  tallyWay(run, id, 'opened');
  slots.state[id] = STATES.open;
  slots.left[id] = flowOf(run, id).requests;
  speak(run, id);
}

/** Sends the next request, or says goodbye; then waits for the next time. */
function speak(run: LoadRun, id: number): void {
  const { slots, tally } = run;
  const flow = flowOf(run, id);
  const path = run.paths[slots.path[id] ?? -1];
  const left = slots.left[id] ?? 0;
  if (left === 0) {
    release(run, id, 'closed');
    tally.active--;
    tally.moment.completed++;
    return end(run, id, { outcome: 'completed', reason: '' });
  }
  slots.left[id] = left - 1;
  const pause = (slots.hold[id] ?? 0) / flow.requests;
  const silence = Math.min(pause, flow.keepalive ?? Infinity);
  if (path && silence > path.idle) {
    // Devices forget first; the client learns of it when it speaks again.
    slots.state[id] = STATES.forgotten;
    slots.since[id] = run.now + pause;
    setTimer(slots.wheel, id, run.now + path.idle);
    return;
  }
  setTimer(slots.wheel, id, run.now + pause);
}

/** Twice: when the devices forget (the port is free again), and when the client speaks into the void. */
function noticeSilence(run: LoadRun, id: number): void {
  const { slots } = run;
  const speaks = slots.since[id] ?? 0;
  if (run.now < speaks) {
    release(run, id, 'closed');
    return setTimer(slots.wheel, id, speaks);
  }
  const path = run.paths[slots.path[id] ?? -1];
  cut(run, id, { outcome: path?.resets === false ? 'timeout' : 'reset', reason: 'idle-timeout', rule: path?.idleRule });
}

/** An open connection ends without anybody's wish. */
export function cut(run: LoadRun, id: number, why: Cause): void {
  clearTimer(run.slots.wheel, id);
  release(run, id, 'reset');
  run.tally.active--;
  fail(run, id, why);
}

function fail(run: LoadRun, id: number, why: Cause): void {
  const { slots, tally } = run;
  const flow = flowOf(run, id);
  release(run, id, why.outcome === 'timeout' ? 'halfOpen' : 'reset');
  tally.moment.failed++;
  count(tally.failures, endingKey(flow, why));
  tallyWay(run, id, why.reason === 'snat-exhausted' ? 'noPort' : 'failed');
  if ((slots.attempt[id] ?? 0) >= flow.retries) return end(run, id, why);
  slots.attempt[id] = (slots.attempt[id] ?? 0) + 1;
  tally.moment.retried++;
  slots.state[id] = STATES.waiting;
  slots.path[id] = -1;
  slots.born[id] = run.now + flow.backoff;
  setTimer(slots.wheel, id, run.now + flow.backoff);
}

function tallyWay({ tally, slots }: LoadRun, id: number, what: keyof WayCounts): void {
  countWay(tally.ways, { path: slots.path[id] ?? -1, flow: slots.flow[id] ?? 0 }, what);
}

function endingKey({ name }: LoadFlow, { outcome, reason, rule }: Cause): string {
  return [name, outcome, reason, rule?.object ?? '', rule?.field ?? ''].join('\n');
}

function end(run: LoadRun, id: number, why: Cause): void {
  count(run.tally.endings, endingKey(flowOf(run, id), why));
  giveSlot(run.slots, id);
}

function flowOf({ plan, slots }: LoadRun, id: number): LoadFlow {
  const flow = plan.flows[slots.flow[id] ?? 0];
  if (!flow) throw new Error('a connection without a flow');
  return flow;
}
