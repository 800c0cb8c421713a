// Looking closer: the rule that decided in its own text, captures of the envelope that is shown, and the table of many flows.
import type { CaptureAnswer } from '../engine/report/capture/captureFlow.ts';
import type { Answer } from '../engine/api.ts';
import type { Trace } from '../engine/forward/trace.ts';
import type { RuleRef } from '../engine/model/ruleRef.ts';
import { applyEdit } from '../engine/edit/edit.ts';
import type { Equivalents } from '../manifest/equivalents.ts';
import type { HomeFormat } from '../manifest/takeHome.ts';
import { rulePlace } from '../manifest/rulePlace.ts';
import type { Context } from './context.ts';
import { listSenders, listTargets } from './ends.ts';

export interface CaptureQuestion {
  readonly at?: string;
  readonly filter?: string;
  readonly pcapng?: boolean;
}

export interface FlowRow {
  readonly from: string;
  readonly to: string;
  readonly trace: Trace;
}

export interface FlowTable {
  readonly rows: readonly FlowRow[];
  /** Pairs that the words fit, walked or not. */
  readonly found: number;
  readonly revision: number;
}

export interface FlowQuestion {
  /** Parts of names; every word must be in the name. */
  readonly from: string;
  readonly to: string;
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
  /** Walks every pair that fits, the first `MOST_FLOWS` of them; `undefined` when a newer question or edit overtook it. */
  listFlows(question: FlowQuestion): Promise<FlowTable | undefined>;
}

/** Walked for one table; more are counted, and narrower words are asked for. */
export const MOST_FLOWS = 200;

export function createInspectActions(context: Context): InspectActions {
  const { store, services } = context;
  let asked = 0;
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
    listFlows: async ({ from, to }) => {
      const turn = ++asked;
      const { document, results } = store.getState();
      const { revision, spec } = document;
      const plan = results.compiled?.plan;
      const senders = fitting(listSenders(plan, spec.network), from);
      const targets = fitting(listTargets(plan), to);
      const pairs: (readonly [string, string])[] = [];
      let found = 0;
      for (const sender of senders) {
        for (const target of targets) {
          if (target.startsWith(`pod:${sender}:`)) continue;
          found++;
          if (pairs.length < MOST_FLOWS) pairs.push([sender, target]);
        }
      }
      const rows: FlowRow[] = [];
      for (const [sender, target] of pairs) {
        const answer = await services.engine.trace({ revision, flow: { from: sender, to: target } });
        if (turn !== asked || store.getState().document.revision !== revision) return undefined;
        if (answer.ok) rows.push({ from: sender, to: target, trace: answer.value });
      }
      return { rows, found, revision };
    },
  };
}

function fitting(names: readonly string[], words: string): string[] {
  const parts = words
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  return names.filter((name) => parts.every((part) => name.toLowerCase().includes(part)));
}
