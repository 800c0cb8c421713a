// From one world to another in as few words as kubectl needs: what is new is applied, what changed is patched, what is gone is deleted.
// What the API server does not let change (VAL62) is deleted and made anew. The Network document is not its business.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import { allObjects, findObject, formatRef, type NetworkSpec, type ObjectRef, refOf } from '../engine/model/spec.ts';
import { quote } from './azure/shell.ts';
import { checkUpdate } from './checkUpdate.ts';
import { mergePatch, type Plain } from './mergePatch.ts';
import { resourceToPlain } from './plainObjects.ts';
import { writeKubectl, writeKubectlDelete } from './writeCommands.ts';

export interface WorldPatch {
  readonly created: readonly KubernetesResource[];
  readonly changed: readonly { readonly ref: ObjectRef; readonly patch: Plain }[];
  /** May not be changed in place. */
  readonly replaced: readonly KubernetesResource[];
  readonly removed: readonly ObjectRef[];
}

export function worldPatch(from: NetworkSpec, to: NetworkSpec): WorldPatch {
  const before = new Map(allObjects(from).map((resource) => [formatRef(refOf(resource)), resource]));
  const created: KubernetesResource[] = [];
  const replaced: KubernetesResource[] = [];
  const changed: { ref: ObjectRef; patch: Plain }[] = [];
  for (const resource of allObjects(to)) {
    const key = formatRef(refOf(resource));
    const old = before.get(key);
    before.delete(key);
    if (!old) created.push(resource);
    else if (old !== resource) {
      const patch = mergePatch(resourceToPlain(old), resourceToPlain(resource));
      if (!patch) continue;
      if (checkUpdate(old, resource).length > 0) replaced.push(resource);
      else changed.push({ ref: refOf(resource), patch });
    }
  }
  return { created, changed, replaced, removed: [...before.values()].map(refOf) };
}

export function writePatch(from: NetworkSpec, to: NetworkSpec): string {
  const lines = patchCommands(from, to);
  return lines.length === 0 ? '# nothing differs\n' : `#!/bin/sh\nset -e\n${lines.join('')}`;
}

/** The commands alone, each with the end of its line. */
export function patchCommands(from: NetworkSpec, to: NetworkSpec): readonly string[] {
  const { created, changed, replaced, removed } = worldPatch(from, to);
  const isNamespace = ({ kind }: { readonly kind: string }): boolean => kind === 'Namespace';
  const kept = new Set(allObjects(to).map(({ metadata }) => metadata.namespace));
  const gone = new Set(removed.filter(isNamespace).flatMap(({ name }) => (kept.has(name) ? [] : [name])));
  const groups = [created.filter(isNamespace), created.filter((resource) => !isNamespace(resource))];
  return [
    ...groups.filter((group) => group.length > 0).map(writeKubectl),
    ...changed.map(({ ref, patch }) => patchLine(ref, patch)),
    ...replaced.flatMap((resource) => [writeKubectlDelete(refOf(resource)), writeKubectl([resource])]),
    // What stands in a namespace goes with it.
    ...removed.filter((ref) => !isNamespace(ref) && !gone.has(ref.namespace)).map(writeKubectlDelete),
    // One that is no longer declared and still holds something stays, with no more labels than any has.
    ...removed.filter((ref) => isNamespace(ref) && gone.has(ref.name)).map(writeKubectlDelete),
    ...removed
      .filter((ref) => isNamespace(ref) && !gone.has(ref.name) && findObject(from, ref)?.metadata.labels !== undefined)
      .map((ref) => patchLine(ref, { metadata: { labels: null } })),
  ];
}

function patchLine(ref: ObjectRef, patch: Plain): string {
  const namespace = ref.namespace === '' ? '' : ` --namespace ${quote(ref.namespace)}`;
  return `kubectl patch ${ref.kind.toLowerCase()} ${quote(ref.name)}${namespace} --type merge --patch ${quote(JSON.stringify(patch))}\n`;
}
