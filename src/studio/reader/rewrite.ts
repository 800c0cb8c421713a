// A change of the form written into the text that is being typed: comments, order and fields that the game does not know stay.
import { applyEdit } from '../../engine/edit/edit.ts';
import type { KubernetesResource, NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { EMPTY_SPEC, refOf } from '../../engine/model/spec.ts';
import { parseManifests } from '../../manifest/parseManifests.ts';
import { rewriteText } from '../../manifest/rewriteText.ts';
import { writeResource } from '../../manifest/writeManifests.ts';

/** `text` holds the object, perhaps beside others; a text that does not, or cannot be read, is written anew. */
export function rewriteResource(text: string, resource: KubernetesResource): string {
  const { resources, problems } = parseManifests(text);
  const ref = refOf(resource);
  const holds = resources.some((each) => each.kind === ref.kind && refOf(each).name === ref.name);
  if (!holds || problems.some(({ severity }) => severity === 'error')) return writeResource(resource);
  const edits = [...resources, resource].map((each) => ({ type: 'putObject', resource: each }) as const);
  return rewriteText([text], applyEdit(EMPTY_SPEC, { type: 'batch', edits }).spec);
}

export function rewritePolicy(text: string, policy: NetworkPolicy): string {
  return rewriteResource(text, policy);
}
