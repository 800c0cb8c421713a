// A level's files as text, fetched only when the level is opened: one lazy chunk per file, named by Vite at build time.

const FILES = import.meta.glob<string>('../../levels/*/**/*.{yaml,md}', { query: '?raw', import: 'default' });
const PREFIX = '../../levels/';

/** Path inside the level's folder → text; undefined when there is no such level. */
export async function readLevelFiles(id: string): Promise<Readonly<Record<string, string>> | undefined> {
  const folder = `${PREFIX}${id}/`;
  const paths = Object.keys(FILES).filter((path) => path.startsWith(folder));
  if (paths.length === 0) return undefined;
  const texts = await Promise.all(paths.map(async (path) => [path.slice(folder.length), (await FILES[path]?.()) ?? ''] as const));
  return Object.fromEntries(texts);
}
