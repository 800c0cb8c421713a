// Repairs of the doors to the outside: receptions (load balancer frontends) and the ports of every node. Rules: B-1, B-23, B-24, B-28, SVC19.
import type { PublicIPAddress } from '../model/networkDocument.ts';
import type { Edit } from '../edit/edit.ts';
import type { Service } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { findObject } from '../model/spec.ts';
import type { ServicePlan } from '../dataplane/plan.ts';
import { type Candidate, type Case, findTargetService, stepsOf } from './counterfactual.ts';
import { serviceCandidate, withSpec } from './counterfactualServiceWrite.ts';
import { writeNetwork } from './counterfactualWrite.ts';

const AZURE = 'service.beta.kubernetes.io/azure-';
const INTERNAL = `${AZURE}load-balancer-internal`;
const INTERNAL_SUBNET = `${AZURE}load-balancer-internal-subnet`;
const ADDRESS = `${AZURE}load-balancer-ipv4`;
const PIP_NAME = `${AZURE}pip-name`;

/** From outside to something that has no door there: a Service of the wrong type, or on another address. */
export function repairDoor({ spec, dataplane, trace }: Case): Candidate[] {
  const address = stepsOf(trace).findLast((step) => step.type !== 'resolve')?.before.destinationIP ?? trace.dns?.answers[0];
  return dataplane.plan.services.flatMap((plan) => {
    const service = findObject(spec, { kind: 'Service', namespace: plan.namespace, name: plan.name });
    if (service?.kind !== 'Service' || address === undefined) return [];
    if (plan.type === 'LoadBalancer')
      return plan.externalIP === address ? [] : moveReception({ network: spec.network, plan, service, address });
    const opened = withSpec(service, { type: 'LoadBalancer' });
    const params = { field: 'spec.type', current: plan.type, suggested: 'LoadBalancer' };
    return [
      serviceCandidate('svc.type', service, params, opened),
      serviceCandidate('svc.type', service, params, annotated(opened, { [ADDRESS]: address })),
    ];
  });
}

interface Reception {
  readonly network: NetworkDocument;
  readonly plan: ServicePlan;
  readonly service: Service;
  /** Where the caller goes. */
  readonly address: string;
}

function moveReception({ network, plan, service, address }: Reception): Candidate[] {
  const current = plan.externalIP ?? 'none';
  const isInternal = service.metadata.annotations?.[INTERNAL] === 'true';
  const owned = (network.publicIPAddresses ?? []).find(({ ipAddress }) => ipAddress === address);
  // Whose numbers are the building's own, the caller wants a door inside; whose are not, one to the street.
  const moved = annotated(service, { [ADDRESS]: address, [PIP_NAME]: undefined });
  if (isInternal && owned) {
    const params = { field: 'metadata.annotations', current, suggested: address };
    const outside = annotated(moved, { [INTERNAL]: undefined, [INTERNAL_SUBNET]: undefined });
    return [serviceCandidate('lb.internal', service, params, outside)];
  }
  const params = { field: 'metadata.annotations', current, suggested: address };
  return [...keepAddress({ network, plan, service, address }), serviceCandidate('lb.ip', service, params, moved)];
}

/** The caller was sent to an address that was lent: bring one of our own, and let the names lead there (B-24). */
function keepAddress({ network, plan, service, address }: Reception): Candidate[] {
  const isLent = !(network.publicIPAddresses ?? []).some(({ ipAddress }) => ipAddress === address);
  const zones = (network.dnsZones ?? []).filter(({ records }) => records.some(({ values }) => values.includes(address)));
  if (!isLent || zones.length === 0 || service.metadata.annotations?.[INTERNAL] === 'true') return [];
  return (network.publicIPAddresses ?? []).flatMap((own: PublicIPAddress): Candidate[] => {
    if (own.ipAddress === undefined) return [];
    const suggested = own.ipAddress;
    const dnsZones = (network.dnsZones ?? []).map((zone) => ({
      ...zone,
      records: zone.records.map((record) => ({
        ...record,
        values: record.values.map((value) => (value === address ? suggested : value)),
      })),
    }));
    const params = {
      field: 'metadata.annotations',
      current: plan.externalIP ?? 'none',
      name: own.name,
      lent: address,
      suggested,
    };
    const head = serviceCandidate('lb.lent', service, params, annotated(service, { [PIP_NAME]: own.name }));
    const edits: Edit[] = [...(head.edits ?? []), writeNetwork({ ...network, dnsZones })];
    return [{ ...head, edits }];
  });
}

/** A node that refuses at a port: no Service opens it on every node yet, or one opens another (SVC19). */
export function repairNodePort({ spec, dataplane, trace }: Case): Candidate[] {
  const last = stepsOf(trace).at(-1)?.before;
  const port = last?.destinationPort ?? 0;
  if (!dataplane.plan.nodes.some(({ ip }) => ip === last?.destinationIP) || port < 30_000 || port > 32_767) return [];
  return dataplane.plan.services.flatMap((plan): Candidate[] => {
    const service = findObject(spec, { kind: 'Service', namespace: plan.namespace, name: plan.name });
    if (service?.kind !== 'Service' || service.spec.clusterIP === 'None' || plan.namespace === 'kube-system') return [];
    const ports = service.spec.ports.map((each, at) => (at === 0 ? { ...each, nodePort: port } : each));
    if (ports.length === 0) return [];
    if (plan.type === 'ClusterIP') {
      const params = { field: 'spec.type', current: 'ClusterIP', suggested: 'NodePort' };
      return [serviceCandidate('svc.type', service, params, withSpec(service, { type: 'NodePort', ports }))];
    }
    const current = String(plan.ports[0]?.nodePort ?? '–');
    const params = { field: 'spec.ports[0].nodePort', current, suggested: String(port) };
    return [serviceCandidate('svc.nodePort', service, params, withSpec(service, { ports }))];
  });
}

/** Closing a front door that nobody asked for. */
export function closeDoor({ spec, dataplane, trace }: Case): Candidate[] {
  const plan = findTargetService(dataplane, trace);
  const service = plan && findObject(spec, { kind: 'Service', namespace: plan.namespace, name: plan.name });
  if (service?.kind !== 'Service' || plan?.type === 'ClusterIP') return [];
  const params = { field: 'spec.type', current: service.spec.type, suggested: 'ClusterIP' };
  return [
    serviceCandidate(
      'goal.exposure',
      service,
      params,
      withSpec(service, { type: 'ClusterIP', externalTrafficPolicy: undefined }),
    ),
  ];
}

/** A copy with these annotations; undefined takes one away. */
function annotated(service: Service, changes: Readonly<Record<string, string | undefined>>): Service {
  const merged = { ...service.metadata.annotations, ...changes };
  const annotations = Object.fromEntries(
    Object.entries(merged).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return { ...service, metadata: { ...service.metadata, annotations } };
}
