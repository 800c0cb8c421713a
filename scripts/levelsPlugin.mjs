// Vite plugin: a level's files as one chunk, fetched when the level is opened. A chunk per file would put a thousand names into the entry.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLevels } from './catalogPlugin.mjs';

const INDEX = 'virtual:levels';
const LEVEL = 'virtual:level/';

/** Path inside the folder → text, in the order of names. */
function readFolder(root, id) {
  const folder = join(root, 'levels', id);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(yaml|md)$/.test(name))
    .sort();
  return names.map((name) => [name, readFileSync(join(folder, name), 'utf8'), join(folder, name)]);
}

export function levelsPlugin(root) {
  return {
    name: 'cidr-house-levels',
    resolveId: (id) => (id === INDEX || id.startsWith(LEVEL) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${INDEX}`) {
        const lines = listLevels(root).map(
          (level) => `  ${JSON.stringify(level)}: () => import(${JSON.stringify(LEVEL + level)}),`,
        );
        return `export const levels = {\n${lines.join('\n')}\n};`;
      }
      if (!id.startsWith(`\0${LEVEL}`)) return undefined;
      const files = readFolder(root, id.slice(LEVEL.length + 1));
      for (const [, , path] of files) this.addWatchFile(path);
      return `export const files = ${JSON.stringify(Object.fromEntries(files))};`;
    },
  };
}
