// What repairs of layered policies share: the door where one decided, and the changed policy with what to say of it. Rules: CAL3, CIL4, ANP2.
import type { PolicyResource } from '../model/kubernetes.ts';
import type { Door } from './counterfactualPolicy.ts';

/** A door, and the line of the policy that decided there; a policy that closes its tier names no line. */
export interface DecidedDoor extends Door {
  readonly field: string;
  /** Place among the rules of its direction. */
  readonly at: number | undefined;
  /** A rule said no by name. */
  readonly forbidden: boolean;
}

/** One change of a policy: `field` now, and what is written there. */
export interface PolicyChange {
  readonly code: string;
  readonly policy: PolicyResource;
  readonly field: string;
  readonly suggested: string;
}
