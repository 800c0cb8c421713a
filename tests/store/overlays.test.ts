// What overlays ask, with the real engine in-process: pods that a policy selects while it is typed, and whom the chosen pod reaches.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

const LEVEL = '050-next-department';

function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

async function openApp(): Promise<App> {
  const folder = join(import.meta.dirname, '../../levels', LEVEL);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
  const app = createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves: { read: async () => undefined, write: async () => true, remove: async () => undefined },
    preferences: { read: () => undefined, write: () => undefined },
    locale: 'en',
    levelFiles: async () =>
      Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')])),
    address: (id) => id,
    now: () => 0,
  });
  await app.store.getState().actions.openLevel(LEVEL);
  return app;
}

const policy = (labels: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: typed, namespace: pay}\nspec:\n  podSelector: {matchLabels: {${labels}}}\n`;

describe('overlays', () => {
  it('NP1 a policy marks its pods while it is typed, and nobody when it selects nobody', async () => {
    const { store } = await openApp();
    const { actions, results } = store.getState();
    const tills = (results.compiled?.plan.pods ?? []).filter(
      ({ namespace, labels }) => namespace === 'pay' && labels['app'] === 'till',
    );
    expect(tills.length).toBeGreaterThan(0);
    actions.setDraft('new', policy('app: till'));
    await vi.waitFor(() =>
      expect(store.getState().results.marked).toEqual({
        object: 'new',
        typed: true,
        by: 'policy',
        pods: tills.map(({ namespace, name }) => `${namespace}/${name}`),
      }),
    );
    actions.setDraft(
      'new',
      'apiVersion: v1\nkind: Service\nmetadata: {name: typed, namespace: pay}\nspec: {selector: {app: till}, ports: [{port: 80}]}\n',
    );
    await vi.waitFor(() => expect(store.getState().results.marked).toMatchObject({ object: 'new', by: 'service' }));
    actions.setDraft('new', policy('app: tll'));
    await vi.waitFor(() => expect(store.getState().results.marked?.pods).toEqual([]));
    actions.setDraft('new', undefined);
    await vi.waitFor(() => expect(store.getState().results.marked).toBeUndefined());
  });

  it('the chosen pod spreads only while the overlay asks for it', async () => {
    const { store } = await openApp();
    const { actions, results } = store.getState();
    const pod = results.compiled?.plan.pods.find(({ namespace }) => namespace === 'ops');
    const name = `${pod?.namespace}/${pod?.name}`;
    actions.select(`pod:${name}`);
    actions.setOverlay('reach');
    await vi.waitFor(() => expect(store.getState().results.spread?.pod).toBe(name));
    expect(store.getState().results.spread?.reached).toBeGreaterThan(0);
    actions.setOverlay('none');
    await vi.waitFor(() => expect(store.getState().results.spread).toBeUndefined());
  });

  it('a chosen Service marks the pods behind it', async () => {
    const { store } = await openApp();
    const service = store.getState().results.compiled?.plan.services.find(({ selected }) => selected.length > 0);
    store.getState().actions.select(`service:${service?.namespace}/${service?.name}`);
    await vi.waitFor(() => expect(store.getState().results.marked?.pods).toEqual(service?.selected));
  });

  it('NP12 a badge reader hangs at every door that a policy selects, in the directions that it judges', async () => {
    const app = await openApp();
    await vi.waitFor(() => expect(app.store.getState().results.compiled).toBeDefined());
    expect(app.store.getState().results.readers ?? []).toEqual([]);
    const text = (name: string, types: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: pay}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  policyTypes: [${types}]\n`;
    await app.store.getState().actions.applyYaml('new', text('in', 'Ingress'));
    await vi.waitFor(() => expect(app.store.getState().results.readers?.length).toBeGreaterThan(0));
    for (const reader of app.store.getState().results.readers ?? []) {
      expect(reader.pod).toMatch(/^pay\/till-/);
      expect([reader.in, reader.out]).toEqual([true, false]);
    }
  });
});
