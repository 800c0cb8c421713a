// Solution ⇄ link text, and ⇄ the text of a file. The body is a canonical JSON list of the solution's moves (items.ts); a variant's seed stands in the
// envelope, where a seed makes the format 2.
import { strFromU8, strToU8 } from 'fflate';
import type { Edit } from '../engine/edit/edit.ts';
import { canonicalJson, parseCappedJson } from './canonicalJson.ts';
import { ENGINE_MAJOR, isLevelId, MAX_LINK_CHARS, MAX_SEED, openEnvelope, sealEnvelope } from './envelope.ts';
import { countProblem, type PlainObjects, rebuildItems, writeItems } from './items.ts';
import type { LinkProblem, LinkResult, Solution } from './solution.ts';

const FILE = 'cidr-house-solution';
/** Characters of a solution file: twice what a link may unpack to, since a file is laid out for people. */
const MAX_FILE = 512 * 1024;

export interface LinkCodec {
  /** `1.<base64url>`, of a variant `2.<base64url>`. What is too big makes a text that does not open again: ask `findProblem` before handing it out. */
  encodeSolution(solution: Solution): string;
  /** Why the link of this solution would not open, or undefined. */
  findProblem(solution: Solution): LinkProblem | undefined;
  /** Reads `1.…`, `#s=1.…` or a whole address. Never throws; every refusal is typed. */
  decodeLink(text: string): LinkResult;
  /** The same content as the text of a file, for what is too long for a chat. */
  writeFile(solution: Solution): string;
  readFile(text: string): LinkResult;
}

export function createLinkCodec(objects: PlainObjects): LinkCodec {
  const writeBody = (edits: readonly Edit[]): string => canonicalJson(writeItems(edits, objects));
  const encodeSolution = ({ edits, ...head }: Solution): string => {
    if (!isLevelId(head.level)) throw new Error(`not a level id: ${head.level}`);
    if (head.seed !== undefined && !isSeed(head.seed)) throw new Error(`not a seed: ${String(head.seed)}`);
    return sealEnvelope({ ...head, engineMajor: ENGINE_MAJOR, raw: strToU8(writeBody(edits)) });
  };

  const decodeLink = (text: string): LinkResult => {
    const opened = openEnvelope(findLinkText(text));
    if (!opened.ok) return opened;
    const { raw, ...head } = opened.envelope;
    const body = strFromU8(raw);
    const parsed = parseCappedJson(body);
    if (!parsed || !Array.isArray(parsed.value)) return refuse('badContent', { part: 'json' });
    const items: readonly unknown[] = parsed.value;
    // One spelling for one value, compared as bytes so that no reading of UTF-8 can differ.
    const same = sameBytes(strToU8(canonicalJson(items)), raw);
    return countProblem(items) === undefined && !same ? refuse('notCanonical', { part: 'json' }) : rebuild(items, head);
  };

  const rebuild = (
    items: readonly unknown[],
    { engineMajor, ...head }: Omit<Solution, 'edits'> & { readonly engineMajor: number },
  ): LinkResult => {
    const read = rebuildItems(items, { engineMajor, objects });
    return read.ok ? { ok: true, solution: { ...head, edits: read.edits } } : read;
  };

  const findProblem = (solution: Solution): LinkProblem | undefined => {
    const opened = decodeLink(encodeSolution(solution));
    return opened.ok ? undefined : opened.problem;
  };

  const writeFile = (solution: Solution): string => {
    const { edits, seed, ...level } = solution;
    const variant = seed === undefined ? {} : { seed };
    const head = { format: FILE, version: seed === undefined ? 1 : 2, engineMajor: ENGINE_MAJOR, ...level, ...variant };
    return `${JSON.stringify({ ...head, edits: JSON.parse(writeBody(edits)) as unknown }, null, 2)}\n`;
  };

  const readFile = (text: string): LinkResult => {
    if (text.length > MAX_FILE) return refuse('tooLong', { arrived: text.length, most: MAX_FILE });
    const parsed = parseCappedJson(text);
    const { format, version, engineMajor, level, rev, seed, edits, ...rest } = {
      ...(parsed?.value as Record<string, unknown> | null),
    };
    if (format !== FILE) return refuse('notALink', { arrived: text.length });
    if (version !== 1 && version !== 2) return refuse('newerFormat', { found: String(version).slice(0, 20), known: 2 });
    if (typeof engineMajor !== 'number' || engineMajor > ENGINE_MAJOR)
      return refuse('newerFormat', { found: String(engineMajor).slice(0, 20), known: ENGINE_MAJOR });
    const whole = typeof rev === 'number' && Number.isInteger(rev) && rev >= 0 && rev < 2 ** 21;
    if (typeof level !== 'string' || !isLevelId(level) || !whole || !Array.isArray(edits) || Object.keys(rest).length > 0)
      return refuse('badContent', { part: 'header' });
    // Version 2 is that of variants, and of nothing else.
    if (version === 1 ? seed !== undefined : !isSeed(seed)) return refuse('badContent', { part: 'seed' });
    return rebuild(edits, { level, rev, engineMajor, ...(isSeed(seed) ? { seed } : {}) });
  };

  return { encodeSolution, decodeLink, findProblem, writeFile, readFile };
}

function isSeed(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SEED;
}

/** The part of a pasted text that is the link: after `#s=`, without what chats put around it. */
function findLinkText(text: string): string {
  if (text.length > MAX_LINK_CHARS * 2) return text;
  const marker = text.lastIndexOf('#s=');
  const fragment = marker >= 0 ? text.slice(marker + 3) : text;
  // An ellipsis is how chats show that they cut a link; what stands before it still says how much is missing.
  return fragment
    .trim()
    .replace(/^s=/, '')
    .replace(/(?:…|\.\.\.)$/, '');
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function refuse(code: Exclude<LinkProblem['code'], 'cutOff'>, params: Readonly<Record<string, string | number>>): LinkResult {
  return { ok: false, problem: { code, params } };
}
