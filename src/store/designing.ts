// Network design: one draft of the Network document for all forms, what it would mean (asked of the engine), applied as one undoable edit. The
// draft outlives tabs; a document that moves on meanwhile carries it along.
import type { ClusterMode } from '../engine/edit/clusterMode.ts';
import type { Foreseen, ForeseeQuestion } from '../engine/goals/foresee.ts';
import type { Migration } from '../engine/goals/migration.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import type { NetworkDocument, OutboundType } from '../engine/model/networkDocument.ts';
import { rebase } from '../studio/design/rebase.ts';
import type { Context } from './context.ts';

export interface DesignDraft {
  /** The document that the draft was begun from. */
  readonly base: NetworkDocument;
  readonly network: NetworkDocument;
}

export interface DesignActions {
  /** What the forms would make of the network; the document itself, or `undefined`, ends the draft. */
  draftNetwork(network: NetworkDocument | undefined): void;
  /** One edit out of the whole draft. False when it was refused; the draft stays. */
  applyDesign(label: string, params?: Readonly<Record<string, string | number>>): Promise<boolean>;
  /** Undefined when the document has moved on meanwhile. */
  foresee(question: Omit<ForeseeQuestion, 'goals'>): Promise<Foreseen | undefined>;
  /** May the live cluster move there at all (A-37, E-2)? Undefined where there is nothing to say. */
  checkMove(question: { readonly mode: ClusterMode } | { readonly outboundType: OutboundType }): Promise<Migration | undefined>;
  /** Which part of the network the forms show. */
  openDesignPart(part: string): void;
}

export function createDesignActions(context: Context): DesignActions {
  const { store, services } = context;
  return {
    draftNetwork: (network) => {
      const base = store.getState().document.spec.network;
      context.setSession({ design: network === undefined || sameValue(network, base) ? undefined : { base, network } });
    },
    applyDesign: async (label, params) => {
      const { session, actions } = store.getState();
      if (!session.design) return true;
      return actions.dispatchEdit({ type: 'putNetwork', network: session.design.network }, label, params);
    },
    foresee: async (question) => {
      const { document, session } = store.getState();
      const goals = session.level?.goals ?? [];
      const answer = await services.engine.foresee({ revision: document.revision, goals, ...question });
      return answer.ok ? answer.value : undefined;
    },
    checkMove: async (question) => {
      const { revision } = store.getState().document;
      const answer = await services.engine.checkMigration({ revision, ...question });
      return answer.ok ? answer.value : undefined;
    },
    openDesignPart: (designPart) => context.setSession({ designPart }),
  };
}

/** Another level has another network; the same one, changed from elsewhere, takes the draft along. */
export function watchDesign(context: Context): void {
  context.store.subscribe((state, old) => {
    const { design } = state.session;
    if (!design) return;
    const { network } = state.document.spec;
    if (state.document.start !== old.document.start || state.session.screen !== old.session.screen)
      context.setSession({ design: undefined });
    else if (network !== design.base)
      state.actions.draftNetwork(rebase({ base: design.base, mine: design.network, theirs: network }));
  });
}
