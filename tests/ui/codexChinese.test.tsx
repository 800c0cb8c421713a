// The codex as a Chinese reader sees it: every page opens in Chinese, its drawing included, and what stays English is a name.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from 'preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listConcepts, readConceptCard } from '../../scripts/codexPlugin.mjs';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { ConceptCard } from '../../src/levels/codex/concept.ts';
import { type CodexDesk, createCodexDesk } from '../../src/store/codexDesk.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { App } from '../../src/ui/App.tsx';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { loadLocale } from '../../src/words/locales.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { openInProcess, remote } from '../support/inProcessApp.ts';
import { strayWords } from '../words/translation.ts';
import { namesIn } from './unspoken.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ids: readonly string[] = listConcepts(PROJECT);
const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));
beforeAll(async () => expect(await loadLocale('zh-Hans')).toBe(true));

function folder(path: string, prefix: string): readonly (readonly [string, string])[] {
  const at = join(PROJECT, 'codex', path);
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(yaml|md)$/.test(name))
    .map((name) => [prefix + name, readFileSync(join(at, name), 'utf8')] as const);
}

function openDesk(): CodexDesk {
  const engine = remote(createEngine()) as EngineClient;
  return createCodexDesk({
    manifests: remote(createManifestApi()) as ManifestClient,
    engine: () => engine,
    index: async (locale) => ids.map((id) => readConceptCard(PROJECT, id, locale) as ConceptCard),
    files: async (id) => Object.fromEntries([...folder('worlds', 'worlds/'), ...folder(id, '')]),
  });
}

/** What is left of a page without code, addresses and what `known` names. */
function english(page: HTMLElement, known: ReadonlySet<string>): readonly string[] {
  const copy = page.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll('code, pre, .mono, .address, [lang]')) part.replaceWith(' ');
  const texts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) texts.push(node.textContent ?? '');
    for (const child of node.childNodes) walk(child);
  };
  walk(copy);
  return [...new Set(texts.flatMap((text) => strayWords(text)))].filter((word) => !known.has(word));
}

describe('the codex in Chinese', () => {
  for (const id of ids) {
    it(id, async () => {
      const app = openInProcess();
      const codex = openDesk();
      const { actions } = app.store.getState();
      await actions.setLocale('zh-Hans');
      actions.setWords('network');
      actions.openCodex(id);
      const environment = { store: app.store, cards: [], codex, address: (to: string) => `/${to}/`, navigate: () => undefined };
      render(
        <Environment.Provider value={environment as unknown as UiEnvironment}>
          <App />
        </Environment.Provider>,
        root,
      );
      const concept = await codex.page(id, 'zh-Hans');
      await vi.waitFor(() => {
        expect(root.querySelector('h1')?.textContent).toBe(concept?.text.title);
        expect(root.querySelectorAll('.letter:not([data-mark="wait"])').length).toBe(concept?.concept.letters.length);
      });
      const answers = await codex.look(id, []);
      expect(english(root, namesIn([answers, concept?.concept])), id).toEqual([]);
      const first = root.querySelector<HTMLButtonElement>('.switches button');
      first?.click();
      await vi.waitFor(() => expect(first?.getAttribute('aria-checked')).toBe('true'));
    });
  }
});
