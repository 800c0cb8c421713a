// The tab of Services in a document: a typed selector becomes a draft and finds the label that was meant; a request that is tried lights its row; a row
// is changed by one edit.
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/store/store.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { WiringPanel } from '../../src/ui/wiring/WiringPanel.tsx';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const PATIENCE = { timeout: 5000 };
const WORLD = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
  - host: shop.example
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
      - { path: /api, pathType: Exact, backend: { service: { name: web, port: { number: 80 } } } }
`;

function show(app: App): void {
  const environment = { store: app.store, cards: [], address: String, navigate: () => undefined } as unknown as UiEnvironment;
  render(
    <Environment.Provider value={environment}>
      <WiringPanel />
    </Environment.Provider>,
    root,
  );
}

function button(name: RegExp): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((each) => name.test(each.textContent));
  if (!found) throw new Error(`no button ${String(name)}`);
  return found;
}

function field(label: RegExp, among = 'label'): HTMLInputElement {
  const found = [...root.querySelectorAll<HTMLLabelElement>(among)].find((each) => label.test(each.textContent));
  const input =
    root.querySelector(`[aria-label="${label.source}"]`) ??
    document.getElementById(found?.htmlFor ?? '') ??
    found?.querySelector('input');
  if (!input) throw new Error(`no field ${String(label)}`);
  return input as HTMLInputElement;
}

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Before the next press, as a browser would. */
function drawn(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 50);
  });
}

describe('the tab of Services', () => {
  it('SVC1, SVC5 offers the label that was meant, and plugs into the port that is there', async () => {
    const app = openInProcess();
    await app.store.getState().actions.openLevel('030-nobody-at-the-desk');
    await judged(app);
    show(app);
    await vi.waitFor(() => button(/^Use app=api$/).click(), PATIENCE);
    await vi.waitFor(() => expect(root.textContent).toContain('Would ask 3 laptops'), PATIENCE);
    expect(app.store.getState().document.applied).toBe(0);
    button(/^Apply$/).click();
    await vi.waitFor(() => button(/^Plug into 8080$/).click(), PATIENCE);
    await vi.waitFor(() => expect(root.textContent).toContain('shop/api-1 listens on 8080.'), PATIENCE);
    expect(app.store.getState().document.applied).toBe(2);
    type(field(/Value of label 1/), 'not a label');
    await vi.waitFor(() => expect(root.textContent).toContain('may not be the value of a label'), PATIENCE);
    expect(button(/^Apply$/).disabled).toBe(true);
  });

  it('ING7, ING13 a request lights the row that decided, and a row is changed by one edit', async () => {
    const app = openInProcess();
    const { actions } = app.store.getState();
    await actions.openSandbox();
    await actions.importText(WORLD, 'add');
    show(app);
    button(/^Reception notes$/).click();
    await vi.waitFor(() => expect(root.textContent).toContain('nginx: no such controller is installed'), PATIENCE);
    type(field(/^Host/), 'http://shop.example/api');
    await drawn();
    button(/^Ask$/).click();
    await vi.waitFor(() => expect(root.textContent).toContain('http://shop.example/api goes to shop/web, port 80.'), PATIENCE);
    const hit = root.querySelectorAll('tr[data-hit="true"]');
    expect([...hit].map((row) => row.querySelector('td')?.textContent)).toEqual(['/api Exact']);
    hit[0]?.querySelector('button')?.click();
    // Not one edit a letter: it is taken with Enter.
    await vi.waitFor(() => type(field(/^Path$/, '.design-field label'), '/v'));
    await drawn();
    const path = field(/^Path$/, '.design-field label');
    type(path, '/v2');
    await drawn();
    expect(app.store.getState().document.applied).toBe(1);
    path.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(2), PATIENCE);
    await vi.waitFor(() => expect(root.querySelector('tbody')?.textContent).toContain('/v2 Exact'), PATIENCE);
  });
});
