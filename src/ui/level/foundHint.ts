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

/** What the author says beside the engine's hint: of the house as it was handed over. Of what was built since, the engine alone speaks. */
export function authorAdds(
  hint: Hint | undefined,
  {
    untouched,
    authored,
    step,
  }: { readonly untouched: boolean; readonly authored: readonly string[] | undefined; readonly step: number },
): string | undefined {
  const text = authored?.[step - 1] ?? '';
  return hint && untouched && text !== '' ? text : undefined;
}
