// parseWorld: several files → one declared network, or the problems that stand in its way. Namespaces that are used but not declared are
// made, and said so in the report; without a Network document the world stands in the default cluster.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import { DEFAULT_NETWORK, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { compareText } from '../engine/net/hash.ts';
import { MAX_PROBLEMS } from './caps.ts';
import { parseManifests } from './parseManifests.ts';
import type { ManifestProblem, ParsedManifests, ParsedWorld, ReportLine } from './types.ts';

export interface WorldFile {
  readonly name: string;
  readonly text: string;
}

interface Place {
  readonly file: WorldFile;
  readonly line: number;
}

/** Only a level's own files take something away or change it. */
const NO_CHANGE = { treatment: 'ignored', reason: 'report.noEffect' } as const;

export function parseWorld(files: readonly WorldFile[]): ParsedWorld {
  const problems: ManifestProblem[] = [];
  const report: ReportLine[] = [];
  const seen = new Map<string, Place>();
  const resources: KubernetesResource[] = [];
  let network: ParsedManifests['network'];
  const isFirst = (ref: string, place: Place): boolean => {
    const first = seen.get(ref);
    if (first) problems.push(twice(ref, first, place));
    else seen.set(ref, place);
    return first === undefined;
  };
  for (const file of files) {
    // Errors only: a hundred warnings must not hide the files after them.
    if (problems.filter(({ severity }) => severity === 'error').length >= MAX_PROBLEMS) break;
    const parsed = parseManifests(file.text);
    const mark = files.length > 1 ? { file: file.name } : {};
    for (const problem of parsed.problems) problems.push({ ...problem, ...mark });
    for (const line of parsed.report)
      report.push({ ...(/^(?:Removal|Patch|Answers)\b/.test(line.object) ? { ...line, ...NO_CHANGE } : line), ...mark });
    if (parsed.network && isFirst('Network', { file, line: parsed.lines['Network'] ?? 1 })) network = parsed.network;
    for (const resource of parsed.resources) {
      const ref = formatRef(refOf(resource));
      if (isFirst(ref, { file, line: parsed.lines[ref] ?? 1 })) resources.push(resource);
    }
  }
  if (problems.some((problem) => problem.severity === 'error')) return { problems, report };
  const made = undeclaredNamespaces(resources);
  const namespaces = made.map(
    (name): KubernetesResource => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '' } }),
  );
  for (const name of made)
    report.push({ object: `Namespace/${name}`, field: '', treatment: 'honoured', line: 1, reason: 'report.namespaceMade' });
  return { spec: buildSpec([...namespaces, ...resources], network), problems, report };
}

function twice(ref: string, first: Place, second: Place): ManifestProblem {
  const { file, line } = second;
  const message = `${ref} is declared twice: in ${first.file.name} at line ${first.line} and in ${file.name} at line ${line}`;
  return { code: 'duplicateObject', severity: 'error', path: ref, line, column: 1, message, file: file.name };
}

function undeclaredNamespaces(resources: readonly KubernetesResource[]): string[] {
  const declared = new Set(resources.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const used = new Set(resources.map(({ metadata }) => metadata.namespace));
  return [...used].filter((name) => name !== '' && !declared.has(name)).sort(compareText);
}

/** Objects keyed as the engine holds them; a later object of the same name would win. */
export function buildSpec(resources: readonly KubernetesResource[], network: ParsedManifests['network']): NetworkSpec {
  const groups = new Map<string, Map<string, KubernetesResource>>();
  for (const resource of resources) {
    const { namespace, name } = resource.metadata;
    const group = groups.get(namespace) ?? new Map<string, KubernetesResource>();
    groups.set(namespace, group.set(`${resource.kind}/${name}`, resource));
  }
  const objects = Object.fromEntries([...groups].map(([namespace, group]) => [namespace, Object.fromEntries(group)]));
  return { network: network ?? DEFAULT_NETWORK, objects };
}
