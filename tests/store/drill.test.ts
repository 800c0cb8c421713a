// A drill over the store with the real engine: looking and changing let minutes go by, undoing gives none back, judging says what cured, and the
// third star asks for the minutes. The clock is of the story: nothing here waits.
import { describe, expect, it } from 'vitest';
import { isClosed, minutesSpent, toolPrice, uselessChanges } from '../../src/store/drillClock.ts';
import { readDrill } from '../../src/store/drill.ts';
import type { Drill } from '../../src/store/drillTypes.ts';
import type { SessionState } from '../../src/store/state.ts';
import type { App } from '../../src/store/store.ts';
import { say } from '../../src/words/say.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const LEVEL = '701-the-night-bell';
const CAUSE =
  'Service/ingress-nginx/ingress-nginx-controller metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path]';
const words = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
  say(key, params, { words: 'network' });
const CURE =
  'helm upgrade ingress-nginx ingress-nginx/ingress-nginx -n ingress-nginx --reuse-values --set controller.service.annotations."service\\.beta\\.kubernetes\\.io/azure-load-balancer-health-probe-request-path"=/healthz';

async function open(level = LEVEL, saves?: Parameters<typeof openInProcess>[0]): Promise<App> {
  const app = openInProcess(saves);
  await app.store.getState().actions.openLevel(level);
  await judged(app);
  return app;
}

const session = (app: App): SessionState => app.store.getState().session;
const minutes = (app: App): number => minutesSpent(session(app).drill);
const kinds = (app: App): readonly string[] => (session(app).drill?.spent ?? []).map(({ type }) => type);

describe('a drill', () => {
  it('a look costs what the level says, any other line what its kind costs, and answers with what the engine says', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    await actions.takeLook('probes', words);
    expect(minutes(app)).toBe(4);
    expect(session(app).terminal.entries.at(-1)?.text).toMatch(/10\.10\.0\.4 +0\n/);
    await actions.typeLine('kubectl get pods -A', words);
    await actions.typeLine('echo hello', words);
    expect(minutes(app)).toBe(5);
    expect(session(app).drill?.spent[0]).toEqual({
      type: 'look',
      look: 'probes',
      line: 'az monitor metrics list --resource kubernetes --metric DipAvailability -o table',
      minutes: 4,
    });
  });

  it('watching a letter is paid for once until something is changed; tools once an attempt', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    await actions.send('internet:customer', 'http://shop.windfall.example/');
    await actions.send('internet:customer', 'http://shop.windfall.example/');
    expect(minutes(app)).toBe(8);
    actions.openTool('bench.yaml');
    actions.openTool('bench.yaml');
    expect(minutes(app)).toBe(16);
    expect([toolPrice(session(app), 'bench.yaml'), toolPrice(session(app), 'bench.design')]).toEqual([0, 8]);
    actions.showHint(1);
    actions.showHint(1);
    expect(minutes(app)).toBe(21);
    expect(await actions.preview([])).toEqual([]);
  });

  it('a wrong name costs, the right one opens everything', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    await actions.answer('cause', 'Service/shop/web spec.selector');
    await judged(app);
    expect([minutes(app), isClosed(session(app))]).toEqual([5, true]);
    await actions.answer('cause', CAUSE);
    await judged(app);
    expect([minutes(app), isClosed(session(app)), toolPrice(session(app), 'bench.yaml')]).toEqual([5, false, 0]);
    await actions.send('internet:customer', 'http://shop.windfall.example/');
    expect(minutes(app)).toBe(5);
  });

  it('a change costs 10, 10 more when it does not cure, and undoing gives nothing back', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    await actions.typeLine('kubectl scale deploy web -n shop --replicas 4', words);
    await judged(app);
    expect([minutes(app), uselessChanges(session(app).drill)]).toEqual([20, 1]);
    actions.undo();
    await actions.typeLine('true', words);
    await judged(app);
    expect([minutes(app), kinds(app)]).toEqual([20, ['change', 'undo']]);
  });

  it('cured within the minutes, nothing missed: three stars; the same with a useless change: one; too late: two', async () => {
    const cure = async (before: readonly string[]): Promise<number | undefined> => {
      const app = await open();
      const { actions } = app.store.getState();
      for (const line of before) {
        await actions.typeLine(line, words);
        await judged(app);
      }
      await actions.answer('cause', CAUSE);
      await actions.typeLine(CURE, words);
      await judged(app);
      return app.store.getState().progress.levels[LEVEL]?.stars;
    };
    expect(await cure(['kubectl get svc -A'])).toBe(3);
    expect(await cure(['kubectl scale deploy web -n shop --replicas 2 && kubectl scale deploy web -n shop --replicas 3'])).toBe(
      1,
    );
    expect(await cure(['kubectl get svc -A', 'ssh room-0 tcpdump -n'])).toBe(2);
  });

  it('starting over begins another attempt at minute 0, with nothing to redo', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    await actions.typeLine('kubectl scale deploy web -n shop --replicas 4', words);
    await judged(app);
    actions.reset();
    await actions.typeLine('true', words);
    await judged(app);
    expect(session(app).drill).toEqual({ attempt: 2, spent: [] });
    expect(app.store.getState().document).toMatchObject({ log: [], applied: 0 });
  });

  it('is saved and comes back as it was; outside a drill nothing is written down', async () => {
    const box = new Map<string, unknown>();
    const saves = {
      read: (key: string) => Promise.resolve(box.get(key)),
      write: (key: string, value: unknown) => Promise.resolve(box.set(key, structuredClone(value)) !== undefined),
      remove: () => Promise.resolve(),
    };
    const app = await open(LEVEL, saves);
    await app.store.getState().actions.takeLook('lists', words);
    await app.flush();
    const again = await open(LEVEL, saves);
    expect(session(again).drill).toEqual(session(app).drill);
    const other = await open('040-who-rang', saves);
    await other.store.getState().actions.typeLine('kubectl get pods -A', words);
    expect(session(other).drill).toBeUndefined();
  });

  it('a save that is none of ours is no drill, and nothing in it takes time back', () => {
    expect(readDrill(undefined)).toBeUndefined();
    expect(readDrill({ spent: 'all' })).toBeUndefined();
    const odd = {
      attempt: -3,
      spent: [{ type: 'look', minutes: -50, line: 'x' }, { type: 'rob', minutes: 1 }, 7, { type: 'undo', minutes: 2.9 }],
    };
    expect(readDrill(odd)).toEqual({
      attempt: 1,
      spent: [
        { type: 'look', minutes: 0, line: 'x' },
        { type: 'undo', minutes: 2 },
      ],
    } satisfies Drill);
  });
});
