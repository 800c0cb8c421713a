// Limits that let three hundred pupils behind one address in and stop who tries codes. Successes of an address are never counted; wrong codes and keys are.
// An address with too many of them is not shut out (its classmates are behind it too): what nobody vouches for waits in a line of five a second.

export interface Buckets {
  /** False: too many. */
  take(name: string): boolean;
  /** Drops the names that may do everything again. */
  forget(): void;
  size(): number;
}

interface Bucket {
  left: number;
  at: number;
}

const MOST_NAMES = 50_000;

/** `burst` at once, `perSecond` after that. */
export function createBuckets(burst: number, perSecond: number, now: () => number): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    take: (name) => {
      const at = now();
      const bucket = buckets.get(name) ?? { left: burst, at };
      // Most recently used last, so that the first is the one to forget.
      buckets.delete(name);
      if (buckets.size >= MOST_NAMES) buckets.delete(buckets.keys().next().value ?? '');
      buckets.set(name, bucket);
      bucket.left = Math.min(burst, bucket.left + (Math.max(0, at - bucket.at) / 1000) * perSecond);
      bucket.at = at;
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
    forget: () => {
      for (const [name, { at }] of buckets) if (now() - at > (burst / perSecond) * 1000) buckets.delete(name);
    },
    size: () => buckets.size,
  };
}

export interface Guesses {
  /** Before an unknown caller learns anything. False: the line is too long. */
  pace(address: string): Promise<boolean>;
  /** A code or a key that fits nothing. */
  fail(address: string): void;
  /** Drops addresses whose last minute is over. */
  forget(): void;
  size(): number;
}

const PER_MINUTE = 60;
const ALL_PER_MINUTE = 1200;
const LINE = 400;
const LINE_MS = 200;

export function createGuesses(now: () => number): Guesses {
  const failures = new Map<string, { count: number; since: number }>();
  const lines = new Map<string, { length: number; free: number }>();
  const all = { count: 0, since: 0 };
  const current = (address: string): number => {
    const seen = failures.get(address);
    return seen && now() - seen.since < 60_000 ? seen.count : 0;
  };
  return {
    fail: (address) => {
      const at = now();
      if (at - all.since >= 60_000) Object.assign(all, { count: 0, since: at });
      all.count++;
      const count = current(address);
      if (count > 0) failures.set(address, { count: count + 1, since: failures.get(address)?.since ?? at });
      else {
        if (failures.size >= MOST_NAMES) failures.delete(failures.keys().next().value ?? '');
        failures.set(address, { count: 1, since: at });
      }
    },
    forget: () => {
      for (const [address, { since }] of failures) if (now() - since >= 60_000) failures.delete(address);
    },
    size: () => failures.size,
    pace: async (address) => {
      const besieged = all.count > ALL_PER_MINUTE && now() - all.since < 60_000;
      if (current(address) < (besieged ? 5 : PER_MINUTE)) return true;
      const line = lines.get(address) ?? { length: 0, free: 0 };
      if (line.length >= LINE) return false;
      lines.set(address, line);
      line.length++;
      line.free = Math.max(line.free, now()) + LINE_MS;
      await new Promise((resolve) => setTimeout(resolve, line.free - now()));
      line.length--;
      if (line.length === 0) lines.delete(address);
      return true;
    },
  };
}
