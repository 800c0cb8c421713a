// A room as the page speaks to it: opening, joining, commands, and an outbox that keeps what was handed in until the room has answered for good.
// Everything is plain requests, and may be sent again: keys and submissions are named here, and the same name is the same thing.
import type { Challenge } from '../classroom/challenge.ts';
import type { Command } from '../classroom/command.ts';
import type { SubmissionVerdict } from '../classroom/event.ts';
import type { Box } from './saveBox.ts';

export interface Refusal {
  readonly ok: false;
  /** `room.no.CODE` of words/; `offline`: nobody answered. */
  readonly code: string;
  readonly why?: string;
  /** Seconds to wait. */
  readonly again?: number;
}

export type Reply<T> = ({ readonly ok: true } & T) | Refusal;

export interface Seat {
  readonly seat: number;
  readonly alias: string;
  readonly standing: 'waiting' | 'in' | 'removed';
  /** Of the variants this seat plays. */
  readonly seed?: number;
}

export interface Accepted {
  readonly seq: number;
  readonly version: number;
  readonly verdict: SubmissionVerdict;
}

export interface Handed {
  readonly level: string;
  readonly submission: string;
  readonly solution: string;
}

export interface ClassroomParts {
  /** `https://school.example`. */
  readonly base: string;
  readonly fetch: typeof fetch;
  /** Where the outbox lives between two pages. */
  readonly box: Pick<Box, 'read' | 'write'>;
  readonly draw: (bytes: number) => Uint8Array;
  readonly random?: () => number;
  readonly longest?: number;
}

export interface RoomKeys {
  readonly code: string;
  readonly key: string;
}

export interface ClassroomClient {
  drawKey(): string;
  open(
    challenge: Challenge,
    keys: { readonly hostKey: string; readonly projectorKey: string },
  ): Promise<Reply<{ readonly code: string }>>;
  /** With the teacher's key as well it is a seat of a rehearsal. */
  join(keys: RoomKeys, alias?: string, host?: string): Promise<Reply<Seat>>;
  command(keys: RoomKeys, command: Exclude<Command, { type: 'submit' }>): Promise<Reply<{ readonly version: number }>>;
  /** Kept first, sent then, and again until the room has answered. */
  openOutbox(keys: RoomKeys, onAnswer: (handed: Handed, reply: Reply<Accepted>) => void): Outbox;
}

export interface Outbox {
  handIn(level: string, solution: string): Promise<Handed>;
  waiting(): number;
  /** What was kept by an earlier page is sent on; also to be called when the network is back. */
  resume(): Promise<void>;
  close(): void;
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MOST_WAITING = 50;
const ANSWER_MS = 30_000;
/** Not an answer for good: the same again later may be taken. */
const LATER = new Set(['offline', 'tooFast', 'busy', 'storeDown', 'broken', 'paused', 'notRunning', 'waiting']);

export function createClassroomClient({
  base,
  fetch: send,
  box,
  draw,
  random = Math.random,
  longest = 30_000,
}: ClassroomParts): ClassroomClient {
  const post = async <T>(path: string, body: unknown, key?: string): Promise<Reply<T>> => {
    try {
      const response = await send(`${base}/api/rooms${path}`, {
        method: 'POST',
        // A line that a network forgot never answers: sent again, it is the same request.
        signal: AbortSignal.timeout(ANSWER_MS),
        headers: { 'Content-Type': 'application/json', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Reply<T>;
    } catch {
      // Unreachable, or a filter's page instead of an answer.
      return { ok: false, code: 'offline' };
    }
  };
  const drawKey = (): string =>
    btoa(String.fromCharCode(...draw(18)))
      .replaceAll('+', '-')
      .replaceAll('/', '_');

  const openOutbox: ClassroomClient['openOutbox'] = (keys, onAnswer) => {
    const place = `outbox/${keys.code}/${keys.key.slice(0, 8)}`;
    let kept: Handed[] = [];
    let sending: Promise<void> | undefined;
    let closed = false;
    let wake: (() => void) | undefined;
    const keep = async (): Promise<void> => void (await box.write(place, kept));

    const sendAll = async (): Promise<void> => {
      for (let tries = 0; kept.length > 0 && !closed; ) {
        const [next] = kept;
        if (!next) return;
        const command = { type: 'submit', ...next };
        const reply = await post<Accepted>(`/${keys.code}/commands`, { command }, keys.key);
        if (!reply.ok && LATER.has(reply.code)) {
          onAnswer(next, reply);
          const pause = (reply.again ?? 0) * 1000 + random() * Math.min(longest, 500 * 2 ** Math.min(tries++, 10));
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, pause);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
          continue;
        }
        tries = 0;
        kept = kept.filter(({ submission }) => submission !== next.submission);
        await keep();
        onAnswer(next, reply);
      }
    };
    const run = (): Promise<void> => {
      sending ??= sendAll().finally(() => (sending = undefined));
      return sending;
    };

    return {
      waiting: () => kept.length,
      handIn: async (level, solution) => {
        const submission = Array.from(draw(26), (byte) => LETTERS[byte % 32]).join('');
        const handed = { level, submission, solution };
        // Nobody needs more than that many tries of a lost hour; the oldest go first.
        kept = [...kept, handed].slice(-MOST_WAITING);
        await keep();
        void run();
        return handed;
      },
      resume: async () => {
        const known = new Set(kept.map(({ submission }) => submission));
        const read = await box.read(place);
        if (Array.isArray(read)) kept = [...read.filter(isHanded).filter(({ submission }) => !known.has(submission)), ...kept];
        wake?.();
        await run();
      },
      close: () => {
        closed = true;
        wake?.();
      },
    };
  };

  return {
    drawKey,
    open: (challenge, keys) => post('', { challenge, ...keys }),
    join: ({ code, key }, alias, host) =>
      post(`/${code}/seats`, { key, ...(alias === undefined ? {} : { alias }), ...(host === undefined ? {} : { host }) }),
    command: ({ code, key }, command) => post(`/${code}/commands`, { command, key: drawKey() }, key),
    openOutbox,
  };
}

function isHanded(value: unknown): value is Handed {
  if (typeof value !== 'object' || value === null) return false;
  return ['level', 'submission', 'solution'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
}
