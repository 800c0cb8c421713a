// A timer wheel: for each connection at most one thing that it will do next, in constant time. Two rings of 1,024 buckets, of one millisecond and
// of 1,024, and a list of what is later. Within a millisecond first set is first served.

const BITS = 10;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;
const LATER = 2 * SIZE;
const NONE = -1;

export interface Wheel {
  /** Everything before it has been taken. */
  now: number;
  /** Timers in the ring of single milliseconds. */
  near: number;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  next: Int32Array;
  before: Int32Array;
  /** The bucket of each connection; -1 without a timer. */
  bucket: Int32Array;
  at: Float64Array;
}

export function openWheel(capacity: number): Wheel {
  const filled = (size: number): Int32Array => new Int32Array(size).fill(NONE);
  return {
    now: 0,
    near: 0,
    heads: filled(LATER + 1),
    tails: filled(LATER + 1),
    next: filled(capacity),
    before: filled(capacity),
    bucket: filled(capacity),
    at: new Float64Array(capacity),
  };
}

export function growWheel(wheel: Wheel, capacity: number): void {
  const grown = (old: Int32Array): Int32Array => {
    const larger = new Int32Array(capacity).fill(NONE);
    larger.set(old);
    return larger;
  };
  wheel.next = grown(wheel.next);
  wheel.before = grown(wheel.before);
  wheel.bucket = grown(wheel.bucket);
  const at = new Float64Array(capacity);
  at.set(wheel.at);
  wheel.at = at;
}

/** A time that has passed means now. */
export function setTimer(wheel: Wheel, id: number, time: number): void {
  clearTimer(wheel, id);
  const at = Math.max(wheel.now, Math.floor(time));
  wheel.at[id] = at;
  append(wheel, id, bucketOf(wheel, at));
}

export function clearTimer(wheel: Wheel, id: number): void {
  const bucket = wheel.bucket[id] ?? NONE;
  if (bucket === NONE) return;
  const next = wheel.next[id] ?? NONE;
  const before = wheel.before[id] ?? NONE;
  if (before === NONE) wheel.heads[bucket] = next;
  else wheel.next[before] = next;
  if (next === NONE) wheel.tails[bucket] = before;
  else wheel.before[next] = before;
  wheel.bucket[id] = NONE;
  if (bucket < SIZE) wheel.near--;
}

/** Takes the next connection whose time is `wheel.now`, or NONE. */
export function takeDue(wheel: Wheel): number {
  const id = wheel.heads[wheel.now & MASK] ?? NONE;
  if (id !== NONE) clearTimer(wheel, id);
  return id;
}

/** One millisecond on. */
export function advance(wheel: Wheel): void {
  wheel.now++;
  if ((wheel.now & MASK) !== 0) return;
  const turn = wheel.now >>> BITS;
  if ((turn & MASK) === 0) scatter(wheel, LATER);
  scatter(wheel, SIZE + (turn & MASK));
}

/** The next millisecond in which something may be due, or the end of this ring. */
export function nextMoment({ now, near }: Wheel): number {
  return near > 0 ? now + 1 : (now | MASK) + 1;
}

/** On to a later millisecond, no later than `nextMoment`. */
export function advanceTo(wheel: Wheel, time: number): void {
  wheel.now = time - 1;
  advance(wheel);
}

function scatter(wheel: Wheel, bucket: number): void {
  let id = wheel.heads[bucket] ?? NONE;
  wheel.heads[bucket] = NONE;
  wheel.tails[bucket] = NONE;
  while (id !== NONE) {
    const next = wheel.next[id] ?? NONE;
    append(wheel, id, bucketOf(wheel, wheel.at[id] ?? 0));
    id = next;
  }
}

function bucketOf(wheel: Wheel, at: number): number {
  const turn = at >>> BITS;
  const turnNow = wheel.now >>> BITS;
  if (turn === turnNow) return at & MASK;
  return turn >>> BITS === turnNow >>> BITS ? SIZE + (turn & MASK) : LATER;
}

function append(wheel: Wheel, id: number, bucket: number): void {
  const tail = wheel.tails[bucket] ?? NONE;
  wheel.next[id] = NONE;
  wheel.before[id] = tail;
  wheel.bucket[id] = bucket;
  if (bucket < SIZE) wheel.near++;
  if (tail === NONE) wheel.heads[bucket] = id;
  else wheel.next[tail] = id;
  wheel.tails[bucket] = id;
}
