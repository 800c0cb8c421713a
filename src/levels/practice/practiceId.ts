// Names of practice worlds: `practice-2-4711` (difficulty and seed) and `daily-2026-11-26`. One spelling for one world.
import { createRandom } from './random.ts';

/** Raised when a seed begins to make another world: links of practice say which they were made for. */
export const PRACTICE_REV = 1;

export type Difficulty = 1 | 2 | 3;

export interface PracticeId {
  readonly difficulty: Difficulty;
  readonly seed: string;
  /** `2026-11-26`, of the daily challenge. */
  readonly date?: string;
}

const SEEDED = /^practice-([123])-(\d{1,9})$/;
const DAILY = /^daily-(20\d\d)-(\d\d)-(\d\d)$/;

/** Undefined for anything else. */
export function readPracticeId(id: string): PracticeId | undefined {
  const [, level, seed] = SEEDED.exec(id) ?? [];
  if (level !== undefined && seed !== undefined) {
    return String(Number(seed)) === seed ? { difficulty: Number(level) as Difficulty, seed: `${level}/${seed}` } : undefined;
  }
  const [, year, month, day] = DAILY.exec(id) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const days = [31, Number(year) % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  if (days === undefined || Number(day) < 1 || Number(day) > days) return undefined;
  const date = `${year}-${month}-${day}`;
  return { difficulty: createRandom(`day/${date}`).pick<Difficulty>([2, 2, 3]), seed: `daily/${date}`, date };
}
