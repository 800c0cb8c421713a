// Days of the daily challenge, and which practice world is next: pure, the same for everybody on the same day (UTC).
import type { Progress } from '../../store/state.ts';

type Results = Progress['levels'];

export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function dailyId(day: string): string {
  return `daily-${day}`;
}

/** Days in a row that were solved, up to today, or up to yesterday while today is still open. */
export function streakOf(results: Results, today: string): number {
  const at = Date.parse(today);
  const solved = (daysAgo: number): boolean => Object.hasOwn(results, dailyId(dayOf(at - daysAgo * 86_400_000)));
  let length = 0;
  for (let daysAgo = solved(0) ? 0 : 1; solved(daysAgo) && length < 1000; daysAgo++) length++;
  return length;
}

/** The first world of this difficulty that nobody here has solved. */
export function nextPractice(results: Results, difficulty: 1 | 2 | 3): string {
  let number = 1;
  while (Object.hasOwn(results, `practice-${difficulty}-${number}`)) number++;
  return `practice-${difficulty}-${number}`;
}
