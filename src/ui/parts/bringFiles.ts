// Files, folders and zips that were chosen or dropped, as one text: each with its name before it, so that a line can be found again.
import type { ArchiveResult } from '../../share/archive.ts';

const WANTED = /\.(?:ya?ml|json)$/i;
const ZIP = /\.zip$/i;
const LARGEST = 4 * 1024 * 1024;
const MOST = 1_000;

export type Brought =
  | { readonly ok: true; readonly text: string; readonly files: number }
  | { readonly ok: false; readonly code: string; readonly params: Readonly<Record<string, string | number>> };

export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

export async function bringFiles(
  given: readonly NamedFile[],
  unpack: (bytes: Uint8Array) => Promise<ArchiveResult>,
): Promise<Brought> {
  // One file alone is read whatever its name; of many, those whose name says YAML or JSON.
  const files = given.length === 1 ? given : given.filter(({ name }) => WANTED.test(name) || ZIP.test(name));
  if (files.length === 0) return { ok: false, code: 'ui.file.none', params: {} };
  if (files.length > MOST) return { ok: false, code: 'archive.files', params: {} };
  const large = files.find(({ file }) => file.size > LARGEST);
  if (large) {
    const params = { name: large.name, size: Math.ceil(large.file.size / 1024 / 1024), limit: LARGEST / 1024 / 1024 };
    return { ok: false, code: 'ui.file.large', params };
  }
  const texts: { name: string; text: string }[] = [];
  for (const { name, file } of files) {
    if (!ZIP.test(name)) texts.push({ name, text: await file.text() });
    else {
      const archive = await unpack(new Uint8Array(await file.arrayBuffer()));
      if (!archive.ok) return { ok: false, code: archive.code, params: { name } };
      texts.push(...archive.files);
    }
  }
  const [only] = texts;
  if (texts.length === 1 && only) return { ok: true, text: only.text, files: 1 };
  // A name is anybody's words: it must not end its comment.
  const text = texts
    .map(({ name, text: own }) => `# ${name.replace(/[\r\n\u2028\u2029\u0085]/g, ' ')}\n${own.trimEnd()}\n`)
    .join('---\n');
  return { ok: true, text, files: texts.length };
}

export function namedFiles(list: FileList | null): NamedFile[] {
  return [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/** What was dropped, folders opened. */
export async function droppedFiles(data: DataTransfer | null): Promise<NamedFile[]> {
  const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return namedFiles(data?.files ?? null);
  const found: NamedFile[] = [];
  for (const entry of entries) await openEntry(entry, found);
  return found;
}

async function openEntry(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (found.length > MOST) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await openEntry(child, found);
  }
}
