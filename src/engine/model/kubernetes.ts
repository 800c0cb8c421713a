// Kubernetes objects as the engine holds them: validated, defaulted, spelled as the API spells them.
// Only fields the simulation reads are kept; the honesty report (manifest/) names the rest.
import type { Protocol } from '../net/packet.ts';
import type { Gateway, GatewayClass, HTTPRoute, ReferenceGrant } from './gateway.ts';
import type { Ingress, IngressClass, NginxIngressController, Secret } from './ingress.ts';
import type { AdminResource } from './adminPolicy.ts';
import type { CalicoResource } from './calico.ts';
import type { CiliumResource } from './cilium.ts';
import type { LabelSelector, Labels } from './labels.ts';
import type { ObjectMeta } from './objectMeta.ts';

export type { ObjectMeta } from './objectMeta.ts';

export interface Namespace {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  /** `metadata.namespace` is '' for a cluster-scoped object. */
  readonly metadata: ObjectMeta;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol: Protocol;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly ports?: readonly ContainerPort[];
}

/** resolv.conf of a pod: all of it under `dnsPolicy: None`, else added to the policy's own (DNS11, G-2). */
export interface PodDnsConfig {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name: string; readonly value?: string }[];
}

export interface PodSpec {
  readonly containers: readonly Container[];
  /** Restartable init containers; they lend named ports after the containers (SVC5). */
  readonly initContainers?: readonly (Container & { readonly restartPolicy?: 'Always' })[];
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly dnsConfig?: PodDnsConfig;
  /** Absent = `default`; Calico's policies may ask for it (CAL9). */
  readonly serviceAccountName?: string;
}

export interface PodStatus {
  readonly podIP?: string;
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** The Ready condition; absent means True for a pod that runs. */
  readonly conditions?: readonly { readonly type: string; readonly status: 'True' | 'False' | 'Unknown' }[];
}

export interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}

export interface PodTemplate {
  readonly metadata: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec: PodSpec;
}

export interface Deployment {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly replicas: number; readonly selector: LabelSelector; readonly template: PodTemplate };
}

export interface StatefulSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly serviceName?: string;
    readonly template: PodTemplate;
  };
}

export interface DaemonSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'DaemonSet';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly selector: LabelSelector; readonly template: PodTemplate };
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** Number, or the name of a container port; defaulted to `port` (SVC5). */
  readonly targetPort: number | string;
  readonly protocol: Protocol;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

export interface Service {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
    readonly selector?: Labels;
    readonly ports: readonly ServicePort[];
    /** An address, or 'None' for a headless Service; absent = allocated. */
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly externalIPs?: readonly string[];
    readonly externalTrafficPolicy?: 'Cluster' | 'Local';
    readonly internalTrafficPolicy?: 'Cluster' | 'Local';
    readonly publishNotReadyAddresses?: boolean;
    readonly sessionAffinity?: 'None' | 'ClientIP';
    /** Seconds a client stays with its pod (B-10); the choice is fixed here, so this is kept for writing alone. */
    readonly sessionAffinityConfig?: { readonly clientIP: { readonly timeoutSeconds: number } };
    /** Somebody else's load balancer, unless absent: Azure's own controller passes it over. */
    readonly loadBalancerClass?: string;
    /** SVC16, B-11. */
    readonly trafficDistribution?: TrafficDistribution;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly loadBalancerIP?: string;
    readonly allocateLoadBalancerNodePorts?: boolean;
    readonly healthCheckNodePort?: number;
  };
  /** How the node sees what the load balancer sends (SVC20); kept where it is not `VIP`. */
  readonly status?: { readonly loadBalancer: { readonly ingress: readonly { readonly ipMode: 'Proxy' }[] } };
}

export const TRAFFIC_DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'] as const;
export type TrafficDistribution = (typeof TRAFFIC_DISTRIBUTIONS)[number];

export interface EndpointSlice {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: ObjectMeta;
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly ports: readonly { readonly name?: string; readonly port?: number; readonly protocol: Protocol }[];
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
    readonly nodeName?: string;
    readonly hostname?: string;
    readonly zone?: string;
    /** SVC16: for which zones and nodes the controller meant this endpoint. */
    readonly hints?: {
      readonly forZones?: readonly { readonly name: string }[];
      readonly forNodes?: readonly { readonly name: string }[];
    };
  }[];
}

export interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** Exactly one of: selectors (either or both), or `ipBlock` (NP26, NP29). */
export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: IpBlock;
}

export interface NetworkPolicyPort {
  readonly protocol: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface NetworkPolicyRule {
  /** Absent or empty = any peer (NP16). */
  readonly peers?: readonly NetworkPolicyPeer[];
  /** Absent or empty = any port of any protocol (NP17). */
  readonly ports?: readonly NetworkPolicyPort[];
}

export interface NetworkPolicy {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly podSelector: LabelSelector;
    /** Defaulted by NP12; never empty here. */
    readonly policyTypes: readonly ('Ingress' | 'Egress')[];
    /** `from` and `to` are spelled `peers` here; manifest/ writes them back. */
    readonly ingress?: readonly NetworkPolicyRule[];
    readonly egress?: readonly NetworkPolicyRule[];
  };
}

export type Workload = Deployment | StatefulSet | DaemonSet;
/** Policies of every maker; each counts under the engines that know it (D-12). */
export type PolicyResource = NetworkPolicy | CalicoResource | CiliumResource | AdminResource;
export type KubernetesResource =
  | Namespace
  | Pod
  | Workload
  | Service
  | EndpointSlice
  | PolicyResource
  | Ingress
  | IngressClass
  | NginxIngressController
  | Secret
  | GatewayClass
  | Gateway
  | HTTPRoute
  | ReferenceGrant;
export type KubernetesKind = KubernetesResource['kind'];
