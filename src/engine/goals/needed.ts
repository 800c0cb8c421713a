// The flows that goals need: what arrives because it must. Everything else that is open is exposure.
import type { Plan } from '../dataplane/plan.ts';
import type { Trace } from '../forward/trace.ts';
import { formatFlow } from '../report/exposure.ts';
import { type Goal, wantsArrival } from './goal.ts';
import { listFlows } from './listFlows.ts';
import type { World } from './world.ts';

/** Keys of `formatFlow`, for every goal that asks for arrival on the world as it is. */
export function listNeeded(world: World, goals: readonly Goal[]): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const goal of goals) {
    if (!wantsArrival(goal) || goal.given !== undefined) continue;
    for (const { from, answer } of listFlows(world, goal).flows) {
      for (const trace of answer.ok ? answer.value : []) {
        for (const to of delivery(world.dataplane.plan, trace)) needed.add(formatFlow({ from, to }));
      }
    }
  }
  return needed;
}

function delivery(plan: Plan, trace: Trace): string[] {
  if (trace.verdict.outcome !== 'delivered' || trace.deliveredTo === undefined) return [];
  const steps = trace.hops.flatMap((hop) => hop.steps);
  const sent = steps.find((step) => step.type === 'send')?.after ?? steps[0]?.after;
  const last = steps.at(-1)?.after;
  if (!sent || !last) return [];
  const door = plan.services.flatMap((service) => {
    const name = `${service.namespace}/${service.name}`;
    return service.ports.flatMap(({ port, protocol, nodePort }) => {
      if (protocol !== sent.protocol) return [];
      if (service.externalIP === sent.destinationIP && port === sent.destinationPort) return [`lb:${name}:${port}/${protocol}`];
      const atNode = plan.nodes.some((node) => node.ip === sent.destinationIP);
      return atNode && nodePort === sent.destinationPort ? [`nodePort:${name}:${port}/${protocol}`] : [];
    });
  });
  return [...door, `${trace.deliveredTo}:${last.destinationPort}/${last.protocol}`];
}
