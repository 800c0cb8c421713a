// What the policy studio asks the store, with the real engine in-process: the study of level 050, offers that solve a cell, one draft in three views.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { findObject, listObjects } from '../../src/engine/model/spec.ts';
import type { EngineClient, ManifestClient } from '../../src/store/services.ts';
import { type App, createAppStore } from '../../src/store/store.ts';
import { groupPods, pairOf } from '../../src/studio/matrix.ts';
import { askedFlows, flowOf } from '../../src/studio/offers.ts';
import { guardsOf } from '../../src/studio/reader/guards.ts';
import { parsePolicySentences } from '../../src/studio/sentence/parseSentences.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';

function remote<T extends object>(target: T): unknown {
  return Object.fromEntries(
    Object.entries(target).map(([name, call]) => [
      name,
      async (...args: unknown[]) => structuredClone((call as (...a: unknown[]) => unknown)(...structuredClone(args))),
    ]),
  );
}

const FOLDER = join(import.meta.dirname, '../../levels/050-next-department');
const REFERENCE = readFileSync(join(FOLDER, 'solution/one-each.yaml'), 'utf8');
const TILL = 'NetworkPolicy/pay/till';

async function openApp(): Promise<App['store']> {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
  const app = createAppStore({
    engine: remote(createEngine()) as EngineClient,
    manifests: remote(createManifestApi()) as ManifestClient,
    saves: { read: async () => undefined, write: async () => true, remove: async () => undefined },
    preferences: { read: () => undefined, write: () => undefined },
    locale: 'en',
    levelFiles: async () =>
      Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(FOLDER, name), 'utf8')])),
    address: (id) => id,
    now: () => 0,
  });
  await app.store.getState().actions.openLevel('050-next-department');
  return app.store;
}

function policyIn(store: App['store'], name = 'till'): ReturnType<typeof findObject> {
  return findObject(store.getState().document.spec, { kind: 'NetworkPolicy', namespace: 'pay', name });
}

describe('the policy studio', () => {
  it('studies every policy: pods, traps, and who reaches whom', async () => {
    const store = await openApp();
    await store.getState().actions.applyYaml('new', REFERENCE);
    const study = await store.getState().actions.studyPolicies();
    expect(study?.revision).toBe(store.getState().document.revision);
    expect(study?.selected.get('pay/safe')).toEqual(['pay/safe']);
    expect(study?.selected.get('pay/till')).toHaveLength(2);
    expect(study?.matrix?.pods).toContain('pay/till-0');
    const policies = listObjects(store.getState().document.spec, 'NetworkPolicy');
    expect(guardsOf('pay/safe', policies, study?.selected ?? new Map())).toEqual({ ingress: ['pay/safe'], egress: ['pay/safe'] });
    expect(guardsOf('ops/probe', policies, study?.selected ?? new Map())).toEqual({ ingress: [], egress: [] });
    // The safe may send nothing at all, and so it asks for no names either.
    expect(study?.lints.map(({ code, policy, severity }) => [code, policy, severity])).toEqual([['dns', 'pay/safe', 'info']]);
  });

  it('NP4–NP6 an offer that is taken changes the cell, in one edit', async () => {
    const store = await openApp();
    const { actions } = store.getState();
    await actions.applyYaml('new', REFERENCE);
    const { plan } = store.getState().results.compiled ?? {};
    const study = await actions.studyPolicies();
    const groups = groupPods(plan?.pods ?? [], 'workload');
    const [from, to] = ['lobby/visitor', 'pay/till'].map((name) => groups.find((group) => group.name === name));
    const matrix = study?.matrix;
    if (!from || !to || !matrix || !plan) throw new Error('no such rows');
    const pair = pairOf(matrix, [from, to], { port: '8443/TCP', want: 'delivered' });
    if (!pair) throw new Error('open already');
    const answer = await actions.offerChanges({
      flow: flowOf(pair, '8443/TCP'),
      want: 'delivered',
      asked: askedFlows([from, to], '8443/TCP', plan),
    });
    if (!answer.ok) throw new Error(answer.code);
    const [best] = answer.offers;
    expect(best?.refusal).toBeUndefined();
    expect(best?.policies.flatMap(({ lines }) => lines.filter(({ sign }) => sign === '+')).map(({ text }) => text)).toEqual([
      expect.stringContaining('TCP 8443'),
    ]);
    // Through their Service too: that is the same letter.
    expect(best?.besidesCount).toBe(0);
    const before = store.getState().document.applied;
    expect(await actions.dispatchEdit({ type: 'batch', edits: best?.remedy.edits ?? [] }, 'edit.offer', { name: 'x' })).toBe(
      true,
    );
    expect(store.getState().document.applied).toBe(before + 1);
    const after = await actions.studyPolicies();
    expect(after?.matrix && pairOf(after.matrix, [from, to], { port: '8443/TCP', want: 'delivered' })).toBeUndefined();
  });

  it('sentence, form and YAML are one draft: comments stay, and what it would do is known before it is applied', async () => {
    const store = await openApp();
    const { actions } = store.getState();
    await actions.applyYaml('new', REFERENCE);
    const text = (await actions.readDraft(TILL)).policy;
    if (!text) throw new Error('no policy');
    actions.setDraft(TILL, `# of the till\n${REFERENCE.split('---')[0] ?? ''}`);
    const said = parsePolicySentences('pods app=till in pay accept TCP 9090 from anyone', text);
    if (!said.ok) throw new Error(said.problem.code);
    await actions.draftPolicy(TILL, said.policy);
    expect(store.getState().session.drafts[TILL]).toContain('# of the till');
    expect((await actions.readDraft(TILL)).policy).toEqual(said.policy);
    const weighed = await actions.weighDraft(TILL, said.policy);
    expect(weighed?.difference?.gained.flows).toContainEqual({ from: 'lobby/visitor', to: 'pay/till-0:9090/TCP' });
    expect(weighed?.difference?.lost.count).toBe(0);
    expect(weighed?.goals.passed).toBeLessThan(weighed?.goals.total ?? 0);
    expect(policyIn(store)).not.toEqual(said.policy);
    expect(await actions.applyYaml(TILL, store.getState().session.drafts[TILL] ?? '')).toBe(true);
    expect(policyIn(store)).toEqual(said.policy);
    expect(store.getState().session.drafts[TILL]).toBeUndefined();
  });

  it('a new policy begins as a draft, and a broken draft says where', async () => {
    const store = await openApp();
    const { actions } = store.getState();
    const said = parsePolicySentences('policy safe\npods app=safe in pay accept nothing');
    if (!said.ok) throw new Error(said.problem.code);
    await actions.draftPolicy('new', said.policy);
    expect((await actions.readDraft('new')).policy).toEqual(said.policy);
    expect(await actions.applyYaml('new', store.getState().session.drafts['new'] ?? '')).toBe(true);
    expect(policyIn(store, 'safe')).toEqual(said.policy);
    actions.setDraft('NetworkPolicy/pay/safe', 'kind: [');
    const { policy, problems } = await actions.readDraft('NetworkPolicy/pay/safe');
    expect(policy).toBeUndefined();
    expect(problems[0]?.line).toBe(1);
  });
});
