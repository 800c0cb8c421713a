// Load runs through the store, with the real engine: what is asked becomes flows, the ways taken are walked, a run can be stopped, and answers
// of an older world are dropped.
import { describe, expect, it } from 'vitest';
import { findWalk, listLoadSenders, planLoad, totalsOf } from '../../src/store/loadPlanning.ts';
import { deployment, house } from '../engine/worlds.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const WORLD = [house({ engine: 'none', nodes: 2 }), deployment('shop/web', 4)].join('\n---\n');
const PRESS = '203.0.113.150:443';

async function openShop(): Promise<ReturnType<typeof openInProcess>> {
  const app = openInProcess();
  const { actions } = app.store.getState();
  await actions.openSandbox();
  expect(await actions.importText(WORLD, 'replace')).toBe(true);
  return app;
}

describe('load runs in the store', () => {
  it('E-11 E-12 ports of each node run out: those without one are lost, with the field that would help, and their ways are walked', async () => {
    const { store } = await openShop();
    const { actions } = store.getState();
    actions.askLoad({ from: ['shop/deploy/web'], to: PRESS, rate: 80, hold: 60, seconds: 20 });
    await actions.runLoad();
    const { load } = store.getState().results;
    if (!load?.report) throw new Error(JSON.stringify(load));
    const { result, walks } = load.report;
    expect(load.state).toBe('done');
    expect(result.books.map(({ capacity, peak }) => [capacity, peak])).toEqual([
      [1024, 1024],
      [1024, 1024],
    ]);
    expect(totalsOf(result)).toMatchObject({ opened: 2048 });
    expect(result.failures).toMatchObject([
      { flow: 'shop/deploy/web', reason: 'snat-exhausted', rule: { field: expect.stringContaining('managedOutboundIPs') } },
    ]);
    expect(walks).toHaveLength(4);
    expect(new Set(walks.map(({ way }) => way.pods[0]))).toEqual(
      new Set(['shop/web-0', 'shop/web-1', 'shop/web-2', 'shop/web-3']),
    );
    for (const { way, trace } of walks) {
      expect(trace.flow.from).toBe(way.pods[0]);
      expect(way.noPort).toBeGreaterThan(0);
      expect(findWalk({ ...way, nodes: ['elsewhere'] }, [trace])).toBeUndefined();
    }
    // Run again: what came before stands beside it.
    actions.askLoad({ rate: 1 });
    await actions.runLoad();
    expect(store.getState().results.load?.before).toEqual(totalsOf(result));
    expect(store.getState().results.load?.report?.result.failures).toEqual([]);
  });

  it('B-8 B-18 behind a Service with policy Local the lamps say which rooms answer', async () => {
    const app = openInProcess();
    const { actions } = app.store.getState();
    await actions.openLevel('040-who-rang');
    await judged(app);
    actions.askLoad({ from: ['internet:customer'], to: 'http://shop.windfall.example', rate: 20, hold: 1, seconds: 5 });
    await actions.runLoad();
    const { report } = app.store.getState().results.load ?? {};
    expect(report?.desk?.service).toBe('shop/web');
    expect(report?.desk?.lamps).toHaveLength(3);
    expect(report?.walks.length).toBeGreaterThan(1);
    expect(report?.walks.reduce((sum, { way }) => sum + way.opened, 0)).toBe(100);
  });

  it('a run that is stopped shows nothing, and another document ends one', async () => {
    const { store } = await openShop();
    const { actions } = store.getState();
    const ask = { from: ['shop/deploy/web'], to: PRESS, rate: 500, hold: 1, seconds: 120 };
    actions.askLoad(ask);
    const once = (does: () => void): void => {
      const off = store.subscribe(({ results }) => {
        if (!((results.load?.connections ?? 0) > 0)) return;
        off();
        does();
      });
    };
    once(() => actions.stopLoad());
    await actions.runLoad();
    expect(store.getState().results.load).toMatchObject({ state: 'stopped' });
    expect(store.getState().results.load?.report).toBeUndefined();
    once(() => actions.undo());
    await actions.runLoad();
    expect(store.getState().results.load?.state).toBe('stopped');
    expect(store.getState().results.load?.report).toBeUndefined();
  });

  it('a plan out of bounds is refused by the engine with its field', async () => {
    const { store } = await openShop();
    const { actions } = store.getState();
    actions.askLoad({ from: ['shop/deploy/web'], to: PRESS, rate: 2000, hold: 1e9, seconds: 1e9 });
    expect(store.getState().session.loadAsk).toMatchObject({ hold: 3600, seconds: 600 });
    const senders = listLoadSenders(store.getState().results.compiled?.plan, store.getState().document.spec.network);
    expect(senders[0]).toEqual({ name: 'shop/deploy/web', count: 4 });
    actions.askLoad({ rate: Number.NaN });
    expect(store.getState().session.loadAsk?.rate).toBe(5);
    actions.askLoad({ rate: 2000, from: ['shop/deploy/web', 'shop/web-0', 'shop/web-1'] });
    const asked = store.getState().session.loadAsk;
    if (!asked) throw new Error('nothing asked');
    expect(planLoad(asked, senders).flows.map(({ rate }) => rate)).toEqual([8000, 2000, 2000]);
    await actions.runLoad();
    expect(store.getState().results.load).toMatchObject({ state: 'refused', refused: { code: 'badPlan' } });
  });

  it('another level forgets run and question', async () => {
    const { store } = await openShop();
    const { actions } = store.getState();
    actions.askLoad({ from: ['shop/deploy/web'], to: PRESS, seconds: 2 });
    await actions.runLoad();
    actions.showLoadMoment(99);
    expect(store.getState().session.loadMoment).toBe(1);
    await actions.openLevel('010-the-first-letter');
    expect(store.getState().results.load).toBeUndefined();
    expect(store.getState().session.loadAsk).toBeUndefined();
  });
});
