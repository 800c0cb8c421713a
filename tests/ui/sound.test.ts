// Sound: silent until asked, one tone a step by its effect, a chord when the last goal comes to hold and only then.
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/engine/api.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { FIRST_DOCUMENT, FIRST_SESSION } from '../../src/store/context.ts';
import type { AppState } from '../../src/store/state.ts';
import { toneOf } from '../../src/ui/parts/useSound.ts';

const base: AppState = {
  document: FIRST_DOCUMENT,
  session: { ...FIRST_SESSION, sound: true },
  results: { revision: 0, engine: 'ready' },
  progress: { levels: {} },
};
const trace = {
  hops: [{ at: { kind: 'pod', name: 'a/b' }, steps: [{ effect: 'pass' }, { effect: 'refuse' }] }],
} as unknown as Trace;
const playing = (position: number, sound = true): AppState => ({
  ...base,
  session: { ...base.session, sound, playback: { trace, position, playing: false, speed: 1 } },
});
const judged = (...passes: boolean[]): AppState => ({
  ...base,
  results: {
    ...base.results,
    judgement: {
      revision: 1,
      goals: passes.map((pass, index) => ({ id: `${index}`, pass, checked: 1, failed: 0 })),
      scores: { exposure: 0, cost: 0, changes: 0 },
    } satisfies Judgement,
  },
});

describe('sound', () => {
  it('says each step once, and nothing while it is off', () => {
    expect(toneOf(playing(0), base)).toBe('pass');
    expect(toneOf(playing(1), playing(0))).toBe('refuse');
    const same = playing(1);
    expect(toneOf({ ...same, results: { ...same.results } }, same)).toBeUndefined();
    expect(toneOf(playing(1, false), playing(0, false))).toBeUndefined();
  });

  it('celebrates the last goal that comes to hold, never the first judgement of a level', () => {
    expect(toneOf(judged(true, true), judged(true, false))).toBe('won');
    expect(toneOf(judged(true, true), base)).toBeUndefined();
    expect(toneOf(judged(true, true), judged(true, true))).toBeUndefined();
    expect(toneOf(judged(true, false), judged(false, false))).toBeUndefined();
  });
});
