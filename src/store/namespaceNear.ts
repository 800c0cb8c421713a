// Where something new is put unless another place is said: what is chosen, else what the level lets one write, else what its goals speak of most.
import type { Goal } from '../engine/goals/goal.ts';
import { listObjects } from '../engine/model/spec.ts';
import type { Context } from './context.ts';

export function namespaceNear({ store }: Pick<Context, 'store'>): string {
  const { session, document } = store.getState();
  const [, chosen] = /^(?:pod|service|policy|object:[A-Za-z]+)[:/]([^/]+)\//.exec(session.selection ?? '') ?? [];
  const created = session.level?.editable.objects.filter(({ create }) => create === true).map(({ namespace }) => namespace);
  const isOpen = (name: string): boolean => created === undefined || created.some((open) => open === '*' || open === name);
  if (chosen !== undefined && isOpen(chosen)) return chosen;
  const names = listObjects(document.spec, 'Namespace').map(({ metadata }) => metadata.name);
  const [best] = mostNamed(names.filter(isOpen), session.level?.goals ?? []);
  return best ?? created?.find((name) => name !== '*') ?? names[0] ?? 'default';
}

/** Those that the goals name most come first: `pay/till`, `pods:pay/till:80`, `http://till.pay`. */
function mostNamed(names: readonly string[], goals: readonly Goal[]): string[] {
  const texts = goals.flatMap((goal) => [
    ...('from' in goal ? [goal.from].flat() : []),
    ...('to' in goal ? [goal.to].flat() : []),
  ]);
  const count = (name: string): number =>
    texts.filter((text) => {
      const end = text.replace(/^[a-z]+:\/\//, '');
      const [host = ''] = end.split(/[:/]/);
      return end.startsWith(`${name}/`) || end.includes(`:${name}/`) || host.split('.')[1] === name;
    }).length;
  return names.toSorted((a, b) => count(b) - count(a));
}
