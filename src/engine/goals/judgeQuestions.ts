// What a letter's sender asked of DNS before it went: which name first, and whether a question left the cluster. Rules: DNS4, DNS5, G-2, G-4, G-5.
import type { Trace } from '../forward/trace.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { Failure } from './failure.ts';
import type { Goal } from './goal.ts';
import type { World } from './world.ts';

type Asked = Pick<Extract<Goal, { readonly type: 'mustArrive' }>, 'firstQuestion' | 'questionsInside'>;

/** Undefined when the questions are as the goal wants them. A letter to a bare number asks nothing, and nothing of it leaves. */
export function findQuestionFailure(trace: Trace, { firstQuestion, questionsInside }: Asked, world: World): Failure | undefined {
  const queries = trace.dns?.queries ?? [];
  const { from, to } = trace.flow;
  const first = queries[0]?.name ?? '–';
  if (firstQuestion !== undefined && first !== plainName(firstQuestion)) {
    const own = new Set(queries.flatMap(({ client, name }) => (client === queries[0]?.client ? [name] : [])));
    return { code: 'goal.question.first', params: { from, to, seen: first, wanted: plainName(firstQuestion), count: own.size } };
  }
  if (questionsInside !== true) return undefined;
  const directory = world.dataplane.dns.resolver?.clusterIP;
  const inside = directory === undefined ? undefined : formatIpv4(directory);
  const left = queries.find(({ server }) => server !== inside);
  return left && { code: 'goal.question.left', params: { from, to, seen: left.name, client: left.client, server: left.server } };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
