// Connecting and adding through the store, with the real engine and the real manifest functions in-process: targets, choices, the one edit.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { runCommands } from '../../src/manifest/commands/runCommands.ts';
import { canonicalJson } from '../../src/share/canonicalJson.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

const FIXED =
  'apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec:\n  selector: {app: api}\n  ports: [{port: 80, targetPort: 8080}]\n';

function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

async function openApp(level: string): Promise<App> {
  const folder = join(import.meta.dirname, '../../levels', level);
  const app = createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves: { read: async () => undefined, write: async () => true, remove: async () => undefined },
    preferences: { read: () => undefined, write: () => undefined },
    locale: 'en',
    levelFiles: async () => {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
      return Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]));
    },
    address: (id) => id,
    now: () => 0,
  });
  if (level === 'sandbox') await app.store.getState().actions.openSandbox();
  else await app.store.getState().actions.openLevel(level);
  return app;
}

async function targetsOf({ store }: App): Promise<{ fits: string[]; reasonOf: (selection: string) => string | undefined }> {
  await vi.waitFor(() => expect(store.getState().session.connecting?.targets).toBeDefined());
  const targets = store.getState().session.connecting?.targets ?? [];
  return {
    fits: targets.filter(({ refusal }) => !refusal).map(({ selection }) => selection),
    reasonOf: (selection) => targets.find((target) => target.selection === selection)?.refusal?.code,
  };
}

describe('connecting', () => {
  it('SVC1, SVC5 solves a level: the same document as YAML and a typed line give, one entry of the log, undone by one step', async () => {
    const app = await openApp('030-nobody-at-the-desk');
    const { store } = app;
    const { actions } = store.getState();
    const start = store.getState().document.spec;
    actions.select('service:shop/api');
    actions.startConnecting();
    const { fits, reasonOf } = await targetsOf(app);
    expect(fits).toContain('pod:shop/api-1');
    expect([reasonOf('pod:shop/api-2'), reasonOf('pod:ops/probe')]).toEqual([undefined, 'service.namespace']);
    await actions.connectTo('pod:shop/api-1');
    const choices = store.getState().session.connecting?.choices ?? [];
    expect(choices.map(({ code, refusal }) => [code, refusal])).toEqual([
      ['service.select', undefined],
      ['service.wire', undefined],
    ]);
    const typed = runCommands(start, choices[1]?.typed ?? '').spec;
    expect(await actions.acceptChoice(1)).toBe(true);
    expect(store.getState().session.connecting).toBeUndefined();
    await vi.waitFor(() => expect(store.getState().results.judgement?.goals.every(({ pass }) => pass)).toBe(true));
    const { document } = store.getState();
    expect(document.log.map(({ label }) => label)).toEqual(['gesture.service.wire']);
    // The same words before as after.
    const told = await actions.equivalentsOf(0);
    expect(told?.commands).toBe(`#!/bin/sh\nset -e\n${choices[1]?.typed ?? ''}\n`);
    expect(canonicalJson(document.spec)).toBe(canonicalJson(typed));
    actions.undo();
    await vi.waitFor(() => expect(store.getState().document.spec).toEqual(start));
    await actions.applyYaml('Service/shop/api', FIXED);
    expect(canonicalJson(store.getState().document.spec)).toBe(canonicalJson(typed));
  });

  it('a level’s own refusal is the reason of an end, and nothing is offered', async () => {
    const app = await openApp('030-nobody-at-the-desk');
    const { store } = app;
    const { actions } = store.getState();
    actions.startConnecting('pod:shop/web-0');
    const { reasonOf } = await targetsOf(app);
    const node = `node:${store.getState().results.compiled?.plan.nodes[0]?.name}`;
    expect(reasonOf(node)).toBe('refused.object');
    await actions.connectTo(node);
    expect(store.getState().session.connecting).toMatchObject({ over: node, refusal: { code: 'refused.object' } });
    expect(await actions.acceptChoice(0)).toBe(false);
    expect(store.getState().session.connecting?.to).toBeUndefined();
    actions.aimConnecting('pod:ops/probe');
    expect(store.getState().session.connecting?.refusal).toBeUndefined();
    actions.stopConnecting();
    expect(store.getState().session.connecting).toBeUndefined();
  });

  it('NP5 the engine says which doors are shut, and whether a letter would then arrive', async () => {
    const app = await openApp('sandbox');
    const { store } = app;
    const { actions } = store.getState();
    const pods = (['a', 'b'] as const).map(
      (name) =>
        `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: team, labels: {app: ${name}}}\nspec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}\n`,
    );
    const deny = (types: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut, namespace: team}\nspec: {podSelector: {}, policyTypes: [${types}]}\n`;
    await actions.importText([...pods, deny('Ingress')].join('---\n'), 'replace');
    const codes = async (): Promise<unknown> => {
      actions.startConnecting('pod:team/a');
      await actions.connectTo('pod:team/b');
      return store.getState().session.connecting?.choices?.map(({ code, short }) => [code, short === true]);
    };
    expect(await codes()).toEqual([
      ['allow.in', false],
      ['allow.rule', false],
    ]);
    await actions.importText(deny('Ingress, Egress'), 'add');
    expect(await codes()).toEqual([
      ['allow.both', false],
      ['allow.ruleSame', false],
    ]);
    await actions.importText([...pods].join('---\n'), 'replace');
    expect(await codes()).toEqual([['allow.only', false]]);
    expect(await actions.acceptChoice(0)).toBe(true);
    expect(store.getState().session.selection).toBe('policy:team/b-from-a');
  });

  it('SVC5 the selector alone is what the first choice mends: the second mistake is still there to be met', async () => {
    const { store } = await openApp('030-nobody-at-the-desk');
    const { actions } = store.getState();
    const passed = (): unknown => store.getState().results.judgement?.goals.map(({ pass }) => pass);
    for (const code of ['service.select', 'service.port']) {
      actions.startConnecting('service:shop/api');
      await actions.connectTo('pod:shop/api-1');
      expect(store.getState().session.connecting?.choices?.[0]?.code).toBe(code);
      expect(passed()).not.toContain(true);
      const before = store.getState().results.judgement;
      expect(await actions.acceptChoice(0)).toBe(true);
      await vi.waitFor(() => expect(store.getState().results.judgement).not.toBe(before));
    }
    await vi.waitFor(() => expect(passed()).toEqual([true, true, true]));
    expect(store.getState().results.judgement?.scores.changes).toBe(1);
  });

  it('NP17 a choice that would break a goal that holds says which', async () => {
    const { store } = await openApp('050-next-department');
    const { actions } = store.getState();
    await actions.applyYaml(
      'new',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut, namespace: pay}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n',
    );
    await vi.waitFor(() => expect(store.getState().results.judgement?.goals[2]?.pass).toBe(true));
    actions.startConnecting('pod:ops/metrics-0');
    await actions.connectTo('pod:pay/till-0');
    const choices = store.getState().session.connecting?.choices ?? [];
    expect(choices.map(({ port, breaks }) => [port, breaks])).toEqual([
      ['TCP 8443', ['no-other-door']],
      ['TCP 8443', ['no-other-door']],
      ['TCP 9090', undefined],
      ['TCP 9090', undefined],
    ]);
  });

  it('something new is put where the goals are, or beside what is chosen', async () => {
    const { store } = await openApp('050-next-department');
    const { actions } = store.getState();
    const placed = async (): Promise<unknown> => {
      actions.startPlacing();
      await vi.waitFor(() => expect(store.getState().session.placing?.items).toBeDefined());
      return store.getState().session.placing?.namespace;
    };
    actions.select(undefined);
    expect(await placed()).toBe('pay');
    actions.select('pod:ops/metrics-0');
    expect(await placed()).toBe('ops');
  });

  it('F-5 what Azure would not take is no fitting end, and no choice', async () => {
    const app = await openApp('sandbox');
    const { store } = app;
    const { actions } = store.getState();
    const { network } = store.getState().document.spec;
    const vnet = (name: string, base: string): object => ({
      name,
      addressSpace: [`${base}.0.0/16`],
      subnets: [{ name: `snet-${name}`, addressPrefix: `${base}.1.0/24` }],
    });
    const virtualNetworks = [vnet('one', '10.20'), vnet('twin', '10.20'), vnet('other', '10.30')];
    await actions.importText(
      JSON.stringify({ ...network, virtualNetworks: [...network.virtualNetworks, ...virtualNetworks] }),
      'add',
    );
    actions.startConnecting('site:one');
    await vi.waitFor(async () =>
      expect((await targetsOf(app)).reasonOf('site:twin')).toBe('diagnostic.VnetAddressSpacesOverlap'),
    );
    expect((await targetsOf(app)).fits).toContain('site:other');
    await actions.connectTo('site:twin');
    expect(store.getState().session.connecting?.choices).toMatchObject([
      { code: 'peer', refusal: { code: 'diagnostic.VnetAddressSpacesOverlap' } },
    ]);
    expect(await actions.acceptChoice(0)).toBe(false);
  });

  it('what fits is asked again when the document changes, and a late answer is dropped', async () => {
    const app = await openApp('030-nobody-at-the-desk');
    const { store } = app;
    const { actions } = store.getState();
    actions.startConnecting('service:shop/api');
    await targetsOf(app);
    await actions.applyYaml('Service/shop/api', FIXED);
    await vi.waitFor(async () => expect((await targetsOf(app)).reasonOf('pod:shop/api-1')).toBe('already'));
    actions.select('pod:shop/web-0');
    expect(store.getState().session.connecting?.from).toBe('service:shop/api');
    actions.select('service:shop/api');
    actions.select('pod:ops/probe');
    expect(store.getState().session.connecting?.from).toBe('pod:ops/probe');
    const late = actions.connectTo('pod:shop/web-0');
    actions.stopConnecting();
    await late;
    expect(store.getState().session.connecting).toBeUndefined();
  });
});

describe('adding', () => {
  it('puts a new thing where it may go and chooses it; the level says what may not be added', async () => {
    const app = await openApp('030-nobody-at-the-desk');
    const { store } = app;
    const { actions } = store.getState();
    actions.startPlacing();
    await vi.waitFor(() => expect(store.getState().session.placing?.items).toBeDefined());
    const { namespace, items = [] } = store.getState().session.placing ?? {};
    expect(namespace).toBe('shop');
    expect(items.filter(({ offer }) => offer).map(({ code }) => code)).toEqual(['service', 'deny', 'denyOut', 'allowDns']);
    expect(items.find(({ code }) => code === 'pod')?.refusal?.code).toBe('refused.create');
    expect(await actions.acceptItem('pod')).toBe(false);
    expect(await actions.acceptItem('deny')).toBe(true);
    expect(store.getState().session.selection).toBe('policy:shop/default-deny');
    expect(store.getState().session.placing).toBeUndefined();
  });
});
