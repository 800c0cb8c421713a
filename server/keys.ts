// Keys and what is kept of them: 128 bits drawn by the client, of which only a hash is stored. So a repeated request is the same request.
import { createHash, randomBytes } from 'node:crypto';
import { makeRoomCode } from '../src/classroom/roomCode.ts';

/** base64url of at least 16 bytes. */
export const KEY: RegExp = /^[A-Za-z0-9_-]{22,86}$/;

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

export function drawId(): string {
  return randomBytes(12).toString('base64url');
}

export function drawCode(): string {
  const bytes = randomBytes(24);
  return makeRoomCode(Array.from({ length: 6 }, (_, index) => bytes.readUInt32BE(index * 4)));
}
