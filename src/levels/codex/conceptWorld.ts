// The world of a codex page: shared worlds, the page's own world.yaml, then the switches that are on, each made as the edits that a solution file
// makes: objects, Removals, Patches.
import { applyEdit } from '../../engine/edit/edit.ts';
import { EMPTY_SPEC, type NetworkSpec } from '../../engine/model/spec.ts';
import { parseManifests } from '../../manifest/parseManifests.ts';
import { applySolution } from '../applySolution.ts';
import { MAX_CONCEPT_FILE } from './conceptText.ts';
import { type ConceptFiles, fileOf, parseConcept } from './parseConcept.ts';

export interface ConceptWorld {
  readonly spec: NetworkSpec;
  readonly problems: readonly string[];
}

export function conceptWorld(files: ConceptFiles, on: readonly string[]): ConceptWorld {
  const parsed = parseConcept(fileOf(files, 'concept.yaml'));
  if ('problems' in parsed) return { spec: EMPTY_SPEC, problems: parsed.problems };
  const paths = [
    ...parsed.start.map((name) => `worlds/${name}.yaml`),
    ...(Object.hasOwn(files, 'world.yaml') ? ['world.yaml'] : []),
    // In the page's own order, whatever was pressed first.
    ...parsed.concept.switches.filter((id) => on.includes(id)).map((id) => `switch/${id}.yaml`),
  ];
  const problems: string[] = [];
  let spec = EMPTY_SPEC;
  for (const path of paths) {
    const step = applyText(spec, fileOf(files, path));
    problems.push(...step.problems.map((message) => `${path}: ${message}`));
    spec = step.spec;
  }
  return { spec, problems };
}

function applyText(before: NetworkSpec, text: string): ConceptWorld {
  if (text === '' || text.length > MAX_CONCEPT_FILE) return { spec: before, problems: ['there is no such file'] };
  const parsed = parseManifests(text);
  const errors = parsed.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (errors.length > 0) return { spec: before, problems: errors };
  const { edits, problems } = applySolution(parsed, before);
  return { spec: applyEdit(before, { type: 'batch', edits }).spec, problems };
}
