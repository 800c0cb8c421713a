// concept.yaml as it is written: a strict schema with caps. Files of a page: path inside its folder → text, the shared worlds as `worlds/NAME.yaml`.
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { CODEX_GROUPS, type Concept, type ConceptRead } from './concept.ts';
import { MAX_CONCEPT_FILE, parseConceptText } from './conceptText.ts';

export type ConceptFiles = Readonly<Record<string, string>>;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const id = v.pipe(text, v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const ids = v.pipe(v.array(id), v.maxLength(12));

const SCHEMA = v.strictObject({
  id,
  group: v.picklist(CODEX_GROUPS),
  /** Within its group. */
  order: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  rules: v.pipe(v.array(v.pipe(text, v.regex(/^[A-Z]+-?\d+$/))), v.minLength(1), v.maxLength(16)),
  docs: v.pipe(v.array(v.pipe(text, v.regex(/^https:\/\/[a-z0-9.-]+\/\S*$/))), v.minLength(1), v.maxLength(6)),
  related: v.pipe(ids, v.minLength(1)),
  levels: v.optional(v.pipe(v.array(v.pipe(text, v.regex(/^\d{3}(-[a-z0-9]+)+$/))), v.maxLength(8)), []),
  /** Shared worlds the page stands in; `world.yaml` comes after them. */
  start: v.pipe(ids, v.minLength(1)),
  oneOf: v.optional(v.boolean(), false),
  letters: v.pipe(v.array(v.strictObject({ id, from: text, to: text })), v.minLength(1), v.maxLength(6)),
  switches: v.pipe(ids, v.minLength(1), v.maxLength(4)),
  shows: v.pipe(
    v.array(
      v.strictObject({
        letter: id,
        on: v.optional(ids, []),
        outcome: text,
        sender: v.exactOptional(text),
        by: v.exactOptional(text),
        deliveredTo: v.exactOptional(text),
        via: v.exactOptional(text),
        asks: v.exactOptional(text),
        reply: v.exactOptional(text),
      }),
    ),
    v.minLength(1),
    v.maxLength(24),
  ),
});

/** Undefined when the file is not in order. */
export function parseConcept(
  yaml: string,
): { readonly concept: Concept; readonly start: readonly string[] } | { readonly problems: readonly string[] } {
  if (yaml.length > MAX_CONCEPT_FILE) return { problems: ['the file is too large'] };
  let plain: unknown;
  try {
    plain = parseYaml(yaml, { maxAliasCount: 0 });
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : 'no YAML'] };
  }
  const read = v.safeParse(SCHEMA, plain);
  if (!read.success) return { problems: read.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`) };
  const { start, ...concept } = read.output;
  return { concept, start };
}

/** The page in a locale; where there is no such text, in English. */
export function readConcept(files: ConceptFiles, locale: string): ConceptRead {
  const parsed = parseConcept(fileOf(files, 'concept.yaml'));
  if ('problems' in parsed) return { ok: false, problems: parsed.problems };
  const own = fileOf(files, `text/${locale}.md`);
  const spoken = own === '' ? undefined : parseConceptText(own);
  const { text, problems } = spoken?.text ? spoken : parseConceptText(fileOf(files, 'text/en.md'));
  return text ? { ok: true, concept: parsed.concept, text } : { ok: false, problems };
}

export function fileOf(files: ConceptFiles, path: string): string {
  return Object.hasOwn(files, path) ? (files[path] ?? '') : '';
}
