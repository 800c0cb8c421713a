// Limits by address: failures are counted, successes never, for a whole school stands behind one address.

export interface Limits {
  /** Has this address failed too often? */
  isBlocked(address: string): boolean;
  failed(address: string): void;
  readonly held: () => number;
}

const MOST_ADDRESSES = 100_000;

/** `perMinute` failures at once, and as many again in each minute; `all` for everybody together. */
export function createLimits({
  perMinute,
  all,
  now,
}: {
  readonly perMinute: number;
  readonly all: number;
  readonly now: () => number;
}): Limits {
  const buckets = new Map<string, { left: number; at: number }>();
  const everybody = { left: all, at: now() };
  const refill = (bucket: { left: number; at: number }, most: number): void => {
    const passed = Math.max(0, now() - bucket.at);
    bucket.left = Math.min(most, bucket.left + (passed * most) / 60_000);
    bucket.at = now();
  };
  const bucketOf = (address: string): { left: number; at: number } => {
    const known = buckets.get(address);
    if (known) {
      refill(known, perMinute);
      return known;
    }
    if (buckets.size >= MOST_ADDRESSES) buckets.delete(buckets.keys().next().value ?? '');
    const fresh = { left: perMinute, at: now() };
    buckets.set(address, fresh);
    return fresh;
  };
  return {
    isBlocked: (address) => {
      refill(everybody, all);
      const known = buckets.get(address);
      if (known) refill(known, perMinute);
      // Guesses from everywhere at once: who never failed still gets in.
      return (known?.left ?? perMinute) < 1 || (everybody.left < 1 && known !== undefined && known.left < perMinute - 1);
    },
    failed: (address) => {
      const bucket = bucketOf(address);
      bucket.left = Math.max(0, bucket.left - 1);
      everybody.left = Math.max(0, everybody.left - 1);
    },
    held: () => buckets.size,
  };
}
