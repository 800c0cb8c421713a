// One draft for all forms: foreseen, applied as one undoable edit, refused without being lost, carried along when the document moves on.
import { describe, expect, it } from 'vitest';
import { putAt } from '../../src/studio/design/place.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const PREFIX = ['virtualNetworks', 0, 'subnets', 0, 'addressPrefix'] as const;
const POOL = ['managedClusters', 0, 'agentPoolProfiles', 0] as const;

async function open(): Promise<ReturnType<typeof openInProcess>> {
  const app = openInProcess();
  await app.store.getState().actions.openLevel('020-short-of-desks');
  await judged(app);
  return app;
}

describe('the design draft', () => {
  it('A-30 A-33 is foreseen with goals before anything changes, then applied as one edit and undone as one', async () => {
    const { store } = await open();
    const { actions, document } = store.getState();
    const wide = putAt(document.spec.network, PREFIX, '10.10.0.0/24');
    const { networkPluginMode: _mode, podCidr: _range, ...profile } = wide.managedClusters[0]?.networkProfile ?? {};
    const flat = putAt(putAt(wide, ['managedClusters', 0, 'networkProfile'], profile), [...POOL, 'maxPods'], 30);
    actions.draftNetwork(flat);
    const seen = await actions.foresee({ network: flat });
    expect(seen?.subnets[0]).toMatchObject({ needed: 124, usable: 251 });
    expect(seen?.goals.every(({ pass }) => pass)).toBe(true);
    expect(store.getState().document.applied).toBe(0);
    expect(await actions.applyDesign('edit.design', { name: 'house' })).toBe(true);
    expect(store.getState().document.applied).toBe(1);
    expect(store.getState().session.design).toBeUndefined();
  });

  it('a refused draft stays', async () => {
    const { store } = await open();
    const { actions, document } = store.getState();
    actions.draftNetwork(putAt(document.spec.network, PREFIX, '10.99.0.0/24'));
    expect(await actions.applyDesign('edit.design')).toBe(false);
    expect(store.getState().session.notice?.code).toBe('diagnostic.NetcfgInvalidSubnet');
    expect(store.getState().session.design).toBeDefined();
    actions.draftNetwork(undefined);
    expect(store.getState().session.design).toBeUndefined();
  });

  it('a level keeps what it keeps', async () => {
    const { store } = await open();
    const { actions, document } = store.getState();
    actions.draftNetwork(putAt(document.spec.network, [...POOL, 'count'], 9));
    expect(await actions.applyDesign('edit.design')).toBe(false);
    expect(store.getState().session.notice?.code).toBe('refused.network');
  });

  it('is carried along by an edit from elsewhere, and ends where nothing of it is left', async () => {
    const { store } = await open();
    const { actions, document } = store.getState();
    const start = document.spec.network;
    actions.draftNetwork(putAt(start, [...POOL, 'maxPods'], 50));
    await actions.dispatchEdit({ type: 'putNetwork', network: putAt(start, PREFIX, '10.10.0.0/24') }, 'edit.design', {
      name: 'x',
    });
    const { network } = store.getState().session.design ?? {};
    expect(network?.virtualNetworks[0]?.subnets[0]?.addressPrefix).toBe('10.10.0.0/24');
    expect(network?.managedClusters[0]?.agentPoolProfiles[0]?.maxPods).toBe(50);
    const now = store.getState().document.spec.network;
    await actions.dispatchEdit({ type: 'putNetwork', network: putAt(now, [...POOL, 'maxPods'], 50) }, 'edit.design', {
      name: 'x',
    });
    expect(store.getState().session.design).toBeUndefined();
  });

  it('another level, another network', async () => {
    const { store } = await open();
    const { actions, document } = store.getState();
    actions.draftNetwork(putAt(document.spec.network, [...POOL, 'maxPods'], 50));
    await actions.openLevel('010-the-first-letter');
    expect(store.getState().session.design).toBeUndefined();
  });
});
