// Hostile texts: refused with one sentence, at once, without a throw. The watchdog allows for a busy machine; alone each takes under 200 ms.
import { describe, expect, it } from 'vitest';
import { MAX_BYTES } from '../../src/manifest/caps.ts';
import { locatePath } from '../../src/manifest/locatePath.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { HEAVY, TRAPS } from '../support/yamlCorpus.ts';

const TRAP_MS = 2000;
const HEAVY_MS = 20_000;

function timed<T>(run: () => T): { readonly result: T; readonly ms: number } {
  const start = performance.now();
  const result = run();
  return { result, ms: performance.now() - start };
}

describe('traps', () => {
  it.each(Object.entries(TRAPS))('%s is refused with a sentence, fast', (_name, text) => {
    const { result, ms } = timed(() => parseManifests(text));
    expect(ms).toBeLessThan(TRAP_MS);
    expect(result.resources).toEqual([]);
    expect(result.problems.length).toBeGreaterThan(0);
    for (const problem of result.problems) {
      expect(problem.severity).toBe('error');
      expect(problem.message.length).toBeGreaterThan(5);
      expect(problem.line).toBeGreaterThan(0);
      expect(problem.column).toBeGreaterThan(0);
    }
    expect(parseWorld([{ name: 'trap.yaml', text }]).spec).toBeUndefined();
  });

  it.each(Object.entries(HEAVY))('%s ends in time', (_name, text) => {
    const { result, ms } = timed(() => parseManifests(text));
    expect(ms).toBeLessThan(HEAVY_MS);
    expect(result.problems.length).toBeLessThanOrEqual(200);
  });

  it('leave Object.prototype as it was', () => {
    for (const text of Object.values(TRAPS)) {
      parseManifests(text);
      locatePath(text, 'Pod/default/a: metadata.labels');
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('names that every JavaScript object has do not become namespaces', () => {
    for (const name of ['constructor', 'prototype', '__proto__']) {
      const { resources, problems } = parseManifests(`apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }`);
      expect(resources).toEqual([]);
      expect(problems[0]?.message).toContain(name);
      expect(
        parseManifests(
          `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: ${name} }\nspec: { containers: [{ name: a }] }`,
        ).resources,
      ).toEqual([]);
    }
  });
});

describe('caps', () => {
  it('4 MB pass and one byte more does not; bytes are counted, not letters', () => {
    const comment = '#\n'.repeat(MAX_BYTES / 2);
    expect(parseManifests(comment).problems).toEqual([]);
    expect(parseManifests(`${comment}#`).problems[0]).toMatchObject({ code: 'cap', line: MAX_BYTES / 2 + 1 });
    const wide = `#${'é'.repeat(MAX_BYTES / 2)}`;
    expect(wide.length).toBeLessThan(MAX_BYTES);
    expect(parseManifests(wide).problems[0]?.code).toBe('cap');
  });

  it('64 levels pass and 66 do not, in block and in flow', () => {
    const block = (levels: number): string =>
      `${Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n')} 1`;
    const flow = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const isDeep = (text: string): boolean => parseManifests(text).problems[0]?.message.includes('64 levels') === true;
    expect([isDeep(block(64)), isDeep(block(66)), isDeep(flow(64)), isDeep(flow(66))]).toEqual([false, true, false, true]);
  });

  it('a world of 10,000 pods is read', () => {
    const texts = Array.from(
      { length: 10_000 },
      (_, index) =>
        `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-${index}\n  namespace: ns-${index % 50}\n  labels:\n    app: web\nspec:\n  containers:\n  - name: web\n    image: nginx\n    ports:\n    - containerPort: 8080\n`,
    );
    const { result, ms } = timed(() => parseWorld([{ name: 'pods.yaml', text: texts.join('---\n') }]));
    expect(result.problems).toEqual([]);
    expect(Object.values(result.spec?.objects ?? {}).reduce((sum, group) => sum + Object.keys(group).length, 0)).toBe(10_050);
    expect(ms).toBeLessThan(HEAVY_MS);
  });

  it('problems are cut at a hundred, and warnings stop nothing', () => {
    const bad = Array.from({ length: 300 }, () => 'apiVersion: v1\nkind: Pod\nmetadata: {}\n').join('---\n');
    expect(parseManifests(bad).problems.length).toBeLessThanOrEqual(100);
    const plain = Array.from(
      { length: 300 },
      (_, index) => `apiVersion: v1\nkind: Pod\nmetadata: { name: p${index} }\nspec: { containers: [{ name: a }] }\n`,
    );
    const { resources, problems } = parseManifests(plain.join('---\n'));
    expect(resources).toHaveLength(300);
    expect(problems).toHaveLength(100);
  });
});
