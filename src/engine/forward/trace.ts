// Trace → Hop → Step: one new connection followed packet by packet, with the object and field that decided, and the reply's own walk.
import type { RuleRef } from '../model/ruleRef.ts';
import type { FiveTuple, Packet } from '../net/packet.ts';

/** Where a hop happens. `name` is `ns/pod`, a node name, `lb:kubernetes`, a gateway, `hq`, a host, 'internet', 'coredns'. */
export interface Place {
  readonly kind:
    | 'pod'
    | 'node'
    | 'subnet'
    | 'loadBalancer'
    | 'virtualNetworkGateway'
    | 'onPremises'
    | 'onPremisesHost'
    | 'virtualMachine'
    | 'azureFirewall'
    | 'natGateway'
    | 'internet'
    | 'internetHost'
    | 'privateEndpoint'
    | 'paasService';
  readonly name: string;
}

export const STEP_TYPES = [
  'resolve', // a name became an address
  'send', // the sender emits
  'serviceTranslation', // DNAT by kube-proxy (or Cilium)
  'egressPolicy',
  'ingressPolicy',
  'sourceTranslation', // masquerade or SNAT
  'route', // a next hop was chosen
  'loadBalance', // the load balancer picked a node
  'nsg',
  'http', // a router read the request: certificate, host, path
  'firewall', // a firewall's rules
  'deliver', // the receiver's socket
  'untranslate', // conntrack puts addresses back on the reply
] as const;
export type StepType = (typeof STEP_TYPES)[number];

export interface Step {
  readonly type: StepType;
  readonly effect: 'pass' | 'rewrite' | 'drop' | 'refuse' | 'deliver';
  readonly before: Packet;
  readonly after: Packet;
  readonly rule?: RuleRef;
  /** Rule ids of docs/spec.md, e.g. ['SVC12', 'B-12']. */
  readonly cites: readonly string[];
  /** Key of a sentence in words/, with its parameters. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Hop {
  readonly at: Place;
  readonly steps: readonly Step[];
}

export const DROP_REASONS = [
  'network-policy',
  'no-endpoints',
  'no-local-endpoints',
  'no-healthy-node',
  'source-ranges',
  'not-listening',
  'no-route',
  'no-such-port',
  'no-egress',
  'next-hop-none',
  'next-hop-unreachable',
  'firewall',
  'nsg',
  'dns',
  'asymmetric-return',
  'node-not-ready',
  'endpoint-not-approved',
  'service-firewall',
  'certificate',
  'http-route',
  'unsupported',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export type Outcome =
  | 'delivered'
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'nxdomain'
  | 'nodata'
  | 'dns-timeout'
  | 'tls-name'
  | `http-${number}`;

export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: DropReason;
  readonly rule?: RuleRef;
}

export interface DnsRecordSeen {
  readonly name: string;
  readonly type: 'A' | 'CNAME' | 'SRV';
  readonly value: string;
}

/** One question on the wire and its answer. NOERROR without records says: the name is there and has nothing of that type. */
export interface DnsQuery {
  /** Who asks: `ns/pod`, `coredns`, a machine's or server's name. */
  readonly client: string;
  readonly clientIP: string;
  /** The address that is asked, on UDP 53. */
  readonly server: string;
  /** Without its trailing dot. */
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT';
  /** Aliases in their order, then addresses. */
  readonly records: readonly DnsRecordSeen[];
}

export interface DnsLookup {
  readonly question: string;
  readonly answers: readonly string[];
  readonly resolver: string;
  /** Every question really sent, in order; those of servers that pass a question on follow it (DNS4–DNS6, G-2). */
  readonly queries: readonly DnsQuery[];
}

export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Default TCP; a `/udp` suffix on `to` says UDP. */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  /** Of a URL: another name than its own in the request and its TLS greeting (`curl --resolve`, a `Host` header). */
  readonly host?: string;
  /** Who is asked for names, by its address, instead of whom the sender is told to ask (`nslookup NAME SERVER`). */
  readonly nameserver?: string;
}

export interface Walk {
  readonly hops: readonly Hop[];
  readonly verdict: Verdict;
}

/** What HTTP routers on the way made of the request; of several the last. */
export interface HttpSeen {
  /** What the client gets; 200 where the backend answers. */
  readonly status: number;
  /** As the backend sees them. */
  readonly host: string;
  readonly path: string;
  /** Where a redirect leads. */
  readonly location?: string;
  /** `ns/secret` that was shown, or `default`: the router's own. */
  readonly certificate?: string;
}

export interface Trace extends Walk {
  readonly flow: Flow;
  /** `ns/pod`, `vm:NAME`, `onprem:NAME`, `internet:NAME`, `node:NAME`, `paas:NAME`, `apiserver:CLUSTER`. */
  readonly deliveredTo?: string;
  readonly sourceSeen?: string;
  /** Named devices passed, in order. */
  readonly via: readonly string[];
  readonly snat?: { readonly publicIP: string; readonly device: string };
  readonly dns?: DnsLookup;
  readonly http?: HttpSeen;
  readonly tuple?: FiveTuple;
  readonly reply?: Walk;
}
