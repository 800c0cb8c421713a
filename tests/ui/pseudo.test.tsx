// No string is written into a component: under the pseudo-locale every sentence on the main screens stands in brackets.
import { render } from 'preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { cardOf } from '../../src/levels/catalog.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { traceLength } from '../../src/store/playback.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { type App as Store, createAppStore } from '../../src/store/store.ts';
import { App } from '../../src/ui/App.tsx';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { loadLocale, PSEUDO_LOCALE } from '../../src/words/locales.ts';
import { disguiseText } from '../../src/words/pseudo.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { judged, remote } from '../support/inProcessApp.ts';
import { namesIn, unspoken } from './unspoken.ts';

const PATIENCE = { timeout: 8000 };
const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));
beforeAll(async () => expect(await loadLocale(PSEUDO_LOCALE)).toBe(true));

/** A level's English text with every sentence in brackets; headings, ids and commands stay. */
function disguiseLevel(markdown: string): string {
  let fenced = false;
  return markdown
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) fenced = !fenced;
      const [, start = '', text = '', cites = ''] =
        /^(# |\*|- `[a-z0-9-]+` |[123]\. )?(.*?)(\*?|\s*\[[A-Z][^\]]*\])$/.exec(line) ?? [];
      return fenced || line.startsWith('## ') || line.startsWith('```') || text === ''
        ? line
        : `${start}${disguiseText(text)}${cites}`;
    })
    .join('\n');
}

const manifests = createManifestApi();

function open(): Store {
  return createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(manifests) as ManifestClient,
    saves: { read: async () => undefined, write: async () => true, remove: async () => undefined },
    preferences: { read: () => ({ locale: PSEUDO_LOCALE }), write: () => undefined },
    locale: 'en',
    levelFiles: async (id) => {
      const files = readLevelFolder(id);
      return { ...files, 'text/qps.md': disguiseLevel(files['text/en.md'] ?? '') };
    },
    address: (id) => `https://game.example/level/${id}/`,
    now: () => 0,
  });
}

function show(app: Store): void {
  const { store } = app;
  const files = readLevelFolder('010-the-first-letter');
  const card = cardOf(files['level.yaml'] ?? '', disguiseLevel(files['text/en.md'] ?? ''));
  const environment: UiEnvironment = {
    store,
    cards: card ? [card] : [],
    address: (id) => `/level/${id}/`,
    navigate: () => undefined,
    mountBoard: async () => ({ failed: 'webgl' }),
    fieldsOf: async (kind, path) => manifests.fieldsOf(kind, path),
    formatText: async (text) => manifests.formatText(text),
    writeObject: async (key) => manifests.writeObjects(store.getState().document.spec, [key]),
    writeObjects: async (keys, when) =>
      manifests.writeObjects(store.getState().document[when === 'start' ? 'start' : 'spec'], keys),
    writeWorld: async () => manifests.writeWorld(store.getState().document.spec),
    unpack: async (bytes) => manifests.readArchive(bytes),
    locate: async (text, path) => manifests.locate(text, path),
  };
  render(
    <Environment.Provider value={environment}>
      <App />
    </Environment.Provider>,
    root,
  );
}

/** Names of the world, of its kinds and modes, and of what the engine made of them. */
function known(app: Store): Set<string> {
  const { document: world, results, session } = app.store.getState();
  return new Set([
    ...namesIn(world.spec),
    ...namesIn(results.compiled),
    ...namesIn(results.judgement),
    ...namesIn(session.level),
  ]);
}

async function openTab(name: string, ready: string): Promise<void> {
  const tab = [...root.querySelectorAll<HTMLElement>('[role="tab"]')].find((each) => each.id.endsWith(name));
  if (!tab) throw new Error(`no tab ${name}`);
  tab.click();
  await vi.waitFor(() => expect(root.querySelector(ready)).not.toBeNull(), PATIENCE);
}

/** Every stop of a letter, there and back. */
async function stepThrough(app: Store, trace: Trace): Promise<void> {
  for (let position = 0; position < traceLength(trace); position++) {
    app.store.getState().actions.seek(position);
    await new Promise((resolve) => setTimeout(resolve));
    expect(unspoken(root, known(app)), `step ${position}`).toEqual([]);
  }
}

describe('every string is asked for by key', () => {
  it('on the start page', () => {
    const app = open();
    show(app);
    expect(root.textContent).toContain('⟦');
    expect(unspoken(root, known(app))).toEqual([]);
  });

  for (const id of ['020-short-of-desks', '402-only-the-web-team', '501-one-return-address']) {
    it(`on the screen of level ${id}, with every tool open in turn`, async () => {
      const app = open();
      const { actions } = app.store.getState();
      await actions.openLevel(id);
      await judged(app);
      show(app);
      await vi.waitFor(() => expect(root.querySelector('[role="dialog"], dialog')).not.toBeNull(), PATIENCE);
      expect(unspoken(root, known(app))).toEqual([]);
      actions.showHint(3);
      // A letter on its way, told step by step, and a chosen thing.
      const trace = app.store.getState().results.judgement?.goals.find((goal) => goal.trace)?.trace;
      expect(trace).toBeDefined();
      if (trace) actions.playTrace(trace);
      actions.select(app.store.getState().results.compiled?.plan.nodes.map(({ name }) => `node:${name}`)[0]);
      for (const words of ['office', 'network'] as const) {
        actions.setWords(words);
        for (const tab of [
          'yaml',
          'design',
          'policies',
          'services',
          'load',
          'objects',
          'checks',
          'trace',
          'flows',
          'terminal',
          'changes',
        ]) {
          await openTab(tab, '[role="tabpanel"]');
          await vi.waitFor(() => expect(root.querySelector('.loading')).toBeNull(), PATIENCE);
          expect(unspoken(root, known(app)), `${words} ${tab}`).toEqual([]);
          if (tab === 'trace' && trace) await stepThrough(app, trace);
        }
      }
    });
  }

  it('the check itself finds a word that was not asked for', () => {
    root.innerHTML = '<p>⟦Ŵöŕðš ⟦îñ⟧ <b>ŵöŕðš</b>⟧ left <code>kubectl</code> web-0</p><button aria-label="Close"></button>';
    expect(unspoken(root, new Set(['web-0']))).toEqual(['left', 'Close']);
    root.innerHTML = '';
  });
});
