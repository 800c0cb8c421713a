// Calico's policy kinds as their API spells them (projectcalico.org/v3). Defaults are filled in where they are compiled, so that what was
// written is written back. Rules: CAL1–CAL16, VAL65. `CalicoNetworkPolicy` is our name for the kind that Calico too calls NetworkPolicy.
import type { Labels } from './labels.ts';
import type { ObjectMeta } from './objectMeta.ts';

export type CalicoApiVersion = 'projectcalico.org/v3' | 'crd.projectcalico.org/v1';

export interface CalicoEntityRule {
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  /** Numbers, "low:high", or names of container ports. */
  readonly ports?: readonly (number | string)[];
  readonly notPorts?: readonly (number | string)[];
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: string };
  readonly services?: { readonly name?: string; readonly namespace?: string };
}

export interface CalicoIcmp {
  readonly type?: number;
  readonly code?: number;
}

export interface CalicoRule {
  readonly action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  readonly ipVersion?: number;
  readonly protocol?: string | number;
  readonly notProtocol?: string | number;
  readonly icmp?: CalicoIcmp;
  readonly notICMP?: CalicoIcmp;
  readonly source?: CalicoEntityRule;
  readonly destination?: CalicoEntityRule;
  readonly http?: {
    readonly methods?: readonly string[];
    readonly paths?: readonly { readonly exact?: string; readonly prefix?: string }[];
  };
  readonly metadata?: { readonly annotations?: Labels };
}

export interface CalicoPolicySpec {
  readonly tier?: string;
  /** Absent = after all that have one (CAL2). */
  readonly order?: number;
  readonly selector?: string;
  readonly serviceAccountSelector?: string;
  /** Absent = by the rules that are there (CAL8). */
  readonly types?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly CalicoRule[];
  readonly egress?: readonly CalicoRule[];
  readonly performanceHints?: readonly string[];
}

export interface CalicoNetworkPolicy {
  readonly apiVersion: CalicoApiVersion;
  readonly kind: 'CalicoNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: CalicoPolicySpec;
}

export interface GlobalNetworkPolicy {
  readonly apiVersion: CalicoApiVersion;
  readonly kind: 'GlobalNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: CalicoPolicySpec & {
    readonly namespaceSelector?: string;
    readonly doNotTrack?: boolean;
    readonly preDNAT?: boolean;
    readonly applyOnForward?: boolean;
  };
}

export interface Tier {
  readonly apiVersion: CalicoApiVersion;
  readonly kind: 'Tier';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly order?: number; readonly defaultAction?: 'Deny' | 'Pass' };
}

export interface NetworkSet {
  readonly apiVersion: CalicoApiVersion;
  readonly kind: 'NetworkSet';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly nets?: readonly string[] };
}

export interface GlobalNetworkSet {
  readonly apiVersion: CalicoApiVersion;
  readonly kind: 'GlobalNetworkSet';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly nets?: readonly string[] };
}

export type CalicoResource = CalicoNetworkPolicy | GlobalNetworkPolicy | Tier | NetworkSet | GlobalNetworkSet;
