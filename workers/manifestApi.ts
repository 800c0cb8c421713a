// What the manifest worker answers (store/services.ts): texts, levels, links and saves, each rebuilt strictly before anybody uses it.
import type { Edit } from '../src/engine/edit/edit.ts';
import { formatRef, type NetworkSpec, type ObjectRef } from '../src/engine/model/spec.ts';
import { checkEditable } from '../src/levels/editable.ts';
import { conceptWorld } from '../src/levels/codex/conceptWorld.ts';
import { readConcept } from '../src/levels/codex/parseConcept.ts';
import { parseLevelText } from '../src/levels/levelText.ts';
import { type LevelFiles, parseLevel, readSolution } from '../src/levels/parseLevel.ts';
import { isVaried, varyLevel } from '../src/levels/variant/varyLevel.ts';
import { runTyped } from '../src/manifest/commands/typedCommands.ts';
import { equivalents } from '../src/manifest/equivalents.ts';
import { type CompletionField, fieldsOf } from '../src/manifest/fields.ts';
import { formatText, type FormattedText } from '../src/manifest/formatText.ts';
import { connect, doorEnds } from '../src/manifest/gestures/connect.ts';
import type { Scene } from '../src/manifest/gestures/gestureTypes.ts';
import { listPalette } from '../src/manifest/gestures/palette.ts';
import { listTargets } from '../src/manifest/gestures/targets.ts';
import { locatePath } from '../src/manifest/locatePath.ts';
import { parseManifests } from '../src/manifest/parseManifests.ts';
import { parseWorld } from '../src/manifest/parseWorld.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../src/manifest/plainObjects.ts';
import { takeHome } from '../src/manifest/takeHome.ts';
import { writeNetwork, writeResource } from '../src/manifest/writeManifests.ts';
import { writeObjects, writeWorld } from '../src/manifest/writeWorld.ts';
import { readArchive } from '../src/share/archive.ts';
import { rebuildAnswer } from '../src/share/answer.ts';
import { createLinkCodec } from '../src/share/linkCodec.ts';
import { solutionOf } from '../src/share/difference.ts';
import { rewritePolicy, rewriteResource } from '../src/studio/reader/rewrite.ts';
import type { GestureQuestion, LevelRead, ManifestWorkerApi, SavedEntry } from '../src/store/services.ts';

export type ManifestApi = ManifestWorkerApi & {
  fieldsOf(kind: string, path: readonly string[]): readonly CompletionField[];
  formatText(text: string): FormattedText;
  writeObjects(spec: NetworkSpec, keys: readonly string[]): string;
};

const MOST_ENTRIES = 50_000;
const MOST_PARAMS = 20;

export function createManifestApi(): ManifestApi {
  const links = createLinkCodec({ networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain });
  return {
    parse: (text) => parseManifests(text),
    parseWorld: (files) => parseWorld(files),
    writeResource: (resource) => writeResource(resource),
    rewritePolicy: (text, policy) => rewritePolicy(text, policy),
    rewriteResource: (text, resource) => rewriteResource(text, resource),
    writeNetwork: (spec) => writeNetwork(spec.network),
    writeWorld: (spec) => writeWorld(spec),
    equivalents: (before, after) => equivalents(before, after),
    takeHome: (format, start, now) => takeHome(format, start, now),
    runTyped: (spec, text, memory) => runTyped(spec, text, memory),
    plainOf: (resources) => resources.map((resource) => resourceToPlain(resource)),
    readArchive: (bytes) => readArchive(bytes),
    locate: (text, path) => locatePath(text, path),
    fieldsOf: (kind, path) => fieldsOf(kind, path),
    formatText: (text) => formatText(text),
    writeObjects: (spec, keys) => writeObjects(spec, keys),
    readLevel: (files, locale, seed) => readLevel(dress(files, seed), locale),
    readConcept: (files, locale) => readConcept(files, locale),
    conceptWorld: (files, on) => conceptWorld(files, on),
    solutionEdits: (files, id, seed) => readSolution(dress(files, seed), id),
    encodeLink: (solution) => links.encodeSolution(solution),
    linkProblem: (solution) => links.findProblem(solution),
    decodeLink: (fragment) => links.decodeLink(fragment),
    writeSolutionFile: (solution) => links.writeFile(solution),
    readSolutionFile: (text) => links.readFile(text),
    solutionOf: (input) => solutionOf(input),
    rebuildEntries: (saved) => rebuildEntries(saved),
    checkEditable: (level, spec, edit) => checkEditable(level, spec, edit),
    connect: (question) => connect(sceneOf(question), question.from, question.to),
    doorEnds: (question) => doorEnds(sceneOf(question), question.from, question.to),
    listTargets: (question) => listTargets(sceneOf(question), question.from),
    listPalette: (question) => listPalette(sceneOf(question), question),
  };
}

function sceneOf({ spec, plan, doors, level }: GestureQuestion): Scene {
  return {
    spec,
    plan,
    ...(doors ? { doors } : {}),
    ...(level ? { refusalOf: (edit) => checkEditable(level, spec, edit) } : {}),
  };
}

function dress(files: LevelFiles, seed: number | undefined): LevelFiles {
  return seed === undefined ? files : varyLevel(files, String(seed));
}

function readLevel(files: Readonly<Record<string, string>>, locale: string): LevelRead {
  const { level, problems } = parseLevel(files);
  const { text, problems: textProblems } = parseLevelText(files[`text/${locale}.md`] ?? files['text/en.md'] ?? '');
  if (level && text) return { ok: true, level, text, varied: isVaried(files) };
  const texts = textProblems.map(
    ({ line, message }) => ({ code: 'level', severity: 'error', path: 'text', line, column: 1, message }) as const,
  );
  return { ok: false, problems: [...problems, ...texts] };
}

/** Saves are hostile too: another tab, an older game, somebody's hand. Every object in them is rebuilt. */
function rebuildEntries(saved: unknown): readonly SavedEntry[] | undefined {
  if (!Array.isArray(saved) || saved.length > MOST_ENTRIES) return undefined;
  const entries: SavedEntry[] = [];
  for (const item of saved as readonly unknown[]) {
    const edit = isRecord(item) ? rebuildEdit(item['edit'], 0) : undefined;
    if (!isRecord(item) || !edit) return undefined;
    entries.push({
      edit,
      label: typeof item['label'] === 'string' ? item['label'] : 'edit.yaml',
      params: rebuildParams(item['params']),
    });
  }
  return entries;
}

function rebuildParams(value: unknown): Readonly<Record<string, string | number>> {
  if (!isRecord(value)) return {};
  const pairs = Object.entries(value).filter(
    (pair): pair is [string, string | number] => typeof pair[1] === 'string' || typeof pair[1] === 'number',
  );
  return Object.fromEntries(pairs.slice(0, MOST_PARAMS));
}

function rebuildEdit(value: unknown, depth: number): Edit | undefined {
  if (!isRecord(value) || depth > 2) return undefined;
  if (value['type'] === 'putObject') {
    const resource = isRecord(value['resource']) ? rebuildKept(value['resource']) : undefined;
    return resource && { type: 'putObject', resource };
  }
  if (value['type'] === 'putNetwork') {
    const network = isRecord(value['network']) ? rebuildNetwork(networkToPlain(value['network'] as never)) : undefined;
    return network && { type: 'putNetwork', network };
  }
  if (value['type'] === 'removeObject') {
    const ref = isRecord(value['ref']) ? rebuildRef(value['ref']) : undefined;
    return ref && { type: 'removeObject', ref };
  }
  if (value['type'] === 'answer') return rebuildAnswer(value);
  if (value['type'] !== 'batch' || !Array.isArray(value['edits'])) return undefined;
  const edits: Edit[] = [];
  for (const part of value['edits'] as readonly unknown[]) {
    const edit = rebuildEdit(part, depth + 1);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return { type: 'batch', edits };
}

/** A saved object has the engine's shape; it goes through plain JSON and the strict reader like any other. */
function rebuildKept(value: Readonly<Record<string, unknown>>): ReturnType<typeof rebuildResource> {
  try {
    return rebuildResource(resourceToPlain(value as never));
  } catch {
    return undefined;
  }
}

function rebuildRef(value: Readonly<Record<string, unknown>>): ObjectRef | undefined {
  const { kind, namespace, name } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || typeof namespace !== 'string' || typeof name !== 'string') return undefined;
  const target = formatRef({ kind, namespace, name } as ObjectRef);
  const parsed = parseManifests(JSON.stringify({ apiVersion: 'cidr.house/v1', kind: 'Removal', target }));
  return parsed.removals[0];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
