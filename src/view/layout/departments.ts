// Departments: every namespace has a hue and a pattern by its place in the sorted list; the cluster's own come last, so that a story's
// colours stay put when kube-system appears. Pure.
import type { Plan } from '../../engine/dataplane/plan.ts';

const HOUSE_KEEPING = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'gatekeeper-system'];

export function departmentsOf(plan: Plan): readonly string[] {
  const names = new Set<string>();
  for (const pod of plan.pods) names.add(pod.namespace);
  for (const service of plan.services) names.add(service.namespace);
  for (const { pod } of plan.podsUnplaced) names.add(pod.split('/')[0] ?? '');
  const sorted = [...names].sort();
  return [...sorted.filter((name) => !HOUSE_KEEPING.includes(name)), ...sorted.filter((name) => HOUSE_KEEPING.includes(name))];
}

export function hueLookup(departments: readonly string[]): (namespace: string) => number {
  const index = new Map(departments.map((name, at) => [name, at]));
  return (namespace) => index.get(namespace) ?? 0;
}
