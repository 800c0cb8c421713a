// Who may read the figures: this machine itself, or who has their key. Whoever comes through a proxy is not this machine.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { hashKey } from '../keys.ts';

export function mayRead(c: Context, key: string | undefined): boolean {
  if (key !== undefined && isBearer(c, key)) return true;
  const { remoteAddress } = (c.env as HttpBindings).incoming.socket;
  const passedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => c.req.header(name) !== undefined);
  return !passedOn && (remoteAddress === '::1' || /^(::ffff:)?127\./.test(remoteAddress ?? ''));
}

/** Hashes are compared: how long that takes tells nothing of the key. */
export function isBearer(c: Context, key: string): boolean {
  return hashKey(c.req.header('Authorization') ?? '') === hashKey(`Bearer ${key}`);
}
