// Merge patches between worlds: applied to the old objects they give the new ones, and say nothing that did not change.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
import { allObjects, EMPTY_SPEC, findObject, type NetworkSpec } from '../../src/engine/model/spec.ts';
import { applyMergePatch, mergePatch } from '../../src/manifest/mergePatch.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { worldPatch, writePatch } from '../../src/manifest/writePatch.ts';
import { createRandom, randomSpec } from '../share/randomSolution.ts';
import { policy, service } from './sentences.ts';

function world(...texts: readonly string[]): NetworkSpec {
  const { resources, problems } = parseManifests(texts.join('\n---\n'));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return resources.reduce((spec, resource) => applyEdit(spec, { type: 'putObject', resource }).spec, EMPTY_SPEC);
}

/** The patch, applied object by object as an API server would. */
function applied(from: NetworkSpec, to: NetworkSpec): NetworkSpec {
  const { created, changed, replaced, removed } = worldPatch(from, to);
  let spec = from;
  for (const resource of [...created, ...replaced]) spec = applyEdit(spec, { type: 'putObject', resource }).spec;
  for (const { ref, patch } of changed) {
    const old = findObject(spec, ref);
    if (!old) throw new Error('a patch for nothing');
    const resource = rebuildResource(applyMergePatch(resourceToPlain(old), patch));
    if (!resource) throw new Error('a patch that makes no object');
    spec = applyEdit(spec, { type: 'putObject', resource }).spec;
  }
  for (const ref of removed) spec = applyEdit(spec, { type: 'removeObject', ref }).spec;
  return spec;
}

describe('merge patches', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1 }, { a: 2 }, { a: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }, { b: null }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    [{ a: [1, 2] }, { a: [1] }, { a: [1] }],
    [{ a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    [{}, { a: {} }, { a: {} }],
  ])('%j → %j is %j', (from, to, patch) => {
    expect(mergePatch(from, to)).toEqual(patch);
    expect(applyMergePatch(from, patch ?? {})).toEqual(to);
  });

  it('a key called __proto__ is a key', () => {
    const patch: unknown = JSON.parse('{"__proto__":{"polluted":1}}');
    applyMergePatch({}, patch);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('between 200 pairs of random worlds the patch gives the new world', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(seed);
      const [from, to] = [randomSpec(random, 1 + random.below(10)), randomSpec(random, 1 + random.below(10))];
      expect(sameValue(allObjects(applied(from, to)), allObjects(to))).toBe(true);
      expect(writePatch(to, to)).toBe('# nothing differs\n');
    }
  });
});

describe('the script', () => {
  const before = world(service('selector: { app: web }\nports: [{ port: 80 }]'), policy('podSelector: {}'));

  it('one changed field is one field', () => {
    const after = world(
      service('selector: { app: web }\nports: [{ port: 80 }]\ninternalTrafficPolicy: Local'),
      policy('podSelector: {}'),
    );
    expect(writePatch(before, after)).toBe(
      `#!/bin/sh\nset -e\nkubectl patch service web --namespace shop --type merge --patch '{"spec":{"internalTrafficPolicy":"Local"}}'\n`,
    );
  });

  it('what is gone is deleted, what is new applied first', () => {
    const after = world(
      service('selector: { app: web }\nports: [{ port: 80 }]'),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: new }',
    );
    const script = writePatch(before, after);
    expect(script).toMatch(/^#!\/bin\/sh\nset -e\nkubectl apply -f - <<'MANIFESTS'\n/);
    expect(script.trimEnd().split('\n').at(-1)).toBe('kubectl delete networkpolicy p --namespace shop');
  });

  it('VAL44 a cluster address is not patched: the Service is made anew', () => {
    const from = world(service('clusterIP: 10.0.0.9\nports: [{ port: 80 }]'));
    const to = world(service('clusterIP: 10.0.0.10\nports: [{ port: 80 }]'));
    expect(writePatch(from, to)).toMatch(/^#!\/bin\/sh\nset -e\nkubectl delete service web --namespace shop\nkubectl apply/);
  });

  it('a hostile annotation stays a word', () => {
    const note = "'; id; echo '$(id)`id`";
    const from = world(service('ports: [{ port: 80 }]'));
    const web = findObject(from, { kind: 'Service', namespace: 'shop', name: 'web' });
    if (web?.kind !== 'Service') throw new Error('no Service');
    const resource = { ...web, metadata: { ...web.metadata, annotations: { note } } };
    const script = writePatch(from, applyEdit(from, { type: 'putObject', resource }).spec);
    const ran = spawnSync('sh', ['-c', `kubectl() { printf '%s|' "$@"; }\n${script}`], { encoding: 'utf8' });
    expect(ran.stdout).toContain(JSON.stringify(note));
    expect(ran.stdout).not.toContain('uid=');
  });
});
