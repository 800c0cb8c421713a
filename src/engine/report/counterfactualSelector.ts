// Repairs of a Service's selector: whom was it meant to name? Rules: SVC1, SVC2.
import type { PodPlan, ServicePlan } from '../dataplane/plan.ts';
import type { Labels } from '../model/labels.ts';
import type { Service } from '../model/kubernetes.ts';
import { compareText } from '../net/hash.ts';
import { type Candidate, type Case, distance, formatLabels } from './counterfactual.ts';
import { serviceCandidate, withSpec } from './counterfactualServiceWrite.ts';

const NEAREST = 6;

/** Which of the Service's pods should have been meant: the labels of the nearest ones. */
export function selectors(plan: ServicePlan, service: Service, { dataplane }: Case): Candidate[] {
  const current = service.spec.selector ?? {};
  const groups = new Map<string, { labels: Labels; far: number }>();
  for (const pod of dataplane.plan.pods) {
    if (pod.namespace !== plan.namespace) continue;
    const labels = meantLabels(current, pod);
    const key = formatLabels(labels);
    if (Object.keys(labels).length > 0 && key !== formatLabels(current))
      groups.set(key, { labels, far: farness(current, labels, plan.name) });
  }
  for (const labels of otherLabels(current, plan, dataplane.plan.pods))
    groups.set(formatLabels(labels), { labels, far: farness(current, labels, plan.name) });
  const near = [...groups.entries()]
    .toSorted(([a, left], [b, right]) => left.far - right.far || compareText(a, b))
    .slice(0, NEAREST);
  const found = near.map(([suggested, { labels }]) =>
    serviceCandidate(
      'svc.selector',
      service,
      { field: 'spec.selector', current: formatLabels(current), suggested },
      withSpec(service, { selector: labels }),
    ),
  );
  return [...found, ...elsewhere(plan, service, dataplane.plan.pods)];
}

/** The selector's own keys with this pod's values; or all of its labels when no key is shared. */
function meantLabels(current: Labels, pod: PodPlan): Labels {
  const shared = Object.keys(current).filter((key) => pod.labels[key] !== undefined);
  const keys = shared.length > 0 ? shared : Object.keys(pod.labels).slice(0, 2);
  return Object.fromEntries(keys.map((key) => [key, pod.labels[key] ?? '']));
}

/** The selector without one of its labels, when it asks for several; else the label that bears the Service's own name. */
function otherLabels(current: Labels, plan: ServicePlan, pods: readonly PodPlan[]): Labels[] {
  const entries = Object.entries(current);
  if (entries.length > 1) return entries.map(([dropped]) => Object.fromEntries(entries.filter(([key]) => key !== dropped)));
  return pods
    .filter(({ namespace }) => namespace === plan.namespace)
    .flatMap(({ labels }) => Object.entries(labels))
    .filter(([key, value]) => value === plan.name && current[key] === undefined)
    .slice(0, 1)
    .map((entry) => Object.fromEntries([entry]));
}

function farness(current: Labels, labels: Labels, serviceName: string): number {
  const keys = Object.keys(labels);
  const far = keys.reduce((sum, key) => sum + (current[key] === undefined ? 10 : distance(current[key], labels[key] ?? '')), 0);
  return Object.values(labels).includes(serviceName) ? far - 1 : far;
}

/** SVC1: a Service selects in its own namespace only; are its pods next door? */
function elsewhere(plan: ServicePlan, service: Service, pods: readonly PodPlan[]): Candidate[] {
  const wanted = Object.entries(service.spec.selector ?? {});
  const away =
    wanted.length === 0
      ? undefined
      : pods.find((pod) => pod.namespace !== plan.namespace && wanted.every(([key, value]) => pod.labels[key] === value));
  if (!away || plan.selected.length > 0) return [];
  return [
    serviceCandidate('svc.namespace', service, {
      field: 'metadata.namespace',
      current: plan.namespace,
      suggested: away.namespace,
    }),
  ];
}
