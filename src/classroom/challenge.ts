// Challenge: what a teacher sets, as data. Part of a challenge link and of the first event of a room's log; rebuilt strictly from whatever arrives.
import * as v from 'valibot';
import { isPlainLine } from './names.ts';

/** What a challenge may have at most. */
export const CHALLENGE_CAPS = { title: 80, levels: 20, seats: 500, minutes: 24 * 60, attempts: 1000, days: 366 } as const;
/** 2000-01-01 to 2100-01-01 in milliseconds: a time outside is a mistake. */
const time = v.pipe(v.number(), v.integer(), v.minValue(946_684_800_000), v.maxValue(4_102_444_800_000));
const count = (most: number, least = 0) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const BOARD_MODES = ['off', 'teacher', 'top5', 'all', 'class'] as const;
export type BoardMode = (typeof BOARD_MODES)[number];

export const CHALLENGE_SCHEMA = v.strictObject({
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(CHALLENGE_CAPS.title), v.check(isPlainLine)),
  levels: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^\d{3}(-[a-z0-9]+)+$/), v.maxLength(64)),
        rev: count(1_000_000, 1),
      }),
    ),
    v.minLength(1),
    v.maxLength(CHALLENGE_CAPS.levels),
    v.check((levels) => new Set(levels.map(({ id }) => id)).size === levels.length),
  ),
  /** Does everybody get the same numbers and names, or every seat its own? */
  seeds: v.picklist(['plain', 'same', 'perSeat']),
  seed: count(0xffff_ffff),
  /** `stars`: up to three a level; `goals`: one point a goal, and the level's stars on top. */
  points: v.picklist(['stars', 'goals']),
  hints: v.boolean(),
  /** Submissions a level; 0 is without limit. */
  attempts: count(CHALLENGE_CAPS.attempts),
  /** Minutes from the start; 0 is without limit. Who joins late has the rest, or a clock of their own. */
  minutes: count(CHALLENGE_CAPS.minutes),
  lateClock: v.picklist(['shared', 'own']),
  /** Homework opens and closes by the clock. */
  window: v.exactOptional(
    v.pipe(
      v.strictObject({ opens: time, closes: time }),
      v.check(({ opens, closes }) => opens < closes),
    ),
  ),
  board: v.picklist(BOARD_MODES),
  /** What the class wants to reach together: so many of a hundred of all levels of all seats. */
  classGoal: v.exactOptional(count(100, 1)),
  seats: count(CHALLENGE_CAPS.seats, 1),
  approve: v.boolean(),
  freeNames: v.boolean(),
  /** Days until everything about the room is deleted. */
  keepDays: count(CHALLENGE_CAPS.days, 1),
});

export type Challenge = v.InferOutput<typeof CHALLENGE_SCHEMA>;

export type ChallengeResult =
  | { readonly ok: true; readonly challenge: Challenge }
  /** Where it is wrong: a path such as `levels.3.id`. */
  | { readonly ok: false; readonly where: string };

export function rebuildChallenge(plain: unknown): ChallengeResult {
  const read = v.safeParse(CHALLENGE_SCHEMA, plain);
  if (read.success) return { ok: true, challenge: read.output };
  const path = read.issues[0].path ?? [];
  return { ok: false, where: path.map((item: { readonly key?: unknown }) => String(item.key)).join('.') };
}

/** A challenge for a lesson: no limits that a teacher did not ask for. */
export function defaultChallenge(title: string, levels: Challenge['levels'], seed: number): Challenge {
  return {
    title,
    levels,
    seeds: 'plain',
    seed,
    points: 'stars',
    hints: true,
    attempts: 0,
    minutes: 0,
    lateClock: 'shared',
    board: 'top5',
    seats: 60,
    approve: false,
    freeNames: false,
    keepDays: 30,
  };
}
