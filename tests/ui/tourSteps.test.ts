// Being shown around: a step is over with the player's own deed, and the sender is read where the letter arrived.
import { describe, expect, test } from 'vitest';
import type { StoreState } from '../../src/store/context.ts';
import { nextStep, TOUR_STEPS } from '../../src/ui/tour/steps.ts';

const READ = TOUR_STEPS.findIndex(({ name }) => name === 'read');

/** A letter of three steps on the way there, and two on the way back. */
function reading(position: number): StoreState {
  const walk = (types: readonly string[]) => ({ hops: [{ steps: types.map((type) => ({ type })) }] });
  const trace = { ...walk(['send', 'route', 'deliver']), reply: walk(['send', 'deliver']) };
  return { session: { playback: { trace, position } } } as unknown as StoreState;
}

describe('reading the sender', () => {
  test('is over at the stop where the letter arrived, not only at the reply', () => {
    expect(nextStep(READ, reading(1))).toBe(READ);
    expect(nextStep(READ, reading(2))).toBe(READ + 1);
    expect(nextStep(READ, reading(4))).toBe(READ + 1);
  });
});
