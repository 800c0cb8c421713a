// Repairs of Services: selector, ports, readiness, traffic policies, type. Rules: SVC1, SVC3–SVC5, SVC12, SVC13, SVC17, SVC22, SVC24, SVC29.
import type { ServicePlan } from '../dataplane/plan.ts';
import type { Edit } from '../edit/edit.ts';
import type { Pod, Service, ServicePort } from '../model/kubernetes.ts';
import { findObject } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import { selectors } from './counterfactualSelector.ts';
import { serviceCandidate as candidate, withSpec } from './counterfactualServiceWrite.ts';
import {
  type Candidate,
  type Case,
  distance,
  findPod,
  findTargetService,
  isOutside,
  podName,
  stepsOf,
} from './counterfactual.ts';

const NEAREST = 3;

export function repairService(input: Case): Candidate[] {
  const { spec, dataplane, trace } = input;
  const plan = findTargetService(dataplane, trace);
  const service = plan && findObject(spec, { kind: 'Service', namespace: plan.namespace, name: plan.name });
  if (!plan) return missingService(input);
  // A controller brought it along: it is there, and not the player's to mend.
  if (service?.kind !== 'Service') return [];
  switch (trace.verdict.reason) {
    case 'no-endpoints':
    case 'no-healthy-node':
      return [
        ...readiness(plan, service, input),
        ...ports(plan, service, input),
        ...selectors(plan, service, input),
        ...localPolicies(service, input),
      ];
    case 'not-listening':
      return [...readiness(plan, service, input), ...ports(plan, service, input), ...selectors(plan, service, input)];
    case 'no-local-endpoints':
      return localPolicies(service, input);
    case 'source-ranges':
      return sourceRanges(service, input);
    case 'no-such-port':
      return servicePorts(service, input);
    default:
      return [];
  }
}

function readiness(plan: ServicePlan, service: Service, { spec, dataplane }: Case): Candidate[] {
  const sleeping = plan.selected.filter((name) => findPod(dataplane, name)?.ready === false);
  if (sleeping.length === 0) return [];
  const params = { field: 'spec.publishNotReadyAddresses', pods: sleeping.join(', '), pod: sleeping[0] ?? '' };
  if (service.spec.publishNotReadyAddresses === true) {
    return [candidate('svc.notReady', service, params, withSpec(service, { publishNotReadyAddresses: undefined }))];
  }
  // Nobody is ready: only the pods themselves can change that, and one of them is enough.
  if (plan.endpoints.length > 0) return [];
  return sleeping.slice(0, NEAREST).map((name) => {
    const [namespace = '', own = ''] = name.split('/');
    const pod = findObject(spec, { kind: 'Pod', namespace, name: own });
    const head = candidate('svc.notReady', service, { ...params, pod: name });
    return pod?.kind === 'Pod' ? { ...head, edits: [{ type: 'putObject', resource: awake(pod) }] } : head;
  });
}

function awake(pod: Pod): Pod {
  const { conditions = [] } = pod.status ?? {};
  const others = conditions.filter(({ type }) => type !== 'Ready');
  return { ...pod, status: { ...pod.status, conditions: [...others, { type: 'Ready', status: 'True' }] } };
}

function ports(plan: ServicePlan, service: Service, input: Case): Candidate[] {
  if (service.spec.clusterIP === 'None') {
    return [
      candidate(
        'svc.headless',
        service,
        { field: 'spec.clusterIP', current: 'None' },
        withSpec(service, { clusterIP: undefined }),
      ),
    ];
  }
  const index = portIndex(service, input);
  const port = service.spec.ports[index];
  if (!port) return [];
  const listened = plan.selected.flatMap((name) => findPod(input.dataplane, name)?.ports ?? []);
  const numbers = [...new Set(listened.filter(({ protocol }) => protocol === port.protocol).map((each) => each.port))];
  return numbers
    .filter((number) => number !== port.targetPort)
    .map((number) => {
      const params = {
        field: `spec.ports[${index}].targetPort`,
        current: String(port.targetPort),
        suggested: String(number),
        pod: plan.selected[0] ?? '',
      };
      return candidate('svc.targetPort', service, params, withPort(service, index, { targetPort: number }));
    });
}

function servicePorts(service: Service, { trace }: Case): Candidate[] {
  const wanted = stepsOf(trace).at(-1)?.before.destinationPort;
  if (wanted === undefined) return [];
  return service.spec.ports.map((port, index) => {
    const params = { field: `spec.ports[${index}].port`, current: String(port.port), suggested: String(wanted) };
    return candidate('svc.port', service, params, withPort(service, index, { port: wanted }));
  });
}

function localPolicies(service: Service, { trace }: Case): Candidate[] {
  const found: Candidate[] = [];
  if (service.spec.internalTrafficPolicy === 'Local' && !isOutside(trace)) {
    const params = { field: 'spec.internalTrafficPolicy', current: 'Local', suggested: 'Cluster' };
    found.push(candidate('svc.itpLocal', service, params, withSpec(service, { internalTrafficPolicy: undefined })));
  }
  if (service.spec.externalTrafficPolicy === 'Local') {
    const params = { field: 'spec.externalTrafficPolicy', current: 'Local', suggested: 'Cluster' };
    found.push(candidate('svc.etpLocal', service, params, withSpec(service, { externalTrafficPolicy: 'Cluster' })));
  }
  return found;
}

/** The guest list with this caller on it; then no list at all (SVC29). */
function sourceRanges(service: Service, { trace }: Case): Candidate[] {
  const caller = stepsOf(trace).at(-1)?.before.sourceIP;
  const current = service.spec.loadBalancerSourceRanges ?? [];
  const params = { field: 'spec.loadBalancerSourceRanges', current: current.join(', ') };
  const open = candidate('svc.sourceRanges', service, params, withSpec(service, { loadBalancerSourceRanges: undefined }));
  if (caller === undefined || current.length === 0) return [open];
  const listed = withSpec(service, { loadBalancerSourceRanges: [...current, `${caller}/32`] });
  return [candidate('svc.sourceRanges', service, { ...params, suggested: `${caller}/32` }, listed), open];
}

/** The receiver sees a node instead of the sender: eTP Cluster (SVC24). */
export function repairCallerAddress(input: Case): Candidate[] {
  const plan = findTargetService(input.dataplane, input.trace);
  const service = plan && findObject(input.spec, { kind: 'Service', namespace: plan.namespace, name: plan.name });
  if (service?.kind !== 'Service' || service.spec.externalTrafficPolicy === 'Local') return [];
  const params = { field: 'spec.externalTrafficPolicy', current: 'Cluster', suggested: 'Local' };
  return [candidate('svc.etpCluster', service, params, withSpec(service, { externalTrafficPolicy: 'Local' }))];
}

/** The name leads nowhere: a Service of that name in another namespace, one of a similar name, or none. */
export function missingService({ spec, dataplane, trace }: Case): Candidate[] {
  const name = nameOf(trace.flow.to);
  if (name === undefined) return [];
  const [wanted = '', second] = name.split('.');
  const namespace = second ?? trace.flow.from.split('/')[0] ?? '';
  const services = dataplane.plan.services;
  const same = services.find((service) => service.name === wanted && service.namespace !== namespace);
  const near = services
    .filter((service) => service.namespace === namespace)
    .toSorted((a, b) => distance(a.name, wanted) - distance(b.name, wanted) || compareText(a.name, b.name))[0];
  const params = { service: wanted, namespace, field: 'metadata.name' };
  if (services.some((service) => service.name === wanted && service.namespace === namespace)) return [];
  if (same) {
    const service = findObject(spec, { kind: 'Service', namespace: same.namespace, name: same.name });
    const moved = { field: 'metadata.namespace', current: same.namespace, suggested: namespace };
    if (service?.kind !== 'Service') return [];
    const alias: Service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: wanted, namespace },
      spec: { type: 'ExternalName', externalName: `${wanted}.${same.namespace}.svc.cluster.local`, ports: [] },
    };
    return [{ ...candidate('svc.namespace', service, moved), edits: [{ type: 'putObject', resource: alias }] }];
  }
  if (near && distance(near.name, wanted) <= 2) {
    const service = findObject(spec, { kind: 'Service', namespace: near.namespace, name: near.name });
    const head = {
      code: 'svc.name',
      params: { ...params, current: near.name, suggested: wanted },
      ref: `Service/${podName(near)}`,
    };
    return service?.kind === 'Service' ? [{ ...head, edits: renamed(service, wanted) }] : [head];
  }
  return [{ code: 'svc.missing', params }];
}

function renamed(service: Service, name: string): Edit[] {
  const { namespace, name: old } = service.metadata;
  return [
    { type: 'removeObject', ref: { kind: 'Service', namespace, name: old } },
    { type: 'putObject', resource: { ...service, metadata: { ...service.metadata, name } } },
  ];
}

/** `http://web.shop/x` and `web.shop:80` → `web.shop`; undefined for addresses and `ns/service:80`. */
function nameOf(to: string): string | undefined {
  const host = /^https?:\/\/([^/:]+)/.exec(to)?.[1] ?? /^([^/:]+):\d+/.exec(to)?.[1];
  if (host === undefined || /^[\d.]+$/.test(host)) return undefined;
  return host.replace(/\.(svc(\.cluster\.local)?)\.?$/, '');
}

function portIndex(service: Service, { trace }: Case): number {
  const sent = stepsOf(trace).find((step) => step.type !== 'resolve')?.before;
  const index = service.spec.ports.findIndex((port) => port.port === sent?.destinationPort && port.protocol === sent.protocol);
  return Math.max(0, index);
}

function withPort(service: Service, index: number, changes: Partial<ServicePort>): Service {
  return withSpec(service, { ports: service.spec.ports.map((port, at) => (at === index ? { ...port, ...changes } : port)) });
}
