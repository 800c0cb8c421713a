// The compiled tables that the stages of forward/ read: who sits where (Placement), what policies say (CompiledPolicy).
// Built once per revision by dataplane/; indices into `nodes` and `pods` are stable within one revision.
import type { PrivateEndpoint } from '../model/azure.ts';
import type { CiliumHttpRule, CiliumName } from '../model/cilium.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Container, PodDnsConfig } from '../model/kubernetes.ts';
import type { ManagedCluster, NetworkDocument, PolicyEngine } from '../model/networkDocument.ts';
import type { ObjectRef } from '../model/spec.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { Cidr, Ipv4 } from '../net/ipv4.ts';
import type { Protocol, WireProtocol } from '../net/packet.ts';
import type { Bitset } from './bitset.ts';
import type { NodePlan, Plan, PodPlan, SubnetPlan } from './plan.ts';
import type { Supplier } from './suppliers.ts';

export interface NodeEntry extends NodePlan {
  readonly address: Ipv4 | undefined;
  readonly podRange?: Cidr;
  /** `topology.kubernetes.io/zone` (SVC16). */
  readonly zone?: string;
  /** Never in a load balancer's pool (B-25). */
  readonly excluded?: true;
}

export interface PodEntry extends PodPlan {
  readonly address: Ipv4 | undefined;
  /** Index into `nodes`; undefined while unplaced. */
  readonly nodeIndex: number | undefined;
  readonly containers: readonly Container[];
  /** Containers, then restartable init containers: the order named ports are searched in (SVC5). */
  readonly portContainers: readonly Container[];
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly terminating: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly dnsConfig?: PodDnsConfig;
  readonly tlsPorts: readonly number[];
  readonly serviceAccountName?: string;
  /** Stands in for a cluster add-on that the world does not list (CoreDNS): judged by policies, in no plan and no matrix. */
  readonly virtual?: true;
}

export interface SubnetEntry extends SubnetPlan {
  readonly range: Cidr;
  /** Who takes `needed`, part by part. */
  readonly parts: readonly DemandPart[];
}

/** Addresses that one kind of thing takes of a subnet: `count` things of `each` addresses. */
export interface DemandPart {
  readonly what: 'nodes' | 'surge' | 'podBlocks' | 'podSurge' | 'machines' | 'frontends' | 'privateEndpoints';
  readonly pool?: string;
  readonly count: number;
  readonly each: number;
  readonly addresses: number;
}

export interface HostEntry {
  readonly kind: 'virtualMachine' | 'onPremisesHost' | 'internetHost';
  readonly name: string;
  readonly address: Ipv4;
  /** Name of the VNet, of the onPremises entry, or '' on the internet. */
  readonly site: string;
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol; readonly tls?: boolean }[];
  /** Overlay pods are within its reach (an Application Gateway with AGIC, C-19). */
  readonly reachesPods?: true;
}

/** A supplier's door inside a VNet (E-30): its address, and the supplier it opens to. */
export interface PrivateEndpointEntry {
  readonly name: string;
  readonly address: Ipv4;
  readonly subnet: string;
  readonly virtualNetwork: string;
  readonly status: PrivateEndpoint['status'];
  /** The door of API server VNet integration (E-38). */
  readonly integrated?: boolean;
  /** Undefined when nothing has that name. */
  readonly target: Supplier | undefined;
}

/** Addresses and places of everything declared (A-10… …A-33, world-format.md "Addresses are a function of the document"). */
export interface Placement {
  readonly network: NetworkDocument;
  readonly cluster: ManagedCluster | undefined;
  readonly clusterVnet: string;
  readonly mode: Plan['mode'];
  readonly policyEngine: PolicyEngine;
  readonly podCidr: Cidr | undefined;
  readonly serviceCidr: Cidr | undefined;
  readonly dnsServiceIP: Ipv4 | undefined;
  readonly subnets: readonly SubnetEntry[];
  readonly nodes: readonly NodeEntry[];
  /** In the order of (namespace, name); unplaced pods included (no node, no address). */
  readonly pods: readonly PodEntry[];
  readonly podsUnplaced: readonly { readonly pod: string; readonly reason: string }[];
  readonly hosts: readonly HostEntry[];
  readonly privateEndpoints: readonly PrivateEndpointEntry[];
  /** Namespace labels, `kubernetes.io/metadata.name` always among them (NP24). */
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** ClusterIPs, load balancer frontends and node ports, by `ns/name`. */
  readonly serviceAddresses: ReadonlyMap<
    string,
    { readonly clusterIP: string; readonly externalIP?: string; readonly nodePorts: readonly (number | undefined)[] }
  >;
  readonly snatPortsPerNode?: number;
  readonly snatMaxNodes?: number;
  readonly natGatewayPorts?: Readonly<Record<string, number>>;
  readonly firewallSnatPorts?: Readonly<Record<string, number>>;
  /** Address the load balancer's outbound rule uses. */
  readonly outboundIP?: Ipv4;
  /** `publicIPAddresses` by name. */
  readonly publicIPs: ReadonlyMap<string, Ipv4>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The other end of a flow as a policy sees it, after Service translation and before masquerade (PW3). */
export type PolicyPeer =
  | { readonly type: 'pod'; readonly pod: number }
  | { readonly type: 'node'; readonly node: number; readonly address: Ipv4 }
  | { readonly type: 'address'; readonly address: Ipv4 };

export interface PolicyDecision {
  readonly allowed: boolean;
  /** False: no policy selects the pod in this direction, or the engine does not judge this flow. */
  readonly isolated: boolean;
  /** The rule that allowed; or, when denied, the first policy that isolates (field `spec.podSelector`). */
  readonly rule?: RuleRef;
  /** Allowed as far as addresses and ports go; the request itself must satisfy one of these (CIL12). */
  readonly http?: readonly { readonly object: string; readonly field: string; readonly rules: readonly CiliumHttpRule[] }[];
  /** Allowed to ask, but only for these names; any other is refused (CIL10, CIL12). */
  readonly dns?: readonly { readonly object: string; readonly field: string; readonly names: readonly CiliumName[] }[];
  /** A rule said no by name, rather than none saying yes. */
  readonly forbidden?: true;
  /** All policies that select the pod in this direction, `NetworkPolicy/ns/name`. */
  readonly selecting: readonly string[];
  readonly cites: readonly string[];
}

export interface CompiledPolicy {
  readonly engine: PolicyEngine;
  /**
   * Egress of pod → peer, or ingress of peer → pod. Ports are destination ports (NP31).
   * `translatedByNode`: the flow came through a NodePort or load balancer with eTP Cluster (NPM's quirk, D-13, C17).
   */
  decide(input: {
    readonly direction: 'ingress' | 'egress';
    readonly pod: number;
    readonly peer: PolicyPeer;
    readonly port: number;
    readonly protocol: WireProtocol;
    readonly translatedByNode?: boolean;
    /** The name whose answer gave the sender this address, where its policies let it learn it (`learns`). */
    readonly learned?: string | undefined;
  }): PolicyDecision;
  /** Does the pod hear the answer for this name in a way that FQDN rules count (CIL9)? Absent: never. */
  learns?(pod: number, name: string): boolean;
  /** Pod → pod, both directions, no attribution and no allocation: the matrix's inner loop. */
  allowsPodToPod(from: number, to: number, port: number, protocol: Protocol): boolean;
  /** How many pairs of a sender and a receiver `allowsPodToPod` says yes to, counted by whole words of bits. */
  countPodToPod(senders: Bitset, receivers: Bitset, port: number, protocol: Protocol): number;
  /** All pods that `allowsPodToPod` says yes to for one sender, in one pass of whole words; bits beyond the last pod mean nothing. */
  reachedFrom(from: number, port: number, protocol: Protocol): Bitset;
  /** Indices of the pods that a policy of any kind selects. */
  selectedBy(ref: ObjectRef): readonly number[];
}
