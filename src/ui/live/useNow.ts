// The server's time as a page looks at it now and then.
import { useEffect, useState } from 'preact/hooks';
import { useLiveDesk } from '../context.tsx';

const LOOK_MS = 15_000;

export function useNow(): number {
  const desk = useLiveDesk();
  const [now, setNow] = useState(desk.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(desk.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
