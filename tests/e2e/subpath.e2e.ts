// The built folder on a plain static host, under a sub-path: the menu, a level by its own address, workers, board and link all find their way.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test } from './fixture.ts';

const DIST = join(import.meta.dirname, '../../dist');
const PREFIX = '/courses/networking/';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

function serveUnderPrefix(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const inside = path.startsWith(PREFIX) ? path.slice(PREFIX.length) : undefined;
    const file =
      inside === undefined ? undefined : join(DIST, inside.endsWith('/') || inside === '' ? `${inside}index.html` : inside);
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    // No header of ours: the policy in the page itself must do.
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('the build works from a sub-path of any static host', async ({ page }) => {
  const server = await serveUnderPrefix();
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PREFIX}`;
    await page.goto(base);
    await page.getByRole('button', { name: 'Show all floors' }).click();
    await page.getByRole('link', { name: /Nobody at the desk/ }).click();
    await expect(page).toHaveURL(`${base}level/030-nobody-at-the-desk/`);
    await page.reload();
    await expect(page.getByRole('dialog', { name: 'Nobody at the desk' })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.locator('[data-verdict="fail"]').first()).toBeVisible();
    await expect(page.getByRole('application')).toHaveAttribute('data-board-ready', 'true');
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(
      new RegExp(`^${base}level/030-nobody-at-the-desk/#s=1\\.`),
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
