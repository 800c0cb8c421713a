// Who may need a teacher: three failed attempts at a level, or five minutes on one, and it is not solved.
import type { SeatRow } from '../../classroom/view.ts';

export const STUCK_TRIES = 3;
export const STUCK_MS: number = 5 * 60_000;

export interface Stuck {
  readonly level: string;
  readonly tries: number;
  readonly minutes: number;
}

export function stuckOn(row: SeatRow, now: number): Stuck | undefined {
  if (row.standing !== 'in') return undefined;
  for (const [level, { attempts, solved, openedAt }] of Object.entries(row.levels)) {
    const since = openedAt === undefined ? 0 : now - openedAt;
    if (!solved && (attempts >= STUCK_TRIES || since >= STUCK_MS))
      return { level, tries: attempts, minutes: Math.floor(since / 60_000) };
  }
  return undefined;
}
