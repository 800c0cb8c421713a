// Addresses: `<base>`, `<base>level/<id>/`, `<base>sandbox/`. The base is found from the page's own path, so any sub-path works.

const LEVEL = /(?:^|\/)level\/([a-z0-9-]+)\/(?:index\.html)?$/;
const SANDBOX = /(?:^|\/)sandbox\/(?:index\.html)?$/;

/** The folder the game is served from, with both slashes: `/` or `/play/`. */
export function baseAddress(pathname: string): string {
  const cut = pathname
    .replace(LEVEL, '/')
    .replace(SANDBOX, '/')
    .replace(/index\.html$/, '');
  return cut.endsWith('/') ? cut : `${cut}/`;
}

/** '' is the start page. */
export function levelAddress(base: string, id: string): string {
  if (id === '') return base;
  return id === 'sandbox' ? `${base}sandbox/` : `${base}level/${encodeURIComponent(id)}/`;
}

/** Level id, 'sandbox', or undefined for the start page. */
export function routeOf(pathname: string, base: string): string | undefined {
  const rest = pathname.startsWith(base) ? pathname.slice(base.length) : '';
  if (SANDBOX.test(rest)) return 'sandbox';
  return LEVEL.exec(rest)?.[1];
}
