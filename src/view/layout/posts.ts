// Posts at a zone's entrance: the guard (NSG) and the signpost (route table) of a subnet. Small, beside the lane that leads in. Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Box } from '../projection.ts';
import type { Draft } from './types.ts';

export const POST = 0.26;

/** `x`, `y`: the middle of the first post; the next one stands `step` further along x. */
export function standPosts(
  draft: Draft,
  network: NetworkDocument,
  subnet: string,
  at: { readonly x: number; readonly y: number; readonly laneY: number; readonly step: number },
): void {
  const declared = network.virtualNetworks.flatMap((vnet) => vnet.subnets).find((item) => item.name === subnet);
  const posts = [
    ...(declared?.networkSecurityGroup === undefined ? [] : [{ kind: 'guard', name: declared.networkSecurityGroup } as const]),
    ...(declared?.routeTable === undefined ? [] : [{ kind: 'signpost', name: declared.routeTable } as const]),
  ];
  posts.forEach(({ kind, name }, index) => {
    const x = at.x + index * at.step;
    const box: Box = { x: x - POST / 2, y: at.y - POST / 2, width: POST, depth: POST };
    const selection = `${kind}:${subnet}`;
    draft.things.push({
      selection,
      kind,
      box,
      height: kind === 'guard' ? 0.62 : 0.8,
      name,
      note: '',
      hue: -1,
      trouble: false,
      priority: 28,
      port: { x, y: at.y },
      group: `subnet:${subnet}`,
    });
    draft.spurs.push({ thing: selection, to: { x, y: at.laneY } });
  });
}
