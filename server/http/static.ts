// The built game, as scripts/serve.mjs serves it: the same headers, the same policy, files of dist/ and nothing else.
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, extname, join, normalize, sep } from 'node:path';
import { CONTENT_POLICY } from '../../scripts/policy.mjs';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${CONTENT_POLICY}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // The page asks for it once: rooms can be opened here.
  'X-Classroom': '1',
};

type Found = { readonly file: string } | { readonly folder: string };

export function createStatic(root: string): (request: IncomingMessage, response: ServerResponse) => void {
  const find = (url: string): Found | undefined => {
    let path: string;
    let query: string;
    try {
      const parsed = new URL(url, 'http://host');
      path = decodeURIComponent(parsed.pathname);
      query = parsed.search;
    } catch {
      return undefined;
    }
    if (path.includes('\0')) return undefined;
    const file = normalize(join(root, path));
    if (file !== root && file !== root + sep && !file.startsWith(root + sep)) return undefined;
    const stat = statOf(file);
    if (!stat) return undefined;
    if (!stat.isDirectory()) return stat.isFile() && !path.endsWith('/') ? { file } : undefined;
    const index = join(file, 'index.html');
    if (!existsSync(index)) return undefined;
    return path.endsWith('/') ? { file: index } : { folder: `./${encodeURIComponent(basename(file))}/${query}` };
  };

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...SECURITY_HEADERS, Allow: 'GET, HEAD' }).end();
      return;
    }
    const found = find(request.url ?? '/');
    if (!found) {
      response.writeHead(404, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    if ('folder' in found) {
      response.writeHead(301, { ...SECURITY_HEADERS, Location: found.folder }).end();
      return;
    }
    const hashed = found.file.startsWith(join(root, 'assets') + sep);
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream',
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(found.file)
        .on('error', () => response.destroy())
        .pipe(response);
  };
}

function statOf(file: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}
