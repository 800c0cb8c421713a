// The language: the player's choice is remembered, the level's text follows it, and nothing that was done is lost.
import { describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { judged, remote } from '../support/inProcessApp.ts';

const ID = '010-the-first-letter';

function openWith(saved: unknown, fetched = true): { app: App; written: unknown[] } {
  const written: unknown[] = [];
  const app = createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves: { read: async () => undefined, write: async () => true, remove: async () => undefined },
    preferences: { read: () => saved, write: (value) => void written.push(value) },
    locale: 'zh-Hans',
    loadLocale: async () => fetched,
    levelFiles: async (id) => {
      const files = readLevelFolder(id);
      return { ...files, 'text/qps.md': (files['text/en.md'] ?? '').replace(/^# .*$/m, '# ⟦Title⟧') };
    },
    address: (id) => `https://game.example/level/${id}/`,
    now: () => 0,
  });
  return { app, written };
}

describe('the language', () => {
  it('begins with the reader’s own and remembers a choice', async () => {
    const { app, written } = openWith(undefined);
    const { store } = app;
    expect(store.getState().session.locale).toBe('zh-Hans');
    await store.getState().actions.setLocale('en');
    expect(store.getState().session.locale).toBe('en');
    expect(written.at(-1)).toMatchObject({ locale: 'en', words: 'office' });
    expect(openWith({ locale: 'en' }).app.store.getState().session.locale).toBe('en');
    expect(openWith({ locale: '<b>' }).app.store.getState().session.locale).toBe('zh-Hans');
  });

  it('takes the level’s text with it and leaves the rest as it is', async () => {
    const { app } = openWith({ locale: 'en' });
    const { actions } = app.store.getState();
    await actions.openLevel(ID);
    await judged(app);
    actions.showHint(1);
    const before = app.store.getState();
    await actions.setLocale('qps');
    const after = app.store.getState();
    expect([before.session.text?.title, after.session.text?.title]).toEqual([expect.not.stringContaining('⟦'), '⟦Title⟧']);
    expect(after.session.hintRung).toBe(1);
    expect(after.document).toBe(before.document);
    await actions.openLevel(ID);
    await vi.waitFor(() => expect(app.store.getState().session.text?.title).toBe('⟦Title⟧'));
  });

  it('stays as it was when it cannot be fetched, and says so', async () => {
    const { app } = openWith({ locale: 'en' }, false);
    await app.store.getState().actions.setLocale('zh-Hans');
    expect(app.store.getState().session.locale).toBe('en');
    expect(app.store.getState().session.notice?.code).toBe('ui.language.failed');
  });
});
