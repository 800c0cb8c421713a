// Refusals: every one has a code, a status and a sentence (words/, `room.no.CODE`).
import type { NameResult } from '../../src/classroom/names.ts';
import type { RefusalCode } from '../../src/classroom/decide.ts';
import { hasWords, say } from '../../src/words/say.ts';

type NameProblem = Extract<NameResult, { ok: false }>['problem'];

const STATUS = {
  notAllowed: 403,
  noSuchSeat: 404,
  noSuchLevel: 404,
  notRunning: 409,
  paused: 409,
  ended: 409,
  expired: 409,
  waiting: 409,
  removed: 403,
  locked: 404,
  full: 409,
  notOpenYet: 409,
  attemptsUsed: 409,
  levelSkipped: 409,
  wrongPhase: 409,
  badName: 422,
  noSuchRoom: 404,
  noKey: 401,
  badRequest: 400,
  tooLarge: 413,
  tooFast: 429,
  tooMany: 503,
  busy: 503,
  storeDown: 503,
  broken: 500,
  badChallenge: 422,
  otherLevels: 422,
  otherRoom: 409,
  badSolution: 422,
  otherLevel: 422,
  otherRevision: 422,
  otherSeed: 422,
  notAccepted: 422,
  tooComplex: 422,
} as const satisfies Readonly<Record<RefusalCode, number>> & Readonly<Record<string, number>>;

export type ServerRefusal = keyof typeof STATUS;
export const REFUSALS: readonly ServerRefusal[] = Object.keys(STATUS) as ServerRefusal[];

export interface RefusalBody {
  readonly ok: false;
  readonly code: ServerRefusal;
  readonly message: string;
  /** A code of words/ that says more, a field, or what is wrong with a name. */
  readonly why?: string;
  /** Seconds to wait. */
  readonly again?: number;
}

export interface Refused {
  readonly status: (typeof STATUS)[ServerRefusal];
  readonly body: RefusalBody;
}

export function refuse(code: ServerRefusal, more: { readonly why?: string; readonly again?: number } = {}): Refused {
  // To whom nobody vouches for, a locked room and no room look the same.
  const shown = code === 'locked' ? 'noSuchRoom' : code;
  const name = shown === 'badName' && more.why !== undefined ? `room.name.${more.why}` : undefined;
  const message = say(name !== undefined && hasWords(name) ? name : `room.no.${shown}`);
  return { status: STATUS[shown], body: { ok: false, code: shown, message, ...more } };
}

export const NAME_PROBLEMS: readonly NameProblem[] = ['empty', 'long', 'signs', 'stacked', 'mixed'];
