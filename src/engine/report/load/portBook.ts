// SNAT ports of one device, or of one node behind the load balancer: which are taken towards which destination, and which have to cool down.
// Rules: E-10, E-11 (one port serves several destinations), E-12, E-13 (cool-down, 50,000 an address to one destination), E-23.

export interface PortBook {
  readonly name: string;
  /** Its place in the list of books. */
  readonly index: number;
  /** Ports that exist. */
  capacity: number;
  /** How many may be taken towards one destination at a time. */
  perDestination: number;
  /** How many destinations use each port. */
  readonly uses: number[];
  used: number;
  peak: number;
  /** SYNs that found no port. */
  refused: number;
  readonly destinations: Map<string, Destination>;
}

interface Destination {
  /** Ports given back, and ports never taken begin at `fresh`. */
  readonly free: number[];
  /** Free, and beyond the end of a table that has become smaller (E-11). */
  shelved: number[];
  fresh: number;
  taken: number;
  /** Ports on their way back, by the time at which they are free again; one queue for each cool-down, each in order. */
  readonly cooling: Map<number, Cooling>;
}

interface Cooling {
  readonly ports: number[];
  readonly until: number[];
  from: number;
}

export const NO_PORT = -1;

export function openPortBook(
  name: string,
  index: number,
  size: { readonly capacity: number; readonly perDestination: number },
): PortBook {
  return { name, index, ...size, uses: [], used: 0, peak: 0, refused: 0, destinations: new Map() };
}

/** The port that a new connection gets, or NO_PORT: its SYN is dropped without a word (E-12). */
export function takePort(book: PortBook, destination: string, now: number): number {
  let entry = book.destinations.get(destination);
  if (!entry) {
    entry = { free: [], shelved: [], fresh: 0, taken: 0, cooling: new Map() };
    book.destinations.set(destination, entry);
  }
  thaw(entry, now);
  const port = entry.taken >= book.perDestination ? NO_PORT : freePort(book, entry);
  if (port === NO_PORT) {
    book.refused++;
    return NO_PORT;
  }
  entry.taken++;
  const uses = book.uses[port] ?? 0;
  book.uses[port] = uses + 1;
  if (uses === 0) book.peak = Math.max(book.peak, ++book.used);
  return port;
}

function freePort(book: PortBook, entry: Destination): number {
  for (;;) {
    const port = entry.free.pop();
    if (port === undefined) return entry.fresh < book.capacity ? entry.fresh++ : NO_PORT;
    if (port < book.capacity) return port;
    entry.shelved.push(port);
  }
}

function thaw(entry: Destination, now: number): void {
  for (const queue of entry.cooling.values()) {
    while (queue.from < queue.until.length && (queue.until[queue.from] ?? 0) <= now)
      entry.free.push(queue.ports[queue.from++] ?? 0);
    if (queue.from > 1024 && queue.from * 2 > queue.until.length) {
      queue.ports.splice(0, queue.from);
      queue.until.splice(0, queue.from);
      queue.from = 0;
    }
  }
}

/** `cool`: how long the same destination may not have it again. */
export function givePort(
  book: PortBook,
  destination: string,
  given: { readonly port: number; readonly now: number; readonly cool: number },
): void {
  const entry = book.destinations.get(destination);
  const { port, now, cool } = given;
  const uses = book.uses[port] ?? 0;
  if (!entry || uses === 0) throw new Error('a port came back that nobody had');
  entry.taken--;
  book.uses[port] = uses - 1;
  if (uses === 1) book.used--;
  if (cool === 0) {
    entry.free.push(port);
    return;
  }
  const queue = entry.cooling.get(cool) ?? { ports: [], until: [], from: 0 };
  queue.ports.push(port);
  queue.until.push(now + cool);
  entry.cooling.set(cool, queue);
}

/** More or fewer ports from now on. Whoever holds one beyond the end loses it: the run resets those connections and gives the ports back. */
export function resizeBook(book: PortBook, size: { readonly capacity: number; readonly perDestination: number }): void {
  for (const entry of book.destinations.values()) {
    entry.free.push(...entry.shelved);
    entry.shelved = [];
  }
  book.capacity = size.capacity;
  book.perDestination = size.perDestination;
}
