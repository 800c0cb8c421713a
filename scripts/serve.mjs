// Serves dist/ as any static host would, with the content policy as a header too. PORT and HOST choose the address.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { CONTENT_POLICY } from './policy.mjs';

const ROOT = join(import.meta.dirname, '..', 'dist');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file an address names, inside dist/ and nowhere else; undefined when there is none. */
function fileOf(url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://host').pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const file = normalize(join(ROOT, path));
  if (file !== ROOT && !file.startsWith(ROOT + sep)) return undefined;
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  const index = join(file, 'index.html');
  return path.endsWith('/') && existsSync(index) ? index : undefined;
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
  const file = fileOf(request.url ?? '/');
  if (!file) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const hashed = /-[\w-]{8,}\.\w+$/.test(file);
  response.writeHead(200, {
    ...headers,
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
});

const host = process.env.HOST ?? '127.0.0.1';
let port = Number(process.env.PORT ?? 4173);
server.on('error', (error) => {
  if (error.code === 'EADDRINUSE' && !process.env.STRICT_PORT && port < 65_000) {
    port += 1;
    server.listen(port, host);
    return;
  }
  process.stderr.write(`The game could not be served on ${host}:${port}: ${error.message}\n`);
  process.exit(1);
});
server.on('listening', () => process.stdout.write(`CIDR House is open at http://${host}:${port}/\n`));
server.listen(port, host);
