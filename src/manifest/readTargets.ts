// Our documents that name an object of the world they are read over: Removal takes it away, Patch changes some of its fields;
// and Answers, what somebody answers to the questions of a level.
import { MOST_ANSWER, tidyAnswer } from '../engine/edit/answer.ts';
import { formatRef, type ObjectRef } from '../engine/model/spec.ts';
import { isRecord } from './isRecord.ts';
import { isClusterScoped, isDocumentKind, KINDS } from './kinds.ts';
import { isPlainName } from './names.ts';
import { type Findings, invalid, required } from './problems.ts';
import { bool, labels, type Rec, text } from './take.ts';

/** A Patch as it is written: a merge patch (RFC 7386) in which elements of lists of named things go by their name. */
export interface WrittenPatch {
  readonly target: 'Network' | ObjectRef;
  readonly merge: Rec;
  readonly optional?: true;
}

export function targetName({ target }: WrittenPatch): string {
  return target === 'Network' ? target : formatRef(target);
}

/** `target: Service/shop/web` names an object to delete (levels and links use it). */
export function readRemoval(found: Findings, object: Rec): { removal?: ObjectRef } {
  const target = text(object, 'target');
  const removal = target === undefined ? undefined : refOfText(target);
  if (target === undefined) found.fail(required('removal', ['target']));
  else if (!removal) found.fail(invalid('removal', ['target'], target, 'must be Kind/namespace/name, or Namespace/name'));
  return removal ? { removal } : {};
}

/** `target: Network` or `Deployment/shop/web`. */
export function readPatch(found: Findings, object: Rec): { patch?: WrittenPatch } {
  const target = text(object, 'target');
  const ref = target === undefined || target === 'Network' ? target : refOfText(target);
  if (target === undefined) found.fail(required('patch', ['target']));
  else if (ref === undefined)
    found.fail(invalid('patch', ['target'], target, 'must be Network, Kind/namespace/name, or Namespace/name'));
  const merge = object['merge'];
  const isFilled = isRecord(merge) && Object.keys(merge).length > 0;
  if (!isFilled) found.fail(required('patch', ['merge'], 'the fields that change'));
  if (ref === undefined || !isFilled) return {};
  return {
    patch: { target: ref as 'Network' | ObjectRef, merge, ...(bool(object, 'optional') === true ? { optional: true } : {}) },
  };
}

/** `answers: { goal: answer }`, each an id of a `find` goal and one line of text. */
export function readAnswers(found: Findings, object: Rec): { answers?: Readonly<Record<string, string>> } {
  const answers = new Map<string, string>();
  for (const [goal, answer] of Object.entries(labels(object, 'answers') ?? {})) {
    const path = ['answers', goal];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(goal)) found.fail(invalid('answers', path, goal, 'must be the id of a goal'));
    else if (answer !== tidyAnswer(answer) || answer === '')
      found.fail(invalid('answers', path, answer, `must be one line of at most ${MOST_ANSWER} characters`));
    else answers.set(goal, answer);
  }
  if (answers.size === 0) found.fail(required('answers', ['answers'], 'goal: answer'));
  return answers.size === 0 ? {} : { answers: Object.fromEntries(answers) };
}

function refOfText(target: string): ObjectRef | undefined {
  const [kind = '', ...names] = target.split('/');
  const known = KINDS.has(kind) && !isDocumentKind(kind);
  const [first = '', second = first] = names;
  if (!known || names.length !== (isClusterScoped(kind) ? 1 : 2) || !names.every(isPlainName)) return undefined;
  return { kind: kind as ObjectRef['kind'], namespace: names.length === 1 ? '' : first, name: second };
}
