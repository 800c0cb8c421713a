// Two CNI modes side by side, with the real engine in-process: both worlds, one envelope walked in step, one undoable edit, nothing else moved.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { openSideStore } from '../../src/store/sideStore.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

const LEVEL = '040-who-rang';

function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

async function openApp(): Promise<App> {
  const folder = join(import.meta.dirname, '../../levels', LEVEL);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
  const app = createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves: { read: async () => undefined, write: async () => true, remove: async () => undefined },
    preferences: { read: () => undefined, write: () => undefined },
    locale: 'en',
    levelFiles: async () =>
      Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')])),
    address: (id) => id,
    now: () => 0,
  });
  await app.store.getState().actions.openLevel(LEVEL);
  return app;
}

const WORLD = `apiVersion: cidr.house/v1
kind: Network
metadata: {name: house}
virtualNetworks:
- name: vnet
  addressSpace: [10.10.0.0/16]
  subnets:
  - {name: snet-nodes, addressPrefix: 10.10.0.0/26}
  - {name: snet-vms, addressPrefix: 10.10.1.0/28}
virtualMachines:
- {name: ledger, subnet: snet-vms, ipAddress: 10.10.1.4, ports: [{port: 443, protocol: TCP}]}
managedClusters:
- name: aks
  networkProfile:
    networkPlugin: azure
    networkPluginMode: overlay
    podCidr: 10.244.0.0/16
    serviceCidr: 10.100.0.0/16
    dnsServiceIP: 10.100.0.10
    outboundType: loadBalancer
  agentPoolProfiles: [{name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes}]
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]
`;

async function openWorld(): Promise<App> {
  const app = await openApp();
  const { actions } = app.store.getState();
  await actions.openSandbox();
  expect(await actions.importText(WORLD, 'replace')).toBe(true);
  return app;
}

describe('the comparison', () => {
  it('A-18, A-28 both worlds have the engine’s own figures, and the document is not touched', async () => {
    const { store } = await openWorld();
    const { actions, document, session } = store.getState();
    await actions.compare({ left: 'overlay', right: 'nodeSubnet' });
    const { compared } = store.getState().results;
    const nodes = (side: 'left' | 'right') => compared?.[side]?.report.subnets.find(({ name }) => name === 'snet-nodes');
    expect(nodes('left')).toMatchObject({ used: 2, needed: 3, free: 56 });
    // 31 addresses a node, a surge node besides, in a /26 less Azure's five.
    expect(nodes('right')).toMatchObject({ used: 62, needed: 93, free: -34 });
    expect(compared?.left?.report.current).toBe(true);
    expect(compared?.between?.changed.flows).toEqual([expect.objectContaining({ from: 'shop/web', to: 'vm:ledger:443/TCP' })]);
    expect(store.getState().document).toBe(document);
    await actions.compare(undefined);
    expect(store.getState().session).toEqual(session);
    expect(store.getState().results.compared).toBeUndefined();
  });

  it('A-3 one envelope in both: re-stamped in Overlay, itself in the node subnet, and said at that step', async () => {
    const { store } = await openWorld();
    const { actions } = store.getState();
    await actions.compare({ left: 'overlay', right: 'nodeSubnet' });
    await actions.sendBoth('shop/web', 'vm:ledger:443');
    const walks = store.getState().results.compared?.walks;
    const moment = walks?.moments.find(({ difference }) => difference !== undefined);
    expect(moment).toMatchObject({ difference: 'restamped', by: 'left', direction: 'forward' });
    const [left, right] = [openSideStore(store, 'left'), openSideStore(store, 'right')];
    actions.lookAtCompared({ position: walks?.moments.indexOf(moment ?? { direction: 'reply' }) ?? 0 });
    expect(left.store.getState().session.playback?.position).toBe(moment?.left);
    expect(right.store.getState().session.playback?.position).toBe(moment?.right);
    expect(left.store.getState().results.compiled?.plan.mode).toBe('overlay');
    expect(right.store.getState().results.compiled?.plan.mode).toBe('nodeSubnet');
    right.store.getState().actions.select('pod:shop/web');
    expect(left.store.getState().session.selection).toBe('pod:shop/web');
    expect(store.getState().session.selection).toBeUndefined();
    left.stop();
    right.stop();
  });

  it('A-11 neither side need be the mode of now; taking one is a single edit that undo takes back', async () => {
    const { store } = await openWorld();
    const { actions, document } = store.getState();
    await actions.compare({ left: 'kubenet', right: 'podSubnetDynamic' });
    expect(store.getState().results.compared?.between?.objects).toEqual(['virtualNetworks/vnet', 'managedClusters/aks']);
    expect(await actions.takeMode('right')).toBe(true);
    expect(store.getState().session.comparison).toBeUndefined();
    expect(store.getState().results.compiled?.plan.mode).toBe('podSubnet');
    expect(store.getState().document.log.length).toBe(document.log.length + 1);
    actions.undo();
    await vi.waitFor(() => expect(store.getState().document.spec).toEqual(document.spec));
  });

  it('an answer to another choice is not taken, and an edit meanwhile is asked about anew', async () => {
    const { store } = await openWorld();
    const { actions } = store.getState();
    await actions.compare({ left: 'overlay', right: 'nodeSubnet' });
    const late = actions.compare({ left: 'overlay', right: 'kubenet' });
    expect(await actions.takeMode('right')).toBe(false);
    await late;
    const pod = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'more', namespace: '' } } as const;
    await actions.dispatchEdit({ type: 'putObject', resource: pod }, 'edit.yaml', { name: 'more' });
    const { revision } = store.getState().document;
    await vi.waitFor(() => expect(store.getState().results.compared?.right?.compiled.revision).toBe(revision));
    await actions.openLevel(LEVEL);
    expect(store.getState().session.comparison).toBeUndefined();
  });

  it('a flow that the engine cannot read is refused with its reason', async () => {
    const { store } = await openWorld();
    const { actions } = store.getState();
    await actions.compare({ left: 'overlay', right: 'nodeSubnet' });
    await actions.sendBoth('shop/nobody', 'vm:ledger:443');
    expect(store.getState().results.compared?.flowRefused?.code).toBe('badFlow');
    expect(store.getState().results.compared?.walks).toBeUndefined();
  });
});
