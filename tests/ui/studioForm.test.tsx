// The badge reader's form in a page: what is typed into its fields changes the policy as the sentence says, and what is not understood says why.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '../../src/engine/model/kubernetes.ts';
import type { AppStore } from '../../src/store/context.ts';
import { FIRST_DOCUMENT, FIRST_SESSION } from '../../src/store/context.ts';
import { writePolicySentences } from '../../src/studio/sentence/writeSentences.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { ReaderForm } from '../../src/ui/studio/ReaderForm.tsx';

const POLICY: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'db', namespace: 'data' },
  spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] },
};

const state = {
  document: FIRST_DOCUMENT,
  session: FIRST_SESSION,
  results: { revision: 0, engine: 'ready' },
  progress: { levels: {} },
};
const store = { getState: () => state, subscribe: () => () => undefined } as unknown as AppStore;

interface Shown {
  readonly host: HTMLElement;
  readonly now: () => string;
}

function show(policy: NetworkPolicy): Shown {
  const host = document.createElement('div');
  document.body.append(host);
  let current = policy;
  const draw = (): void =>
    render(
      <Environment.Provider value={{ store } as UiEnvironment}>
        <ReaderForm
          policy={current}
          plan={[]}
          selected={[]}
          locked={false}
          onPut={(next) => {
            current = next;
            draw();
          }}
        />
      </Environment.Provider>,
      host,
    );
  void act(draw);
  return { host, now: () => writePolicySentences(current) };
}

function type(host: HTMLElement, label: RegExp, text: string): void {
  const field = [...host.querySelectorAll('label')].find((each) => label.test(each.textContent ?? ''))?.querySelector('input');
  if (!field) throw new Error(`no field ${label}`);
  void act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  void act(() => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
}

function press(host: HTMLElement, label: RegExp): void {
  const button = [...host.querySelectorAll('button')].find((each) =>
    label.test(each.getAttribute('aria-label') ?? each.textContent ?? ''),
  );
  if (!button) throw new Error(`no button ${label}`);
  void act(() => button.click());
}

afterEach(() => document.body.replaceChildren());

describe('the badge reader’s form', () => {
  it('NP19, NP22 a rule is made of who and of ports, splits into “or” and joins into “and”', () => {
    const { host, now } = show(POLICY);
    type(host, /Another rule, to let in/, 'pods app=shop in namespaces team=shop');
    type(host, /A port of rule 1/, '5432');
    type(host, /A port of rule 1/, 'UDP dns');
    const AND = 'policy db\npods app=db in data accept TCP 5432 and UDP dns from pods app=shop in namespaces team=shop\n';
    expect(now()).toBe(AND);
    press(host, /^Split into/);
    expect(now()).toContain('from pods app=shop in the same namespace or namespaces team=shop');
    press(host, /^Join into/);
    expect(now()).toBe(AND);
    press(host, /^Remove port UDP dns$/);
    expect(host.querySelector('[aria-label^="Remove port"]')).toBeNull();
    press(host, /^Remove pods app=shop/);
    expect(now()).toBe('policy db\npods app=db in data accept nothing\n');
  });

  it('NP7 each direction is judged or not, and what is not understood is said where it was typed', () => {
    const { host, now } = show(POLICY);
    type(host, /Another rule, to let out/, 'shop');
    expect(host.querySelector('[role="alert"]')?.textContent).toContain('Say who is at the other end');
    expect(now()).not.toContain('send');
    const egress = host.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')[1];
    void act(() => egress?.click());
    expect(now()).toContain('send nothing');
  });
});
