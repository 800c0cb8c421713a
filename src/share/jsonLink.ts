// A link around one canonical JSON object under a name of its own, and the same object as the text of a file. What is in it is rebuilt by the caller, and
// must be written again to the byte: one content, one link.
import { strFromU8, strToU8 } from 'fflate';
import { canonicalJson, keepsAll, parseCappedJson } from './canonicalJson.ts';
import { ENGINE_MAJOR, MAX_LINK_CHARS, MAX_RAW_BYTES, openEnvelope, sealEnvelope } from './envelope.ts';
import { sha256Hex } from './sha256.ts';
import type { LinkProblem } from './solution.ts';

export interface JsonKind {
  /** Stands in the header where a solution has its level: `challenge`, `result`. */
  readonly name: string;
  /** Before the link in an address: `c` of `#c=`. */
  readonly letter: string;
}

export type JsonRead<T> =
  | { readonly ok: true; readonly value: T; readonly id: string }
  | { readonly ok: false; readonly problem: LinkProblem };

/** Back from plain data, told which game wrote it; or where it is wrong. */
export type Rebuild<T> = (
  plain: unknown,
  engineMajor: number,
) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: LinkProblem };

/** Characters of a file: twice what a link may unpack to, since a file is laid out for people. */
const MAX_FILE = 2 * MAX_RAW_BYTES;

/** Undefined when it would be too large to open again: then a file is the way. */
export function writeJsonLink({ name }: JsonKind, plain: unknown): string | undefined {
  const raw = strToU8(canonicalJson(plain));
  if (raw.length > MAX_RAW_BYTES) return undefined;
  const link = sealEnvelope({ level: name, rev: 0, engineMajor: ENGINE_MAJOR, raw });
  return link.length <= MAX_LINK_CHARS ? link : undefined;
}

export function writeJsonFile({ name }: JsonKind, plain: unknown): string {
  const file = { format: `cidr-house-${name}`, version: 1, engineMajor: ENGINE_MAJOR, [name]: plain };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** `1.…`, `#c=1.…`, a whole address, or a file's text. Never throws; every refusal is typed. */
export function readJson<T>(
  kind: JsonKind,
  text: string,
  { rebuild, toPlain }: { readonly rebuild: Rebuild<T>; readonly toPlain: (value: T) => unknown },
): JsonRead<T> {
  const content = /^\s*\{/.test(text) ? openFile(kind, text) : openLink(kind, text);
  if (!content.ok) return content;
  const { plain, raw, engineMajor } = content;
  const read = rebuild(plain, engineMajor);
  if (!read.ok) return read;
  const again = toPlain(read.value);
  const kept = engineMajor === ENGINE_MAJOR ? canonicalJson(again) === raw : keepsAll(plain, again);
  return kept ? { ok: true, value: read.value, id: idOfText(raw) } : refuseJson('notCanonical', 'json');
}

/** Half the hash of the canonical text: the content's name. */
export function jsonId(plain: unknown): string {
  return idOfText(canonicalJson(plain));
}

function idOfText(text: string): string {
  return sha256Hex(strToU8(text)).slice(0, 20);
}

type Content =
  | { readonly ok: true; readonly plain: unknown; readonly raw: string; readonly engineMajor: number }
  | { readonly ok: false; readonly problem: LinkProblem };

function openLink({ name, letter }: JsonKind, text: string): Content {
  const opened = openEnvelope(findPayload(text, letter));
  if (!opened.ok) return opened;
  const { level, rev, seed, engineMajor, raw } = opened.envelope;
  if (level !== name || rev !== 0 || seed !== undefined) return refuseJson('badContent', 'header');
  const body = strFromU8(raw);
  const parsed = parseCappedJson(body);
  if (!parsed) return refuseJson('badContent', 'json');
  // Compared as bytes, so that no reading of UTF-8 can differ.
  const written = canonicalJson(parsed.value);
  if (written !== body || strToU8(written).length !== raw.length) return refuseJson('notCanonical', 'json');
  return { ok: true, plain: parsed.value, raw: body, engineMajor };
}

function openFile({ name }: JsonKind, text: string): Content {
  if (text.length > MAX_FILE)
    return { ok: false, problem: { code: 'tooLong', params: { arrived: text.length, most: MAX_FILE } } };
  const parsed = parseCappedJson(text);
  const { format, version, engineMajor, [name]: plain, ...rest } = { ...(parsed?.value as Record<string, unknown> | null) };
  if (format !== `cidr-house-${name}`) return { ok: false, problem: { code: 'notALink', params: { arrived: text.length } } };
  const newer = version !== 1 ? version : typeof engineMajor !== 'number' || engineMajor > ENGINE_MAJOR ? engineMajor : undefined;
  if (newer !== undefined || typeof engineMajor !== 'number')
    return { ok: false, problem: { code: 'newerFormat', params: { found: String(newer).slice(0, 20), known: 1 } } };
  if (Object.keys(rest).length > 0) return refuseJson('badContent', 'header');
  return { ok: true, plain, raw: canonicalJson(plain), engineMajor };
}

/** The part of a pasted text that is the link, without what stands behind it in an address and what chats put around it. */
function findPayload(text: string, letter: string): string {
  if (text.length > MAX_LINK_CHARS * 2) return text;
  const marker = text.lastIndexOf(`#${letter}=`);
  return (marker >= 0 ? text.slice(marker + 3) : text)
    .trim()
    .replace(new RegExp(`^${letter}=`), '')
    .replace(/&[a-z]=.*$/s, '')
    .replace(/(?:…|\.\.\.)$/, '');
}

export function refuseJson(
  code: 'badContent' | 'notCanonical',
  part: string,
): { readonly ok: false; readonly problem: LinkProblem } {
  return { ok: false, problem: { code, params: { part } } };
}
