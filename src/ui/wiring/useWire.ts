// A change of a form as one typed line, and what was said against the last one.
import { useState } from 'preact/hooks';
import type { Wired } from '../../store/wiringTypes.ts';
import { useActions } from '../context.tsx';

export type Wire = (line: string) => Promise<boolean>;

export interface Wiring {
  readonly wire: Wire;
  readonly refusal: Extract<Wired, { readonly ok: false }> | undefined;
}

export function useWire(key: string): Wiring {
  const actions = useActions();
  const [refusal, setRefusal] = useState<Wiring['refusal']>(undefined);
  return {
    refusal,
    wire: async (line) => {
      if (line === '') return true;
      const answer = await actions.wire(key, line);
      setRefusal(answer.ok ? undefined : answer);
      return answer.ok;
    },
  };
}
