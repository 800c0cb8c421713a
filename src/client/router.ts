// Addresses: `<base>`, `<base>level/<id>/`, `<base>level/<id>/#v=<seed>`, `<base>sandbox/`, `<base>codex/`, `<base>codex/<page>/`; made levels and practice have one page each, and the id behind `#`. The base is found from the page's own path, so any sub-path works.

const LEVEL = /(?:^|\/)level\/([a-z0-9-]+)\/(?:index\.html)?$/;
/** Their ids begin like this; no level of the catalogue does. */
const PAGES = { made: /^made-[0-9a-z]+$/, practice: /^(?:practice|daily)-[0-9-]+$/ } as const;
const PAGE = /(?:^|\/)(made|practice)\/(?:index\.html)?$/;
const CODEX = /(?:^|\/)codex\/(?:([a-z0-9-]+)\/)?(?:index\.html)?$/;
const SANDBOX = /(?:^|\/)sandbox\/(?:index\.html)?$/;

const CLASS = /(?:^|\/)class\/(?:index\.html)?$/;

/** The folder the game is served from, with both slashes: `/` or `/play/`. */
export function baseAddress(pathname: string): string {
  const cut = pathname
    .replace(LEVEL, '/')
    .replace(SANDBOX, '/')
    .replace(PAGE, '/')
    .replace(CLASS, '/')
    .replace(CODEX, '/')
    .replace(/index\.html$/, '');
  return cut.endsWith('/') ? cut : `${cut}/`;
}

/** '' is the start page; `codex` and `codex/<page>` are the codex. */
export function levelAddress(base: string, id: string): string {
  if (id === '') return base;
  for (const [page, name] of Object.entries(PAGES)) if (name.test(id)) return `${base}${page}/#${id}`;
  if (id === 'class') return `${base}class/`;
  // `class/t/<challenge>` is a teacher's, `class/c/<code>` a student's, with a level behind it while that is played; `class/h/<room>` a live room's teacher's, `class/j/<room>` its students', `class/show/<room>.<key>` a projector's.
  const [page, letter, code = '', played] = id.split('/');
  if (page === 'class') return `${base}class/#${letter}=${code}${played === undefined ? '' : `&p=${played}`}`;
  if (id === 'codex' || id.startsWith('codex/')) return `${base}${id.split('/').map(encodeURIComponent).join('/')}/`;
  const [level = '', seed] = id.split('~');
  const variant = seed === undefined ? '' : `#v=${encodeURIComponent(seed)}`;
  return id === 'sandbox' ? `${base}sandbox/` : `${base}level/${encodeURIComponent(level)}/${variant}`;
}

/** Level id (with `~seed` for a variant), 'sandbox', `codex`, `codex/<page>`, or undefined for the start page. */
export function routeOf(pathname: string, base: string, hash = ''): string | undefined {
  const rest = pathname.startsWith(base) ? pathname.slice(base.length) : '';
  if (SANDBOX.test(rest)) return 'sandbox';
  // A challenge or a result opens on whatever page its link was put behind.
  const [, letter, code = '', played] = /^#(c|r|t|j|h|show)=([\w.-]*)(?:&p=(\d{3}-[a-z0-9-]+))?/.exec(hash) ?? [];
  if (letter !== undefined && (code !== '' || letter === 'j') && (!'th'.includes(letter) || CLASS.test(rest)))
    return `class/${letter}/${code}${played === undefined ? '' : `/${played}`}`;
  if (CLASS.test(rest)) return 'class';
  const page = PAGE.exec(rest)?.[1];
  if (page === 'made' || page === 'practice') return PAGES[page].test(hash.slice(1)) ? hash.slice(1) : undefined;
  const codex = CODEX.exec(rest);
  if (codex) return codex[1] === undefined ? 'codex' : `codex/${codex[1]}`;
  const level = LEVEL.exec(rest)?.[1];
  const seed = /^#v=([1-9]\d{0,8})$/.exec(hash)?.[1];
  return level === undefined || seed === undefined ? level : `${level}~${seed}`;
}
