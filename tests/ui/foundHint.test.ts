// Whose hint is shown: the engine's, unless a drill is unsolved or a question unanswered that has an author's hint.
import { describe, expect, it } from 'vitest';
import { foundHint } from '../../src/ui/level/foundHint.ts';

const AUTHORED = ['Lay the glass first.', 'On the desk.', 'Run tcpdump.'];
const hint = (code: string): NonNullable<ReturnType<typeof foundHint>> => ({ goal: 'g', code, params: {} });

describe('a hint', () => {
  it('to an unanswered question is the author’s where there is one', () => {
    expect(foundHint([hint('find.open')], { closed: false, authored: AUTHORED })).toBeUndefined();
    expect(foundHint([hint('find.open')], { closed: false, authored: ['', '', ''] })?.code).toBe('find.open');
    expect(foundHint([hint('find.open')], { closed: false, authored: undefined })?.code).toBe('find.open');
  });

  it('to a wrong answer or a broken flow is what the engine found', () => {
    expect(foundHint([hint('find.hop')], { closed: false, authored: AUTHORED })?.code).toBe('find.hop');
    expect(foundHint([hint('goal.via'), hint('find.open')], { closed: false, authored: AUTHORED })?.code).toBe('goal.via');
  });

  it('to a drill whose cause is not named is never the engine’s', () => {
    expect(foundHint([hint('goal.via')], { closed: true, authored: AUTHORED })).toBeUndefined();
  });
});
