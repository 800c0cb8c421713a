// What live rooms keep in this browser: the teacher's rooms with their keys, and a student's ticket for each room. Rebuilt field by field when read.
import { isRecord } from '../saving.ts';
import type { KeptRoom, Ticket } from './liveTypes.ts';

export const LIVE_KEYS = {
  rooms: 'live/rooms',
  ticket: (code: string): string => `live/ticket/${code}`,
} as const;
const MOST = 50;
const KEY = /^[\w-]{16,64}$/;

export function readRooms(saved: unknown): readonly KeptRoom[] {
  if (!Array.isArray(saved)) return [];
  return saved.slice(0, MOST).flatMap((item: unknown): KeptRoom[] => {
    const { code, title, hostKey, projectorKey } = fieldsOf(item);
    return typeof code === 'string' && typeof title === 'string' && isKey(hostKey) && isKey(projectorKey)
      ? [{ code, title: title.slice(0, 80), hostKey, projectorKey }]
      : [];
  });
}

export function readTicket(saved: unknown, code: string): Ticket | undefined {
  const { key, alias, seat, seed } = fieldsOf(saved);
  if (!isKey(key)) return undefined;
  return {
    code,
    key,
    ...(typeof alias === 'string' ? { alias: alias.slice(0, 120) } : {}),
    ...(typeof seat === 'number' ? { seat } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? (value as Record<string, unknown>) : {};
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}
