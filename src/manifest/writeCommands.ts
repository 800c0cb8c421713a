// The same objects as commands: kubectl apply and delete. Printed, never run.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import type { ObjectRef } from '../engine/model/spec.ts';
import { quote } from './azure/shell.ts';
import { writeResource } from './writeManifests.ts';

/** One apply that any shell reads: the quoted word ends the text, so nothing in it is expanded. */
export function writeKubectl(resources: readonly KubernetesResource[]): string {
  const body = resources.map(writeResource).join('---\n');
  // The word must not be a line of the text.
  let end = 'MANIFESTS';
  while (body.split('\n').includes(end)) end += '_';
  return `kubectl apply -f - <<'${end}'\n${body}${end}\n`;
}

export function writeKubectlDelete(ref: ObjectRef): string {
  const namespace = ref.namespace === '' ? '' : ` --namespace ${quote(ref.namespace)}`;
  return `kubectl delete ${ref.kind.toLowerCase()} ${quote(ref.name)}${namespace}\n`;
}
