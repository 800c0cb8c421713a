// A live room in browsers: a teacher opens it on the classroom server, a projector shows it, and three students play: one as usual, one whose network lets no
// socket and no stream through, one who is offline for a moment.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { bundleServer } from '../../scripts/classroomParts.mjs';
import { expect, findAxeViolations, FIXED_API, test, waitJudged } from './fixture.ts';

const ROOT = join(import.meta.dirname, '..', '..');
let server: ChildProcess;
let home: string;

test.beforeAll(async () => {
  const { main, worker } = await bundleServer();
  const port = await freePort();
  home = `http://127.0.0.1:${port}/`;
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'classroom-e2e-'));
  server = spawn(process.execPath, ['--disable-proto=delete', main], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR, CIDR_HOUSE_ROOT: ROOT, CIDR_HOUSE_WORKER: worker },
    stdio: 'ignore',
  });
  await expect.poll(isUp).toBe(true);
});
test.afterAll(() => void server.kill('SIGTERM'));

test('a class plays a live room to its end, whatever its network lets through', async ({ page, browser, watched }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${home}class/`);
  await page.getByLabel('Title').fill('Monday’s class');
  await page.getByLabel(/nobody at the desk/i).check();
  await page.getByLabel('Numbers and names').selectOption('plain');
  await page.getByRole('button', { name: 'Open a live room here' }).click();
  await expect(page.getByText('The room has not started yet.')).toBeVisible();
  const link = await page.getByLabel('Link for the students').inputValue();
  const show = (await page.getByRole('link', { name: 'Page for the projector' }).getAttribute('href')) ?? '';
  expect(await findAxeViolations(page)).toEqual([]);

  const wall = await other(browser);
  await wall.goto(show);
  await expect(wall.getByText('The room has not started yet.')).toBeVisible();
  expect(await findAxeViolations(wall)).toEqual([]);

  const [anna, ben, cleo] = [await other(browser), await other(browser), await other(browser)];
  await ben.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebSocket');
  });
  await ben.route('**/stream', (route) => route.fulfill({ status: 200, body: 'filtered by the school' }));
  for (const student of [anna, ben, cleo]) {
    await student.goto(link);
    await student.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(student.locator('[data-alias]')).not.toBeEmpty();
  }
  expect(await findAxeViolations(anna)).toEqual([]);
  await expect(page.locator('[data-seat]')).not.toHaveCount(0);
  await expect(page.getByText('3 seats taken.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Start', exact: true }).click();

  await solve(anna);
  await expect(anna.locator('[data-handed="taken"]').first()).toContainText('3 stars');
  await solve(ben);
  await expect(ben.locator('[data-handed="taken"]').first()).toContainText('3 stars');

  await open(cleo);
  await cleo.route('**/api/**', (route) => route.abort());
  await mend(cleo);
  await expect(cleo.getByText('will be sent by itself').first()).toBeVisible();
  await cleo.unroute('**/api/**');
  await cleo.evaluate(() => void dispatchEvent(new Event('online')));
  await expect(cleo.locator('[data-handed="taken"]').first()).toContainText('3 stars');
  // A page that comes back knows its seat and what was reached.
  const alias = await seatName(cleo);
  await cleo.reload();
  await expect(cleo.locator('[data-alias]')).toHaveText(alias);

  // The same seat on a phone; its key leaves the address.
  await cleo.getByRole('button', { name: /another device/ }).click();
  await cleo.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: home });
  await cleo.getByRole('button', { name: 'Copy the link' }).click();
  const seat = await cleo.evaluate(() => navigator.clipboard.readText());
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(seat);
  await expect(phone.locator('[data-alias]')).toHaveText(alias);
  expect(phone.url()).toMatch(/#j=[A-Z0-9]{6}$/);
  expect(await findAxeViolations(phone)).toEqual([]);

  const board = page.getByRole('table', { name: 'Board' });
  await expect(board.getByRole('rowheader')).toHaveCount(3);
  await expect(board.getByRole('cell', { name: '1 of 1' })).toHaveCount(3);
  await expect(wall.getByRole('cell', { name: '1 of 1' })).toHaveCount(3);
  await expect(wall.getByText(alias)).toHaveCount(0);
  await page.getByRole('button', { name: alias, exact: true }).click();
  await expect(page.getByRole('link', { name: /look at it in a new tab/ })).toHaveAttribute('href', /#s=1\./);
  expect(await findAxeViolations(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await expect(anna.getByText('The room has ended.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete the room' }).click();
  await expect(anna.getByText('The room was deleted.').first()).toBeVisible();
  // What the browser itself says of a network that is gone and of a room that is deleted is what was tried here.
  for (const student of [anna, ben, cleo, phone]) await student.close();
  const others = watched.filter((problem) => !/net::ERR_FAILED|status of 4(?:04|10)/.test(problem));
  watched.splice(0, watched.length, ...others);
});

async function other(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function open(student: Page): Promise<void> {
  await student.getByRole('main').getByRole('link').first().click();
  await student.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await waitJudged(student);
}

async function mend(student: Page): Promise<void> {
  await student.getByRole('textbox', { name: 'YAML of the chosen object' }).click();
  await student.keyboard.press('Control+a');
  await student.keyboard.insertText(FIXED_API);
  await student.keyboard.press('Control+Enter');
  await expect(student.getByText('Every goal holds.')).toBeVisible();
}

async function solve(student: Page): Promise<void> {
  await open(student);
  await mend(student);
}

async function seatName(student: Page): Promise<string> {
  await student.getByRole('button', { name: 'Back to the challenge' }).click();
  return (await student.locator('[data-alias]').textContent()) ?? '';
}

async function isUp(): Promise<boolean> {
  return fetch(`${home}healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
