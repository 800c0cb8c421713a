// Whose hint is shown: the engine's, unless a drill is unsolved or a question unanswered that has an author's hint.
import { describe, expect, it } from 'vitest';
import { authorAdds, foundHint } from '../../src/ui/level/foundHint.ts';

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

describe('what the author adds', () => {
  const hint = { code: 'dns.missing', goal: 'a', params: {} } as const;
  const authored = ['Ask who reads it.', '', 'Hire one.'];
  it('is said of the house as it was handed over, beside what the engine found', () => {
    expect(authorAdds(hint, { untouched: true, authored, step: 1 })).toBe('Ask who reads it.');
    expect(authorAdds(hint, { untouched: true, authored, step: 2 })).toBeUndefined();
    expect(authorAdds(hint, { untouched: false, authored, step: 1 })).toBeUndefined();
    // Where the author speaks alone, nothing is added.
    expect(authorAdds(undefined, { untouched: true, authored, step: 1 })).toBeUndefined();
    expect(authorAdds(hint, { untouched: true, authored: undefined, step: 1 })).toBeUndefined();
  });
});
