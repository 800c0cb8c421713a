// Without a network: the game, a level nobody has opened yet and the player's work are there; a newer game waits until it is taken, on the start page.
import { appendFileSync, cpSync, createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openLevel, test, waitJudged } from './fixture.ts';

test.use({ serviceWorkers: 'allow' });

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

test('the network goes: the menu, an unopened level and what was built stay', async ({ page, context }) => {
  await page.goto('');
  await untilKept(page);
  await context.setOffline(true);
  await openLevel(page, '030-nobody-at-the-desk');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const line = page.getByRole('textbox', { name: /command/i });
  await line.fill('kubectl set selector service api app=api -n shop');
  await line.press('Enter');
  await expect(page.getByText('service/api selector updated').first()).toBeVisible();
  await page.reload();
  await waitJudged(page);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('a newer game waits, says so on the start page alone, and is taken when asked', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cidr-house-'));
  cpSync(join(import.meta.dirname, '../../dist'), folder, { recursive: true });
  const server = await serve(folder);
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await page.goto(base);
    await untilKept(page);
    appendFileSync(join(folder, 'sw.js'), '\n// a newer game\n');
    await page.goto(`${base}level/010-the-first-letter/`);
    await waitJudged(page);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await expect(page.getByText('A newer CIDR House is ready')).toHaveCount(0);
    await page.goto(base);
    await page.getByRole('button', { name: 'Take it now' }).click();
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null).catch(() => false))
      .toBe(true);
    await expect(page.getByRole('link', { name: /Start: The first letter/ })).toBeVisible();
    await expect(page.getByText('A newer CIDR House is ready')).toHaveCount(0);
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
