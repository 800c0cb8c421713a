// A lint: one known trap that a policy stands in, with the rules it cites and, where one change surely mends it, that change.
// Sentences are made in words/ (`lint.CODE`); `lint.fix.CODE` says what the fix does.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { Edit } from '../../engine/edit/edit.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyRule } from '../../engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import { DIRECTIONS, typeOf } from '../reader/rows.ts';
import type { Direction } from '../sentence/writeSentences.ts';
import type { Facts } from './facts.ts';

export interface Lint {
  readonly code: string;
  readonly severity: 'warning' | 'info';
  /** `NP22`, `T1` (trap 1 of kubernetes.md, section 12), `D-9`. */
  readonly rules: readonly string[];
  /** `ns/name`. */
  readonly policy: string;
  /** `spec.ingress[0].from[1]`. */
  readonly field: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fix?: readonly Edit[];
}

/** What a lint looks at: one policy in its world, and the engine's answers about it. */
export interface LintCase {
  readonly policy: NetworkPolicy;
  readonly spec: NetworkSpec;
  readonly plan: Plan;
  readonly facts: Facts;
}

export interface LintedRule {
  readonly rule: NetworkPolicyRule;
  readonly direction: Direction;
  readonly index: number;
  readonly field: string;
  /** Its direction is listed in policyTypes. */
  readonly inForce: boolean;
}

export interface LintedPeer extends LintedRule {
  readonly peer: NetworkPolicyPeer;
  readonly at: number;
}

export function rulesOf({ spec }: NetworkPolicy): LintedRule[] {
  return DIRECTIONS.flatMap((direction) =>
    (spec[direction] ?? []).map((rule, index) => ({
      rule,
      direction,
      index,
      field: `spec.${direction}[${index}]`,
      inForce: spec.policyTypes.includes(typeOf(direction)),
    })),
  );
}

export function peersOf(policy: NetworkPolicy): LintedPeer[] {
  return rulesOf(policy).flatMap((linted) =>
    (linted.rule.peers ?? []).map((peer, at) => ({
      ...linted,
      peer,
      at,
      field: `${linted.field}.${linted.direction === 'ingress' ? 'from' : 'to'}[${at}]`,
    })),
  );
}

type Details = Omit<Lint, 'code' | 'policy'> & { readonly repaired?: NetworkPolicy | undefined };

export function makeLint(code: string, policy: NetworkPolicy, { repaired, ...details }: Details): Lint {
  return {
    code,
    policy: `${policy.metadata.namespace}/${policy.metadata.name}`,
    ...details,
    ...(repaired ? { fix: [{ type: 'putObject', resource: repaired }] } : {}),
  };
}
