// How gestures write: through the very commands and the very reader that typed lines go through, so that the documents are equal.
import { applyEdit, type Edit } from '../../engine/edit/edit.ts';
import { findObject, formatRef, type NetworkSpec, refOf } from '../../engine/model/spec.ts';
import { quote } from '../azure/shell.ts';
import { runCommands } from '../commands/runCommands.ts';
import { putPlain } from '../commands/objectEdits.ts';
import { patchCommands } from '../writePatch.ts';
import { writeResource } from '../writeManifests.ts';
import type { Plain } from '../mergePatch.ts';
import { type Draft, type Drafts, type GestureParams, type GestureRefusal, no } from './gestureTypes.ts';

export interface Meaning extends Pick<Draft, 'port' | 'instead'> {
  readonly code: string;
  readonly params: GestureParams;
  readonly makes?: string;
}

/** An offer that is a few typed lines. */
export function byCommands(spec: NetworkSpec, lines: readonly string[], meaning: Meaning): Draft | GestureRefusal {
  const text = lines.join('\n');
  const { edits, refusal } = runCommands(spec, text);
  if (refusal) return { ok: false, code: `command.${refusal.code}`, params: refusal.params };
  const edit = joined(edits);
  if (!edit) return no('nothing');
  // A change of what stands already is typed as the list of changes writes it: by a merge patch.
  const typed = (): string => (edits.some((item) => changesObject(spec, item)) ? typedOf(spec, edit) : text);
  return { ...meaning, edit, typed };
}

function changesObject(spec: NetworkSpec, edit: Edit): boolean {
  return edit.type === 'putObject' && findObject(spec, refOf(edit.resource)) !== undefined;
}

function typedOf(spec: NetworkSpec, edit: Edit): string {
  return patchCommands(spec, applyEdit(spec, edit).spec).join('').trimEnd();
}

/** An offer that puts whole objects, as `kubectl apply -f -` does. */
export function byObjects(spec: NetworkSpec, plains: readonly Plain[], meaning: Meaning): Draft | GestureRefusal {
  const edits: Edit[] = [];
  for (const plain of plains) {
    const answer = putPlain(spec, plain, 'default');
    if (!answer.ok) return { ok: false, code: `command.${answer.code}`, params: answer.params };
    edits.push(answer.edit);
  }
  const edit = joined(edits);
  return edit ? { ...meaning, edit, typed: () => typedOf(spec, edit) } : no('nothing');
}

function applied(edits: readonly Edit[]): string {
  const texts = edits.flatMap((edit) => (edit.type === 'putObject' ? writeResource(edit.resource).trimEnd() : []));
  return `kubectl apply -f - <<'EOF'\n${texts.join('\n---\n')}\nEOF`;
}

/** The network document is written whole each time, so the last writing holds the others. */
function joined(edits: readonly Edit[]): Edit | undefined {
  const [only] = edits;
  const last = edits.at(-1);
  if (last && edits.every(({ type }) => type === 'putNetwork')) return last;
  return edits.length <= 1 ? only : { type: 'batch', edits };
}

/** `kubectl patch KIND NAME --type=json`. */
export function patchLine(
  target: { readonly kind: string; readonly namespace: string; readonly name: string },
  operations: readonly object[],
): string {
  const { kind, namespace, name } = target;
  return `kubectl patch ${kind} ${quote(name)} -n ${quote(namespace)} --type=json -p ${quote(JSON.stringify(operations))}`;
}

export function applyLines(spec: NetworkSpec, plain: Plain): string | GestureRefusal {
  const answer = putPlain(spec, plain, 'default');
  return answer.ok ? applied([answer.edit]) : { ok: false, code: `command.${answer.code}`, params: answer.params };
}

/** All drafts that could be made; where none could, the first reason. */
export function collect(found: readonly (Draft | GestureRefusal)[]): Drafts {
  const drafts = found.filter((item): item is Draft => !('ok' in item));
  if (drafts.length > 0) return { ok: true, drafts };
  return found.find((item): item is GestureRefusal => 'ok' in item) ?? no('nothing');
}

/** A name of this kind that nobody has in the namespace: `web`, `web-2`, `web-3`. */
export function freeName(
  spec: NetworkSpec,
  target: { readonly kind: string; readonly namespace: string },
  wanted: string,
): string {
  const group = Object.hasOwn(spec.objects, target.namespace) ? (spec.objects[target.namespace] ?? {}) : {};
  return freeAmong(wanted, (name) => Object.hasOwn(group, `${target.kind}/${name}`));
}

export function freeAmong(wanted: string, isTaken: (name: string) => boolean): string {
  const base = wanted.slice(0, 58).replace(/[-.]+$/, '');
  if (!isTaken(base)) return base;
  let number = 2;
  while (isTaken(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

/** How a new object is spelled by whoever chooses it. */
export function selectionOf(edit: Edit): string | undefined {
  const put = edit.type === 'batch' ? edit.edits.find(({ type }) => type === 'putObject') : edit;
  if (put?.type !== 'putObject') return undefined;
  const { kind, namespace, name } = refOf(put.resource);
  const prefix = { Pod: 'pod', Service: 'service', NetworkPolicy: 'policy' } as const;
  return Object.hasOwn(prefix, kind)
    ? `${prefix[kind as keyof typeof prefix]}:${namespace}/${name}`
    : `object:${formatRef(refOf(put.resource))}`;
}
