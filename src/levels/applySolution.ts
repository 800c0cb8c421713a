// A solution file as edits over a level's start: removals, then the Network document (a whole one replaces), then objects.
import type { Edit } from '../engine/edit/edit.ts';
import type { ParsedManifests } from '../manifest/types.ts';

export function applySolution(parsed: Pick<ParsedManifests, 'resources' | 'network' | 'removals'>): Edit[] {
  return [
    ...parsed.removals.map((ref): Edit => ({ type: 'removeObject', ref })),
    ...(parsed.network ? [{ type: 'putNetwork', network: parsed.network } as const] : []),
    ...parsed.resources.map((resource): Edit => ({ type: 'putObject', resource })),
  ];
}
