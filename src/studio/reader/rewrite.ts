// A change of the form written into the text that is being typed: comments, order and fields that the game does not know stay.
import { applyEdit } from '../../engine/edit/edit.ts';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { EMPTY_SPEC, refOf } from '../../engine/model/spec.ts';
import { parseManifests } from '../../manifest/parseManifests.ts';
import { rewriteText } from '../../manifest/rewriteText.ts';
import { writeResource } from '../../manifest/writeManifests.ts';

/** `text` holds the policy, perhaps beside others; a text that does not, or cannot be read, is written anew. */
export function rewritePolicy(text: string, policy: NetworkPolicy): string {
  const { resources, problems } = parseManifests(text);
  const ref = refOf(policy);
  const holds = resources.some((each) => each.kind === ref.kind && refOf(each).name === ref.name);
  if (!holds || problems.some(({ severity }) => severity === 'error')) return writeResource(policy);
  const edits = [...resources, policy].map((resource) => ({ type: 'putObject', resource }) as const);
  return rewriteText([text], applyEdit(EMPTY_SPEC, { type: 'batch', edits }).spec);
}
