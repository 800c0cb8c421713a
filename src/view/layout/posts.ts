// Posts at a zone's entrance: the guard (NSG) and the signpost (route table) of a subnet. Small, beside the lane that leads in. Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Absent } from '../../store/absent.ts';
import type { Box } from '../projection.ts';
import type { Draft, Placed } from './types.ts';

export const POST = 0.26;

/** A signpost or a guard that is missing: it would stand at the zone's entrance. */
export function isPost({ kind, subnet }: Absent): boolean {
  return subnet !== '' && (kind === 'routeTable' || kind === 'networkSecurityGroup');
}

/** As many fit beside the lane. */
const MOST_POSTS = 3;

type Post = Pick<Placed, 'selection' | 'kind' | 'name' | 'missing'>;

/** `x`, `y`: the middle of the first post; the next one stands `step` further along x. */
export function standPosts(
  draft: Draft,
  network: NetworkDocument,
  subnet: string,
  at: { readonly x: number; readonly y: number; readonly laneY: number; readonly step: number },
): void {
  const declared = network.virtualNetworks.flatMap((vnet) => vnet.subnets).find((item) => item.name === subnet);
  const posts: readonly Post[] = [
    ...(declared?.networkSecurityGroup === undefined
      ? []
      : [{ kind: 'guard', name: declared.networkSecurityGroup, selection: `guard:${subnet}` } as const]),
    ...(declared?.routeTable === undefined
      ? []
      : [{ kind: 'signpost', name: declared.routeTable, selection: `signpost:${subnet}` } as const]),
  ];
  const missing = draft.posts
    .filter((post) => post.subnet === subnet)
    // What is named and not there stands in the place of the post that names it.
    .map(({ kind, name, selection }): Post => ({ kind: 'absent', missing: kind, name, selection }));
  const shown = posts.filter(({ name }) => !missing.some((post) => post.name === name));
  [...shown, ...missing.slice(0, MOST_POSTS - shown.length)].forEach(({ kind, name, selection, ...more }, index) => {
    const x = at.x + index * at.step;
    const box: Box = { x: x - POST / 2, y: at.y - POST / 2, width: POST, depth: POST };
    draft.things.push({
      selection,
      kind,
      ...more,
      box,
      height: kind === 'guard' ? 0.62 : 0.8,
      name,
      note: '',
      hue: -1,
      trouble: kind === 'absent',
      priority: kind === 'absent' ? 53 : 28,
      port: { x, y: at.y },
      group: `subnet:${subnet}`,
    });
    draft.spurs.push({ thing: selection, to: { x, y: at.laneY } });
  });
}
