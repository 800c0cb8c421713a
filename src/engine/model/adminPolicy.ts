// The cluster administrator's policies as their API spells them (policy.networking.k8s.io). Rules: ANP1–ANP9.
import type { LabelSelector } from './labels.ts';
import type { ObjectMeta } from './objectMeta.ts';

export interface NamespacedPods {
  readonly namespaceSelector: LabelSelector;
  readonly podSelector: LabelSelector;
}

/** Exactly one is given (ANP6). */
export interface AdminSubject {
  readonly namespaces?: LabelSelector;
  readonly pods?: NamespacedPods;
}

export interface AdminPeer extends AdminSubject {
  /** Egress only, and so are the rest. */
  readonly nodes?: LabelSelector;
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
}

export interface AdminPort {
  readonly portNumber?: { readonly protocol?: string; readonly port: number };
  readonly portRange?: { readonly protocol?: string; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

export interface AdminPortNumber {
  readonly destinationPort?: { readonly number?: number; readonly range?: { readonly start: number; readonly end: number } };
}

/** v1alpha2's spelling of a port (ANP8). */
export interface AdminProtocol {
  readonly tcp?: AdminPortNumber;
  readonly udp?: AdminPortNumber;
  readonly sctp?: AdminPortNumber;
  readonly destinationNamedPort?: string;
}

export interface AdminRule {
  readonly name?: string;
  readonly action: 'Allow' | 'Accept' | 'Deny' | 'Pass';
  readonly from?: readonly AdminPeer[];
  readonly to?: readonly AdminPeer[];
  readonly ports?: readonly AdminPort[];
  readonly protocols?: readonly AdminProtocol[];
}

export interface AdminPolicySpec {
  readonly subject: AdminSubject;
  readonly ingress?: readonly AdminRule[];
  readonly egress?: readonly AdminRule[];
}

export interface AdminNetworkPolicy {
  readonly apiVersion: 'policy.networking.k8s.io/v1alpha1';
  readonly kind: 'AdminNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: AdminPolicySpec & { readonly priority: number };
}

export interface BaselineAdminNetworkPolicy {
  readonly apiVersion: 'policy.networking.k8s.io/v1alpha1';
  readonly kind: 'BaselineAdminNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: AdminPolicySpec;
}

export interface ClusterNetworkPolicy {
  readonly apiVersion: 'policy.networking.k8s.io/v1alpha2';
  readonly kind: 'ClusterNetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: AdminPolicySpec & { readonly tier: 'Admin' | 'Baseline'; readonly priority: number };
}

export type AdminResource = AdminNetworkPolicy | BaselineAdminNetworkPolicy | ClusterNetworkPolicy;
