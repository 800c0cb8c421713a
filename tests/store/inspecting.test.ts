// Looking closer, with the real engine in-process: the rule in its text, captures, layers, there and back, the table of flows.
import { describe, expect, it } from 'vitest';
import { layersOf, oneWayPlaces } from '../../src/store/layers.ts';
import type { App } from '../../src/store/store.ts';
import { openInProcess } from '../support/inProcessApp.ts';

const LEVEL = '050-next-department';

async function open(): Promise<App> {
  const app = openInProcess();
  await app.store.getState().actions.openLevel(LEVEL);
  return app;
}

async function sent(from: string, to: string): Promise<App> {
  const app = await open();
  await app.store.getState().actions.send(from, to);
  expect(app.store.getState().session.playback).toBeDefined();
  return app;
}

describe('looking closer', () => {
  it('SVC6 layers show what a node took in and gave out: the Service’s address in, the pod’s out', async () => {
    const app = await sent('pay/till-0', 'data/stock-db:5432');
    const { trace } = app.store.getState().session.playback ?? expect.fail('no trace');
    const rows = layersOf(trace);
    const rewritten = rows.find((row) => row.direction === 'forward' && row.network.before !== row.network.after);
    expect(rewritten?.network.before).toMatch(/ → 10\.100\./);
    expect(rewritten?.network.after).toMatch(/ → 10\.244\./);
    const steps = trace.hops.reduce((sum, hop) => sum + hop.steps.length, 0);
    expect(rows.find((row) => row.direction === 'reply')?.position).toBe(steps);
    expect(oneWayPlaces(trace)).toEqual({ there: [], back: [] });
  });

  it('H-3 a capture at one interface holds only what passes there, and a filter keeps what it names', async () => {
    const app = await sent('pay/till-0', 'data/stock-db:5432');
    const { actions } = app.store.getState();
    const all = await actions.capture({});
    if (!all?.ok) throw new Error('refused');
    expect(all.value.points.length).toBeGreaterThan(2);
    const one = await actions.capture({ at: 'pay/till-0', filter: 'tcp[tcpflags] & tcp-syn != 0' });
    if (!one?.ok) throw new Error('refused');
    expect(one.value.lines).toHaveLength(2);
    expect((await actions.capture({ filter: 'port' }))?.ok).toBe(false);
  });

  it('a rule opens its object’s text at the field, and is not jumped to twice', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    actions.openTab('bench', 'checks');
    actions.showRule({ object: 'Service/pay/till', field: 'spec.ports[0].targetPort' });
    expect(app.store.getState().session.goto).toEqual({
      key: 'Service/pay/till',
      path: 'Service/pay/till: spec.ports[0].targetPort',
    });
    expect(app.store.getState().session.tabs.bench).toBe('yaml');
    actions.ruleShown();
    expect(app.store.getState().session.goto).toBeUndefined();
    actions.showRule({ object: 'Node/nowhere', field: 'status' });
    expect(app.store.getState().session.goto).toBeUndefined();
  });

  it('the table of flows walks what the words fit, and a newer question overtakes an older one', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    const table = await actions.listFlows({ from: 'lobby visitor', to: 'pod: till' });
    expect(table?.rows.length).toBe(table?.found);
    expect(table?.rows.every((row) => row.from.startsWith('lobby/visitor') && row.to.includes('till'))).toBe(true);
    expect(table?.rows.every((row) => row.trace.verdict.outcome === 'delivered')).toBe(true);
    const [old, newer] = await Promise.all([
      actions.listFlows({ from: '', to: '' }),
      actions.listFlows({ from: 'lobby/visitor', to: 'pay/till' }),
    ]);
    expect(old).toBeUndefined();
    expect(newer?.rows.length).toBeGreaterThan(0);
  });

  it('a table of very many pairs is cut, and says of how many', async () => {
    const app = await open();
    const table = await app.store.getState().actions.listFlows({ from: '', to: '' });
    expect(table?.found).toBeGreaterThanOrEqual(table?.rows.length ?? 0);
    expect(table?.rows.length).toBeLessThanOrEqual(200);
  });

  it('an envelope goes at the pace that was chosen, and the next one too', async () => {
    const app = await sent('pay/till-0', 'data/stock-db:5432');
    const { actions } = app.store.getState();
    actions.setSpeed(2);
    expect(app.store.getState().session.playback?.speed).toBe(2);
    await actions.send('pay/till-0', 'data/stock-db:5432');
    expect(app.store.getState().session.playback?.speed).toBe(2);
    actions.stopTrace();
    actions.setSpeed(1);
    expect(app.store.getState().session.playback).toBeUndefined();
  });
});
