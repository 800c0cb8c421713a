// A level's files as text: one lazy chunk per level (scripts/levelsPlugin.mjs), fetched only when the level is opened.
import { levels } from 'virtual:levels';

/** Path inside the level's folder → text; undefined when there is no such level. */
export async function readLevelFiles(id: string): Promise<Readonly<Record<string, string>> | undefined> {
  return Object.hasOwn(levels, id) ? (await levels[id]?.())?.files : undefined;
}
