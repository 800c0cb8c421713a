// What the teacher's page makes of the codes: the ones that count as a room, each of the others in one word, and the tables to take away. Pure.
import { type CountedResult, paperRoom } from '../../classroom/paper.ts';
import { writeCsv } from '../../classroom/csv.ts';
import { viewRoom, type RoomView } from '../../classroom/view.ts';
import type { Handed, OpenChallenge } from '../../store/paper/paperTypes.ts';
import { byPlace } from '../classroom/Board.tsx';

/** Codes that count: the engine has judged them, and time is no obstacle or the teacher let it be none. */
export function isCounted({ standing, outcomes, admitted }: Handed): boolean {
  if (!outcomes) return false;
  return standing === 'counted' || (admitted && (standing === 'late' || standing === 'early'));
}

export function viewOf({ challenge, handed }: OpenChallenge): RoomView | undefined {
  const counted = handed.flatMap((each): CountedResult[] => {
    const { result, outcomes } = each;
    if (!result || !outcomes || !isCounted(each)) return [];
    return [
      { handed: result, levels: outcomes.flatMap((one) => ('verdict' in one ? [{ id: one.id, verdict: one.verdict }] : [])) },
    ];
  });
  const room = paperRoom(challenge, counted);
  return room && viewRoom(room, { role: 'host' });
}

/** One word for the state of a code: a key behind `paper.standing.`. */
export function wordOf(each: Handed): string {
  if (each.problem) return 'unreadable';
  if (!each.standing || !each.outcomes) return 'waiting';
  if (isCounted(each)) return each.standing === 'counted' ? 'counted' : 'admitted';
  return each.standing;
}

export interface TableWords {
  readonly head: {
    readonly place: string;
    readonly name: string;
    readonly points: string;
    readonly stars: string;
    readonly at: string;
  };
  readonly titles: Readonly<Record<string, string>>;
}

export function csvOf(view: RoomView, { head, titles }: TableWords): string {
  const levels = view.meta.levels.map(({ id }) => id);
  const rows = byPlace(view).map((row) => [
    row.place,
    row.alias ?? String(row.seat),
    row.points,
    ...levels.flatMap((id) => {
      const cell = row.levels[id];
      const goals = cell?.goals ?? '';
      return [cell?.stars ?? 0, `${goals.replaceAll('0', '').length} / ${goals.length}`];
    }),
    row.lastAt === undefined ? '' : new Date(row.lastAt).toISOString(),
  ]);
  const names = levels.flatMap((id) => [`${titles[id] ?? id}: ${head.stars}`, titles[id] ?? id]);
  return writeCsv([[head.place, head.name, head.points, ...names, head.at], ...rows]);
}

/** Everything, codes included: what a later look or another program needs. */
export function jsonOf(open: OpenChallenge, view: RoomView): string {
  const { id, challenge, handed } = open;
  const results = handed.map((each) => ({
    standing: wordOf(each),
    received: new Date(each.received).toISOString(),
    ...(each.result ? { alias: each.result.alias, made: new Date(each.result.made * 1000).toISOString() } : {}),
    levels: each.outcomes ?? [],
    code: each.text,
  }));
  return `${JSON.stringify({ format: 'cidr-house-class', version: 1, id, challenge, board: byPlace(view), results }, null, 1)}\n`;
}
