// The whole store with the real engine and the real manifest functions in this process: values cross as they would cross a worker.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient, SaveBox, Services } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { say } from '../../src/words/say.ts';
import { createWorkshopApi } from '../../workers/workshopApi.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

const LEVELS = join(import.meta.dirname, '../../levels');

export function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

const NOWHERE: SaveBox = { read: async () => undefined, write: async () => true, remove: async () => undefined };

export function openInProcess(saves: SaveBox = NOWHERE): App {
  return createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves,
    workshop: remote(createWorkshopApi()) as NonNullable<Services['workshop']>,
    words: (key, params, locale) => say(key, params, { locale }),
    preferences: { read: () => undefined, write: () => undefined },
    locale: 'en',
    levelFiles: async (id) => {
      const folder = join(LEVELS, id);
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
      return Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]));
    },
    address: (id) => `https://game.example/level/${id}/`,
    now: () => 0,
  });
}

/** Until the goals are judged at the document's revision. */
export async function judged(app: App): Promise<void> {
  await vi.waitFor(() => {
    const { document, results } = app.store.getState();
    expect(results.judgement?.revision).toBe(document.revision);
  });
}
