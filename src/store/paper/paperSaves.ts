// What paper mode keeps in this browser, rebuilt field by field when it is read: another tab or an older game may have written it.
import { readVariantId } from '../../levels/variant/variantId.ts';
import { isRecord } from '../saving.ts';
import { type ChallengeDraft, EMPTY_DRAFT, type KeptChallenge } from './paperTypes.ts';

export const KEYS = {
  draft: 'class/draft',
  index: 'class/index',
  challenge: (id: string): string => `class/challenge/${id}`,
  seat: (id: string): string => `class/seat/${id}`,
} as const;
const MOST = 100;

export interface SavedChallenge {
  readonly file: string;
  readonly handed: readonly { readonly text: string; readonly received: number; readonly admitted: boolean }[];
}

export interface SavedSeat {
  readonly alias: string;
  readonly seat: number;
  readonly began: number;
  readonly stars: Readonly<Record<string, number>>;
}

export function readDraft(saved: unknown): ChallengeDraft {
  if (!isRecord(saved)) return EMPTY_DRAFT;
  const { title, levels, seeds, hints, board, points, freeNames, minutes, opens, closes, classGoal } = saved as Record<
    string,
    unknown
  >;
  const pick = <T extends string>(value: unknown, from: readonly T[], other: T): T => from.find((one) => one === value) ?? other;
  return {
    title: typeof title === 'string' ? title.slice(0, 80) : '',
    levels: Array.isArray(levels)
      ? levels.filter((id): id is string => typeof id === 'string' && readVariantId(id).id === id).slice(0, 20)
      : [],
    seeds: pick(seeds, ['plain', 'same', 'perSeat'], 'perSeat'),
    hints: hints !== false,
    board: pick(board, ['off', 'teacher', 'top5', 'all', 'class'], 'top5'),
    points: pick(points, ['stars', 'goals'], 'stars'),
    freeNames: freeNames === true,
    minutes: number(minutes) ?? 0,
    ...optional('opens', number(opens)),
    ...optional('closes', number(closes)),
    ...optional('classGoal', number(classGoal)),
  };
}

export function readIndex(saved: unknown): readonly KeptChallenge[] {
  if (!Array.isArray(saved)) return [];
  return saved.slice(0, MOST).flatMap((item: unknown): KeptChallenge[] => {
    const { id, title } = isRecord(item) ? (item as Record<string, unknown>) : {};
    return typeof id === 'string' && typeof title === 'string' ? [{ id, title: title.slice(0, 80) }] : [];
  });
}

export function readSavedChallenge(saved: unknown): SavedChallenge | undefined {
  const { file, handed } = isRecord(saved) ? (saved as Record<string, unknown>) : {};
  if (typeof file !== 'string') return undefined;
  const list = Array.isArray(handed) ? (handed as readonly unknown[]) : [];
  return {
    file,
    handed: list.flatMap((item) => {
      const { text, received, admitted } = isRecord(item) ? (item as Record<string, unknown>) : {};
      return typeof text === 'string' ? [{ text, received: number(received) ?? 0, admitted: admitted === true }] : [];
    }),
  };
}

export function readSavedSeat(saved: unknown): SavedSeat | undefined {
  const { alias, seat, began, stars } = isRecord(saved) ? (saved as Record<string, unknown>) : {};
  if (typeof alias !== 'string' || typeof seat !== 'number' || typeof began !== 'number') return undefined;
  const entries = isRecord(stars) ? Object.entries(stars) : [];
  return {
    alias: alias.slice(0, 120),
    seat,
    began,
    stars: Object.fromEntries(entries.filter((pair): pair is [string, number] => typeof pair[1] === 'number').slice(0, 20)),
  };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.trunc(value) : undefined;
}

function optional<K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: number });
}
