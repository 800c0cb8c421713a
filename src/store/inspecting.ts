// Looking closer: the rule that decided in its own text, captures of the envelope that is shown, and the table of many flows.
import type { CaptureAnswer } from '../engine/report/capture/captureFlow.ts';
import type { Answer } from '../engine/api.ts';
import type { RuleRef } from '../engine/model/ruleRef.ts';
import { applyEdit } from '../engine/edit/edit.ts';
import type { Equivalents } from '../manifest/equivalents.ts';
import type { HomeFormat } from '../manifest/takeHome.ts';
import { rulePlace } from '../manifest/rulePlace.ts';
import type { Context } from './context.ts';
import { createFlowList, type FlowQuestion, type FlowTable } from './flows.ts';

export interface CaptureQuestion {
  readonly at?: string;
  readonly filter?: string;
  readonly pcapng?: boolean;
}

export interface InspectActions {
  /** Selects the object and opens its YAML at the field. */
  showRule(rule: RuleRef): void;
  /** The rule's place was shown; it is not jumped to again. */
  ruleShown(): void;
  capture(question: CaptureQuestion): Promise<Answer<CaptureAnswer> | undefined>;
  /** The change at this place of the log in the other notations; undefined when there is none. */
  equivalentsOf(index: number): Promise<Equivalents | undefined>;
  /** Undoes or redoes until this many changes hold. */
  goToChange(applied: number): void;
  /** Everything that was built, in one notation. */
  takeHome(format: HomeFormat): Promise<string>;
  /** Walks every pair that fits, the first 200 of them; `undefined` when a newer question or edit overtook it. */
  listFlows(question: FlowQuestion): Promise<FlowTable | undefined>;
}

export function createInspectActions(context: Context): InspectActions {
  const { store, services } = context;
  return {
    showRule: (rule) => {
      const place = rulePlace(store.getState().document.spec, rule);
      if (!place) return;
      const { tabs } = store.getState().session;
      context.setSession({ goto: place, tabs: { ...tabs, bench: 'yaml' } });
    },
    ruleShown: () => context.setSession({ goto: undefined }),
    capture: async (question) => {
      const { document, session } = store.getState();
      const flow = session.playback?.trace.flow;
      return flow && services.engine.capture({ revision: document.revision, flow, ...question });
    },
    equivalentsOf: async (index) => {
      const { start, log } = store.getState().document;
      const entry = log[index];
      if (!entry) return undefined;
      const before = log.slice(0, index).reduce((spec, { edit }) => applyEdit(spec, edit).spec, start);
      return services.manifests.equivalents(before, applyEdit(before, entry.edit).spec);
    },
    goToChange: (applied) => {
      const { document, actions } = store.getState();
      const target = Math.min(document.log.length, Math.max(0, applied));
      for (let at = document.applied; at > target; at--) actions.undo();
      for (let at = document.applied; at < target; at++) actions.redo();
    },
    takeHome: (format) => {
      const { start, spec } = store.getState().document;
      return services.manifests.takeHome(format, start, spec);
    },
    listFlows: createFlowList(context),
  };
}
