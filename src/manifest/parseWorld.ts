// parseWorld: several files → one declared network, or the problems that stand in its way. Namespaces that are used but not declared are
// made, and said so in the report; without a Network document the world stands in the default cluster.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import { applyEdit } from '../engine/edit/edit.ts';
import { DEFAULT_NETWORK, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { parseManifests } from './parseManifests.ts';
import type { ManifestProblem, ParsedManifests, ParsedWorld, ReportLine } from './types.ts';

export interface WorldFile {
  readonly name: string;
  readonly text: string;
}

export function parseWorld(files: readonly WorldFile[]): ParsedWorld {
  const problems: ManifestProblem[] = [];
  const report: ReportLine[] = [];
  const seen = new Map<string, string>();
  const resources: KubernetesResource[] = [];
  let network: ParsedManifests['network'];
  // A file's name belongs in a sentence only when there are several.
  const within = (file: WorldFile, message: string): string => (files.length > 1 ? `${file.name}: ${message}` : message);
  for (const file of files) {
    const parsed = parseManifests(file.text);
    problems.push(...parsed.problems.map((problem) => ({ ...problem, message: within(file, problem.message) })));
    report.push(...parsed.report);
    if (parsed.network) {
      if (network) problems.push(twice('Network', file, parsed.lines['Network'] ?? 1, seen));
      else network = parsed.network;
      seen.set('Network', file.name);
    }
    for (const resource of parsed.resources) {
      const ref = formatRef(refOf(resource));
      if (seen.has(ref)) problems.push(twice(ref, file, parsed.lines[ref] ?? 1, seen));
      else resources.push(resource);
      seen.set(ref, file.name);
    }
  }
  if (problems.some((problem) => problem.severity === 'error')) return { problems, report };
  const { spec, made } = buildSpec(resources, network);
  report.push(...made.map((name): ReportLine => ({ object: `Namespace/${name}`, field: '', treatment: 'honoured', line: 1, reason: 'report.namespaceMade' })));
  return { spec, problems, report };
}

function twice(ref: string, file: WorldFile, line: number, seen: ReadonlyMap<string, string>): ManifestProblem {
  const message = `${file.name}: ${ref} is declared twice: also in ${seen.get(ref) ?? ''}`;
  return { code: 'duplicateObject', severity: 'error', path: ref, line, column: 1, message };
}

/** Objects with their namespaces; `made` are the namespaces nobody declared. */
export function buildSpec(resources: readonly KubernetesResource[], network: ParsedManifests['network']): { spec: NetworkSpec; made: string[] } {
  const declared = new Set(resources.filter((resource) => resource.kind === 'Namespace').map((resource) => resource.metadata.name));
  const used = new Set(resources.map((resource) => resource.metadata.namespace).filter((name) => name !== ''));
  const made = [...used].filter((name) => !declared.has(name)).sort();
  const groups = new Map<string, [string, KubernetesResource][]>();
  for (const resource of resources) {
    const { namespace, name } = resource.metadata;
    const group = groups.get(namespace) ?? [];
    group.push([`${resource.kind}/${name}`, resource]);
    groups.set(namespace, group);
  }
  const objects = Object.fromEntries([...groups].map(([namespace, entries]) => [namespace, Object.fromEntries(entries)]));
  const base: NetworkSpec = { network: network ?? DEFAULT_NETWORK, objects };
  const edits = made.map((name) => ({ type: 'putObject', resource: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '' } } }) as const);
  return { spec: applyEdit(base, { type: 'batch', edits }).spec, made };
}
