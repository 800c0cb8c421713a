// Case files (format cidr-house-conformance/1): their shape, checked once, so that what runs them meets no surprise.
// Unknown fields are passed over: case files grow, and whoever writes them may keep notes in them.
import * as v from 'valibot';
import { type Usable, unusable, usable } from '../io.ts';

const CASE_FORMAT = 'cidr-house-conformance/1';

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535));
const labels = v.optional(v.nullable(v.record(v.string(), v.string())));
const texts = v.array(v.string());

const pod = v.object({
  ns: v.string(),
  name: v.string(),
  /** null: the pod never got an address. */
  ip: v.optional(v.nullable(v.string())),
  labels,
  ports: v.optional(
    v.nullable(
      v.array(v.object({ name: v.optional(v.string()), port, protocol: v.optional(v.picklist(['TCP', 'UDP', 'SCTP']), 'TCP') })),
    ),
  ),
  node: v.optional(v.nullable(v.string())),
  hostNetwork: v.optional(v.boolean()),
  ready: v.optional(v.boolean()),
  terminating: v.optional(v.boolean()),
  phase: v.optional(v.picklist(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])),
  hostname: v.optional(v.string()),
  subdomain: v.optional(v.string()),
});
const node = v.object({ name: v.string(), ip: v.string(), ready: v.optional(v.boolean()) });
const recordedWorld = v.object({
  namespaces: v.optional(v.array(v.object({ name: v.string(), labels })), []),
  pods: v.optional(v.array(pod), []),
  nodes: v.optional(v.array(node)),
});

const policyCase = v.object({
  id: v.string(),
  world: recordedWorld,
  policies: texts,
  probes: v.array(
    v.object({
      from: v.string(),
      to: v.string(),
      port,
      protocol: v.optional(v.picklist(['TCP', 'UDP', 'SCTP']), 'TCP'),
      expected: v.picklist(['allowed', 'denied']),
    }),
  ),
});

const expected = v.unknown();
const service = v.string();
const serviceCase = v.object({
  id: v.string(),
  world: recordedWorld,
  manifests: texts,
  probes: v.array(
    v.variant('op', [
      v.object({ op: v.literal('endpoints'), service, port: v.union([port, v.string()]), expected }),
      v.object({ op: v.literal('clusterip'), service, port, fromNode: v.string(), expected }),
      v.object({ op: v.literal('nodeport'), service, port, node: v.string(), expected }),
      v.object({ op: v.literal('loadbalancer'), service, port, clientIP: v.optional(v.string()), expected }),
      v.object({ op: v.literal('lbFromInside'), service, port, fromNode: v.string(), expected }),
      v.object({ op: v.literal('healthcheck'), service, node: v.string(), expected }),
      v.object({ op: v.literal('dns'), name: v.string(), type: v.picklist(['A', 'SRV']), fromNamespace: v.string(), expected }),
    ]),
  ),
});

const counts = v.optional(v.record(v.string(), v.number()));
const count = v.optional(v.number());
const planExpectation = v.object({
  subnetUsable: counts,
  subnetUsed: counts,
  subnetNeeded: counts,
  nodesReady: count,
  podsUnplaced: v.optional(texts),
  podsUnplacedAtLeast: count,
  snatPortsPerNode: count,
  snatMaxNodes: count,
  natGatewayPorts: counts,
  firewallSnatPorts: counts,
});
const azureExpectation = v.object({
  outcome: v.optional(v.string()),
  deliveredTo: v.optional(v.string()),
  sourceSeen: v.optional(v.string()),
  via: v.optional(texts),
  notVia: v.optional(texts),
  snatDevice: v.optional(v.string()),
  publicIP: v.optional(v.string()),
  dnsAnswers: v.optional(texts),
  reason: v.optional(v.string()),
  ruleObject: v.optional(v.string()),
  diagnostics: v.optional(v.array(v.union([v.string(), v.object({ code: v.string() })], 'a diagnostic is a code, or has one'))),
  plan: v.optional(planExpectation),
});
const azureCase = v.object({
  id: v.string(),
  world: texts,
  checks: v.array(
    v.pipe(
      v.object({
        flow: v.optional(v.object({ from: v.string(), to: v.string() })),
        check: v.optional(v.boolean()),
        expected: azureExpectation,
      }),
      v.check(({ flow, check }) => (flow !== undefined) !== (check === true), 'a check has either a flow or check: true'),
    ),
  ),
});
const routingCase = v.object({
  id: v.string(),
  api: v.picklist(['ingress', 'ingress-nginx', 'gateway']),
  manifests: texts,
  requests: v.array(
    v.object({
      method: v.optional(v.string(), 'GET'),
      /** Absent: https where the request says something of TLS. */
      scheme: v.optional(v.picklist(['http', 'https'])),
      host: v.optional(v.string(), ''),
      path: v.optional(v.string(), '/'),
      headers: v.optional(v.record(v.string(), v.string()), {}),
      port: v.optional(port),
      tls: v.optional(v.object({ sni: v.optional(v.string()), secret: v.optional(v.nullable(v.string())) })),
      expected: v.optional(v.string()),
      via: v.optional(v.string()),
      rewritten: v.optional(v.string()),
      redirect: v.optional(v.object({ status: v.number(), location: v.string() })),
      oneOf: v.optional(v.record(v.string(), v.number())),
    }),
  ),
});

const CASE_FILE = v.variant('kind', [
  v.object({ format: v.literal(CASE_FORMAT), kind: v.literal('netpol'), cases: v.array(policyCase) }),
  v.object({ format: v.literal(CASE_FORMAT), kind: v.literal('service'), cases: v.array(serviceCase) }),
  v.object({ format: v.literal(CASE_FORMAT), kind: v.literal('azure'), cases: v.array(azureCase) }),
  v.object({ format: v.literal(CASE_FORMAT), kind: v.literal('routing'), cases: v.array(routingCase) }),
]);

export type CaseFile = v.InferOutput<typeof CASE_FILE>;
export type RecordedWorld = v.InferOutput<typeof recordedWorld>;
export type PolicyCase = v.InferOutput<typeof policyCase>;
export type ServiceCase = v.InferOutput<typeof serviceCase>;
export type AzureCase = v.InferOutput<typeof azureCase>;
export type AzureExpectation = v.InferOutput<typeof azureExpectation>;
export type PlanExpectation = v.InferOutput<typeof planExpectation>;
export type RoutingCase = v.InferOutput<typeof routingCase>;

export interface Mismatch {
  readonly index: number;
  readonly expected: unknown;
  readonly actual: unknown;
}

export function parseCaseFile(text: string, name: string): Usable<CaseFile> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return unusable(`${name}: this is not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  const format: unknown = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;
  if (format !== CASE_FORMAT) {
    const found = typeof format === 'string' ? `"${format.slice(0, 60)}"` : 'none';
    return unusable(`${name}: this is not a file of conformance cases: format must be "${CASE_FORMAT}", found ${found}.`);
  }
  const read = v.safeParse(CASE_FILE, raw, { abortEarly: true });
  if (read.success) return usable(read.output);
  const issue = read.issues[0];
  return unusable(`${name}: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}.`);
}
