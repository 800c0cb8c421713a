// The star that is missing says what it hangs on: exposure before cost and changes, a wrong first answer, and nothing where the tale is told elsewhere.
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/engine/api.ts';
import type { Level } from '../../src/levels/level.ts';
import { missingStar } from '../../src/store/stars.ts';

const PAR = { exposure: 2, cost: 3300, changes: 1 };
const unaided = { solutionViewed: false };
const level = (more: object = {}): Level => ({ par: PAR, goals: [{ type: 'mustArrive' }], ...more }) as unknown as Level;
const judged = (scores: object = {}): Judgement => ({ goals: [], scores: { ...PAR, ...scores } }) as unknown as Judgement;

describe('the star that is missing', () => {
  it.each([
    ['all of them shine', {}, undefined],
    ['more stands open', { exposure: 3, cost: 9000 }, 'exposure'],
    ['it costs more', { cost: 3301, changes: 2 }, 'cost'],
    ['more was changed', { changes: 2 }, 'changes'],
  ])('%s', (_, scores, missing) => {
    expect(missingStar(level(), judged(scores), unaided)).toBe(missing);
  });

  it('a wrong first answer counts where a level only asks', () => {
    const asking = level({ goals: [{ type: 'find' }] });
    expect(missingStar(asking, judged(), { ...unaided, guessed: true })).toBe('guessed');
    expect(missingStar(level(), judged(), { ...unaided, guessed: true })).toBeUndefined();
  });

  it('a viewed solution and a drill are told elsewhere', () => {
    expect(missingStar(level(), judged(), { solutionViewed: true })).toBeUndefined();
    expect(missingStar(level({ incident: { par: 5 } }), judged({ cost: 9000 }), unaided)).toBeUndefined();
  });
});
