// Made level ⇄ link text, `1.<base64url>` behind `#l=`: the envelope of solution links around one canonical JSON object, called `level` in its header
// and of revision 0, so that neither kind of link opens as the other. Rebuilding is handed in: share knows no goals and no objects.
import { strFromU8, strToU8 } from 'fflate';
import type { MadeLevel } from '../levels/made/madeLevel.ts';
import { canonicalJson, keepsAll, parseCappedJson } from './canonicalJson.ts';
import { ENGINE_MAJOR, MAX_LINK_CHARS, MAX_RAW_BYTES, openEnvelope, sealEnvelope } from './envelope.ts';
import { sha256Hex } from './sha256.ts';
import type { LinkProblem } from './solution.ts';

const NAME = 'level';

export type LevelLinkResult =
  | { readonly ok: true; readonly made: MadeLevel; readonly id: string }
  | { readonly ok: false; readonly problem: LinkProblem };

export interface PlainLevels {
  madeToPlain(made: MadeLevel): unknown;
  rebuildMade(plain: unknown): { readonly ok: true; readonly made: MadeLevel } | { readonly ok: false; readonly where: string };
}

export interface LevelLinkCodec {
  /** Undefined when it would be too large to open again: then a file is the way. */
  encodeLevel(made: MadeLevel): string | undefined;
  /** Reads `1.…`, `#l=1.…` or a whole address. Never throws; every refusal is typed. */
  decodeLevel(text: string): LevelLinkResult;
  /** `made-` and the first half of the hash of its canonical text. */
  idOf(made: MadeLevel): string;
}

export function createLevelLinkCodec(plain: PlainLevels): LevelLinkCodec {
  /** As reading it back would give it: an object made by a gesture may have an empty map where a manifest has none. */
  const bytesOf = (made: MadeLevel): Uint8Array => {
    const read = plain.rebuildMade(plain.madeToPlain(made));
    return strToU8(canonicalJson(plain.madeToPlain(read.ok ? read.made : made)));
  };
  const nameOf = (bytes: Uint8Array): string => `made-${sha256Hex(bytes).slice(0, 20)}`;
  return {
    idOf: (made) => nameOf(bytesOf(made)),
    encodeLevel: (made) => {
      const raw = bytesOf(made);
      if (raw.length > MAX_RAW_BYTES) return undefined;
      const link = sealEnvelope({ level: NAME, rev: 0, engineMajor: ENGINE_MAJOR, raw });
      return link.length <= MAX_LINK_CHARS ? link : undefined;
    },
    decodeLevel: (text) => {
      const opened = openEnvelope(findLevelText(text));
      if (!opened.ok) return opened;
      const { level, rev, seed, raw, engineMajor } = opened.envelope;
      if (level !== NAME || rev !== 0 || seed !== undefined) return refuse('badContent', { part: 'header' });
      const parsed = parseCappedJson(strFromU8(raw));
      if (!parsed) return refuse('badContent', { part: 'json' });
      const read = plain.rebuildMade(parsed.value);
      if (!read.ok) return refuse('badContent', { part: read.where });
      // One spelling for one level: the same content has the same name everywhere. An older engine may have written fewer fields.
      const kept =
        engineMajor === ENGINE_MAJOR
          ? sameBytes(bytesOf(read.made), raw)
          : sameBytes(strToU8(canonicalJson(parsed.value)), raw) && keepsAll(parsed.value, plain.madeToPlain(read.made));
      if (!kept) return refuse('notCanonical', { part: 'json' });
      return { ok: true, made: read.made, id: nameOf(raw) };
    },
  };
}

/** The part of a pasted text that is the level's link, without what chats put around it. */
function findLevelText(text: string): string {
  if (text.length > MAX_LINK_CHARS * 2) return text;
  const marker = text.lastIndexOf('#l=');
  return (marker >= 0 ? text.slice(marker + 3) : text)
    .trim()
    .replace(/^l=/, '')
    .replace(/&s=.*$/s, '')
    .replace(/(?:…|\.\.\.)$/, '');
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function refuse(
  code: Exclude<LinkProblem['code'], 'cutOff'>,
  params: Readonly<Record<string, string | number>>,
): LevelLinkResult {
  return { ok: false, problem: { code, params } };
}
