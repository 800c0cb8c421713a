// Goal: what a level asks of the network, as a closed union; GoalResult: what the judge found, over every sender, backend and node.
import type { GivenEdit } from '../edit/patch.ts';
import type { Trace } from '../forward/trace.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { NetworkSpec } from '../model/spec.ts';
import type { LoadPlan } from '../report/load/plan.ts';

interface GoalBase {
  readonly id: string;
  /** Judged, and named only once it has been run. */
  readonly hidden?: boolean;
  /** Judged on the world after these further edits. */
  readonly given?: readonly GivenEdit[];
}

/**
 * `from` and `to` are flow ends as on the command line. A workload (`ns/deploy/NAME`, `ns/sts/NAME`, `ns/ds/NAME`) as sender means every
 * pod of it, `ns/*` every pod of a namespace (at least one); `pods:ns/deploy/NAME:8080` or `pods:ns/*:8080` as target means each pod of it
 * by its own address. Every possible backend and node is judged.
 */
interface FlowGoal extends GoalBase {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * What a question asks of the walks of a flow: whose address it carries (`sender`) or is written to (`destination`) at a place, what became
 * of it (`arrived`, `refused`, `timeout`, …), which object (and field) decided, which chose the last stretch of its way, where it ended, who received it, which name is asked first;
 * `who`: of several senders one whose letter gets there.
 */
export type FindAsk = 'sender' | 'destination' | 'outcome' | 'decidedBy' | 'routedBy' | 'place' | 'receiver' | 'question' | 'who';

/** The player's answer (`spec.answers`) held against the engine's own walks; nothing says beforehand what is right. */
export type FindGoal = FlowGoal & {
  readonly type: 'find';
  readonly ask: FindAsk;
  /** Where an address is read: `target`, `sender`, `door` (as it leaves the first node), or a device's name. `target` when absent. */
  readonly at?: string;
  /** The field is asked too, not the object alone. */
  readonly field?: boolean;
  /** Answers to choose from; typed when absent. */
  readonly choices?: readonly string[];
  /** The world that is asked about; the player's own when absent. */
  readonly about?: NetworkSpec;
  /** What decided (`decidedBy`) is read from a load run: of the connections that were lost, most died of it. */
  readonly plan?: LoadPlan;
};

export type Goal =
  | (FlowGoal & {
      readonly type: 'mustArrive';
      /** So many different pods must be reachable as backends. */
      readonly backends?: number;
      /** Who may receive it, as senders are written; anybody when absent. */
      readonly receivers?: readonly string[];
      /** The first name that the sender asks of DNS. */
      readonly firstQuestion?: string;
      /** No question is passed on out of the cluster, or asked there. */
      readonly questionsInside?: boolean;
    })
  | (FlowGoal & { readonly type: 'mustNotArrive' })
  /** `source`: 'pod' (the sender's own address), 'node' (its node's), or an address. */
  | (FlowGoal & { readonly type: 'arrivesWithSource'; readonly source: string })
  | (FlowGoal & { readonly type: 'passesThrough'; readonly via: readonly string[] })
  /** Every node, surge included, and every pod finds an address; absent counts mean "as declared". */
  | (GoalBase & { readonly type: 'addressesSuffice'; readonly nodes?: number; readonly podsPerNode?: number })
  /** The request is answered by a redirect: `location` as it is written, or any. */
  | (FlowGoal & { readonly type: 'redirects'; readonly location?: string })
  /** Allowed flows that no goal needs: no more than so many. */
  | (GoalBase & { readonly type: 'exposure'; readonly most: number })
  /** A load run in which no more than `lost` connections (none, when absent) fail for good. */
  | (GoalBase & { readonly type: 'load'; readonly plan: LoadPlan; readonly lost?: number })
  | FindGoal;

/** Goals about what arrives and how. */
export type ReachGoal = Extract<Exclude<Goal, FindGoal>, { readonly from: readonly string[] }>;

/** `find` asks what becomes of flows; all others want something of them. */
export function wantsArrival(goal: Goal): goal is Exclude<ReachGoal, { readonly type: 'mustNotArrive' | 'redirects' }> {
  return goal.type === 'mustArrive' || goal.type === 'arrivesWithSource' || goal.type === 'passesThrough';
}

export interface GoalResult {
  readonly id: string;
  readonly pass: boolean;
  readonly checked: number;
  readonly failed: number;
  /** A question: its walk is there to be read, and neither right nor wrong. */
  readonly asks?: true;
  /** The first failing trace (what the player sees first), or a representative passing one. */
  readonly trace?: Trace;
  /** Why it fails: a key of words/ with parameters, and where. */
  readonly failure?: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
    /** Index into the trace's hops, counted on into those of its reply. */
    readonly hop?: number;
    readonly step?: number;
    readonly rule?: RuleRef;
  };
}
