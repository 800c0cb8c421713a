// The steps of the first two minutes: what each points at, and the player's own deed that ends it. Pure, so that tests can walk them.
import type { StoreState } from '../../store/context.ts';
import { flattenTrace } from '../../store/playback.ts';
import type { Trace } from '../../engine/forward/trace.ts';

export const TOUR_LEVEL = '010-the-first-letter';

export interface TourStep {
  /** Of its words: `tour.<name>`. */
  readonly name: 'look' | 'send' | 'read' | 'change' | 'watch' | 'done';
  /** Places to point at, the first one that can be seen. */
  readonly targets: readonly string[];
  /** On a phone: the sheet that has it. */
  readonly sheet?: 'goals' | 'trace';
  readonly done: (state: StoreState) => boolean;
}

export const TOUR_STEPS: readonly TourStep[] = [
  { name: 'look', targets: ['.board', '.centre'], done: (state) => state.session.selection !== undefined },
  {
    name: 'send',
    targets: ['.send button[type="submit"]', '.send'],
    sheet: 'goals',
    done: (state) => state.session.playback !== undefined,
  },
  {
    name: 'read',
    targets: ['.panel.bottom .stops', '.panel.bottom'],
    sheet: 'trace',
    done: ({ session: { playback } }) => playback !== undefined && playback.position >= arrival(playback.trace),
  },
  { name: 'change', targets: ['.hands button:last-child', '.hands', '[data-name="bench"]'], done: (state) => passes(state) },
  {
    name: 'watch',
    targets: ['[data-goal="letter"] .link', '[data-goal="letter"]'],
    sheet: 'goals',
    done: (state) => passes(state) && state.session.playback?.goal === 'letter',
  },
  { name: 'done', targets: ['.won .primary', '.won', '[data-name="goals"]'], sheet: 'goals', done: () => false },
];

/** Where the letter is read: the last stop of the way there. The last of all is the sender again, with the reply in hand. */
function arrival(trace: Trace): number {
  return flattenTrace(trace).findLastIndex(({ direction }) => direction === 'forward');
}

function passes({ results, document }: StoreState): boolean {
  return (
    results.judgement?.revision === document.revision && results.judgement.goals.find(({ id }) => id === 'letter')?.pass === true
  );
}

/** The step that is due: never back, and on as far as deeds are done. One step at a time, so that each is read. */
export function nextStep(at: number, state: StoreState): number {
  return TOUR_STEPS[at]?.done(state) === true ? Math.min(at + 1, TOUR_STEPS.length - 1) : at;
}
