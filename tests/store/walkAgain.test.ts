// The shown envelope follows the world: sent again after an edit and after undo, from where it stood, and its goal's own verdict with it.
import { describe, expect, it, vi } from 'vitest';
import { failingPosition, flattenTrace } from '../../src/store/playback.ts';
import type { Playback } from '../../src/store/state.ts';
import { headline } from '../../src/ui/trace/headline.ts';
import { fieldPath, holdsField } from '../../src/ui/yaml/UnsetField.tsx';
import { say } from '../../src/words/say.ts';
import type { App } from '../../src/store/store.ts';
import { openInProcess } from '../support/inProcessApp.ts';

const service = (port: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec:\n  selector: {app: api}\n  ports: [{port: 80${port}}]\n`;

async function open(level: string): Promise<App> {
  const app = openInProcess();
  await app.store.getState().actions.openLevel(level);
  return app;
}

function shown(app: App): Playback {
  return app.store.getState().session.playback ?? expect.fail('nothing is shown');
}

function firstGoal(app: App, index = 0): { readonly id: string } {
  const { judgement } = app.store.getState().results;
  const result = judgement?.goals[index];
  if (!result?.trace) throw new Error('no walk');
  app.store.getState().actions.playTrace(result.trace, result.id);
  return result;
}

function told(app: App): string {
  const { session, results } = app.store.getState();
  const { trace, goal } = shown(app);
  const index = session.level?.goals.findIndex(({ id }) => id === goal) ?? -1;
  const result = results.judgement?.goals[index];
  const judged = result && { number: index + 1, refuses: session.level?.goals[index]?.type === 'mustNotArrive', result };
  const { mark, text } = headline(trace, judged, (key, params) => say(key, params));
  return `${mark}: ${text}`;
}

describe('the shown envelope', () => {
  it('waits at its first stop, and is sent again after each edit without a step of its own in the log', async () => {
    const app = await open('030-nobody-at-the-desk');
    const { actions } = app.store.getState();
    firstGoal(app);
    expect(shown(app)).toMatchObject({ position: 0, playing: false });
    expect(told(app)).toBe('fail: Goal 1 fails. Refused at once by room-1: no laptop is labelled app=apii.');
    actions.step(1);
    await actions.applyYaml('Service/shop/api', service(''));
    await vi.waitFor(() => expect(shown(app).again).toBe('sent'));
    expect(shown(app).position).toBe(1);
    expect(told(app)).toMatch(/^fail: Goal 1 fails\. Refused at once by shop\/api-1: .* ear 80 \(it listens at 8080\)\.$/);
    await actions.applyYaml('Service/shop/api', service(', targetPort: 8080'));
    await vi.waitFor(() => expect(shown(app).trace.verdict.outcome).toBe('delivered'));
    expect(told(app)).toMatch(/^pass: Goal 1 holds\. Delivered to/);
    actions.undo();
    await vi.waitFor(() => expect(shown(app).trace.verdict.outcome).toBe('refused'));
    expect(app.store.getState().document).toMatchObject({ applied: 1, log: { length: 2 } });
  });

  it('a letter that was sent freely goes between its own ends again', async () => {
    const app = await open('030-nobody-at-the-desk');
    const { actions } = app.store.getState();
    await actions.send('shop/web-0', 'http://api');
    await actions.applyYaml('Service/shop/api', service(', targetPort: 8080'));
    await vi.waitFor(() => expect(shown(app)).toMatchObject({ again: 'sent', trace: { verdict: { outcome: 'delivered' } } }));
  });

  it('A-3, NP5 a letter that arrives may fail its goal: the stamp, or the door without a reader, is where', async () => {
    const stamped = await open('040-who-rang');
    firstGoal(stamped);
    expect(told(stamped)).toMatch(
      /^fail: Arrived, but goal 1 fails: the receiver sees 10\.10\.\d+\.\d+, and should see 203\.0\.113\.9\.$/,
    );
    const failing = (app: App, index: number): string | undefined => {
      const failure = app.store.getState().results.judgement?.goals[index]?.failure;
      const { trace } = shown(app);
      return flattenTrace(trace)[failingPosition(trace, failure) ?? -1]?.step.type;
    };
    expect(failing(stamped, 0)).toBe('sourceTranslation');
    const open3 = await open('050-next-department');
    firstGoal(open3, 2);
    expect(told(open3)).toBe('fail: Arrived, and goal 3 says it should not: no badge reader hangs at the door of pay/till-0.');
    expect(failing(open3, 2)).toBe('ingressPolicy');
  });
});

describe('a field that a rule names and nobody wrote', () => {
  it('is told from one that is written, and items and annotations are left alone', () => {
    expect(fieldPath('Service/shop/web: spec.ports[0].targetPort')).toEqual(['spec', 'ports', 'targetPort']);
    expect(fieldPath('NetworkPolicy/a/b: spec.ingress[0]')).toBeUndefined();
    expect(fieldPath('Service/shop/web: metadata.annotations[a.b/c]')).toBeUndefined();
    expect(holdsField('  externalTrafficPolicy: Local', 'externalTrafficPolicy')).toBe(true);
    expect(holdsField('- port: 80', 'targetPort')).toBe(false);
    expect(holdsField('    targetPort: 80', 'Port')).toBe(false);
  });
});
