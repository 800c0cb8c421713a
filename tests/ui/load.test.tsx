// The load tool in a document: senders are ticked, the run is started, its sentence and tables are read, one second is chosen.
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/store/store.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { LoadPanel } from '../../src/ui/load/LoadPanel.tsx';
import { deployment, house } from '../engine/worlds.ts';
import { openInProcess } from '../support/inProcessApp.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const PATIENCE = { timeout: 5000 };
const WORLD = [house({ engine: 'none', nodes: 2 }), deployment('shop/web', 4)].join('\n---\n');

function show(app: App): void {
  const environment = { store: app.store, cards: [], address: String, navigate: () => undefined } as unknown as UiEnvironment;
  render(
    <Environment.Provider value={environment}>
      <LoadPanel />
    </Environment.Provider>,
    root,
  );
}

function button(name: RegExp): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((each) =>
    name.test(each.getAttribute('aria-label') ?? each.textContent),
  );
  if (!found) throw new Error(`no button ${String(name)}`);
  return found;
}

function field(label: RegExp): HTMLInputElement {
  const found = [...root.querySelectorAll('label')].find((each) => label.test(each.textContent));
  const input = found?.querySelector('input');
  if (!input) throw new Error(`no field ${String(label)}`);
  return input;
}

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('the load tool', () => {
  it('E-12 S22 runs, says in words what was lost and why, and names the field; a second is chosen in the table', async () => {
    const app = openInProcess();
    const { actions } = app.store.getState();
    await actions.openSandbox();
    await actions.importText(WORLD, 'replace');
    show(app);
    expect(button(/^Run$/).disabled).toBe(true);
    field(/^shop\/deploy\/web/).click();
    type(field(/^To whom/), '203.0.113.150:443');
    type(field(/^New lines a second/), '80');
    type(field(/^Each stays open/), '60');
    type(field(/^The run lasts/), '20');
    await vi.waitFor(() => expect(root.textContent).toContain('Together 320 new lines a second'), PATIENCE);
    expect(button(/^Run$/).disabled).toBe(false);
    root.querySelector('form')?.requestSubmit();
    await vi.waitFor(() => expect(root.textContent).toMatch(/2048 of \d+ lines were answered/), PATIENCE);
    expect(root.querySelector('.load-lost')?.textContent).toContain('The stamp book was used up');
    expect(root.querySelector('.load-lost button')?.textContent).toContain('managedOutboundIPs');
    expect(root.querySelector('.load-table')?.textContent).toContain('1024');
    const moment = (): string => root.querySelector('.load-moment [role="status"]')?.textContent ?? '';
    expect(moment()).toContain('Second 20');
    expect(moment()).toMatch(/1024 of 1024 stamps taken/);
    button(/^Show second 3$/).click();
    await vi.waitFor(() => expect(moment()).toContain('Second 3:'), PATIENCE);
    expect(moment()).not.toMatch(/1024 of 1024/);
    expect(root.querySelector('[aria-current="true"]')?.textContent).toContain('3');
    actions.setWords('network');
    await vi.waitFor(() => expect(root.textContent).toContain('SNAT port exhaustion'), PATIENCE);
    button(/^Put away$/).click();
    await vi.waitFor(() => expect(root.querySelector('.load-result')).toBeNull(), PATIENCE);
  });
});
