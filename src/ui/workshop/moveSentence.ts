// What one edit of a solution did, in a sentence: made, changed, taken away.
import type { Edit } from '../../engine/edit/edit.ts';
import { formatRef, refOf } from '../../engine/model/spec.ts';
import type { LogEntry } from '../../store/state.ts';
import type { Params } from '../context.tsx';

export function moveSentence({ edit, inverse, label, params }: LogEntry, t: (key: string, params?: Params) => string): string {
  const known = kindOfMove(edit, inverse);
  return known ? t(`made.move.${known.kind}`, { object: known.object }) : t(label, params);
}

function kindOfMove(edit: Edit, inverse: Edit): { readonly kind: string; readonly object: string } | undefined {
  if (edit.type === 'putObject')
    return { kind: inverse.type === 'removeObject' ? 'made' : 'changed', object: formatRef(refOf(edit.resource)) };
  if (edit.type === 'removeObject') return { kind: 'removed', object: formatRef(edit.ref) };
  if (edit.type === 'putNetwork') return { kind: 'network', object: '' };
  return edit.type === 'answer' ? { kind: 'answer', object: edit.answer } : undefined;
}
