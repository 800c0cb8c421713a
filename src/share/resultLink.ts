// Result code ⇄ link text, `1.<base64url>` behind `#r=`, and ⇄ a file: what a student hands in. It is the solutions themselves and never a score. Times are
// the student's own clock and nothing more.
import type { Edit } from '../engine/edit/edit.ts';
import { compareText } from '../engine/net/hash.ts';
import { ENGINE_MAJOR, MAX_SEED } from './envelope.ts';
import { type PlainObjects, rebuildItems, writeItems } from './items.ts';
import { type JsonKind, type JsonRead, readJson, type Rebuild, refuseJson, writeJsonFile, writeJsonLink } from './jsonLink.ts';

const KIND: JsonKind = { name: 'result', letter: 'r' };
const MOST_LEVELS = 20;
/** 2000 to 2100 in seconds. */
const TIMES = { least: 946_684_800, most: 4_102_444_800 } as const;

export interface ResultLevel {
  readonly id: string;
  readonly rev: number;
  readonly edits: readonly Edit[];
}

export interface PaperResult {
  /** Name of the challenge: the hash of its content. */
  readonly challenge: string;
  readonly alias: string;
  /** Drawn when the challenge was opened; the seeds of this student's levels come from it. */
  readonly seat: number;
  /** Seconds since 1970: opened, and handed in. */
  readonly began: number;
  readonly made: number;
  /** Levels with any work in them, by id. */
  readonly levels: readonly ResultLevel[];
}

export type ResultRead = JsonRead<PaperResult>;

export interface ResultCodec {
  encodeResult(result: PaperResult): string | undefined;
  writeFile(result: PaperResult): string;
  decodeResult(text: string): ResultRead;
}

export interface ResultParts {
  readonly objects: PlainObjects;
  /** The name as it may be shown; undefined for one that may not. */
  readonly tidyAlias: (alias: string) => string | undefined;
}

export function createResultCodec({ objects, tidyAlias }: ResultParts): ResultCodec {
  const toPlain = ({ levels, ...head }: PaperResult): unknown => ({
    ...head,
    levels: levels
      .toSorted((a, b) => compareText(a.id, b.id))
      .map(({ id, rev, edits }) => ({ id, rev, edits: writeItems(edits, objects) })),
  });
  const rebuild: Rebuild<PaperResult> = (plain, engineMajor) => {
    const { challenge, alias, seat, began, made, levels, ...rest } = fieldsOf(plain);
    if (Object.keys(rest).length > 0) return refuseJson('badContent', Object.keys(rest)[0]?.slice(0, 40) ?? '');
    if (typeof challenge !== 'string' || !/^[0-9a-f]{20}$/.test(challenge)) return refuseJson('badContent', 'challenge');
    if (typeof alias !== 'string' || alias.length > 200 || tidyAlias(alias) !== alias) return refuseJson('badContent', 'alias');
    if (!isWhole(seat, 1, MAX_SEED)) return refuseJson('badContent', 'seat');
    if (!isWhole(began, TIMES.least, TIMES.most)) return refuseJson('badContent', 'began');
    if (!isWhole(made, began, TIMES.most)) return refuseJson('badContent', 'made');
    if (!Array.isArray(levels) || levels.length > MOST_LEVELS) return refuseJson('badContent', 'levels');
    const read: ResultLevel[] = [];
    for (const [index, item] of (levels as readonly unknown[]).entries()) {
      const level = rebuildLevel(item, engineMajor);
      if (!level.ok) return level.part === undefined ? level : refuseJson('badContent', `levels.${index}.${level.part}`);
      const previous = read.at(-1);
      if (previous && compareText(previous.id, level.value.id) >= 0) return refuseJson('notCanonical', 'levels');
      read.push(level.value);
    }
    return { ok: true, value: { challenge, alias, seat, began, made, levels: read } };
  };
  const rebuildLevel = (
    item: unknown,
    engineMajor: number,
  ): ({ readonly ok: true; readonly value: ResultLevel } | ReturnType<typeof refuseJson>) & { readonly part?: string } => {
    const { id, rev, edits, ...rest } = fieldsOf(item);
    if (Object.keys(rest).length > 0) return { ...refuseJson('badContent', ''), part: 'keys' };
    if (typeof id !== 'string' || id.length > 64 || !/^\d{3}(-[a-z0-9]+)+$/.test(id))
      return { ...refuseJson('badContent', ''), part: 'id' };
    if (!isWhole(rev, 1, 1_000_000)) return { ...refuseJson('badContent', ''), part: 'rev' };
    if (!Array.isArray(edits) || edits.length === 0) return { ...refuseJson('badContent', ''), part: 'edits' };
    const read = rebuildItems(edits, { engineMajor, objects });
    return read.ok ? { ok: true, value: { id, rev, edits: read.edits } } : read;
  };
  return {
    encodeResult: (result) => {
      const link = writeJsonLink(KIND, toPlain(result));
      // What holds too much for one of its levels does not open again.
      return link !== undefined && rebuild(toPlain(result), ENGINE_MAJOR).ok ? link : undefined;
    },
    writeFile: (result) => writeJsonFile(KIND, toPlain(result)),
    decodeResult: (text) => readJson(KIND, text, { rebuild, toPlain }),
  };
}

/** Every code in a pasted text: a mail, a chat, a list; or the file itself. Each once, in order. */
export function splitResults(text: string, most = 500): readonly string[] {
  if (/^\s*\{/.test(text)) return [text];
  const found = text.slice(0, 8_000_000).matchAll(/(?<![\w.-])(?:#?r=)?(\d{1,4}\.[A-Za-z0-9_-]{8,}(?:…|\.\.\.)?)/g);
  return [...new Set([...found].map(([, code = '']) => code))].slice(0, most);
}

function fieldsOf(plain: unknown): Readonly<Record<string, unknown>> {
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? { ...plain } : {};
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
