// Vite plugin: the codex. One chunk a page (its YAML, its switches, its texts), one for the worlds they share, and an index a language for list
// and search. Nothing of it is in the entry: the whole is fetched when somebody opens the codex.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLevels } from './catalogPlugin.mjs';

const ROOT_ID = 'virtual:codex';
const PAGE = 'virtual:codex/page/';
const INDEX = 'virtual:codex/index/';
const WORLDS = 'virtual:codex/worlds';
const FALLBACK = 'en';
const MOST_LEVELS = 5;

/** Folder names under codex/ that hold a page, in the order in which they are listed. */
export function listConcepts(root) {
  const folder = join(root, 'codex');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'concept.yaml')))
    .map((name) => ({ name, order: Number(line(readFileSync(join(folder, name, 'concept.yaml'), 'utf8'), 'order')) }))
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

function readFolder(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(yaml|md)$/.test(name))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8'), join(folder, name)]);
}

/** A flow list or scalar of one line: `rules: [A-3, NP5]`, `group: badges`. */
function line(yaml, key) {
  return new RegExp(`^${key}:[ \\t]*(.*)$`, 'm').exec(yaml)?.[1]?.trim() ?? '';
}
function list(yaml, key) {
  return line(yaml, key)
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Rules that levels teach, by level. */
function levelRules(root) {
  return listLevels(root).map((id) => [id, list(readFileSync(join(root, 'levels', id, 'level.yaml'), 'utf8'), 'rules')]);
}

/** Levels of a page: those it names, then those that share most of its rules. */
function levelsOf(yaml, taught) {
  const named = list(yaml, 'levels').filter((id) => taught.some(([level]) => level === id));
  const rules = new Set(list(yaml, 'rules'));
  const sharing = taught
    .map(([id, theirs]) => ({ id, shared: theirs.filter((rule) => rules.has(rule)).length }))
    .filter(({ id, shared }) => shared > 0 && !named.includes(id))
    .sort((a, b) => b.shared - a.shared || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  return [...named, ...sharing].slice(0, Math.max(MOST_LEVELS, named.length));
}

function wordsOf(markdown) {
  return markdown
    .split('\n')
    .filter((text) => !/^(#|\*|```|- `)/.test(text.trim()))
    .join(' ')
    .replaceAll(/\s*\[[A-Z]+-?\d+[A-Z0-9 ,-]*\]/g, '')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Title, subtitle, other words and all plain words of a page in one language. */
export function readConceptCard(root, id, locale, taught = levelRules(root)) {
  const folder = join(root, 'codex', id);
  const yaml = readFileSync(join(folder, 'concept.yaml'), 'utf8');
  const own = join(folder, 'text', `${locale}.md`);
  const text = readFileSync(existsSync(own) ? own : join(folder, 'text', `${FALLBACK}.md`), 'utf8').replaceAll('\r', '');
  const [title = id, subtitle = ''] = text.split('\n').filter((row) => row.trim() !== '');
  const aliases = (/^## Also called\n+([\s\S]*?)(?=\n## |$(?![\s\S]))/m.exec(text)?.[1] ?? '')
    .replaceAll('`', '')
    .split(/[,，、\n]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  return {
    id,
    group: line(yaml, 'group'),
    title: title.replace(/^#\s*/, ''),
    subtitle: subtitle.replace(/^\*|\*$/g, ''),
    aliases,
    rules: list(yaml, 'rules'),
    words: wordsOf(text),
    levels: levelsOf(yaml, taught),
  };
}

/** Languages that at least one page is written in. */
export function listCodexLocales(root) {
  const locales = new Set([FALLBACK]);
  for (const id of listConcepts(root)) {
    for (const name of readdirSync(join(root, 'codex', id, 'text'))) locales.add(name.replace(/\.md$/, ''));
  }
  return [...locales].sort();
}

function entries(ids, prefix) {
  return ids.map((id) => `  ${JSON.stringify(id)}: () => import(${JSON.stringify(prefix + id)}),`).join('\n');
}

export function codexPlugin(root) {
  return {
    name: 'cidr-house-codex',
    resolveId: (id) => (id === ROOT_ID || id.startsWith(`${ROOT_ID}/`) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${ROOT_ID}`)) return undefined;
      const name = id.slice(1);
      if (name === ROOT_ID) {
        return [
          `export const indexes = {\n${entries(listCodexLocales(root), INDEX)}\n};`,
          `export const pages = {\n${entries(listConcepts(root), PAGE)}\n};`,
          `export const worlds = () => import(${JSON.stringify(WORLDS)});`,
        ].join('\n');
      }
      if (name.startsWith(INDEX)) {
        const taught = levelRules(root);
        const cards = listConcepts(root).map((concept) => readConceptCard(root, concept, name.slice(INDEX.length), taught));
        return `export const cards = ${JSON.stringify(cards)};`;
      }
      const worlds = name === WORLDS;
      const files = readFolder(join(root, 'codex', worlds ? 'worlds' : name.slice(PAGE.length)));
      for (const [, , path] of files) this.addWatchFile(path);
      const named = files.map(([path, text]) => [worlds ? `worlds/${path}` : path, text]);
      return `export const files = ${JSON.stringify(Object.fromEntries(named))};`;
    },
  };
}
