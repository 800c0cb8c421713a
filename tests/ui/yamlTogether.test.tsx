// The editor in a document: all editable objects in one text are one edit; what was taken out is asked about; changes since the start are shown in
// words; a keyboard asks for help and for a tidy text.
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { allObjects, formatRef, refOf } from '../../src/engine/model/spec.ts';
import type { App } from '../../src/store/store.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { listDifferences } from '../../src/ui/yaml/differences.ts';
import { YamlPanel } from '../../src/ui/yaml/YamlPanel.tsx';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const PATIENCE = { timeout: 8000 };
const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }\nspec: { containers: [{ name: main, image: nginx }] }\n`;
const WORLD = [
  pod('a'),
  pod('b'),
  'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: a }, ports: [{ port: 80 }] }\n',
].join('---\n');
const manifests = createManifestApi();

async function open(): Promise<App> {
  const app = openInProcess();
  await app.store.getState().actions.openSandbox();
  await app.store.getState().actions.importText(WORLD, 'replace');
  const environment: Partial<UiEnvironment> = {
    store: app.store,
    cards: [],
    fieldsOf: async (kind, path) => manifests.fieldsOf(kind, path),
    formatText: async (text) => manifests.formatText(text),
    writeObject: async (key) => manifests.writeObjects(app.store.getState().document.spec, [key]),
    writeObjects: async (keys, when) =>
      manifests.writeObjects(app.store.getState().document[when === 'start' ? 'start' : 'spec'], keys),
    locate: async (text, path) => manifests.locate(text, path),
  };
  render(
    <Environment.Provider value={environment as UiEnvironment}>
      <YamlPanel />
    </Environment.Provider>,
    root,
  );
  return app;
}

function button(name: RegExp): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((each) => name.test(each.textContent));
  if (!found) throw new Error(`no button ${String(name)}`);
  return found;
}

function choose(key: string): void {
  const select = root.querySelector('select');
  if (!select) throw new Error('no list of objects');
  select.value = key;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

function shown(): string {
  return [...(root.querySelector('.editor')?.shadowRoot?.querySelectorAll('.cm-line') ?? [])]
    .map((line) => line.textContent)
    .join('\n');
}

/** The text of all, as the store is given it. */
async function together(app: App): Promise<string> {
  choose('all');
  await vi.waitFor(() => expect(shown()).toContain('kind: Service'), PATIENCE);
  const { spec } = app.store.getState().document;
  const keys = [...root.querySelectorAll('option')]
    .map((option) => option.value)
    .filter((key) => key === 'Network' || key.includes('/'));
  return manifests.writeObjects(spec, keys);
}

describe('all editable objects in one text', () => {
  it('is one edit that touches only what differs', async () => {
    const app = await open();
    const text = await together(app);
    const before = app.store.getState().document;
    app.store.getState().actions.setDraft('all', text.replace('port: 80', 'port: 81').replace('app: b', 'app: c'));
    choose('Network');
    await vi.waitFor(() => expect(shown()).toContain('kind: Network'), PATIENCE);
    choose('all');
    await vi.waitFor(() => expect(shown()).toContain('port: 81'), PATIENCE);
    button(/^Apply$/).click();
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(before.applied + 1), PATIENCE);
    const { log, applied } = app.store.getState().document;
    const edit = log[applied - 1]?.edit;
    expect(edit?.type).toBe('batch');
    expect(edit?.type === 'batch' ? edit.edits.map(({ type }) => type) : []).toEqual(['putObject', 'putObject']);
    expect(app.store.getState().session.drafts).not.toHaveProperty('all');
  });

  it('asks about what was taken out: kept or deleted, never silently', async () => {
    const app = await open();
    const text = await together(app);
    const without = text
      .split('---\n')
      .filter((part) => !/name: b\n/.test(part))
      .join('---\n');
    const { applied } = app.store.getState().document;
    app.store.getState().actions.setDraft('all', without);
    choose('Network');
    await vi.waitFor(() => expect(shown()).toContain('kind: Network'), PATIENCE);
    choose('all');
    await vi.waitFor(() => expect(shown()).not.toContain('name: b'), PATIENCE);
    button(/^Apply$/).click();
    await vi.waitFor(() => expect(root.querySelector('[role=alertdialog]')?.textContent).toContain('Pod/shop/b'), PATIENCE);
    expect(app.store.getState().document.applied).toBe(applied);
    button(/^Apply, and delete it$/).click();
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(applied + 1), PATIENCE);
    const { log } = app.store.getState().document;
    expect(log.at(-1)?.edit).toEqual({ type: 'removeObject', ref: { kind: 'Pod', namespace: 'shop', name: 'b' } });
  });

  it('an error stands at line and column of its own document', async () => {
    const app = await open();
    const text = await together(app);
    const wrong = text.replace('port: 80', 'prot: 80');
    expect(await app.store.getState().actions.applyObjects('all', wrong, [])).toBe(false);
    const problem = app.store.getState().session.problems[0];
    const line = wrong.split('\n').findIndex((each) => each.includes('prot: 80'));
    expect(problem?.line).toBe(line + 1);
    expect(problem?.column).toBe((wrong.split('\n')[line] ?? '').indexOf('prot') + 1);
    expect(await app.store.getState().actions.absentFrom(wrong, ['Pod/shop/a'])).toEqual([]);
  });

  it('what a level keeps as it is stands at its document too', async () => {
    const app = openInProcess();
    const { actions } = app.store.getState();
    await actions.openLevel('030-nobody-at-the-desk');
    await judged(app);
    const { level } = app.store.getState().session;
    const { spec } = app.store.getState().document;
    const locked = allObjects(spec).find(
      ({ kind, metadata }) => !metadata.annotations && level?.editable.objects.every((rule) => rule.kind !== kind),
    );
    if (!locked) throw new Error('nothing is locked here');
    const before = manifests.writeObjects(spec, ['Network']);
    const own = manifests.writeObjects(spec, [formatRef(refOf(locked))]);
    const text = `${before}---\n${own.replace('metadata:\n', 'metadata:\n  annotations: { changed: here }\n')}`;
    expect(await actions.applyObjects('all', text, [])).toBe(false);
    const [problem] = app.store.getState().session.problems;
    expect(problem?.code).toMatch(/^refused\./);
    expect(problem?.line).toBeGreaterThan(before.split('\n').length - 1);
  });
});

describe('changes since the start', () => {
  it('are told in lines', () => {
    expect(listDifferences('a\nb\nc\n', 'a\nB\nc\nd\n')).toEqual([
      { line: 2, lineBefore: 2, removed: ['b'], added: ['B'] },
      { line: 4, lineBefore: 4, removed: [], added: ['d'] },
    ]);
    expect(listDifferences('', 'x: 1\n')).toEqual([{ line: 1, lineBefore: 1, removed: [], added: ['x: 1'] }]);
    expect(listDifferences('same\n', 'same\n')).toEqual([]);
  });

  it('are shown beside the text, in words as well', async () => {
    const app = await open();
    choose('Service/shop/web');
    await vi.waitFor(() => expect(shown()).toContain('port: 80'), PATIENCE);
    button(/^Changes since the start$/).click();
    await vi.waitFor(
      () => expect(root.querySelector('.diff-words')?.textContent).toContain('One change since the start'),
      PATIENCE,
    );
    expect(root.querySelector('.diff-words')?.textContent).toContain('port: 80');
    expect(app.store.getState().document.applied).toBe(1);
  });
});

describe('help and format', () => {
  it('by button: the field at the cursor, and a tidy text that can be undone', async () => {
    const app = await open();
    choose('Service/shop/web');
    await vi.waitFor(() => expect(shown()).toContain('port: 80'), PATIENCE);
    button(/^What is this field\?$/).click();
    await vi.waitFor(() => expect(root.querySelector('.yaml-help')?.textContent).toContain('Group and version'), PATIENCE);
    button(/^Close$/).click();
    const { actions } = app.store.getState();
    actions.setDraft('Service/shop/web', 'apiVersion:   v1\nkind: Service # mine\nmetadata: {name: web}\n');
    choose('Network');
    await vi.waitFor(() => expect(shown()).toContain('kind: Network'), PATIENCE);
    choose('Service/shop/web');
    await vi.waitFor(() => expect(shown()).toContain('# mine'), PATIENCE);
    button(/^Format$/).click();
    await vi.waitFor(
      () =>
        expect(app.store.getState().session.drafts['Service/shop/web']).toBe(
          'apiVersion: v1\nkind: Service # mine\nmetadata: { name: web }\n',
        ),
      PATIENCE,
    );
  });
});
