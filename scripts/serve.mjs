// Serves dist/ as any static host would, with the content policy as a header too. PORT and HOST choose the address.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, normalize, sep } from 'node:path';
import { CONTENT_POLICY } from './policy.mjs';

const ROOT = join(import.meta.dirname, '..', 'dist');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Undefined for whatever cannot be looked at: missing, below a file, too long a name. */
function statOf(file) {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

/** The file an address names, inside dist/ and nowhere else; undefined when there is none. A folder's address ends in a slash: `folder` says where. */
function fileOf(url) {
  let path;
  let query;
  try {
    const parsed = new URL(url, 'http://host');
    path = decodeURIComponent(parsed.pathname);
    query = parsed.search;
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const file = normalize(join(ROOT, path));
  if (file !== ROOT && !file.startsWith(ROOT + sep)) return undefined;
  const stat = statOf(file);
  if (!stat) return undefined;
  if (!stat.isDirectory()) return stat.isFile() && !path.endsWith('/') ? { file } : undefined;
  const index = join(file, 'index.html');
  if (!existsSync(index)) return undefined;
  // Relative to its own parent, so that the answer never names a host.
  return path.endsWith('/') ? { file: index } : { folder: `./${encodeURIComponent(basename(file))}/${query}` };
}

const server = createServer((request, response) => {
  const headers = {
    'Content-Security-Policy': `${CONTENT_POLICY}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end();
    return;
  }
  const { file, folder } = fileOf(request.url ?? '/') ?? {};
  if (folder) {
    response.writeHead(301, { ...headers, Location: folder }).end();
    return;
  }
  if (!file) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const hashed = file.startsWith(join(ROOT, 'assets') + sep);
  response.writeHead(200, {
    ...headers,
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  // A build may replace the file while it is read: that answer is cut, the server stays.
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
});

const host = process.env.HOST ?? '127.0.0.1';
let port = Number(process.env.PORT || 4173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`PORT is a number from 0 to 65535, not “${process.env.PORT}”.\n`);
  process.exit(2);
}
server.on('error', (error) => {
  if (error.code === 'EADDRINUSE' && !process.env.STRICT_PORT && port < 65_000) {
    port += 1;
    server.listen(port, host);
    return;
  }
  process.stderr.write(`The game could not be served on ${host}:${port}: ${error.message}\n`);
  process.exit(1);
});
server.on('listening', () => {
  const shown = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(`CIDR House is open at http://${shown}:${server.address().port}/\n`);
});
server.listen(port, host);
