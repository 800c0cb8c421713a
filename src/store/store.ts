// createAppStore: one store, three scopes (document, session, results), actions as the only writers. The engine is injected.
import { createStore } from 'zustand/vanilla';
import { EMPTY_SPEC } from '../engine/model/spec.ts';
import { type AppStore, createContext, FIRST_DOCUMENT, FIRST_SESSION, type StoreState } from './context.ts';
import { createCompareActions, watchComparison } from './compareActions.ts';
import { createConnectActions } from './connecting.ts';
import { createDesignActions, watchDesign } from './designing.ts';
import { createDrillActions } from './drill.ts';
import { createDocumentActions } from './documentActions.ts';
import { createOpenActions } from './openActions.ts';
import { watchOverlays } from './overlays.ts';
import { createInspectActions } from './inspecting.ts';
import { createLoadActions, watchLoad } from './loading.ts';
import { createProgressActions } from './progressFile.ts';
import { mergeProgress, readProgress, saveNow } from './saving.ts';
import type { Services } from './services.ts';
import { createSessionActions, readPreferences } from './sessionActions.ts';
import type { Actions, ResultsState } from './state.ts';
import { createStudioActions } from './studioActions.ts';
import { createTerminalActions } from './terminal.ts';
import { createBuilderActions } from './builder.ts';
import { createOpeningActions, watchKept } from './workshopActions.ts';
import { createWiringActions } from './wiringActions.ts';

export interface App {
  readonly store: AppStore;
  /** Writes what is not saved yet; for the moment the page goes away. */
  flush(): Promise<void>;
  /** Tells the store how the engine's worker is doing; after a restart the current document is loaded again. */
  engineChanged(state: ResultsState['engine']): void;
}

/** Ready at once; progress arrives a moment later. */
export function createAppStore(services: Services): App {
  const store: AppStore = createStore<StoreState>(() => ({
    document: { ...FIRST_DOCUMENT, spec: EMPTY_SPEC },
    session: { ...FIRST_SESSION, locale: services.locale, ...readPreferences(services.preferences.read()) },
    results: { revision: 0, engine: 'starting' },
    progress: { levels: {} },
    // Filled in below, before anybody can read it.
    actions: {} as Actions,
  }));
  const context = createContext(store, services);
  const documents = createDocumentActions(context);
  const opens = createOpenActions(context);
  const actions: Actions = {
    ...documents,
    ...createConnectActions(context, documents.dispatchEdit),
    ...opens,
    ...createOpeningActions(context, opens),
    ...createBuilderActions(context, opens),
    ...createProgressActions(context),
    ...createSessionActions(context),
    ...createCompareActions(context),
    ...createInspectActions(context),
    ...createStudioActions(context),
    ...createDesignActions(context),
    ...createWiringActions(context),
    ...createLoadActions(context),
    ...createDrillActions(context),
    ...createTerminalActions(context, documents.dispatchEdit),
  };
  store.setState({ actions });
  watchOverlays(context);
  watchComparison(context);
  watchDesign(context);
  watchLoad(context);
  watchKept(context);
  // What was won or brought in before the box answered counts too.
  void services.saves
    .read('progress')
    .then((saved) => store.setState({ progress: mergeProgress(readProgress(saved), store.getState().progress) }));
  return {
    store,
    flush: () => saveNow(context, true),
    engineChanged: (engine) => {
      context.setResults({ engine });
      if (engine === 'restarted') context.notify('engine.restarted');
      if (engine === 'failed') context.notify('engine.failed');
    },
  };
}
