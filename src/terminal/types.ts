// What the terminal is given and what it gives: a small door to the engine and the manifests, the player's place and memory, one line's answer.
import type { Answer, ServiceQuery } from '../engine/api.ts';
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Edit } from '../engine/edit/edit.ts';
import type { Flow, Trace } from '../engine/forward/trace.ts';
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';
import type { CaptureAnswer, CaptureQuery } from '../engine/report/capture/captureFlow.ts';
import type { EffectiveRouteTable } from '../engine/report/effectiveRoutes.ts';
import type { EffectiveRules, EffectiveRulesQuestion } from '../engine/report/effectiveRules.ts';
import type { LoadPlan } from '../engine/report/load/plan.ts';
import type { LoadResult } from '../engine/report/load/tally.ts';
import type { FirewallLogLine } from '../engine/report/firewallLog.ts';
import type { TypedChange, TypedMemory } from '../manifest/commands/typedCommands.ts';

export type Params = Readonly<Record<string, string | number>>;
export type Plain = Readonly<Record<string, unknown>>;

/** Everything is asked about the revision that the caller holds. */
export interface TerminalPort {
  trace(flow: Flow, seed: number): Promise<Answer<Trace>>;
  capture(query: CaptureQuery): Promise<Answer<CaptureAnswer>>;
  service(query: ServiceQuery): Promise<Answer<unknown>>;
  effectiveRoutes(subnet: string): Promise<Answer<EffectiveRouteTable>>;
  effectiveRules(question: EffectiveRulesQuestion): Promise<Answer<EffectiveRules>>;
  firewallLog(flow: Flow): Promise<Answer<readonly FirewallLogLine[]>>;
  /** A load run to its end; undefined where it cannot be run. */
  load?(plan: LoadPlan): Promise<LoadResult | undefined>;
  /** `kubectl …` and `az …` lines as edits on the document; nothing is applied. */
  change(text: string, memory: TypedMemory): Promise<TypedChange>;
  /** Objects as the API server would show them. */
  plain(resources: readonly KubernetesResource[]): Promise<readonly Plain[]>;
}

/** `desk`: a computer on the street with kubectl and az. `name` as flows spell senders: `ns/pod`, `node:NAME`, `vm:NAME`… */
export interface Place {
  readonly kind: 'desk' | 'pod' | 'node' | 'vm' | 'onprem' | 'internet';
  readonly name: string;
}

export interface TerminalState {
  /** Where one came from; the last is where one is. */
  readonly places: readonly Place[];
  /** `kubectl config set-context --current --namespace`. */
  readonly namespace: string;
  readonly memory: TypedMemory;
  /** What was sent from here, oldest first: tcpdump and hubble look at it. */
  readonly sent: readonly Flow[];
  /** Names asked from here, oldest first: the next question is another one (G-6). */
  readonly asked?: readonly string[];
  readonly history: readonly string[];
}

export interface TerminalEnv {
  readonly port: TerminalPort;
  readonly spec: NetworkSpec;
  readonly plan: Plan;
  /** Sentences by key (`terminal.*`, `command.*`, refusals). */
  readonly say: (key: string, params?: Params) => string;
  /** What else goes about in this world: the goals' flows. */
  readonly traffic: readonly Flow[];
  /** What goes about in numbers: the goals' load plans. */
  readonly plans?: readonly LoadPlan[];
}

export interface LineResult {
  readonly output: string;
  readonly error?: true;
  /** One for each command that changed something, to be dispatched in order. */
  readonly edits: readonly Edit[];
  /** What the undo list calls them. */
  readonly label: string;
  readonly state: TerminalState;
  /** The screen is to be emptied. */
  readonly clear?: true;
}

export const DESK: Place = { kind: 'desk', name: 'desk' };
/** Where the desk's packets come from: an address of the documentation's that worlds leave alone. */
export const DESK_ADDRESS = '198.51.100.7';

export const FIRST_STATE: TerminalState = {
  places: [DESK],
  namespace: 'default',
  memory: { variables: new Map(), cards: new Map(), files: new Map() },
  sent: [],
  history: [],
};
