// One Service of type LoadBalancer as Azure holds it: frontend, rules, probe, who is in the pool and why, the nodes' own guard, idle times.
// Rules: B-10, B-13…B-15, B-17, B-18, B-20, B-21, B-25, SVC15, SVC20.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { ANNOTATION, type ServicePortTable, type ServiceTable } from '../dataplane/services.ts';
import { HEALTH_PORT, judgeNode, probeOf } from '../forward/probe.ts';
import { hasFloatingIP } from '../forward/stageLoadBalancer.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatCidr, formatIpv4 } from '../net/ipv4.ts';
import type { Protocol } from '../net/packet.ts';

export interface PoolMember {
  readonly node: string;
  readonly inPool: boolean;
  /** `none` where it is in: else what keeps it out (B-18, B-20, B-25). */
  readonly why: string;
  readonly rule?: RuleRef;
}

export interface BalancerRule {
  readonly port: number;
  readonly protocol: Protocol;
  readonly floatingIP: boolean;
  /** What the node sees: the Service's port, or the node port (B-14). */
  readonly backendPort: number;
  readonly distribution: 'Default' | 'SourceIP';
  readonly idleTimeoutInMinutes: number;
  readonly enableTcpReset: boolean;
  /** Absent: no probe, every node is taken. */
  readonly probe?: {
    readonly protocol: 'tcp' | 'http' | 'https';
    readonly port: number;
    readonly path?: string;
    readonly intervalInSeconds: number;
    readonly numberOfProbes: number;
    readonly source: '168.63.129.16';
  };
  readonly pool: readonly PoolMember[];
  /** The rule AKS writes on the nodes' interfaces (B-15); absent for an internal one without ranges. */
  readonly securityRule?: {
    readonly priority: number;
    readonly sources: readonly string[];
    readonly destinations: readonly string[];
    readonly port: number;
  };
}

export interface BalancerReport {
  readonly service: string;
  readonly loadBalancer: 'kubernetes' | 'kubernetes-internal';
  /** Absent: pending. */
  readonly frontend?: string;
  readonly rules: readonly BalancerRule[];
  /** Seconds a client stays with its pod on a node (B-10). */
  readonly affinitySeconds?: number;
}

/** 'no-lb' for any other Service. */
export function reportBalancer(dataplane: Dataplane, table: ServiceTable): BalancerReport | 'no-lb' {
  const { spec } = table.service;
  if (spec.type !== 'LoadBalancer') return 'no-lb';
  const sticky = spec.sessionAffinity === 'ClientIP';
  return {
    service: table.key,
    loadBalancer: table.internal ? 'kubernetes-internal' : 'kubernetes',
    ...(table.externalIP === undefined ? {} : { frontend: formatIpv4(table.externalIP) }),
    rules:
      table.externalIP === undefined
        ? []
        : table.ports.flatMap((port) => (hasRule(table, port) ? [ruleOf(dataplane, table, port)] : [])),
    ...(sticky ? { affinitySeconds: spec.sessionAffinityConfig?.clientIP.timeoutSeconds ?? DEFAULT_AFFINITY } : {}),
  };
}

const DEFAULT_AFFINITY = 10_800;

function about(table: ServiceTable, name: string): string | undefined {
  return table.service.metadata.annotations?.[`${ANNOTATION}${name}`];
}

function hasRule(table: ServiceTable, port: ServicePortTable): boolean {
  return port.spec.protocol !== 'SCTP' && about(table, `port_${port.spec.port}_no_lb_rule`) !== 'true';
}

function ruleOf(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): BalancerRule {
  const floatingIP = hasFloatingIP(table);
  const idle = Number(about(table, 'azure-load-balancer-tcp-idle-timeout'));
  const probe = probeRule(table, port);
  const securityRule = guardOf(dataplane, table, port);
  return {
    port: port.spec.port,
    protocol: port.spec.protocol,
    floatingIP,
    backendPort: floatingIP ? port.spec.port : (port.nodePort ?? 0),
    distribution: table.service.spec.sessionAffinity === 'ClientIP' ? 'SourceIP' : 'Default',
    idleTimeoutInMinutes: idle >= 4 && idle <= 30 ? idle : 4,
    enableTcpReset: about(table, 'azure-load-balancer-disable-tcp-reset') !== 'true',
    ...(probe ? { probe } : {}),
    pool: dataplane.placement.nodes.map(({ name }, index) => {
      const { why, rule } = judgeNode(dataplane, { table, port }, index);
      return { node: name, inPool: why === 'none', why, ...(rule ? { rule } : {}) };
    }),
    ...(securityRule ? { securityRule } : {}),
  };
}

/** Interval 5 s and 2 failures unless the annotations say otherwise (B-18, C9). */
function probeRule(table: ServiceTable, port: ServicePortTable): BalancerRule['probe'] {
  const times = (name: string, otherwise: number): number => {
    const written =
      about(table, `port_${port.spec.port}_health-probe_${name}`) ?? about(table, `azure-load-balancer-health-probe-${name}`);
    return written !== undefined && /^[1-9]\d{0,4}$/.test(written) ? Number(written) : otherwise;
  };
  const common = {
    intervalInSeconds: times('interval', 5),
    numberOfProbes: times('num-of-probe', 2),
    source: '168.63.129.16',
  } as const;
  const { healthCheckNodePort = HEALTH_PORT } = table.service.spec;
  if (table.externalLocal) return { protocol: 'http', port: healthCheckNodePort, path: '/healthz', ...common };
  const probe = probeOf(table, port);
  if (!probe || port.nodePort === undefined) return undefined;
  return {
    protocol: probe.protocol,
    port: port.nodePort,
    ...(probe.protocol === 'tcp' ? {} : { path: probe.path }),
    ...common,
  };
}

const FIRST_PRIORITY = 500;

/** Public: from `Internet`, or from the ranges that are named; internal without ranges: none, AllowVnetInBound serves it (B-15, B-17). */
function guardOf(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): BalancerRule['securityRule'] {
  if (about(table, 'azure-disable-load-balancer-nsg-rule') === 'true' || table.externalIP === undefined) return undefined;
  if (table.internal && table.sourceRanges.length === 0) return undefined;
  const earlier = dataplane.services.list.filter(
    (one) =>
      one.externalIP !== undefined &&
      (!one.internal || one.sourceRanges.length > 0) &&
      about(one, 'azure-disable-load-balancer-nsg-rule') !== 'true',
  );
  const rules = earlier.flatMap((one) => one.ports.filter((item) => hasRule(one, item)));
  const floating = hasFloatingIP(table);
  return {
    priority: FIRST_PRIORITY + rules.indexOf(port),
    sources: table.sourceRanges.length === 0 ? ['Internet'] : table.sourceRanges.map(formatCidr),
    destinations: floating
      ? [formatIpv4(table.externalIP)]
      : dataplane.placement.nodes.flatMap(({ ip }) => (ip === '' ? [] : [ip])),
    port: floating ? port.spec.port : (port.nodePort ?? 0),
  };
}
