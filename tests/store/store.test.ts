// The store with the real engine and the real manifest functions in-process: one edit, undo and redo, refusals, saves, links, stale answers.
import { describe, expect, it, vi } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient, SaveBox, Services } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEVEL = '030-nobody-at-the-desk';
const FIXED =
  'apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec:\n  selector: {app: api}\n  ports: [{port: 80, targetPort: 8080}]\n';

function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

function memoryBox(): SaveBox & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => {
      kept.set(key, structuredClone(value));
      return true;
    },
    remove: async (key) => void kept.delete(key),
  };
}

function levelFiles(id: string): Record<string, string> | undefined {
  const folder = join(ROOT, 'levels', id);
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
    return Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]));
  } catch {
    return undefined;
  }
}

function openApp(saves: SaveBox = memoryBox()): App {
  const services: Services = {
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves,
    preferences: { read: () => undefined, write: () => undefined },
    locale: 'en',
    levelFiles: async (id) => levelFiles(id),
    address: (id) => `https://game.example/level/${id}/`,
    now: () => 0,
  };
  return createAppStore(services);
}

async function judged(app: App): Promise<void> {
  await vi.waitFor(() => {
    const { document, results } = app.store.getState();
    expect(results.judgement?.revision).toBe(document.revision);
  });
}

describe('the store', () => {
  it('one edit goes the whole way: text, engine, goals, stars, log', async () => {
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    expect(app.store.getState().results.judgement?.goals.every((goal) => goal.pass)).toBe(false);
    expect(await actions.applyYaml('Service/shop/api', FIXED)).toBe(true);
    await judged(app);
    const state = app.store.getState();
    expect(state.results.judgement?.goals.every((goal) => goal.pass)).toBe(true);
    expect(state.document.log).toHaveLength(1);
    expect(state.progress.levels[LEVEL]?.stars).toBe(3);
  });

  it('undo and redo walk the log and give back the very same documents', async () => {
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    const before = app.store.getState().document.spec;
    await actions.applyYaml('Service/shop/api', FIXED);
    const after = app.store.getState().document.spec;
    actions.undo();
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(0));
    expect(app.store.getState().document.spec).toEqual(before);
    actions.redo();
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(1));
    expect(app.store.getState().document.spec).toEqual(after);
  });

  it('a text with an error changes nothing and says line and field', async () => {
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    const { document } = app.store.getState();
    actions.setDraft('Service/shop/api', 'kept');
    expect(await actions.applyYaml('Service/shop/api', FIXED.replace('port: 80', 'port: 99999'))).toBe(false);
    const state = app.store.getState();
    expect(state.document).toBe(document);
    expect(state.session.drafts['Service/shop/api']).toBe('kept');
    expect(state.session.problems[0]).toMatchObject({ severity: 'error', line: 6 });
    expect(state.session.problems[0]?.message).toContain('spec.ports[0].port');
  });

  it('an object that the level keeps is refused with a reason, and nothing moves', async () => {
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    const { spec } = app.store.getState().document;
    const edit = { type: 'removeObject', ref: { kind: 'Namespace', namespace: '', name: 'shop' } } as const;
    expect(await actions.dispatchEdit(edit, 'edit.remove', { name: 'shop' })).toBe(false);
    expect(app.store.getState().session.notice?.code).toMatch(/^refused\./);
    expect(app.store.getState().document.spec).toBe(spec);
  });

  it('what Azure would refuse is refused: a reserved pod CIDR, with the line of the field', async () => {
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openSandbox();
    const text = createManifestApi().writeNetwork(app.store.getState().document.spec);
    expect(await actions.applyYaml('Network', text.replace('10.244.0.0/16', '172.31.0.0/16'))).toBe(false);
    const problem = app.store.getState().session.problems[0];
    expect(problem?.code).toBe('diagnostic.ReservedCidr');
    expect(problem?.line).toBe(text.split('\n').findIndex((line) => line.includes('podCidr')) + 1);
    expect(app.store.getState().document.log).toHaveLength(0);
  });

  it('saves come back with their undo history; a save that is not ours is kept aside', async () => {
    const saves = memoryBox();
    const first = openApp(saves);
    await first.store.getState().actions.openLevel(LEVEL);
    await first.store.getState().actions.applyYaml('Service/shop/api', FIXED);
    await first.flush();
    const second = openApp(saves);
    await second.store.getState().actions.openLevel(LEVEL);
    expect(second.store.getState().document.applied).toBe(1);
    expect(second.store.getState().results.judgement?.goals.every((goal) => goal.pass)).toBe(true);

    saves.kept.set(`document/${LEVEL}`, { version: 1, entries: [{ edit: { type: 'putObject', resource: { kind: 'Evil' } } }] });
    const third = openApp(saves);
    await third.store.getState().actions.openLevel(LEVEL);
    expect(third.store.getState().document.log).toEqual([]);
    expect(saves.kept.has(`document/${LEVEL}/unreadable`)).toBe(true);
    expect(third.store.getState().session.notice?.code).toBe('save.unreadable');
  });

  it('a link is judged again, saves nothing, and becomes the player’s own by one undoable edit', async () => {
    const saves = memoryBox();
    const author = openApp();
    await author.store.getState().actions.openLevel(LEVEL);
    await author.store.getState().actions.applyYaml('Service/shop/api', FIXED);
    const link = (await author.store.getState().actions.makeLink()) ?? '';
    const reader = openApp(saves);
    await reader.store.getState().actions.openLink(link.slice(link.indexOf('#s=') + 3));
    expect(reader.store.getState().session.shared).toEqual({ from: 'link', verified: true });
    await reader.flush();
    expect(saves.kept.has(`document/${LEVEL}`)).toBe(false);
    reader.store.getState().actions.forkShared();
    await vi.waitFor(() => expect(reader.store.getState().session.shared).toBeUndefined());
    await vi.waitFor(() => expect(reader.store.getState().document.applied).toBe(1));
    reader.store.getState().actions.undo();
    await vi.waitFor(() => expect(reader.store.getState().document.applied).toBe(0));
  });

  it('an engine that lost its document is loaded again and the answer is the same', async () => {
    const engine = createEngine();
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    const { spec, revision } = app.store.getState().document;
    expect(engine.judge({ revision, goals: [], start: spec })).toMatchObject({ ok: false, code: 'stale' });
    engine.load({ spec, revision });
    expect(engine.judge({ revision, goals: [], start: spec })).toMatchObject({ ok: true });
  });

  it('what the author solved is shown as one edit, and the third star is then off', async () => {
    const app = openApp();
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    await actions.viewSolution();
    await judged(app);
    expect(app.store.getState().results.judgement?.goals.every((goal) => goal.pass)).toBe(true);
    expect(app.store.getState().progress.levels[LEVEL]?.stars).toBe(2);
  });
});
