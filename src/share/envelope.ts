// The envelope of links, `1.<base64url>`: how the bytes lie, and how much of a cut-off link arrived. Format 2 is format 1 with the seed of a variant.
// fmt u8 | codec u8 | length of all bytes (varint) | level (u8 length, ASCII) | rev varint | format 2: seed varint | engine major u8 | raw length varint |
// crc32 | body
import {
  base64UrlLength,
  crc32,
  findForeignCharacter,
  parseBase64Url,
  readVarint,
  writeBase64Url,
  writeVarint,
} from './bytes.ts';
import { compress, decompress, NEWEST_CODEC } from './compress.ts';
import type { LinkProblem } from './solution.ts';

export const FORMAT = 1;
/** Written for variants alone, so that every other solution keeps the spelling it always had. */
export const SEED_FORMAT = 2;
/** What four bytes of a varint hold. */
export const MAX_SEED: number = 2 ** 28 - 1;
/**
 * Raised when objects are written with more fields than before (a new default, say). Links of an older major are then asked
 * only that nothing they say is lost; links of this major must come out the same to the byte.
 */
export const ENGINE_MAJOR = 1;
export const MAX_LINK_CHARS = 8192;
export const MAX_RAW_BYTES = 256 * 1024;
const LEVEL_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_LEVEL_ID = 64;
const PREFIX_LENGTH = 2;

export interface Envelope {
  readonly level: string;
  readonly rev: number;
  /** Of a variant: 1 to MAX_SEED. */
  readonly seed?: number;
  readonly engineMajor: number;
  readonly raw: Uint8Array;
}

export type EnvelopeResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly problem: LinkProblem };

export function isLevelId(text: string): boolean {
  return text.length <= MAX_LEVEL_ID && LEVEL_ID.test(text);
}

export function sealEnvelope(envelope: Envelope): string {
  const { codec, body } = compress(envelope.raw);
  const head = [
    envelope.level.length,
    ...Array.from(envelope.level, (letter) => letter.charCodeAt(0)),
    ...writeVarint(envelope.rev),
    ...(envelope.seed === undefined ? [] : writeVarint(envelope.seed)),
    envelope.engineMajor,
    ...writeVarint(envelope.raw.length),
  ];
  const after = head.length + 4 + body.length;
  // The length counts its own bytes, which are one to three.
  let total = 2 + 1 + after;
  while (2 + writeVarint(total).length + after > total) total++;
  const crc = crc32(Uint8Array.from(head), envelope.raw);
  const format = envelope.seed === undefined ? FORMAT : SEED_FORMAT;
  const bytes = [format, codec, ...writeVarint(total), ...head, crc >>> 24, (crc >>> 16) & 255, (crc >>> 8) & 255, crc & 255];
  return `${format}.${writeBase64Url(Uint8Array.from([...bytes, ...body]))}`;
}

/** `text` from `1.` or `2.` on. Every refusal is typed; nothing is inflated before the lengths fit. */
export function openEnvelope(text: string): EnvelopeResult {
  if (text.length > MAX_LINK_CHARS) return refuse('tooLong', { arrived: text.length, most: MAX_LINK_CHARS });
  const version = /^(\d{1,4})\./.exec(text);
  if (!version) return refuse('notALink', { arrived: text.length });
  const format = Number(version[1]);
  if (version[1] !== String(format) || (format !== FORMAT && format !== SEED_FORMAT))
    return refuse('newerFormat', { found: version[1] ?? '', known: SEED_FORMAT });
  const payload = text.slice(PREFIX_LENGTH);
  const foreign = findForeignCharacter(payload);
  if (foreign >= 0) return refuse('badCharacters', { position: PREFIX_LENGTH + foreign + 1 });
  const { bytes, clean } = parseBase64Url(payload);
  if (bytes.length > 0 && bytes[0] !== format) return refuse('damaged', { part: 'format' });
  const length = readVarint(bytes, 2);
  // So short that it does not say its own length: cut off somewhere, but nobody can say of how much.
  if (!length) return bytes.length < 5 ? refuse('notALink', { arrived: text.length }) : refuse('damaged', { part: 'length' });
  const expected = PREFIX_LENGTH + base64UrlLength(length.value);
  if (text.length < expected && expected <= MAX_LINK_CHARS) {
    return { ok: false, problem: { code: 'cutOff', params: { arrived: text.length, expected } } };
  }
  if (text.length !== expected || bytes.length !== length.value) return refuse('damaged', { part: 'length' });
  if (!clean) return refuse('notCanonical', { part: 'letters' });
  return readContents(bytes, length.next);
}

function readContents(bytes: Uint8Array, start: number): EnvelopeResult {
  const codec = bytes[1] ?? 0;
  if (codec > NEWEST_CODEC) return refuse('newerFormat', { found: `${bytes[0]}.${codec}`, known: `${bytes[0]}.${NEWEST_CODEC}` });
  const nameEnd = start + 1 + (bytes[start] ?? 0);
  const level = Array.from(bytes.subarray(start + 1, nameEnd), (unit) => String.fromCharCode(unit)).join('');
  const rev = readVarint(bytes, nameEnd);
  const seed = bytes[0] === SEED_FORMAT && rev ? readVarint(bytes, rev.next) : undefined;
  const at = bytes[0] === SEED_FORMAT ? seed?.next : rev?.next;
  const engineMajor = at === undefined ? undefined : bytes[at];
  const rawLength = at === undefined ? undefined : readVarint(bytes, at + 1);
  if (!isLevelId(level) || !rev || engineMajor === undefined || !rawLength) return refuse('damaged', { part: 'header' });
  if (rawLength.value > MAX_RAW_BYTES) return refuse('tooLarge', { bytes: rawLength.value, most: MAX_RAW_BYTES });
  const crcAt = rawLength.next;
  if (crcAt + 4 > bytes.length) return refuse('damaged', { part: 'header' });
  const raw = decompress(codec, bytes.subarray(crcAt + 4), rawLength.value);
  if (!raw) return refuse('damaged', { part: 'body' });
  const crc = bytes.subarray(crcAt, crcAt + 4).reduce((word, byte) => word * 256 + byte, 0);
  if (crc !== crc32(bytes.subarray(start, crcAt), raw)) return refuse('damaged', { part: 'checksum' });
  if (engineMajor > ENGINE_MAJOR)
    return refuse('newerFormat', { found: `engine ${engineMajor}`, known: `engine ${ENGINE_MAJOR}` });
  // Without a seed it is no variant, and format 1 writes it.
  if (seed?.value === 0) return refuse('notCanonical', { part: 'seed' });
  return { ok: true, envelope: { level, rev: rev.value, engineMajor, raw, ...(seed ? { seed: seed.value } : {}) } };
}

function refuse(
  code: Exclude<LinkProblem['code'], 'cutOff'>,
  params: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly problem: LinkProblem } {
  return { ok: false, problem: { code, params } };
}
