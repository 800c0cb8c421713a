// Who gives a level's hint: the engine from what is broken now, or the author (then nothing is returned).
import type { Hint } from '../../engine/api.ts';

export function foundHint(
  hints: readonly Hint[] | undefined,
  { closed, authored }: { readonly closed: boolean; readonly authored: readonly string[] | undefined },
): Hint | undefined {
  // What the engine would change is the answer of a drill: its author speaks until the cause is named.
  if (closed) return undefined;
  const first = hints?.[0];
  // A question nobody has answered yet names no fault: its author knows which tool reads the answer.
  const unasked = first?.code === 'find.open' && (authored?.[0] ?? '') !== '';
  return unasked ? undefined : first;
}
