// Secrets of rooms and seats: drawn here, shown once, kept as hashes; and the clock and chance of the server, in one place that tests replace.
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { makeRoomCode } from '../src/classroom/roomCode.ts';

export interface Chance {
  /** 128 bits, base64url. */
  secret(): string;
  code(): string;
  id(): string;
  /** 0 to 2^32 - 1. */
  number(): number;
}

export const CHANCE: Chance = {
  secret: () => randomBytes(16).toString('base64url'),
  code: () => makeRoomCode(Array.from({ length: 6 }, () => randomInt(2 ** 32))),
  id: () => randomUUID(),
  number: () => randomInt(2 ** 32),
};

/** A secret of 128 bits needs no salt and no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** As clients make theirs: 22 to 64 characters of base64url. */
export function isSecret(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{22,64}$/.test(text);
}
