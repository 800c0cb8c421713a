// Every level is won in a document alone: no canvas, the real engine; the editor, its buttons and the question forms, by role and name.
import { EditorView } from '@codemirror/view';
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { formatRef, refOf } from '../../src/engine/model/spec.ts';
import { readSolution } from '../../src/levels/parseLevel.ts';
import type { App } from '../../src/store/store.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { GoalsPanel } from '../../src/ui/level/GoalsPanel.tsx';
import { Workbench } from '../../src/ui/level/Workbench.tsx';
import { say } from '../../src/words/say.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { listTwinLevels } from '../levels/twinLevels.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const PATIENCE = { timeout: 8000, interval: 5 };
const manifests = createManifestApi();
const words = (key: string, params: Record<string, string | number> = {}): string => say(key, params, { locale: 'en' });

async function open(id: string): Promise<App> {
  const app = openInProcess();
  const { store } = app;
  await store.getState().actions.openLevel(id);
  await judged(app);
  const environment: Partial<UiEnvironment> = {
    store,
    cards: [],
    fieldsOf: async (kind, path) => manifests.fieldsOf(kind, path),
    formatText: async (text) => manifests.formatText(text),
    writeObject: async (key) => manifests.writeObjects(store.getState().document.spec, [key]),
    writeObjects: async (keys, when) =>
      manifests.writeObjects(store.getState().document[when === 'start' ? 'start' : 'spec'], keys),
    locate: async (text, path) => manifests.locate(text, path),
  };
  render(
    <Environment.Provider value={environment as UiEnvironment}>
      <GoalsPanel onDialog={() => undefined} />
      <Workbench />
    </Environment.Provider>,
    root,
  );
  return app;
}

function isWon(): boolean {
  return [...root.querySelectorAll('strong')].some((each) => each.textContent === words('ui.won'));
}

/** A button or tab that can be pressed, by its name. */
function press(name: string, within: ParentNode = root): void {
  const found = [...within.querySelectorAll<HTMLButtonElement>('button')].find((each) => each.textContent.trim() === name);
  if (!found) throw new Error(`no button “${name}”`);
  if (found.disabled) throw new Error(`“${name}” cannot be pressed`);
  found.click();
}

async function showEditor(): Promise<void> {
  press(words('ui.tab.yaml'));
  // A tool of an incident may have its price.
  await vi.waitFor(() => {
    root.querySelector<HTMLButtonElement>('.drill-gate button')?.click();
    expect(listOfObjects()).toBeDefined();
  }, PATIENCE);
}

function listOfObjects(): HTMLSelectElement | undefined {
  const label = [...root.querySelectorAll('label')].find((each) => each.textContent.startsWith(words('ui.yaml.object')));
  return label?.querySelector('select') ?? undefined;
}

function choose(key: string): void {
  const select = listOfObjects();
  if (!select || ![...select.options].some(({ value }) => value === key)) throw new Error(`${key} is not in the list of objects`);
  select.value = key;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

function editor(): EditorView {
  const shadow = [...root.querySelectorAll('div')].find(({ shadowRoot }) => shadowRoot)?.shadowRoot;
  const box = shadow?.querySelector<HTMLElement>(`[role=textbox][aria-label="${words('ui.yaml.editor')}"]`);
  const view = box ? EditorView.findFromDOM(box) : null;
  if (!view) throw new Error('no editor');
  return view;
}

async function write(app: App, key: string, text: string): Promise<void> {
  const { spec } = app.store.getState().document;
  const [kind = '', namespace = '', name = ''] = key.split('/');
  const there = key === 'Network' || [...(listOfObjects()?.options ?? [])].some(({ value }) => value === key);
  choose(there ? key : 'new');
  const before = there ? manifests.writeObjects(spec, [key]) : '';
  await vi.waitFor(() => {
    expect(editor().state.doc.toString(), `${kind} ${namespace} ${name}`).toBe(before);
    expect(editor().state.readOnly, `${key} is locked`).toBe(false);
  }, PATIENCE);
  const view = editor();
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'input.paste' });
  await vi.waitFor(() => press(words('ui.yaml.apply')), PATIENCE);
  // What was made is what the editor shows next.
  if (there) return;
  await vi.waitFor(() => {
    expect(listOfObjects()?.value).toBe(key);
    expect(editor().state.doc.toString()).toContain(`name: ${name}`);
  }, PATIENCE);
}

function answer(app: App, goal: string, text: string): void {
  const number = (app.store.getState().session.level?.goals.findIndex(({ id }) => id === goal) ?? -1) + 1;
  const label = words('ui.question', { number });
  const form = [...root.querySelectorAll('form')].find(
    (each) => each.querySelector('legend')?.textContent === label || each.querySelector(`input[aria-label="${label}"]`),
  );
  if (!form) throw new Error(`no form “${label}”`);
  const choice = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(({ value }) => value === text);
  const line = form.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (choice) choice.checked = true;
  else if (line) line.value = text;
  else throw new Error(`“${text}” is not among the choices of “${label}”`);
  press(words('ui.question.answer'), form);
}

async function make(app: App, edit: Edit): Promise<void> {
  const { document } = app.store.getState();
  if (edit.type === 'answer') answer(app, edit.goal, edit.answer);
  else {
    await showEditor();
    if (edit.type === 'removeObject') {
      choose(formatRef(edit.ref));
      await vi.waitFor(() => press(words('ui.yaml.delete')), PATIENCE);
    } else if (edit.type === 'putNetwork' || edit.type === 'putObject') {
      const key = edit.type === 'putNetwork' ? 'Network' : formatRef(refOf(edit.resource));
      await write(app, key, manifests.writeObjects(applyEdit(document.spec, edit).spec, [key]));
    } else throw new Error(`a solution of ${edit.type}`);
  }
  await vi.waitFor(() => {
    const { session } = app.store.getState();
    expect(app.store.getState().document.applied, JSON.stringify([edit.type, session.problems])).toBe(document.applied + 1);
  }, PATIENCE);
  await judged(app);
}

describe('without a canvas', () => {
  it.each(listTwinLevels())('level %s is won through the editor and the forms', async (id) => {
    const edits = readSolution(readLevelFolder(id), 'reference') ?? [];
    const app = await open(id);
    expect(root.querySelector('canvas')).toBeNull();
    expect(isWon()).toBe(false);
    // In an incident the cause is named before anything is mended.
    const ordered = edits.toSorted((a, b) => Number(b.type === 'answer') - Number(a.type === 'answer'));
    for (const edit of ordered) await make(app, edit);
    await vi.waitFor(() => expect(isWon(), root.querySelector('.goal-list')?.textContent).toBe(true), PATIENCE);
  });
});
