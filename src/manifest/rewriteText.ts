// A world written back into the text that it came from: documents that nobody changed stay byte for byte; in a changed one only the fields
// that differ are touched, so comments, order and fields that the game does not know stay; what is new is added at the end.
import { parseDocument } from 'yaml';
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import { allObjects, DEFAULT_NETWORK, findObject, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { createSlicer, type DocumentText, normaliseText, splitDocuments } from './caps.ts';
import { parseManifests } from './parseManifests.ts';
import { networkToPlain, resourceToPlain } from './plainObjects.ts';
import type { ParsedManifests } from './types.ts';
import { withoutDefaults, writeNetwork, writeResource } from './writeManifests.ts';
import { padAs } from './yamlPadding.ts';
import { touchFields } from './yamlTouch.ts';
import { READING } from './yamlDialect.ts';

/** `texts` gave a world; the same texts for `spec`, as one. A text that cannot be read is written anew. */
export function rewriteText(texts: readonly string[], spec: NetworkSpec): string {
  const seen = new Set<string>();
  const kept = texts.map((text) => rewriteOne(text, spec, seen)).filter((text) => text.trim() !== '');
  const used = new Set(allObjects(spec).map(({ metadata }) => metadata.namespace));
  const isImplied = ({ kind, metadata }: KubernetesResource): boolean =>
    kind === 'Namespace' && !metadata.labels && !metadata.annotations && used.has(metadata.name);
  const added = allObjects(spec).filter((resource) => !seen.has(formatRef(refOf(resource))) && !isImplied(resource));
  const network = seen.has('Network') || sameValue(spec.network, DEFAULT_NETWORK) ? [] : [writeNetwork(spec.network)];
  return joinDocuments([...network, ...kept, ...added.map(writeResource)]);
}

/** Between texts that may or may not begin with a marker of their own. */
function joinDocuments(texts: readonly string[]): string {
  return texts.reduce((all, text) => {
    if (all === '') return text;
    const ended = all.endsWith('\n') ? all : `${all}\n`;
    return `${ended}${/^---(?:\s|$)/.test(text) || /^---\s*\n?$/m.test(ended.slice(ended.lastIndexOf('\n', ended.length - 2) + 1)) ? '' : '---\n'}${text}`;
  }, '');
}

function rewriteOne(text: string, spec: NetworkSpec, seen: Set<string>): string {
  const plain = normaliseText(text);
  const documents = splitDocuments(plain);
  if (!Array.isArray(documents)) return '';
  const original = createSlicer(text);
  let result = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  let end = 0;
  let changed = false;
  for (const document of documents) {
    const start = plain.indexOf(document.text, end);
    const written = rewriteDocument(document, spec, seen);
    changed ||= written !== document.text;
    result += original(end, start);
    end = start + document.text.length;
    const own = original(start, end);
    if (written === document.text) result += own;
    else result += own.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
  }
  return changed ? result + original(end, plain.length) : text;
}

function rewriteDocument({ text }: DocumentText, spec: NetworkSpec, seen: Set<string>): string {
  const parsed = parseManifests(text);
  const { resources, network } = parsed;
  if (network) seen.add('Network');
  for (const resource of resources) seen.add(formatRef(refOf(resource)));
  const wanted = resources.flatMap((resource) => findObject(spec, refOf(resource)) ?? []);
  const isSame =
    (!network || sameValue(network, spec.network)) &&
    wanted.length === resources.length &&
    wanted.every((resource, index) => sameValue(resource, resources[index]));
  if (isSame) return text;
  const isSingle = resources.length + (network ? 1 : 0) === 1;
  if (isSingle && wanted.length === resources.length) {
    const touched = touch(text, { parsed, wanted: wanted[0], spec });
    if (touched !== undefined) return touched;
  }
  const anew = [...(network ? [writeNetwork(spec.network)] : []), ...wanted.map(writeResource)].map((part) => `---\n${part}`);
  return anew.join('');
}

interface Change {
  readonly parsed: ParsedManifests;
  readonly wanted: KubernetesResource | undefined;
  readonly spec: NetworkSpec;
}

/** Undefined where the text is made in a way (aliases, merged keys) that no single field can be changed in. */
function touch(text: string, change: Change): string | undefined {
  // As people write, defaults left out, first; where a default stood written in the text, with all fields.
  return attempt(text, change, withoutDefaults) ?? attempt(text, change, (resource) => resource);
}

function attempt(
  text: string,
  { parsed, wanted, spec }: Change,
  form: (resource: KubernetesResource) => KubernetesResource,
): string | undefined {
  const [from, to] = wanted
    ? [parsed.resources.map((resource) => resourceToPlain(form(resource)))[0], resourceToPlain(form(wanted))]
    : [parsed.network && networkToPlain(parsed.network), networkToPlain(spec.network)];
  const document = parseDocument(text, READING);
  if (from === undefined || document.errors.length > 0 || !touchFields(document, from, to)) return undefined;
  const written = padAs(
    text,
    document.toString({
      lineWidth: 0,
      indentSeq: !/^( *)[^\s#-][^\n]*:[ \t]*\n(?:[ \t]*#[^\n]*\n)*\1- /m.test(text),
    }),
  );
  const again = parseManifests(written);
  const holds = wanted ? sameValue(again.resources, [wanted]) : sameValue(again.network, spec.network);
  return holds ? written : undefined;
}
