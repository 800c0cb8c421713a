// Shorthands of the manifest tests: a text's complaints as `line: sentence`, and one object out of a text.
import { expect } from 'vitest';
import type { KubernetesKind, KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import type { ManifestProblem } from '../../src/manifest/types.ts';

export function problemsOf(text: string): readonly ManifestProblem[] {
  return parseManifests(text).problems;
}

/** `line: message` of every error. */
export function sentencesOf(text: string): string[] {
  return problemsOf(text).flatMap(({ severity, line, message }) => (severity === 'error' ? [`${line}: ${message}`] : []));
}

/** `CODE message` of every error, without the kubectl prefix. */
export function errorsOf(text: string): string[] {
  return problemsOf(text).flatMap(({ severity, code, message }) =>
    severity === 'error' ? [`${code} ${message.replace(/^The \w+ ".*?" is invalid: /, '')}`] : [],
  );
}

/** The only object of a text, which has no errors. */
export function readOne<K extends KubernetesKind>(text: string, kind: K): Extract<KubernetesResource, { kind: K }> {
  const { resources, problems } = parseManifests(text);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(resources).toHaveLength(1);
  const [resource] = resources;
  if (resource?.kind !== kind) throw new Error(`a ${resource?.kind ?? 'nothing'} where a ${kind} was expected`);
  return resource as Extract<KubernetesResource, { kind: K }>;
}

export function policy(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: shop }\nspec:\n${indent(spec)}`;
}

export function service(spec: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec:\n${indent(spec)}`;
}

export function pod(spec: string, metadata = '{ name: a }'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec:\n${indent(spec)}`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
