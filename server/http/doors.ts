// Doors: what every route is given, and the one way in: a code and a key become a room and who asks.
import type { Context } from 'hono';
import { type Actor } from '../../src/classroom/command.ts';
import { readTypedCode } from '../../src/classroom/roomCode.ts';
import type { Fanout } from '../live/fanout.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { OpenRoom, Registry } from '../room/registry.ts';
import type { Store } from '../store/store.ts';
import type { LevelShelf } from '../verify/levelShelf.ts';
import type { VerifierPool } from '../verify/pool.ts';
import type { Buckets, Guesses } from './limits.ts';
import type { Refused } from './refusals.ts';

export interface Doors {
  readonly store: Store;
  readonly registry: Registry;
  readonly pool: VerifierPool;
  readonly shelf: LevelShelf;
  readonly fanout?: Fanout;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly guesses: Guesses;
  readonly creations: Buckets;
  readonly submissions: Buckets;
  readonly requests: Buckets;
  readonly exports: Buckets;
  readonly busy: Set<string>;
  readonly maxSockets: number;
  addressOf(c: Context): string;
  call(code: string, bearer: string | undefined, address: string): Promise<Called | Refused>;
}

export interface Called {
  readonly room: OpenRoom;
  readonly actor: Actor;
  readonly bearer: string | undefined;
}

/** The code of an address, as it was typed or not: undefined when it cannot be one. */
export function codeOf(typed: string): string | undefined {
  const read = readTypedCode(typed);
  return read.ok ? read.code : undefined;
}
