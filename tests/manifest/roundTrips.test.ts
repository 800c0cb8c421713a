// Manifests as teams keep them: read, shown in every view, written. What nobody touched is the same to the byte, also beside an object that was
// changed; what each view writes is read back as the same object. Together they hold every field that counts (docs/fidelity.md).
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import { allObjects, EMPTY_SPEC, findObject, listObjects, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { type DocumentText, splitDocuments } from '../../src/manifest/caps.ts';
import { equivalents } from '../../src/manifest/equivalents.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { rewriteText } from '../../src/manifest/rewriteText.ts';
import { takeHome } from '../../src/manifest/takeHome.ts';
import { writeNetwork, writeResource } from '../../src/manifest/writeManifests.ts';
import { readField, textOf } from '../../src/studio/design/fieldText.ts';
import { writeField } from '../../src/studio/design/change.ts';
import { isThing, type Place, thingsAt, type Thing } from '../../src/studio/design/place.ts';
import { fieldsShown, SECTIONS, thingSpec } from '../../src/studio/design/things.ts';
import { summaryOf } from '../../src/studio/design/summary.ts';
import { readSides } from '../../src/studio/reader/rows.ts';
import { rewriteResource } from '../../src/studio/reader/rewrite.ts';
import { parsePolicySentences } from '../../src/studio/sentence/parseSentences.ts';
import { writePolicySentences } from '../../src/studio/sentence/writeSentences.ts';
import { plugLines, troubleOf } from '../../src/studio/wiring/plugs.ts';
import { routeRows } from '../../src/studio/wiring/routes.ts';
import { rowsOf, selectorOf } from '../../src/studio/wiring/selector.ts';
import { specOf } from '../../src/studio/wiring/serviceFields.ts';
import { yamlText } from '../../src/terminal/yamlText.ts';
import { fieldsIn, honouredFields, listManifests } from '../support/manifests.ts';

const MANIFESTS = listManifests();
const NEIGHBOUR = `apiVersion: v1
kind: Service
metadata: { name: neighbour, namespace: next-door }
spec: { selector: { app: a }, ports: [{ port: 80 }] }
`;

function world(text: string): NetworkSpec {
  const { spec, problems } = parseWorld([{ name: 'w', text }]);
  if (!spec) throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return deepFreeze(spec);
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
  return value;
}

describe('the manifests', () => {
  it('are sixty or more, each read without an error', () => {
    expect(MANIFESTS.length).toBeGreaterThanOrEqual(60);
    for (const { name, text } of MANIFESTS)
      expect(
        parseManifests(text).problems.filter(({ severity }) => severity === 'error'),
        name,
      ).toEqual([]);
  });

  it('hold every field that counts', () => {
    const held = new Set(MANIFESTS.flatMap(({ text }) => [...fieldsIn(text)]));
    expect([...honouredFields()].filter((field) => !held.has(field))).toEqual([]);
    expect(honouredFields().size).toBeGreaterThan(300);
  });
});

const engine = createEngine();

/** What each view makes of a world. Views only look: the world is frozen. */
function showEverywhere(spec: NetworkSpec): void {
  const { plan, diagnostics } = engine.load({ spec, revision: 1 });
  expect(Array.isArray(diagnostics)).toBe(true);
  for (const service of plan.services)
    troubleOf(
      service,
      plugLines(
        service,
        plan.pods,
        service.ports.map(() => undefined),
      ),
    );
  for (const service of listObjects(spec, 'Service')) {
    expect(selectorOf(rowsOf(service.spec.selector))).toEqual(service.spec.selector ?? {});
    expect(isThing(specOf(service))).toBe(true);
  }
  routeRows(spec);
  for (const format of ['yaml', 'kubectl', 'patch', 'az', 'azSince', 'bicep'] as const) takeHome(format, EMPTY_SPEC, spec);
  equivalents(EMPTY_SPEC, spec);
}

function sameObject(read: readonly KubernetesResource[], wanted: KubernetesResource, by: string): void {
  expect(read, by).toEqual([wanted]);
}

describe.each(MANIFESTS)('$name', ({ text }) => {
  it('is shown everywhere and stays as it is, to the byte', () => {
    const spec = world(text);
    showEverywhere(spec);
    expect(rewriteText([text], spec)).toBe(text);
  });

  it('is read back the same from every view that writes', () => {
    const spec = world(text);
    for (const resource of allObjects(spec)) {
      sameObject(parseManifests(writeResource(resource)).resources, resource, 'editor');
      sameObject(parseManifests(yamlText(resourceToPlain(resource))).resources, resource, 'get -o yaml');
      sameObject(parseManifests(JSON.stringify(resourceToPlain(resource))).resources, resource, 'get -o json');
      expect(rebuildResource(resourceToPlain(resource)), 'link').toEqual(resource);
      if (resource.kind !== 'NetworkPolicy') continue;
      const said = parsePolicySentences(writePolicySentences(resource), resource);
      expect(said.ok && said.policy, 'sentences').toEqual(resource);
      expect(readSides(resource), 'form').toHaveLength(2);
    }
    expect(parseManifests(writeNetwork(spec.network)).network, 'editor').toEqual(spec.network);
    expect(rebuildNetwork(networkToPlain(spec.network)), 'link').toEqual(spec.network);
    const home = parseWorld([{ name: 'home', text: takeHome('yaml', EMPTY_SPEC, spec) }]);
    expect(home.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(home.spec, 'taken home').toEqual(spec);
  });

  it('every field of the network’s forms reads what it shows', () => {
    const { network } = world(text);
    const visit = (list: Place, thing: string, holder: Thing | undefined): void =>
      thingsAt(network, list).forEach((item, index) => {
        const spec = thingSpec(thing, holder);
        if (!spec) throw new Error(`no form for ${thing}`);
        expect(typeof summaryOf(spec.type, item)).toBe('string');
        const place = [...list, index];
        for (const field of fieldsShown(spec, item)) {
          const read = readField(field, textOf(field, item), item);
          expect(read.ok, `${thing}.${field.name} ${textOf(field, item)}`).toBe(true);
          if (read.ok) expect(writeField(network, { place, field }, read.value), `${thing}.${field.name}`).toEqual(network);
        }
        for (const { field, thing: below } of spec.lists) visit([...place, field], below, item);
      });
    for (const [section, thing] of Object.entries(SECTIONS)) visit([section], thing, undefined);
  });

  it('stays as it is, to the byte, while a neighbour in the same text is changed, named anew or taken away', () => {
    const body = /^---\s/.test(text) || text.startsWith('\uFEFF') ? text : `---\n${text}`;
    const behind = `${text.endsWith('\n') ? text : `${text}\n`}---\n${NEIGHBOUR}`;
    const before = `${NEIGHBOUR}${body}`;
    for (const joined of text.startsWith('\uFEFF') ? [behind] : [behind, before]) {
      const spec = world(joined);
      const ref = { kind: 'Service', namespace: 'next-door', name: 'neighbour' } as const;
      const old = findObject(spec, ref);
      if (old?.kind !== 'Service') throw new Error('no neighbour');
      const changed = applyEdit(spec, {
        type: 'putObject',
        resource: { ...old, spec: { ...old.spec, selector: { app: 'b' } } },
      }).spec;
      const written = rewriteText([joined], changed);
      expect(written.replace('selector: { app: b }', 'selector: { app: a }')).toBe(joined);
      expect(world(written)).toEqual(changed);
      expect(rewriteText([joined.replaceAll(/\r?\n/g, '\r\n')], changed)).toBe(written.replaceAll(/\r?\n/g, '\r\n'));
      const gone = rewriteText([joined], applyEdit(spec, { type: 'removeObject', ref }).spec);
      expect(gone).toContain(joined === behind ? text.trimEnd() : text);
      const added = applyEdit(spec, {
        type: 'putObject',
        resource: { ...old, metadata: { ...old.metadata, name: 'another' } },
      }).spec;
      expect(rewriteText([joined], added).startsWith(joined.trimEnd())).toBe(true);
    }
  });

  it('an object with one more label keeps every comment, and the others their bytes', () => {
    const spec = world(text);
    for (const resource of parseManifests(text).resources) {
      const labels = { ...resource.metadata.labels, added: 'x' };
      const next = { ...resource, metadata: { ...resource.metadata, labels } } as KubernetesResource;
      const edited = applyEdit(spec, { type: 'putObject', resource: next }).spec;
      const written = rewriteText([text], edited);
      expect(world(written)).toEqual(edited);
      const comments = text.match(/(?<=^|\s)# .*$/gm) ?? [];
      for (const comment of comments) expect(written).toContain(comment.trimEnd());
      expect(rewriteResource(written, resource)).not.toContain('added: x');
      const { kind, name } = refOf(resource);
      for (const other of splitDocuments(text) as readonly DocumentText[])
        if (parseManifests(other.text).resources.every((each) => each.kind !== kind || each.metadata.name !== name))
          expect(written).toContain(other.text);
    }
  });
});
