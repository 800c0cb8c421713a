// Plan: what compiling hands out — every address, every node, every pod's place — as one value for boards, tables and checks.
// Rules: A-10… …A-33; address order as docs/world-format.md says.

export interface SubnetPlan {
  readonly name: string;
  readonly virtualNetwork: string;
  readonly addressPrefix: string;
  /** Size less Azure's five. */
  readonly usable: number;
  /** Held now, at the declared counts. */
  readonly used: number;
  /** The same with surge nodes. */
  readonly needed: number;
  /** usable − needed; negative when it does not fit. */
  readonly free: number;
}

export interface NodePlan {
  readonly name: string;
  readonly pool: string;
  readonly subnet: string;
  /** '' when the node found no address. */
  readonly ip: string;
  readonly ready: boolean;
  /** A diagnostic code when not ready. */
  readonly reason?: string;
  /** The node's own slice of the pod CIDR (kubenet, Overlay). */
  readonly podCidr?: string;
  readonly maxPods: number;
}

export interface PodPlan {
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  readonly node: string;
  readonly hostNetwork: boolean;
  readonly ready: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** `Deployment/ns/name` when a workload made it. */
  readonly owner?: string;
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'SCTP' }[];
}

export interface ServicePlan {
  readonly namespace: string;
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** '' for ExternalName, 'None' for headless. */
  readonly clusterIP: string;
  /** The load balancer's frontend address, when there is one. */
  readonly externalIP?: string;
  readonly internal: boolean;
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort: number | string;
    readonly nodePort?: number;
    readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  }[];
  /** Names of the pods selected, `ns/name`, ready and not. */
  readonly selected: readonly string[];
  /** Ready endpoints per port, `ns/pod:port` or `ip:port`. */
  readonly endpoints: readonly string[];
}

export interface Plan {
  readonly cluster: string;
  readonly mode: 'kubenet' | 'nodeSubnet' | 'podSubnet' | 'overlay' | 'none';
  readonly policyEngine: 'none' | 'azure' | 'calico' | 'cilium' | 'spec';
  readonly subnets: readonly SubnetPlan[];
  readonly nodes: readonly NodePlan[];
  readonly pods: readonly PodPlan[];
  readonly podsUnplaced: readonly { readonly pod: string; readonly reason: string }[];
  readonly services: readonly ServicePlan[];
  /** Load balancer outbound ports for each node of one frontend address (E-11). */
  readonly snatPortsPerNode?: number;
  readonly snatMaxNodes?: number;
  readonly natGatewayPorts?: Readonly<Record<string, number>>;
  readonly firewallSnatPorts?: Readonly<Record<string, number>>;
}
