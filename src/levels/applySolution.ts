// A solution file as edits over a level's start: removals, then the Network document (a whole one replaces), then objects, answers, and patches. A
// patch becomes the edit it makes, so that solutions and links hold canonical edits; `given` files keep it, to be made in any world.
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import { applyPatch, formatPatchPath, type GivenEdit, type Patch, type PatchChange } from '../engine/edit/patch.ts';
import { findObject, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import { listPatchPaths, mergeKeyed, readPatchPath } from '../manifest/keyedMerge.ts';
import { networkToPlain, resourceToPlain } from '../manifest/plainObjects.ts';
import { formatPath } from '../manifest/problems.ts';
import { readObject } from '../manifest/readObject.ts';
import { targetName, type WrittenPatch } from '../manifest/readTargets.ts';
import type { ParsedManifests } from '../manifest/types.ts';

type Parsed = Pick<ParsedManifests, 'resources' | 'network' | 'removals' | 'patches' | 'answers'>;

export interface Applied {
  readonly edits: readonly Edit[];
  readonly spec: NetworkSpec;
  /** `Patch/Network: …`, one sentence for each patch that cannot be made. */
  readonly problems: readonly string[];
}

/** The edits that a file makes in this world, one for each object; and the world after them. */
export function applySolution(parsed: Parsed, over: NetworkSpec): Applied {
  const edits = plainEdits(parsed);
  const problems: string[] = [];
  let { spec } = applyEdit(over, { type: 'batch', edits });
  for (const written of parsed.patches) {
    const made = makePatch(written, spec);
    if ('problem' in made) problems.push(made.problem);
    else if (made.edit) {
      ({ spec } = applyEdit(spec, made.edit));
      const key = keyOf(made.edit);
      const index = edits.findIndex((edit) => keyOf(edit) === key);
      if (index < 0) edits.push(made.edit);
      else edits[index] = made.edit;
    }
  }
  return { edits, spec, problems };
}

export interface Given {
  readonly edits: readonly GivenEdit[];
  readonly problems: readonly string[];
}

/**
 * What a goal is judged under. Patches are read against the first of these worlds that has what they change (the start, then the start with
 * the reference), and are made in whatever world the player has.
 */
export function readGiven(parsed: Parsed, worlds: readonly NetworkSpec[]): Given {
  const edits: GivenEdit[] = plainEdits(parsed);
  const problems: string[] = [];
  const current = worlds.map((world) => applyEdit(world, { type: 'batch', edits: plainEdits(parsed) }).spec);
  for (const written of parsed.patches) {
    const tried = current.map((world) => makePatch(written, world));
    const made = tried.find((one) => !('problem' in one) && one.patch !== undefined);
    const failed = tried.find((one) => 'problem' in one);
    if (made && !('problem' in made) && made.patch) {
      const { patch } = made;
      edits.push(patch);
      current.forEach((world, index) => {
        const next = applyPatch(world, patch);
        if ('spec' in next) current[index] = next.spec;
      });
    } else if (failed && 'problem' in failed) problems.push(failed.problem);
    else problems.push(`Patch/${targetName(written)}: neither the start nor the reference has this object`);
  }
  return { edits, problems };
}

function plainEdits(parsed: Parsed): Edit[] {
  return [
    ...parsed.removals.map((ref): Edit => ({ type: 'removeObject', ref })),
    ...(parsed.network ? [{ type: 'putNetwork', network: parsed.network } as const] : []),
    ...parsed.resources.map((resource): Edit => ({ type: 'putObject', resource })),
    ...Object.entries(parsed.answers).map(([goal, answer]): Edit => ({ type: 'answer', goal, answer })),
  ];
}

function keyOf(edit: Edit): string {
  return edit.type === 'putNetwork' ? 'Network' : edit.type === 'putObject' ? formatRef(refOf(edit.resource)) : '';
}

/** No patch and no edit: the target is absent, and may be. */
type Made = { readonly problem: string } | { readonly patch?: Patch; readonly edit?: Edit };

const MOST_CHANGES = 256;

function makePatch(written: WrittenPatch, spec: NetworkSpec): Made {
  const { target, merge, optional } = written;
  const fail = (why: string): Made => ({ problem: `Patch/${targetName(written)}: ${why}` });
  const before = target === 'Network' ? spec.network : findObject(spec, target);
  if (before === undefined) return optional ? {} : fail('there is no such object to change');
  const type = target === 'Network' ? 'Network' : target.kind;
  const plain = before.kind === 'Network' ? networkToPlain(before) : resourceToPlain(before);
  const read = readObject(mergeKeyed(plain, merge, type), 'default');
  const wrong = read.problems.find(({ severity }) => severity === 'error');
  if (wrong) return fail(wrong.text.startsWith(formatPath(wrong.path)) ? wrong.text : `${formatPath(wrong.path)}: ${wrong.text}`);
  const after = read.network ?? read.resource;
  if (!after || targetName({ target: after.kind === 'Network' ? 'Network' : refOf(after), merge }) !== targetName(written))
    return fail('a patch keeps kind, namespace and name');
  const changes = listPatchPaths(plain, merge, type).flatMap((change): PatchChange[] => {
    const value = readPatchPath(after, change.path);
    // What the reader does not keep is no change; what it no longer finds was taken away.
    if (value !== undefined) return [{ ...change, value }];
    return readPatchPath(before, change.path) === undefined ? [] : [change];
  });
  if (changes.length > MOST_CHANGES) return fail(`more than ${MOST_CHANGES} changes`);
  const patch: Patch = { type: 'patch', target, changes, ...(optional ? { optional } : {}) };
  const patched = applyPatch(spec, { type: 'patch', target, changes });
  const got = 'absent' in patched ? undefined : target === 'Network' ? patched.spec.network : findObject(patched.spec, target);
  if (!sameValue(got, after)) {
    const paths = changes.map(({ path }) => formatPatchPath(path)).join(', ');
    return fail(`this cannot be made field by field (${paths}); write the object whole`);
  }
  return {
    patch,
    edit: after.kind === 'Network' ? { type: 'putNetwork', network: after } : { type: 'putObject', resource: after },
  };
}
