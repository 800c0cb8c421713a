// Cilium's policy kinds as their API spells them (cilium.io/v2). Rules: CIL1–CIL14.
import type { LabelSelector } from './labels.ts';
import type { ObjectMeta } from './objectMeta.ts';

export interface CiliumHttpRule {
  /** Regular expressions that must match the whole of it; absent = any. */
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly headerMatches?: unknown;
}

export interface CiliumName {
  readonly matchName?: string;
  readonly matchPattern?: string;
}

export interface CiliumPortRule {
  readonly ports?: readonly { readonly port: string; readonly protocol?: string; readonly endPort?: number }[];
  readonly rules?: {
    readonly http?: readonly CiliumHttpRule[];
    readonly dns?: readonly CiliumName[];
    readonly kafka?: unknown;
    readonly l7?: unknown;
    readonly l7proto?: string;
  };
  readonly serverNames?: readonly string[];
  readonly terminatingTLS?: unknown;
  readonly originatingTLS?: unknown;
  readonly listener?: unknown;
}

export interface CiliumCidrRule {
  readonly cidr?: string;
  readonly except?: readonly string[];
  readonly cidrGroupRef?: string;
  readonly cidrGroupSelector?: LabelSelector;
}

export interface CiliumIngressRule {
  readonly fromEndpoints?: readonly LabelSelector[];
  readonly fromRequires?: readonly LabelSelector[];
  readonly fromEntities?: readonly string[];
  readonly fromCIDR?: readonly string[];
  readonly fromCIDRSet?: readonly CiliumCidrRule[];
  readonly fromGroups?: unknown;
  readonly fromNodes?: readonly LabelSelector[];
  readonly toPorts?: readonly CiliumPortRule[];
  readonly icmps?: unknown;
  readonly authentication?: unknown;
}

export interface CiliumEgressRule {
  readonly toEndpoints?: readonly LabelSelector[];
  readonly toRequires?: readonly LabelSelector[];
  readonly toEntities?: readonly string[];
  readonly toCIDR?: readonly string[];
  readonly toCIDRSet?: readonly CiliumCidrRule[];
  readonly toFQDNs?: readonly CiliumName[];
  readonly toServices?: readonly {
    readonly k8sService?: { readonly serviceName?: string; readonly namespace?: string };
    readonly k8sServiceSelector?: { readonly selector?: LabelSelector; readonly namespace?: string };
  }[];
  readonly toGroups?: unknown;
  readonly toNodes?: readonly LabelSelector[];
  readonly toPorts?: readonly CiliumPortRule[];
  readonly icmps?: unknown;
  readonly authentication?: unknown;
}

export interface CiliumRule {
  readonly endpointSelector?: LabelSelector;
  /** Of a CiliumClusterwideNetworkPolicy: the nodes themselves; not simulated (NP38). */
  readonly nodeSelector?: LabelSelector;
  readonly ingress?: readonly CiliumIngressRule[];
  readonly ingressDeny?: readonly CiliumIngressRule[];
  readonly egress?: readonly CiliumEgressRule[];
  readonly egressDeny?: readonly CiliumEgressRule[];
  /** Absent = a direction that has rules denies the rest (CIL2). */
  readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
  readonly description?: string;
  readonly labels?: unknown;
}

export interface CiliumNetworkPolicy {
  readonly apiVersion: 'cilium.io/v2';
  readonly kind: 'CiliumNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec?: CiliumRule;
  readonly specs?: readonly CiliumRule[];
}

export interface CiliumClusterwideNetworkPolicy {
  readonly apiVersion: 'cilium.io/v2';
  readonly kind: 'CiliumClusterwideNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec?: CiliumRule;
  readonly specs?: readonly CiliumRule[];
}

export type CiliumResource = CiliumNetworkPolicy | CiliumClusterwideNetworkPolicy;
