// The table-driven forms in a document: every field and thing has its words, a text that cannot be read stays out of the draft, what a level keeps
// is locked and says so, what is refused is said beside the field, and the bar makes one edit.
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/store/store.ts';
import { THINGS } from '../../src/studio/design/things.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { DesignPanel } from '../../src/ui/design/DesignPanel.tsx';
import { hasWords } from '../../src/words/say.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

async function show(part: string, level = '020-short-of-desks'): Promise<App> {
  const app = openInProcess();
  const { actions } = app.store.getState();
  if (level === 'sandbox') await actions.openSandbox();
  else {
    await actions.openLevel(level);
    await judged(app);
  }
  actions.openDesignPart(part);
  const environment = { store: app.store, cards: [], address: String, navigate: () => undefined } as unknown as UiEnvironment;
  render(
    <Environment.Provider value={environment}>
      <DesignPanel />
    </Environment.Provider>,
    root,
  );
  await vi.waitFor(() => expect(root.querySelector('.design-part')).not.toBeNull());
  return app;
}

function control(label: RegExp): HTMLInputElement {
  const found = [...root.querySelectorAll('label')].find((each) => label.test(each.textContent));
  const input = found?.control ?? (found?.htmlFor === undefined ? null : document.getElementById(found.htmlFor));
  if (!(input instanceof HTMLInputElement) && !(input instanceof HTMLSelectElement)) throw new Error(`no field ${String(label)}`);
  return input as HTMLInputElement;
}

function button(name: RegExp): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((each) => name.test(each.textContent));
  if (!found) throw new Error(`no button ${String(name)}`);
  return found;
}

function type(input: HTMLInputElement, text: string, event = 'input'): void {
  input.value = text;
  input.dispatchEvent(new Event(event, { bubbles: true }));
}

const PATIENCE = { timeout: 5000 };

describe('words', () => {
  const fields = Object.values(THINGS).flatMap(({ type: name, fields: list }) => list.map((field) => `${name}.${field.name}`));
  it('every field is called something and explained', () => {
    expect(fields.flatMap((key) => [`design.field.${key}`, `design.help.${key}`]).filter((key) => !hasWords(key))).toEqual([]);
  });
});

describe('forms', () => {
  it('A-28 a text that is no range stays on the screen and out of the draft; a good one goes in at once', async () => {
    const { store } = await show('subnets');
    button(/snet-nodes/).click();
    await vi.waitFor(() => control(/Address range/));
    type(control(/Address range/), '10.10.0.0');
    await vi.waitFor(() => expect(root.textContent).toContain('“10.10.0.0” is no range'));
    expect(store.getState().session.design).toBeUndefined();
    type(control(/Address range/), '10.10.0.0/24');
    await vi.waitFor(() =>
      expect(store.getState().session.design?.network.virtualNetworks[0]?.subnets[0]?.addressPrefix).toBe('10.10.0.0/24'),
    );
    await vi.waitFor(() => expect(root.textContent).toContain('az network vnet subnet update'), PATIENCE);
  });

  it('throws away what is typed and cannot be read, too', async () => {
    await show('subnets');
    button(/snet-nodes/).click();
    await vi.waitFor(() => control(/Address range/));
    type(control(/Address range/), 'nowhere');
    await vi.waitFor(() => expect(button(/^Apply$/).disabled).toBe(true));
    button(/^Discard$/).click();
    await vi.waitFor(() => expect(root.querySelector('.pending')).toBeNull());
    expect(root.textContent).not.toContain('nowhere');
  });

  it('says what Azure would refuse beside the field, and will not apply it', async () => {
    await show('subnets');
    button(/snet-nodes/).click();
    await vi.waitFor(() => control(/Address range/));
    type(control(/Address range/), '10.10.255.0/24');
    await vi.waitFor(() => expect(root.querySelector('.thing-body')?.textContent).toContain('overlaps'), PATIENCE);
    await vi.waitFor(() => expect(button(/^Apply$/).disabled).toBe(true));
  });

  it('what the level keeps is locked and says so', async () => {
    await show('cluster');
    button(/room/).click();
    await vi.waitFor(() => control(/^Nodes/));
    expect(control(/^Nodes/).disabled).toBe(true);
    expect(control(/Pods on a node/).disabled).toBe(false);
    expect(root.textContent).toContain('What is grey stays as it is in this level.');
    expect(button(/Add a node pool/).disabled).toBe(true);
  });

  it('A-3 A-18 a mode is foreseen, then applied as one edit', async () => {
    const { store } = await show('cluster');
    await vi.waitFor(() => expect(root.textContent).toContain('3 nodes + 1 extra node = 4'), PATIENCE);
    type(control(/CNI mode/), 'nodeSubnet', 'change');
    await vi.waitFor(() => expect(root.textContent).toContain('3 nodes × (1 + 110) + 1 extra node × (1 + 110) = 444'), PATIENCE);
    expect(root.textContent).toContain('444 needed, 123 usable: 321 missing');
    expect(store.getState().document.applied).toBe(0);
    button(/^Apply$/).click();
    await vi.waitFor(() => expect(store.getState().document.applied).toBe(1), PATIENCE);
    expect(store.getState().document.spec.network.managedClusters[0]?.networkProfile.podCidr).toBeUndefined();
  });

  it('choosing a floor on the board opens its form', async () => {
    const { store } = await show('routes');
    store.getState().actions.select('subnet:snet-nodes');
    await vi.waitFor(() => expect(root.querySelector('.thing[data-open="true"]')?.textContent).toContain('snet-nodes'));
    expect(store.getState().session.designPart).toBe('subnets');
  });

  it('F-2 says which route an address follows, and why the others are not', async () => {
    await show('routes');
    await vi.waitFor(() => expect(root.querySelector('.design-table')).not.toBeNull(), PATIENCE);
    type(control(/To address/), '172.20.1.10');
    await vi.waitFor(() => expect(root.querySelector('.verdicts .followed')?.textContent).toContain('172.20.0.0/16'), PATIENCE);
    expect(root.querySelector('.verdicts')?.textContent).toContain('its prefix is shorter');
  });

  it('F-6 says that no guard stands at a floor', async () => {
    await show('guards');
    type(control(/From address/), '10.10.0.4');
    type(control(/To address/), '10.10.0.5');
    await vi.waitFor(() => expect(root.textContent).toContain('No network security group stands at snet-nodes'), PATIENCE);
  });

  it.each(['routes', 'guards', 'peerings', 'exits', 'names'])(
    '%s are shown, and a new thing opens with its fields',
    async (part) => {
      await show(part, 'sandbox');
      const add = [...root.querySelectorAll<HTMLButtonElement>('button.add')].find((each) => !each.disabled);
      add?.click();
      await vi.waitFor(() => expect(root.querySelectorAll('.thing[data-open="true"] .design-field').length).toBeGreaterThan(0));
    },
  );
});
