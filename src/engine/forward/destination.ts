// What a flow's target means as an address: itself, a pod's, a Service's, or what the sender's resolver says of a name.
// Rules: B-23, B-24, SVC2, SVC21, SVC22, DNS2, world-format "Flows".
import { readyMembers } from '../dataplane/dns.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import type { Target } from './ends.ts';
import { resolveName } from './lookupStage.ts';
import { addStep, choose, stop, type WalkState } from './walkState.ts';

/** Where the sender writes to; undefined when there is no such address: the walk has its verdict then. */
export function findDestination(state: WalkState, target: Target): Ipv4 | undefined {
  if (target.type === 'address') return target.address;
  if (target.type === 'name') return resolveName(state, target.name);
  if (target.type === 'service') return findServiceAddress(state, target);
  const pod = state.dataplane.placement.pods[target.pod];
  if (pod?.address !== undefined) return pod.address;
  addStep(state, {
    type: 'deliver',
    effect: 'drop',
    code: 'deliver.nobody',
    params: { address: '', where: pod?.name ?? '' },
    cites: ['SVC2'],
  });
  stop(state, 'timeout', 'node-not-ready');
  return undefined;
}

/** `<pending>`: Azure gave it no frontend, and outside nobody knows another address of it (S17, B-23, B-24). */
function pending(state: WalkState, service: string): undefined {
  const rule = { object: `Service/${service}`, field: 'status.loadBalancer' };
  addStep(state, {
    type: 'resolve',
    effect: 'drop',
    code: 'service.pending',
    params: { service },
    cites: ['B-23', 'B-24'],
    rule,
  });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

/** `ns/service:port`: its ClusterIP from inside, its frontend from outside; a headless Service is its ready pods, by name (SVC22). */
function findServiceAddress(state: WalkState, target: Extract<Target, { type: 'service' }>): Ipv4 | undefined {
  const table = state.dataplane.services.byKey.get(target.key);
  if (!table) return undefined;
  const { name, namespace } = table.service.metadata;
  const full = `${name}.${namespace}.svc.cluster.local.`;
  if (table.service.spec.type === 'ExternalName') return resolveName(state, full);
  if (state.sender.type === 'host' && table.externalIP !== undefined) return table.externalIP;
  if (state.sender.type === 'host' && table.service.spec.type === 'LoadBalancer') return pending(state, target.key);
  if (!table.headless && table.clusterIP !== undefined) return table.clusterIP;
  const ready = table.headless ? readyMembers(table) : [];
  const chosen = ready[choose(state, ready.length, { point: `headless ${table.key}` })];
  const object = `Service/${table.key}`;
  if (!chosen) {
    // A name without ready pods does not resolve (DNS2).
    state.dns = { question: full.slice(0, -1), answers: [], resolver: 'coredns', queries: state.queries };
    const rule = { object, field: table.selected.length === 0 ? 'spec.selector' : 'spec.clusterIP' };
    addStep(state, {
      type: 'resolve',
      effect: 'refuse',
      code: 'dns.nxdomain',
      params: { question: full.slice(0, -1), resolver: 'coredns' },
      cites: ['DNS2', 'SVC22'],
      rule,
    });
    stop(state, 'nxdomain', 'dns', rule);
    return undefined;
  }
  addStep(state, {
    type: 'resolve',
    effect: 'pass',
    code: 'service.headless',
    params: { service: table.key, endpoint: formatIpv4(chosen.address) },
    cites: ['SVC22', 'DNS2'],
    rule: { object, field: 'spec.clusterIP' },
    after: { ...state.packet, destinationIP: formatIpv4(chosen.address) },
  });
  return chosen.address;
}
