// Connections that are under way, as columns of numbers: millions pass through, few are open at a time. A slot that is done is used again.
import { growWheel, openWheel, type Wheel } from './wheel.ts';

export const STATES = { free: 0, knocking: 1, waiting: 2, open: 3, forgotten: 4 } as const;

export interface Slots {
  capacity: number;
  count: number;
  readonly free: number[];
  readonly wheel: Wheel;
  state: Uint8Array;
  flow: Uint8Array;
  sender: Int32Array;
  /** Hash that makes this connection its own; a new attempt has a new one. */
  key: Uint32Array;
  attempt: Uint8Array;
  /** SYNs of this attempt. */
  knocks: Uint8Array;
  /** Index of the run's paths; -1 before the first SYN. */
  path: Int32Array;
  book: Int32Array;
  port: Int32Array;
  /** Index of the run's destinations. */
  destination: Int32Array;
  /** Requests still to be sent; 0 = close next. */
  left: Int32Array;
  /** When this attempt began; when the connection did. */
  since: Float64Array;
  born: Float64Array;
  hold: Float64Array;
}

const FIRST = 1024;

export function openSlots(): Slots {
  return {
    capacity: FIRST,
    count: 0,
    free: [],
    wheel: openWheel(FIRST),
    state: new Uint8Array(FIRST),
    flow: new Uint8Array(FIRST),
    sender: new Int32Array(FIRST),
    key: new Uint32Array(FIRST),
    attempt: new Uint8Array(FIRST),
    knocks: new Uint8Array(FIRST),
    path: new Int32Array(FIRST),
    book: new Int32Array(FIRST),
    port: new Int32Array(FIRST),
    destination: new Int32Array(FIRST),
    left: new Int32Array(FIRST),
    since: new Float64Array(FIRST),
    born: new Float64Array(FIRST),
    hold: new Float64Array(FIRST),
  };
}

export function takeSlot(slots: Slots): number {
  const again = slots.free.pop();
  if (again !== undefined) return again;
  if (slots.count === slots.capacity) grow(slots);
  return slots.count++;
}

export function giveSlot(slots: Slots, id: number): void {
  slots.state[id] = STATES.free;
  slots.free.push(id);
}

function grow(slots: Slots): void {
  const capacity = slots.capacity * 2;
  slots.capacity = capacity;
  growWheel(slots.wheel, capacity);
  const bytes = (old: Uint8Array): Uint8Array => copied(old, new Uint8Array(capacity));
  const whole = (old: Int32Array): Int32Array => copied(old, new Int32Array(capacity));
  const long = (old: Float64Array): Float64Array => copied(old, new Float64Array(capacity));
  slots.state = bytes(slots.state);
  slots.flow = bytes(slots.flow);
  slots.attempt = bytes(slots.attempt);
  slots.knocks = bytes(slots.knocks);
  slots.sender = whole(slots.sender);
  slots.path = whole(slots.path);
  slots.book = whole(slots.book);
  slots.port = whole(slots.port);
  slots.destination = whole(slots.destination);
  slots.left = whole(slots.left);
  slots.key = copied(slots.key, new Uint32Array(capacity));
  slots.since = long(slots.since);
  slots.born = long(slots.born);
  slots.hold = long(slots.hold);
}

function copied<T extends { set(from: ArrayLike<number>): void } & ArrayLike<number>>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
