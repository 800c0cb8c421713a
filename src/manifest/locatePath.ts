// The line and column of a diagnostic's path in a text: `Service/shop/web: spec.clusterIP`, or a path into the Network document such as
// `managedClusters.aks.networkProfile.podCidr` (names stand for list positions there).
import { isRecord } from './isRecord.ts';
import { checkText, createBudget, normaliseText, splitDocuments } from './caps.ts';
import { listItems } from './listItems.ts';
import { type Path, type Position, type ReadDocument, readYaml } from './yamlDocument.ts';

/** Answers for one text, read once. Undefined where the text does not have the object. */
export type Locator = (path: string) => Position | undefined;

interface Entry {
  readonly read: ReadDocument;
  readonly base: Path;
  readonly value: Readonly<Record<string, unknown>>;
}

const KEPT = 8;
const locators = new Map<string, Locator>();

/** A few texts are kept read: diagnostics come by the dozen and ask about the same ones. */
export function locatePath(text: string, path: string): Position | undefined {
  let locator = locators.get(text);
  if (!locator) {
    if (locators.size >= KEPT) locators.clear();
    locators.set(text, (locator = createLocator(text)));
  }
  return locator(path);
}

export function createLocator(text: string): Locator {
  const entries = indexText(text);
  return (path) => {
    const { object, field } = splitPath(path);
    const entry = entries.get(object);
    return entry?.read.locate([...entry.base, ...resolveField(entry.value, field)]);
  };
}

/** `Kind/ns/name`, `Kind/name` or `Network` → where it is. */
function indexText(text: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const documents = checkText(text) ? [] : splitDocuments(normaliseText(text));
  if (!Array.isArray(documents)) return entries;
  const budget = createBudget();
  for (const document of documents) {
    const read = readYaml(document, budget);
    if (read.problem) continue;
    const items = listItems(read.value);
    for (const [index, value] of (items ?? [read.value]).entries()) {
      if (!isRecord(value)) continue;
      const name = objectName(value);
      if (name !== undefined && !entries.has(name)) entries.set(name, { read, base: items ? ['items', index] : [], value });
    }
  }
  return entries;
}

function objectName(value: Readonly<Record<string, unknown>>): string | undefined {
  const kind = value['kind'];
  if (typeof kind !== 'string') return undefined;
  if (kind === 'Network') return kind;
  const meta = isRecord(value['metadata']) ? value['metadata'] : {};
  if (typeof meta['name'] !== 'string') return undefined;
  if (kind === 'Namespace') return `${kind}/${meta['name']}`;
  return `${kind}/${typeof meta['namespace'] === 'string' ? meta['namespace'] : 'default'}/${meta['name']}`;
}

function splitPath(path: string): { readonly object: string; readonly field: string } {
  const colon = path.indexOf(': ');
  if (colon >= 0) return { object: path.slice(0, colon), field: path.slice(colon + 2) };
  return /^[A-Z]\w*\//.test(path) ? { object: path, field: '' } : { object: 'Network', field: path === 'Network' ? '' : path };
}

/**
 * Walks the field as far as the text has it. In a list a segment is `[n]`, `[name]` or the name of an item; names and keys may hold dots
 * themselves (`internetHosts.api.example.com.ipAddress`), so the longest that fits is taken.
 */
function resolveField(value: unknown, field: string): Path {
  const path: (string | number)[] = [];
  let current = value;
  let rest = field;
  while (rest !== '') {
    const step = Array.isArray(current)
      ? stepIntoList(current as readonly unknown[], rest)
      : isRecord(current)
        ? stepIntoRecord(current, rest)
        : undefined;
    if (!step) break;
    path.push(step.segment);
    current = step.value;
    rest = rest.slice(step.length).replace(/^\./, '');
  }
  return path;
}

interface Step {
  readonly segment: string | number;
  readonly value: unknown;
  readonly length: number;
}

function stepIntoList(items: readonly unknown[], rest: string): Step | undefined {
  const index = /^\[(\d{1,9})\]/.exec(rest);
  if (index) {
    const segment = Number(index[1]);
    return segment < items.length ? { segment, value: items[segment], length: index[0].length } : undefined;
  }
  const names = items.map((item) => (isRecord(item) && typeof item['name'] === 'string' ? item['name'] : ''));
  const bracket = rest.startsWith('[');
  const name = longestStart(names, bracket ? rest.slice(1) : rest);
  return name === undefined
    ? undefined
    : { segment: names.indexOf(name), value: items[names.indexOf(name)], length: name.length + (bracket ? 2 : 0) };
}

function stepIntoRecord(record: Readonly<Record<string, unknown>>, rest: string): Step | undefined {
  const bracket = rest.startsWith('[') ? rest.slice(1) : undefined;
  const key = longestStart(Object.keys(record), bracket ?? rest);
  if (key === undefined) return undefined;
  return { segment: key, value: record[key], length: key.length + (bracket === undefined ? 0 : 2) };
}

function longestStart(names: readonly string[], rest: string): string | undefined {
  let best: string | undefined;
  for (const name of names) {
    const fits = name !== '' && rest.startsWith(name) && /^(?:[.[\]]|$)/.test(rest.slice(name.length, name.length + 1));
    if (fits && name.length > (best?.length ?? 0)) best = name;
  }
  return best;
}
