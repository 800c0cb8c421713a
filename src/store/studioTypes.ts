// What the policy studio asks the store for: a study of all policies, offers for one cell, and what a draft would do. All answers are plain
// values of one revision; nothing is kept here, a panel asks again when the document moves.
import type { PairTable } from '../engine/report/connectivity.ts';
import type { Flow } from '../engine/forward/trace.ts';
import type { NetworkPolicy } from '../engine/model/kubernetes.ts';
import type { Difference } from '../engine/report/difference.ts';
import type { ManifestProblem } from '../manifest/types.ts';
import type { Lint } from '../studio/lints/lint.ts';
import type { AskedFlows, Offer } from '../studio/offers.ts';

type Params = Readonly<Record<string, string | number>>;

export interface Study {
  readonly revision: number;
  /** Absent: there are more pairs than one answer holds. */
  readonly matrix?: PairTable;
  readonly lints: readonly Lint[];
  /** `ns/name` of a policy → the pods that it selects. */
  readonly selected: ReadonlyMap<string, readonly string[]>;
}

export interface CellQuestion {
  readonly flow: Flow;
  readonly want: 'delivered' | 'blocked';
  /** What the cell is about: what else changes is told beside it. */
  readonly asked: AskedFlows;
}

export interface MadeOffer extends Offer {
  /** What the level says against it. */
  readonly refusal?: { readonly code: string; readonly params: Params };
}

export type Offers =
  | {
      readonly ok: true;
      readonly holds: boolean;
      readonly offers: readonly MadeOffer[] /** Remedies that change more than policies. */;
      readonly others: number;
    }
  | { readonly ok: false; readonly code: string };

export interface Weighed {
  readonly difference?: Difference;
  /** Goals that would hold, of how many. */
  readonly goals: { readonly passed: number; readonly total: number };
  readonly lints: readonly Lint[];
}

export interface DraftRead {
  readonly policy?: NetworkPolicy;
  readonly problems: readonly ManifestProblem[];
}

export interface StudioActions {
  /** Undefined when the document has moved on meanwhile. */
  studyPolicies(): Promise<Study | undefined>;
  offerChanges(question: CellQuestion): Promise<Offers>;
  /** Before it is applied: flows gained and lost, goals, lints. `key` is the object that the draft replaces. */
  weighDraft(key: string, policy: NetworkPolicy): Promise<Weighed | undefined>;
  /** The policy of the draft under this key, or of the document. */
  readDraft(key: string): Promise<DraftRead>;
  /** Writes the policy into the draft under this key, comments of what is typed kept; answers the text. */
  draftPolicy(key: string, policy: NetworkPolicy): Promise<string>;
}
