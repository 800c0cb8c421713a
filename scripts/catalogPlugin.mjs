// Vite plugins of the build: the catalog of levels for the start page, and a page per level so that any static host serves its address.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawTower, withPreview, writePng } from './socialPlugin.mjs';

const ID = 'virtual:catalog';

/** Folder names under levels/, in order. */
export function listLevels(root) {
  const folder = join(root, 'levels');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z0-9-]+$/.test(name) && existsSync(join(folder, name, 'level.yaml')))
    .sort();
}

/** Title and subtitle are the first two lines of the text. */
function readHead(path, id) {
  const text = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return {
    title: (text[0] ?? id).replace(/^#\s*/, ''),
    subtitle: (text[1] ?? '').replace(/^[*_]+|[*_]+$/g, ''),
  };
}

/** Numbers are top-level scalars of level.yaml. */
export function readCard(root, id) {
  const level = readFileSync(join(root, 'levels', id, 'level.yaml'), 'utf8');
  const number = (key) => Number(new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(level)?.[1] ?? 0);
  return {
    id,
    rev: number('rev'),
    chapter: number('chapter'),
    order: number('order'),
    minutes: number('minutes'),
    ...readHead(join(root, 'levels', id, 'text', 'en.md'), id),
  };
}

/** Languages besides English that levels have texts in. */
const LANGUAGES = ['zh-Hans'];

/** What a language's texts put in place of the English titles. */
export function readCardTexts(root, locale) {
  const path = (id) => join(root, 'levels', id, 'text', `${locale}.md`);
  const translated = listLevels(root).filter((id) => existsSync(path(id)));
  return Object.fromEntries(translated.map((id) => [id, readHead(path(id), id)]));
}

export function catalogPlugin(root) {
  return {
    name: 'cidr-house-catalog',
    resolveId: (id) => (id === ID || id.startsWith(`${ID}/`) ? `\0${id}` : undefined),
    load(id) {
      const locale = LANGUAGES.find((language) => id === `\0${ID}/${language}`);
      if (locale) return `export const texts = ${JSON.stringify(readCardTexts(root, locale))};`;
      if (id !== `\0${ID}`) return undefined;
      const cards = listLevels(root)
        .map((level) => readCard(root, level))
        .sort((a, b) => a.chapter - b.chapter || a.order - b.order);
      const loaders = LANGUAGES.map((language) => `${JSON.stringify(language)}: () => import('${ID}/${language}')`);
      return `export const cards = ${JSON.stringify(cards)};\nexport const cardTexts = { ${loaders.join(', ')} };`;
    },
  };
}

const RULES = 'virtual:rules';

/** Every rule of docs/spec.md in its one line, by id; fetched when somebody asks what a rule says. */
export function readRules(root) {
  const rows = readFileSync(join(root, 'docs', 'spec.md'), 'utf8').matchAll(/^\| ([A-Z]+-?\d+[a-z]?) \| (.+?) \| /gm);
  return Object.fromEntries([...rows].map(([, id, rule]) => [id, rule]));
}

export function rulesPlugin(root) {
  return {
    name: 'cidr-house-rules',
    resolveId: (id) => (id === RULES ? `\0${RULES}` : undefined),
    load: (id) => (id === `\0${RULES}` ? `export const rules = ${JSON.stringify(readRules(root))};` : undefined),
  };
}

/** Puts a content policy first in the page, when building ('build') or developing ('serve'). */
export function policyPlugin(apply, policy) {
  return {
    name: `cidr-house-policy-${apply}`,
    apply,
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`),
    },
  };
}

/** Pages of the codex: folders with a concept.yaml. */
function listPages(root) {
  const folder = join(root, 'codex');
  return existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'concept.yaml'))) : [];
}

/** Copies of index.html at level/<id>/, codex/, codex/<page>/ and sandbox/, their addresses lifted to the base; a level's own says in a chat what it is. */
export function pagesPlugin(root) {
  return {
    name: 'cidr-house-pages',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (!page || typeof page.source !== 'string') return;
        const lift = (depth) => page.source.replaceAll(/(href|src)="\.\//g, `$1="${'../'.repeat(depth)}`);
        const site = process.env.SITE_URL?.replace(/\/*$/, '/');
        for (const card of listLevels(root).map((id) => readCard(root, id))) {
          const path = `preview/${card.id}.png`;
          const source = withPreview(lift(2), {
            title: card.title,
            description: card.subtitle,
            image: `${site ?? '../../'}${path}`,
            ...(site === undefined ? {} : { url: `${site}level/${card.id}/` }),
          });
          this.emitFile({ type: 'asset', fileName: `level/${card.id}/index.html`, source });
          this.emitFile({ type: 'asset', fileName: path, source: writePng(drawTower(card.chapter, card.order)) });
        }
        for (const name of ['sandbox', 'made', 'practice', 'class', 'codex'])
          this.emitFile({ type: 'asset', fileName: `${name}/index.html`, source: lift(1) });
        for (const id of listPages(root)) {
          this.emitFile({ type: 'asset', fileName: `codex/${id}/index.html`, source: lift(2) });
        }
      },
    },
  };
}

/** While developing, a level's address answers with the page; there and in the preview, one without its slash is sent on to the one with it. */
export function addressesPlugin() {
  const answer = (rewrite) => (server) => {
    server.middlewares.use((request, response, next) => {
      const match = /^\/(level\/[a-z0-9-]+|sandbox|made|practice|class|codex(?:\/[a-z0-9-]+)?)(\/)?(\?.*)?$/.exec(
        request.url ?? '',
      );
      if (match && !match[2]) {
        response.writeHead(301, { Location: `/${match[1]}/${match[3] ?? ''}` }).end();
        return;
      }
      if (match && rewrite) request.url = '/index.html';
      next();
    });
  };
  return { name: 'cidr-house-addresses', configureServer: answer(true), configurePreviewServer: answer(false) };
}
