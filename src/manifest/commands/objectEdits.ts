// Plain manifests into edits by the one strict reader: defaults, validation and the server's own words are the same for a typed command as for YAML.
import type { Edit } from '../../engine/edit/edit.ts';
import { findObject, type NetworkSpec, refOf } from '../../engine/model/spec.ts';
import { checkUpdate } from '../checkUpdate.ts';
import { writtenKind } from '../kinds.ts';
import type { Plain } from '../mergePatch.ts';
import { parseManifests } from '../parseManifests.ts';
import { oneLine } from '../problems.ts';
import { type ReadObject, readObject } from '../readObject.ts';
import type { ParsedManifests } from '../types.ts';
import { type CommandAnswer, type CommandRefusal, refuse, said } from './commandTypes.ts';
import { resourceOf } from './kubectlTargets.ts';

/** A text of manifests, all of it or one sentence. */
export function readManifests(
  text: string,
  namespace: string,
): { readonly ok: true; readonly parsed: ParsedManifests } | CommandRefusal {
  const parsed = parseManifests(text, { defaultNamespace: namespace });
  const problem = parsed.problems.find(({ severity }) => severity === 'error');
  if (problem) return said(problem.message === '' ? problem.code : problem.message);
  return { ok: true, parsed };
}

/** One object without a text. */
export function readPlain(plain: Plain, namespace: string): { readonly ok: true; readonly object: ReadObject } | CommandRefusal {
  const object = readObject(plain, namespace);
  const problem = object.problems.find(({ severity }) => severity === 'error');
  if (!problem) return { ok: true, object };
  const { kind, name } = object;
  return said(oneLine(problem.decoding ? problem.text : `The ${writtenKind(kind)} "${name}" is invalid: ${problem.text}`));
}

/** One object as it shall be, whether it is new or not. */
export function putPlain(spec: NetworkSpec, plain: Plain, namespace: string): CommandAnswer {
  const read = readPlain(plain, namespace);
  if (!read.ok) return read;
  const { resource } = read.object;
  if (!resource) return refuse('notSimulated', { command: String(plain['kind']).slice(0, 60) });
  const before = findObject(spec, refOf(resource));
  const problem = before && checkUpdate(before, resource)[0];
  if (problem) return said(problem.message);
  const edit: Edit = { type: 'putObject', resource };
  return { ok: true, edit };
}

/** A new object; one of that name must not be there. */
export function createPlain(spec: NetworkSpec, plain: Plain, namespace: string): CommandAnswer {
  const answer = putPlain(spec, plain, namespace);
  if (!answer.ok || answer.edit.type !== 'putObject') return answer;
  const ref = refOf(answer.edit.resource);
  if (findObject(spec, ref))
    return said(`Error from server (AlreadyExists): ${resourceOf(ref.kind)} "${ref.name}" already exists`);
  return answer;
}
