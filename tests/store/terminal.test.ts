// The terminal over the store, with the real engine in process: edits are of the one log, refusals are said, what is stopped says nothing more.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { say } from '../../src/words/say.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

async function openApp(level: string): Promise<App> {
  const folder = join(import.meta.dirname, '../../levels', level);
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
  await app.store.getState().actions.openLevel(level);
  return app;
}

const network = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
  say(key, params, { words: 'network' });

async function type(app: App, text: string): Promise<string> {
  const { store } = app;
  const before = store.getState().session.terminal.entries.length;
  await store.getState().actions.typeLine(text, network);
  return store
    .getState()
    .session.terminal.entries.slice(before)
    .flatMap((entry) => (entry.prompt === undefined ? [entry.text] : []))
    .join('\n');
}

describe('the terminal in the game', () => {
  it('a typed change is an edit like any other: one entry of the log a command, named, undone, and judged', async () => {
    const app = await openApp('040-who-rang');
    const { actions } = app.store.getState();
    const patch = `kubectl patch svc web -n shop -p '{"spec":{"externalTrafficPolicy":"Local"}}'`;
    expect(await type(app, patch)).toBe('service/web patched');
    const { document } = app.store.getState();
    expect(document.log.map(({ label, params }) => ({ label, params }))).toEqual([
      { label: 'edit.typed', params: { command: patch } },
    ]);
    expect(await type(app, 'kubectl get svc web -n shop -o jsonpath={.spec.externalTrafficPolicy}')).toBe('Local');
    actions.undo();
    await type(app, 'true');
    expect(await type(app, 'kubectl get svc web -n shop -o jsonpath={.spec.externalTrafficPolicy}')).toBe('Cluster');
  });

  it('what the level does not allow is refused with its sentence, once, and nothing after && runs', async () => {
    const app = await openApp('040-who-rang');
    expect(await type(app, 'kubectl delete deploy web -n shop && echo done')).toMatch(/^In this level .* cannot be removed\.$/);
    expect(app.store.getState().document.log).toEqual([]);
    expect(app.store.getState().session.notice).toBeUndefined();
  });

  it('goals’ flows go about for tcpdump', async () => {
    const app = await openApp('040-who-rang');
    const both = `${await type(app, 'kubectl exec -n shop web-0 -- tcpdump -n -c 1 tcp')}${await type(app, 'kubectl exec -n shop web-1 -- tcpdump -n -c 1 tcp')}`;
    expect(both).toContain('1 packet captured');
  });

  it('goes somewhere, keeps its history, and begins again with another level', async () => {
    const app = await openApp('040-who-rang');
    const { actions } = app.store.getState();
    await type(app, 'ssh room-0');
    await type(app, 'hostname');
    expect(app.store.getState().session.terminal).toMatchObject({
      prompt: 'azureuser@room-0:~$ ',
      history: ['ssh room-0', 'hostname'],
      busy: false,
    });
    await actions.openLevel('040-who-rang');
    expect(app.store.getState().session.terminal).toMatchObject({ prompt: 'you@desk:~$ ', entries: [] });
  });

  it('what was sent can be watched on the board', async () => {
    const app = await openApp('040-who-rang');
    await type(app, 'kubectl exec -n ops probe -- curl -s http://web.shop/');
    const last = app.store.getState().session.terminal.entries.at(-1);
    expect(last?.trace?.deliveredTo).toMatch(/^shop\/web-\d$/);
    await type(app, 'kubectl get pods -n shop');
    expect(app.store.getState().session.terminal.entries.at(-1)).not.toHaveProperty('trace');
  });

  it('completes from what is there', async () => {
    const app = await openApp('040-who-rang');
    const { actions } = app.store.getState();
    const line = 'kubectl exec -n shop we';
    expect(await actions.completeLine(line, line.length)).toEqual({ from: 21, candidates: ['web-0', 'web-1'] });
  });

  it('what is stopped says nothing more', async () => {
    const app = await openApp('040-who-rang');
    const { actions } = app.store.getState();
    const running = actions.typeLine('kubectl get pods -A', network);
    actions.stopLine();
    await running;
    expect(app.store.getState().session.terminal.entries.map(({ text }) => text)).toEqual(['kubectl get pods -A', '^C']);
  });
});
