// The builder in a document: six steps by buttons alone; a typed flow, a chosen laptop and a row of the flow table come into one list; undo takes a goal
// back; a level that nobody solved is refused with a sentence; what the author typed stays text.
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/store/store.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { BuilderPanel } from '../../src/ui/workshop/BuilderPanel.tsx';
import { GoalButtons } from '../../src/ui/workshop/GoalButtons.tsx';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

function show(app: App): void {
  const environment = { store: app.store, cards: [], address: String, navigate: () => undefined } as unknown as UiEnvironment;
  render(
    <Environment.Provider value={environment}>
      <BuilderPanel />
      <GoalButtons from={['lobby/x']} to={['pods:data/*:1']} />
    </Environment.Provider>,
    root,
  );
}

function press(name: RegExp): void {
  const found = [...root.querySelectorAll('button')].find((each) =>
    name.test(each.getAttribute('aria-label') ?? each.textContent),
  );
  if (!found) throw new Error(`no button ${String(name)}`);
  expect(found.disabled, String(name)).toBe(false);
  found.click();
}

function fill(label: RegExp, value: string): HTMLElement {
  const found = [...root.querySelectorAll('label')].find((each) => label.test(each.textContent));
  const field = found?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  if (!field) throw new Error(`no field ${String(label)}`);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return field;
}

function never(): never {
  throw new Error('the builder is not open');
}

function choose(label: RegExp, value: string): void {
  const field = [...root.querySelectorAll('label')].find((each) => label.test(each.textContent))?.querySelector('select');
  if (!field) throw new Error(`no choice ${String(label)}`);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const draft = (app: App) => app.store.getState().session.builder?.draft;

describe('the level builder', () => {
  it('makes one list of goals from three ways, and says why a level may not go', async () => {
    const app = openInProcess();
    const { actions } = app.store.getState();
    await actions.openSandbox();
    await actions.openBuilder();
    show(app);
    press(/example house/);
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(1), { timeout: 10_000 });
    await judged(app);
    await vi.waitFor(() => press(/^Take the sandbox as the start/));
    await vi.waitFor(() => expect(draft(app)?.start).toBeDefined());
    await vi.waitFor(() => press(/^Next step/));
    // Typed.
    await vi.waitFor(() => fill(/^From/, 'courtyard/courier'));
    fill(/^To/, 'pods:data/*:3306');
    await vi.waitFor(() => press(/^Add this goal/));
    // From a table of flows.
    await vi.waitFor(() => press(/^Must not/));
    await vi.waitFor(() => expect(draft(app)?.goals).toHaveLength(2));
    // Chosen on the board.
    const [pod] = app.store.getState().results.compiled?.plan.pods.filter(({ owner }) => owner?.startsWith('Deployment')) ?? [];
    actions.select(`pod:${pod?.namespace}/${pod?.name}`);
    await vi.waitFor(() => press(/^Use .*deploy/));
    await vi.waitFor(() => press(/^Use pods:/));
    await vi.waitFor(() => press(/^Add this goal/));
    await vi.waitFor(() => expect(draft(app)?.goals).toHaveLength(3));
    expect(draft(app)?.goals.at(-1)).toMatchObject({ from: [expect.stringContaining('/deploy/')] });
    await vi.waitFor(() => press(/^Undo in the level/));
    await vi.waitFor(() => expect(draft(app)?.goals).toHaveLength(2));
    // What is asked of DNS is a kind of its own, and two fields of mustArrive in the file.
    choose(/^Kind/, 'firstQuestion');
    await vi.waitFor(() => fill(/^Name asked first/, 'ledger.data.svc.cluster.local'));
    await vi.waitFor(() => press(/^Add this goal/));
    await vi.waitFor(() => expect(draft(app)?.goals).toHaveLength(3));
    choose(/^Kind/, 'questionsInside');
    await vi.waitFor(() => expect(root.textContent).not.toContain('Name asked first'));
    await vi.waitFor(() => press(/^Add this goal/));
    await vi.waitFor(() => expect(draft(app)?.goals).toHaveLength(4));
    expect(draft(app)?.goals.slice(2)).toMatchObject([
      { type: 'mustArrive', firstQuestion: 'ledger.data.svc.cluster.local' },
      { type: 'mustArrive', questionsInside: true },
    ]);
    // Nothing was solved: that is said, not taken in silence.
    await actions.takeSolution();
    expect(app.store.getState().session.notice).toMatchObject({ code: 'made.solve.same' });
    press(/Texts/);
    const title = await vi.waitFor(() => fill(/^Title/, '<b>My own</b> \u202e'));
    // The text is handed on when the field is left.
    await new Promise((done) => setTimeout(done, 50));
    title.focus();
    title.blur();
    await vi.waitFor(() => expect(draft(app)?.title).toBe('<b>My own</b>'));
    press(/Check/);
    await vi.waitFor(() => press(/^Check it/));
    await vi.waitFor(() => expect(root.textContent).toContain('Nobody has shown that it can be won'), { timeout: 10_000 });
    expect(root.querySelector('b')).toBeNull();
    // A solution that misses a goal: the refusal says the goal as the list does, never its id.
    const { session } = app.store.getState();
    const verdict = { ok: false, code: 'notWon', params: { goal: 'goal-1' } } as const;
    app.store.setState({ session: { ...session, builder: { ...(session.builder ?? never()), verdict } } });
    await vi.waitFor(() => expect(root.querySelector('[data-verdict]')?.textContent).toContain('courtyard/courier reaches'));
  });
});
