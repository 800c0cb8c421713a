// The time that is left, for pages that show it.
import { useEffect, useState } from 'preact/hooks';

/** Whole minutes, counted down while one looks; undefined without a limit. */
export function useMinutesLeft(closes: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (closes === undefined) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, [closes]);
  return closes === undefined ? undefined : Math.max(0, Math.ceil((closes - now) / 60_000));
}
