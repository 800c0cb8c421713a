// Paper mode in this process: the desk over the real engine and the real worker functions, with a clock and draws that a test sets.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { ManifestClient, Remote, SaveBox } from '../../src/store/services.ts';
import { createPaperDesk, type PaperDesk, type SeatReport } from '../../src/store/paper/paperDesk.ts';
import type { PaperApi } from '../../src/store/paper/paperTypes.ts';
import type { App } from '../../src/store/store.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { createPaperApi } from '../../workers/paperApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { openInProcess, remote } from './inProcessApp.ts';

export const NOW = Date.UTC(2026, 10, 26, 9, 0, 0);

export interface Browser {
  readonly app: App;
  readonly desk: PaperDesk;
  readonly kept: Map<string, unknown>;
  /** What a page around this one was told. */
  readonly reports: SeatReport[];
  clock: number;
}

let draws = 1;

/** One person's browser; `kept` of an earlier one makes a reload. */
export function openBrowser(kept = new Map<string, unknown>()): Browser {
  const saves: SaveBox = {
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => kept.set(key, structuredClone(value)).size > 0,
    remove: async (key) => void kept.delete(key),
  };
  const app = openInProcess(saves);
  const browser: Browser = {
    app,
    kept,
    reports: [],
    clock: NOW,
    desk: createPaperDesk({
      app: app.store,
      worker: remote(createPaperApi(createEngine())) as Remote<PaperApi>,
      manifests: remote(createManifestApi()) as ManifestClient,
      saves,
      levelFiles: async (id) => readLevelFolder(id),
      revs: new Map(['402-only-the-web-team', '030-nobody-at-the-desk'].map((id) => [id, revOf(id)])),
      address: (page) => `https://game.example/class/#${page.split('/').slice(1).join('=')}`,
      now: () => browser.clock,
      flush: () => app.flush(),
      report: (told) => void browser.reports.push(told),
      draw: () => (draws = Math.imul(draws, 1_664_525) + 1_013_904_223) >>> 0,
    }),
  };
  return browser;
}

function revOf(id: string): number {
  return Number(/^rev: *(\d+)/m.exec(readLevelFolder(id)['level.yaml'] ?? '')?.[1]);
}
