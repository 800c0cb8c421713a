// A zip of manifests, unpacked with caps while it inflates: no more files, bytes or work than said here, whatever its headers claim.
import { Unzip, UnzipInflate } from 'fflate';

export interface ArchivedFile {
  readonly name: string;
  readonly text: string;
}

export type ArchiveResult =
  | { readonly ok: true; readonly files: readonly ArchivedFile[]; readonly left: number }
  | {
      readonly ok: false;
      readonly code: 'archive.size' | 'archive.broken' | 'archive.files' | 'archive.unpacked' | 'archive.empty';
    };

export const ARCHIVE_LIMITS = { packed: 4 * 1024 * 1024, unpacked: 4 * 1024 * 1024, files: 1_000 } as const;

/** Between two looks at what was made the inflater can make at most 1,029 times this. */
const BITE = 256;
const WANTED = /\.(?:ya?ml|json)$/i;
/** What desktops leave in archives. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.)/;

/** Files whose name says YAML or JSON, in the order of their names; `left` counts the others. */
export function readArchive(bytes: Uint8Array): ArchiveResult {
  if (bytes.length > ARCHIVE_LIMITS.packed) return { ok: false, code: 'archive.size' };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { ok: false, code: 'archive.broken' };
  const chunks = new Map<string, Uint8Array[]>();
  let made = 0;
  let left = 0;
  let seen = 0;
  let problem: 'archive.broken' | 'archive.files' | 'archive.unpacked' | undefined;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith('/')) return;
    if (++seen > ARCHIVE_LIMITS.files) problem ??= 'archive.files';
    if (problem || !WANTED.test(file.name) || LITTER.test(file.name) || chunks.has(file.name)) {
      left++;
      return;
    }
    const own: Uint8Array[] = [];
    chunks.set(file.name, own);
    file.ondata = (error, chunk) => {
      if (error) problem ??= 'archive.broken';
      made += chunk?.length ?? 0;
      if (made > ARCHIVE_LIMITS.unpacked) problem ??= 'archive.unpacked';
      if (problem) file.terminate();
      else if (chunk) own.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && !problem; at += BITE)
      unzip.push(bytes.subarray(at, at + BITE), at + BITE >= bytes.length);
  } catch {
    problem ??= 'archive.broken';
  }
  if (problem) return { ok: false, code: problem };
  if (chunks.size === 0) return { ok: false, code: seen === 0 ? 'archive.broken' : 'archive.empty' };
  const decoder = new TextDecoder();
  const files = [...chunks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => ({ name, text: decoder.decode(joined(own)) }));
  return { ok: true, files, left };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
