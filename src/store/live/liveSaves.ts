// What live rooms keep in this browser: the teacher's rooms with their keys, and a student's ticket for each room. Rebuilt field by field when read.
import type { RoomView } from '../../classroom/view.ts';
import { isRecord } from '../saving.ts';
import type { KeptRoom, Ticket } from './liveTypes.ts';

export const LIVE_KEYS = {
  rooms: 'live/rooms',
  /** Keys of a room's seat cards. */
  cards: (code: string): string => `live/cards/${code}`,
  ticket: (code: string): string => `live/ticket/${code}`,
  /** What a seat last saw of its room: a page without a network shows that. */
  view: (code: string): string => `live/view/${code}`,
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

export function readView(saved: unknown): RoomView | undefined {
  const { version, meta, rows } = fieldsOf(saved);
  const { title, levels, phase, skipped } = fieldsOf(meta);
  const listed = Array.isArray(levels) && levels.every((level: unknown) => typeof fieldsOf(level)['id'] === 'string');
  const seats = isRecord(rows) && Object.values(rows).every((row: unknown) => isRecord(fieldsOf(row)['levels']));
  const whole = typeof version === 'number' && typeof title === 'string' && typeof phase === 'string' && Array.isArray(skipped);
  return whole && listed && seats ? (saved as RoomView) : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? (value as Record<string, unknown>) : {};
}

export function isKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}
