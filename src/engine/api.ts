// EngineApi: the one door. Board, goals, matrix, hints, links, conformance and command line all ask it; nobody else reads a rule.
import type { HttpCertificate, HttpRequest, SettledDecision } from './dataplane/http.ts';
import type { Plan } from './dataplane/plan.ts';
import type { ClusterMode } from './edit/clusterMode.ts';
import type { Edit } from './edit/edit.ts';
import type { Flow, Trace } from './forward/trace.ts';
import type { ModeComparison, ModesQuestion } from './goals/compareModes.ts';
import type { Foreseen, ForeseeQuestion } from './goals/foresee.ts';
import type { Goal, GoalResult } from './goals/goal.ts';
import type { Migration } from './goals/migration.ts';
import type { NeedsQuestion, NeedsReport } from './goals/needs.ts';
import type { WhyNot, WhyNotQuestion } from './goals/whyNot.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { OutboundType, PolicyEngine } from './model/networkDocument.ts';
import type { NetworkSpec, ObjectRef } from './model/spec.ts';
import type { CaptureAnswer, CaptureQuery } from './report/capture/captureFlow.ts';
import type { CostReport } from './report/cost.ts';
import type { PairTable } from './report/connectivity.ts';
import type { Fact, FactQuestion } from './report/facts.ts';
import type { Difference } from './report/difference.ts';
import type { EffectiveRouteTable } from './report/effectiveRoutes.ts';
import type { RouterReport } from './report/routers.ts';
import type { EffectiveRules, EffectiveRulesQuestion } from './report/effectiveRules.ts';
import type { FirewallLogLine } from './report/firewallLog.ts';
import type { SelectionQuestion } from './report/selection.ts';
import type { Spread, SpreadQuestion } from './report/spread.ts';
import type { LoadPlan } from './report/load/plan.ts';
import type { LoadProgress } from './report/load/runs.ts';

/** Every call says which revision it is about; an engine that holds another one answers `stale` and is loaded again. */
export interface Compiled {
  readonly revision: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly plan: Plan;
}

/** An answer, or a typed refusal; nothing crosses the worker by throwing. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code:
        | 'stale'
        | 'badFlow'
        | 'unsupported'
        | 'tooComplex'
        | 'badFilter'
        | 'badPoint'
        | 'badPlan'
        | 'noRun'
        | 'noSubnet';
      readonly params: Readonly<Record<string, string | number>>;
    };

export interface Matrix {
  /** `ns/name`, in the order of (namespace, name). */
  readonly pods: readonly string[];
  /** `80/TCP`. */
  readonly ports: readonly string[];
  /** [from, to, port] by index; what arrives, policy and listening both considered. */
  readonly allowed: readonly (readonly [number, number, number])[];
}

export interface Scores {
  /** Allowed flows that no goal needs. */
  readonly exposure: number;
  /** Illustrative weight per hour, in hundredths (prices are not verified; docs/fidelity.md). */
  readonly cost: number;
  /** Objects that differ between the level's start and now. */
  readonly changes: number;
}

export interface Judgement {
  readonly revision: number;
  readonly goals: readonly GoalResult[];
  readonly scores: Scores;
}

/** One CNI mode as it would be: what an edit changes before it is made. */
export interface Preview {
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
  readonly goals: readonly GoalResult[];
  /** One for each flow asked about, in their order. */
  readonly traces: readonly Answer<Trace>[];
}

/** Three rungs, from the player's own state: layer, object, change. */
export interface Hint {
  /** e.g. `svc.selector`: prefix = layer, word = object and change. */
  readonly code: string;
  readonly goal: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly ref?: string;
}

/** The probes of Service conformance and of the endpoints panel. */
export type ServiceQuery =
  | { readonly op: 'endpoints'; readonly service: string; readonly port: number | string }
  | { readonly op: 'clusterip'; readonly service: string; readonly port: number; readonly fromNode: string }
  | { readonly op: 'nodeport'; readonly service: string; readonly port: number; readonly node: string }
  | { readonly op: 'loadbalancer'; readonly service: string; readonly port: number; readonly clientIP?: string }
  | { readonly op: 'lbFromInside'; readonly service: string; readonly port: number; readonly fromNode: string }
  | { readonly op: 'healthcheck'; readonly service: string; readonly node: string }
  /** Frontend, rules, probe and pool as Azure holds them: a `BalancerReport`. */
  | { readonly op: 'balancer'; readonly service: string }
  /** Pools and what the probes of an Application Gateway hear: a `GatewayHealth`. */
  | { readonly op: 'gatewayHealth'; readonly gateway: string }
  | { readonly op: 'dns'; readonly name: string; readonly type: 'A' | 'SRV'; readonly fromNamespace: string };

/** Policy verdict alone, without listening sockets or routes (NetworkPolicy conformance): ends as on the command line. */
export interface PolicyQuery {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** One request to a controller of some kind: routing alone, without packets (routing conformance, the route panel). */
export type HttpQuery = HttpRequest & {
  readonly api: 'ingress' | 'ingress-nginx' | 'gateway';
  /** The class that the controller serves; absent: the one that a lone controller would have. */
  readonly className?: string;
  /** Secrets and Services are taken as there where none is declared at all. */
  readonly assume?: boolean;
};

export interface HttpAnswer {
  readonly decision: SettledDecision;
  /** What is shown on the TLS handshake; only on https. */
  readonly certificate?: HttpCertificate;
  /** Whether that is for the name asked; absent where its names are not known. */
  readonly certificateFits?: boolean;
}

export interface EngineApi {
  load(input: { spec: NetworkSpec; revision: number; seed?: number; policyEngine?: PolicyEngine }): Compiled;
  /** Incremental: applies `edit` to the revision it holds. */
  edit(input: { edit: Edit; from: number; to: number }): Answer<Compiled>;
  trace(input: { revision: number; flow: Flow; seed?: number }): Answer<Trace>;
  /** Every choice of backend and node: what a goal is judged by. Capped by the step budget. */
  traceAll(input: { revision: number; flow: Flow }): Answer<readonly Trace[]>;
  judge(input: { revision: number; goals: readonly Goal[]; start: NetworkSpec }): Answer<Judgement>;
  preview(input: {
    revision: number;
    edits: readonly Edit[];
    goals: readonly Goal[];
    /** Walked in each of the worlds. */
    flows?: readonly Flow[];
  }): Answer<readonly Preview[]>;
  matrix(input: { revision: number; ports?: readonly string[] }): Answer<Matrix>;
  /** The whole matrix as rows of bits. */
  pairs(input: { revision: number }): Answer<PairTable>;
  /** Many questions of selection and policy at once, answered in their order. */
  facts(input: { revision: number; questions: readonly FactQuestion[] }): Answer<readonly Fact[]>;
  /** `most`: only the first so many. */
  hints(input: { revision: number; goals: readonly Goal[]; most?: number }): Answer<readonly Hint[]>;
  service(input: { revision: number; query: ServiceQuery }): Answer<unknown>;
  policy(input: { revision: number; query: PolicyQuery }): Answer<'allowed' | 'denied'>;
  /** tcpdump at one interface or at all: what each sees of the flow, its lookup included. */
  capture(input: { revision: number; seed?: number } & CaptureQuery): Answer<CaptureAnswer>;
  http(input: { revision: number; query: HttpQuery }): Answer<HttpAnswer>;
  /** Who serves each Ingress and Gateway, and by which class. */
  routers(input: { revision: number }): Answer<readonly RouterReport[]>;
  /** Load over time: begun with a plan, gone on with in slices of about `budget` events until a result comes, or stopped. */
  startLoad(input: { revision: number; plan: LoadPlan }): Answer<number>;
  stepLoad(input: { run: number; budget: number }): Answer<LoadProgress>;
  stopLoad(input: { run: number }): void;
  /** Pods a NetworkPolicy or Service selects right now, `ns/name`. */
  selectedBy(input: { revision: number; ref: ObjectRef }): Answer<readonly string[]>;
  /** Pods that a selector would select before it is saved, `ns/name`. */
  selects(input: { revision: number } & SelectionQuestion): Answer<readonly string[]>;
  /** The smallest edits that would turn the verdict of one flow, tried and weighed. */
  whyNot(input: { revision: number } & WhyNotQuestion): Answer<WhyNot>;
  /** Flows gained, lost and changed between two documents; asks nothing of the revision held. */
  diff(input: { a: NetworkSpec; b: NetworkSpec; policyEngine?: PolicyEngine; most?: number }): Answer<Difference>;
  /** One workload under several CNI modes, side by side. */
  compareModes(input: { revision: number } & ModesQuestion): Answer<ModeComparison>;
  /** What another Network document would mean, before anything is changed: places, sources, callers, ceilings, mistakes, goals. */
  foresee(input: { revision: number } & ForeseeQuestion): Answer<Foreseen>;
  /** May the live cluster move to this mode, or leave by this outbound type (E-2), and what happens on the way. */
  checkMigration(
    input: { revision: number } & ({ readonly mode: ClusterMode } | { readonly outboundType: OutboundType }),
  ): Answer<Migration>;
  /** Who can be reached from one pod in one step, two, three … */
  blastRadius(input: { revision: number } & SpreadQuestion): Answer<Spread>;
  /** Allowed flows that no need asks for, and needs that are not met. */
  weighNeeds(input: { revision: number } & NeedsQuestion): Answer<NeedsReport>;
  /** A subnet's routes as `az network nic show-effective-route-table` lists them. */
  effectiveRoutes(input: { revision: number; subnet: string; toward?: string }): Answer<EffectiveRouteTable>;
  /** Security rules of a subnet, and of a machine's interface in it, in the order in which they are asked. */
  effectiveRules(input: { revision: number } & EffectiveRulesQuestion): Answer<EffectiveRules>;
  /** What Azure Firewall writes down of one flow. */
  firewallLog(input: { revision: number; flow: Flow; seed?: number }): Answer<readonly FirewallLogLine[]>;
  /** Illustrative running cost by object. */
  costs(input: { revision: number }): Answer<CostReport>;
}
