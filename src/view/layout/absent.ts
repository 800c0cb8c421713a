// What a goal needs and nobody has put there: Services that must be reached by name and do not exist. They stand in the lobby as outlines. Pure.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { Goal } from '../../engine/goals/goal.ts';

const MOST_ABSENT = 8;
/** `name.namespace`, with or without the cluster's own ending. */
const SERVICE_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?$/;

/** `ns/name`, in the goals' order. Hidden goals stay hidden. */
export function absentServices(plan: Plan, goals: readonly Goal[]): readonly string[] {
  const there = new Set(plan.services.map(({ namespace, name }) => `${namespace}/${name}`));
  const spaces = new Set([...plan.pods, ...plan.services].map(({ namespace }) => namespace));
  const absent = new Set<string>();
  for (const goal of goals) {
    if (goal.hidden === true || goal.type === 'mustNotArrive' || goal.type === 'addressesSuffice') continue;
    for (const to of goal.to) {
      const host = to.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/s, '');
      const [, name, namespace] = SERVICE_HOST.exec(host) ?? [];
      if (name === undefined || namespace === undefined || !spaces.has(namespace)) continue;
      if (!there.has(`${namespace}/${name}`)) absent.add(`${namespace}/${name}`);
    }
  }
  return [...absent].slice(0, MOST_ABSENT);
}
