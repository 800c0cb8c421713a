// The manifests of tests/golden/manifests, and every honoured field that one of them holds, by the type of the API reference.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { normaliseText, splitDocuments } from '../../src/manifest/caps.ts';
import { fieldsOfType } from '../../src/manifest/fields.ts';
import { innerKind, KINDS } from '../../src/manifest/kinds.ts';
import { READING } from '../../src/manifest/yamlDialect.ts';

const FOLDER = join(import.meta.dirname, '..', 'golden', 'manifests');

export interface GoldenManifest {
  readonly name: string;
  readonly text: string;
}

export function listManifests(): readonly GoldenManifest[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name: name.slice(0, -'.yaml'.length), text: readFileSync(join(FOLDER, name), 'utf8') }));
}

/** `Type.field` of every field that counts, in kinds and in what they hold. */
export function honouredFields(): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (type: string): void => {
    const fields = fieldsOfType(type);
    if (!fields || seen.has(type)) return;
    seen.add(type);
    for (const field of fields.values()) {
      if (field.treatment !== 'honoured') continue;
      found.add(`${type}.${field.name}`);
      visit(field.type.replace('[]', ''));
    }
  };
  // Levels alone have these: tests/levels/patches.test.ts and tests/cli.
  for (const kind of KINDS.keys()) if (kind !== 'Patch' && kind !== 'Answers') visit(kind);
  return found;
}

export function fieldsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown, type: string): void => {
    if (Array.isArray(value)) for (const item of value as readonly unknown[]) visit(item, type.replace('[]', ''));
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) {
        const field = fieldsOfType(type)?.get(name);
        if (field) found.add(`${type}.${name}`);
        if (field?.treatment === 'honoured') visit(item, field.type);
      }
  };
  const documents = splitDocuments(normaliseText(text));
  for (const document of Array.isArray(documents) ? documents : []) {
    const value: unknown = parseDocument(document.text, READING).toJS();
    for (const item of itemsOf(value)) visit(item, innerKind(String(item['apiVersion']), String(item['kind'])));
  }
  return found;
}

function itemsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Readonly<Record<string, unknown>>;
  return record['kind'] === 'List' ? (record['items'] as readonly Readonly<Record<string, unknown>>[]) : [record];
}
