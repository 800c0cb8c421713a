// Handing in: known already? may it? what is it worth? then written down. A seat waits for its last answer before it asks again.
import { decideSubmit, findSubmitRefusal } from '../../src/classroom/decide.ts';
import type { Command } from '../../src/classroom/command.ts';
import type { SubmissionVerdict } from '../../src/classroom/event.ts';
import { seedOf } from '../../src/classroom/seeds.ts';
import { refuse, type Refused } from '../http/refusals.ts';
import type { VerifierPool } from '../verify/pool.ts';
import type { Ack, LiveRoom, Outcome } from './liveRoom.ts';

export interface Accepted {
  readonly ok: true;
  readonly seq?: number;
  readonly version: number;
  readonly verdict?: SubmissionVerdict;
  /** It was here before: the first answer again. */
  readonly again?: boolean;
}

export type Answered = Accepted | { readonly refused: Refused };

export interface Submitting {
  readonly room: LiveRoom;
  readonly seat: number;
  readonly command: Extract<Command, { type: 'submit' }>;
  readonly pool: VerifierPool;
  /** Seats that wait for a verdict, over all rooms. */
  readonly busy: Set<string>;
}

export async function submit({ room, seat, command, pool, busy }: Submitting): Promise<Answered> {
  const { level, submission, solution } = command;
  const key = `s:${seat}:${submission}`;
  const known = room.ackOf(key);
  if (known) return accepted(known, room.state().version, true);
  if (findSubmitRefusal(room.state(), seat, level)) {
    // Another process may have let it in since.
    await room.catchUp();
    const refusal = findSubmitRefusal(room.state(), seat, level);
    if (refusal) return { refused: refuse(refusal) };
  }
  const place = `${room.stored.id} ${seat}`;
  if (busy.has(place)) return { refused: refuse('tooFast', { again: 1 }) };
  busy.add(place);
  try {
    const { challenge } = room.state();
    const rev = challenge.levels.find(({ id }) => id === level)?.rev ?? 0;
    const seed = seedOf(challenge, seat);
    const answer = await pool.ask({ level, rev, solution, ...(seed === undefined ? {} : { seed }) });
    if (!answer.ok) {
      const more = answer.why === undefined || answer.code === 'broken' ? {} : { why: answer.why };
      return { refused: refuse(answer.code, answer.code === 'busy' ? { again: 2 } : more) };
    }
    const { verdict } = answer;
    const outcome = await room.change({
      key,
      decide: (state) => decideSubmit(state, seat, { level, submission, solution, verdict }),
    });
    return answerOf(outcome);
  } finally {
    busy.delete(place);
  }
}

export function answerOf(outcome: Outcome): Answered {
  if (!outcome.ok) return { refused: refuse(outcome.code, outcome.code === 'storeDown' ? { again: 2 } : {}) };
  if (outcome.ack) return accepted(outcome.ack, outcome.version, outcome.again === true);
  return { ok: true, version: outcome.version };
}

function accepted({ seq, event }: Ack, version: number, again: boolean): Accepted {
  return {
    ok: true,
    seq,
    version: Math.max(version, seq),
    ...(event.type === 'submitted' ? { verdict: event.verdict } : {}),
    ...(again ? { again } : {}),
  };
}
