// Centrifugo as the fan-out engine, by its documented HTTP API (version 6): publications in batches with `X-API-Key`, and connection tokens (JWT, HS256) whose
// `channels` say where a browser listens. Browsers use the unidirectional WebSocket; they send nothing but the token.
import { createHmac } from 'node:crypto';
import type { Channel, Fanout, Message } from './fanout.ts';

export interface CentrifugoParts {
  /** `http://127.0.0.1:8000/api`. */
  readonly api: string;
  readonly key: string;
  /** Of `client.token.hmac_secret_key`. */
  readonly secret: string;
  /** Where browsers find the unidirectional WebSocket. */
  readonly socket: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onFailure: (error: unknown, lost: number) => void;
  readonly onSent?: (messages: number) => void;
  readonly fetch?: typeof fetch;
  /** Milliseconds a batch is tried for before it is given up. */
  readonly patience?: number;
}

/** A token is taken within a minute, and what it opened is asked for again after an hour. */
const TOKEN_S = 60;
const CONNECTION_S = 3600;
const AT_ONCE = 500;
const MOST_WAITING = 20_000;
const ANSWER_MS = 5000;

type Command =
  | { readonly publish: { readonly channel: string; readonly data: unknown } }
  | { readonly disconnect: { readonly user: string } };

export function createCentrifugo(parts: CentrifugoParts): Fanout {
  const { now, patience = 10_000, fetch: send = fetch } = parts;
  let waiting: Command[] = [];
  let sending: Promise<void> | undefined;
  let closed = false;

  /** Undefined: sent. Otherwise what went wrong. */
  const sendBatch = async (commands: readonly Command[]): Promise<unknown> => {
    try {
      const response = await send(`${parts.api}/batch`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-API-Key': parts.key },
        body: JSON.stringify({ commands }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (!response.ok) return new Error(`the fan-out engine answers ${response.status}`);
      const { replies } = (await response.json()) as {
        readonly replies?: readonly { readonly error?: { readonly code: number } }[];
      };
      if (replies?.length !== commands.length) return new Error('the fan-out engine answers something else');
      const refused = replies.filter(({ error }) => error !== undefined);
      // What it refuses once it refuses again: told, and not repeated.
      if (refused.length > 0)
        parts.onFailure(new Error(`the fan-out engine refuses with ${refused[0]?.error?.code}`), refused.length);
      return undefined;
    } catch (error) {
      return error;
    }
  };

  const sendAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, AT_ONCE);
      waiting = waiting.slice(AT_ONCE);
      const until = performance.now() + patience;
      for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
        const problem = await sendBatch(batch);
        if (problem === undefined) {
          parts.onSent?.(batch.length);
          break;
        }
        // Given up: numbers have a gap then, and browsers ask for the whole.
        if (closed || performance.now() + pause > until) {
          parts.onFailure(problem, batch.length);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
  const enqueue = (commands: readonly Command[]): void => {
    const room = MOST_WAITING - waiting.length;
    if (commands.length > room) parts.onFailure(new Error('the fan-out engine is too slow'), commands.length - Math.max(room, 0));
    waiting.push(...commands.slice(0, Math.max(room, 0)));
    sending ??= sendAll().finally(() => (sending = undefined));
  };

  return {
    ticket: (room, channels, actor) => {
      const at = Math.floor(now() / 1000);
      const token = signToken(
        {
          sub: userOf(room, actor.role === 'seat' ? `seat.${actor.seat}` : actor.role),
          iat: at,
          exp: at + TOKEN_S,
          expire_at: at + CONNECTION_S,
          channels: channels.map((channel) => nameOf(room, channel)),
        },
        parts.secret,
      );
      return { socket: parts.socket, token, ...(actor.role === 'seat' ? { seat: actor.seat } : {}) };
    },
    publish: (messages: readonly Message[]) => {
      enqueue(messages.map(({ room, channel, frame }) => ({ publish: { channel: nameOf(room, channel), data: frame } })));
    },
    part: (room, seat) => enqueue([{ disconnect: { user: userOf(room, `seat.${seat}`) } }]),
    close: async () => {
      closed = true;
      await sending;
    },
  };
}

/** `classroom` is the namespace, and has to be configured there. */
function nameOf(room: string, channel: Channel): string {
  return `classroom:${room}.${channel}`;
}

function userOf(room: string, who: string): string {
  return `${room}.${who}`;
}

/** JSON Web Token with HS256 (RFC 7519, RFC 7518 section 3.2). */
export function signToken(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
