// The text of a patch: JSON or one YAML document, under the caps of every other text.
import { checkText, createBudget, normaliseText, splitDocuments } from '../caps.ts';
import { readYaml } from '../yamlDocument.ts';

export function parsePatchText(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  const documents = checkText(text) ?? splitDocuments(normaliseText(text));
  if (!Array.isArray(documents)) return { ok: false };
  const [first, second] = documents;
  if (!first || second) return { ok: false };
  const read = readYaml(first, createBudget());
  return read.problem || read.value === undefined ? { ok: false } : { ok: true, value: read.value };
}
