// A store for one side of a comparison: the same shape as the page's own, so that the board and its twin show either world without knowing
// that there are two. It follows the page's store and writes nothing but the comparison.
import { createStore } from 'zustand/vanilla';
import type { ComparedSide } from './comparison.ts';
import { type AppStore, FIRST_SESSION, type StoreState } from './context.ts';
import { positionsAt } from './inStep.ts';
import type { Actions, Playback, SessionState } from './state.ts';

export interface SideStore {
  readonly store: AppStore;
  stop(): void;
}

export function openSideStore(page: AppStore, side: ComparedSide): SideStore {
  const actions = sideActions(page);
  let playback: Playback | undefined;
  const derive = (state: StoreState): StoreState => {
    playback = playbackOf(state, side, playback);
    const world = state.results.compared?.[side];
    const { theme, words, locale, colours, contrast, level, levelId, comparison, screen } = state.session;
    const session: SessionState = {
      ...FIRST_SESSION,
      still: true,
      screen,
      theme,
      words,
      locale,
      colours,
      contrast,
      ...(level ? { level } : {}),
      ...(levelId === undefined ? {} : { levelId }),
      ...(playback ? { playback } : {}),
      ...(comparison
        ? {
            selection: comparison.selection,
            projection: comparison.projection,
            turn: comparison.turn,
            overlay: comparison.overlay,
          }
        : {}),
    };
    return {
      document: { ...state.document, ...(world ? { spec: world.spec, start: world.spec } : {}), log: [], applied: 0 },
      session,
      results: {
        revision: state.results.revision,
        engine: state.results.engine,
        ...(world ? { compiled: world.compiled, judgement: world.judgement } : {}),
      },
      progress: state.progress,
      actions,
    };
  };
  const store: AppStore = createStore<StoreState>(() => derive(page.getState()));
  const stop = page.subscribe((state, old) => {
    if (state.session === old.session && state.results === old.results) return;
    store.setState(derive(state), true);
  });
  return { store, stop };
}

/** The same object while nothing of it changes: whoever draws it compares by identity. */
function playbackOf({ session, results }: StoreState, side: ComparedSide, last: Playback | undefined): Playback | undefined {
  const walks = results.compared?.walks;
  if (!walks || !session.comparison) return undefined;
  const trace = walks[side];
  const position = positionsAt(walks.moments, session.comparison.position)[side];
  if (last?.trace === trace && last.position === position) return last;
  return { trace, position, playing: false, speed: 1 };
}

function sideActions(page: AppStore): Actions {
  const own = page.getState().actions;
  const still = Object.keys(own).map((name) => [name, (): Promise<false> => Promise.resolve(false)]);
  return {
    // Hands of the board and the twin that change a world find nothing to hold here.
    ...(Object.fromEntries(still) as unknown as Actions),
    select: (selection) => own.lookAtCompared({ selection }),
    setProjection: (projection) => own.lookAtCompared({ projection }),
    setTurn: (turn) => own.lookAtCompared({ turn }),
    // Whom a laptop reaches is asked of the page's own world alone.
    setOverlay: (overlay) => own.lookAtCompared({ overlay: overlay === 'reach' ? 'none' : overlay }),
    setInsets: () => undefined,
    send: (from, to) => own.sendBoth(from, to),
    step: (by) => own.lookAtCompared({ position: (page.getState().session.comparison?.position ?? 0) + by, playing: false }),
    // A board plays on its own clock; here one clock moves both.
    seek: () => undefined,
  };
}
