// A live room in browsers: a teacher opens it on the classroom server, a projector shows it, and three students play: one as usual, one whose network lets no
// socket and no stream through, one who is offline for a moment.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page } from '@playwright/test';
import { bundleServer } from '../../scripts/classroomParts.mjs';
import { expect as soon, findAxeViolations, FIXED_API, test, waitJudged } from './fixture.ts';

const ROOT = join(import.meta.dirname, '..', '..');
// Two browsers, a server and its engine on whatever machine this is: what is waited for has the time it needs.
const expect = soon.configure({ timeout: 60_000 });
test.describe.configure({ timeout: 300_000 });

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
  await soon.poll(isUp, { timeout: 60_000 }).toBe(true);
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
  // The browser itself says of the network that is taken away here, and below of the room that is deleted, that it is gone: of these addresses alone.
  const api = `${home}api/rooms/${(/j=([A-Z0-9]{6})/.exec(link) ?? [])[1]}`;
  const noNetwork = expectErrors(cleo, /net::ERR_FAILED/, api);
  await cleo.route('**/api/**', (route) => route.abort());
  await mend(cleo);
  await expect(cleo.getByText('will be sent by itself').first()).toBeVisible();
  await cleo.unroute('**/api/**');
  await cleo.evaluate(() => void dispatchEvent(new Event('online')));
  await expect(cleo.locator('[data-handed="taken"]').first()).toContainText('3 stars');
  noNetwork.stop();
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
  await expect(page.getByRole('link', { name: /Look at it in a new tab/ })).toHaveAttribute('href', /#s=1\./);
  expect(await findAxeViolations(page)).toEqual([]);
  // By the keyboard, from the cell of the matrix to a walk through the moves.
  await page.getByRole('button', { name: new RegExp(`^3 stars of 3 ?${alias}, `) }).press('Enter');
  // The list is drawn anew when the log has come; a key that was pressed in that moment went nowhere.
  let watching = page;
  await expect(async () => {
    const opening = page.context().waitForEvent('page', { timeout: 5000 });
    opening.catch(() => undefined);
    await page.getByRole('link', { name: /move by move/ }).press('Enter', { timeout: 5000 });
    watching = await opening;
  }).toPass();
  await waitJudged(watching);
  await expect(watching.locator('[data-shared="verified"]')).toContainText(alias);
  await watching.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(watching.getByText('0 of 1 move made')).toBeVisible();
  await expect(watching.locator('[data-verdict="fail"]').first()).toBeVisible();
  await watching.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(watching.getByText('1 of 1 move made')).toBeVisible();
  await expect(watching.getByText('attempt 1 handed in')).toBeVisible();
  // Nothing can be changed in it, and a reload shows it again.
  await watching.getByRole('textbox', { name: 'YAML of the chosen object' }).click();
  await watching.keyboard.press('Control+End');
  await watching.keyboard.insertText('# mine');
  await watching.keyboard.press('Control+Enter');
  await expect(watching.getByText(/to be looked at. Nothing can be changed/).first()).toBeVisible();
  expect(await findAxeViolations(watching)).toEqual([]);
  await watching.reload();
  await expect(watching.locator('[data-shared="verified"]')).toContainText(alias);
  await watching.close();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await expect(anna.getByText('The room has ended.').first()).toBeVisible();
  const gone = [page, wall, anna, ben, cleo, phone].map((each) => expectErrors(each, /status of 4(?:04|10)/, api));
  await page.getByRole('button', { name: 'Delete the room' }).click();
  for (const student of [anna, ben, cleo, phone]) await expect(student.getByText('The room was deleted.').first()).toBeVisible();
  for (const each of [anna, ben, cleo, phone, wall]) await each.close();
  for (const problem of [noNetwork, ...gone].flatMap(({ found }) => found)) watched.splice(watched.indexOf(problem), 1);
});

test('a teacher tries the room with bots, skips a level, prints seat cards, and a card’s holder sits down under its name', async ({
  page,
  browser,
  watched,
}) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${home}class/`);
  await page.getByLabel('Title').fill('Rehearsal');
  await page.getByLabel(/nobody at the desk/i).check();
  await page.getByLabel(/the first letter/i).check();
  await page.getByLabel('Numbers and names').selectOption('plain');
  await page.getByLabel('Attempts at a level').fill('5');
  await page.getByLabel('Seats at most').fill('4');
  await page.getByLabel('Days until the server').fill('7');
  await page.getByRole('button', { name: 'Open a live room here' }).click();
  // A fifth seat is refused, and so is what a bot hands in while its level is being skipped or its seat taken away.
  const refused = expectErrors(page, /status of 40[39]/, `${home}api/rooms/`);
  await page.getByLabel('Bots').fill('9');
  await page.getByRole('button', { name: 'Let them in' }).press('Enter');
  // Four chairs, and a word about the fifth.
  await expect(page.getByText('4 bots in the room.')).toBeVisible();
  await expect(page.getByText('Every seat of this room is taken.')).toBeVisible();
  expect(refused.found).toHaveLength(1);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const board = page.getByRole('table', { name: 'Board' });
  await expect(board.getByText('(rehearsal)')).toHaveCount(4);
  await expect(page.locator('.matrix-cell').first()).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
  await page.getByText('Skip a level', { exact: true }).press('Enter');
  await page.getByLabel(/Skip “.*first letter/i).press('Space');
  await expect(page.getByText('(1 skipped)')).toBeVisible();
  await page.getByRole('button', { name: 'Clear them all away' }).click();
  await expect(page.getByText('0 bots in the room.')).toBeVisible();
  await expect(board.getByRole('rowheader')).toHaveCount(0);

  const opening = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Seat cards' }).click();
  const cards = await opening;
  await cards.getByRole('spinbutton', { name: 'Cards' }).fill('3');
  await cards.getByRole('spinbutton', { name: 'Cards' }).blur();
  await expect(cards.locator('[data-card]')).toHaveCount(3);
  await expect(cards.getByRole('img', { name: /code/i })).toHaveCount(3);
  expect(await findAxeViolations(cards)).toEqual([]);
  const name = (await cards.locator('.live-card-name').nth(1).textContent()) ?? '';
  const link = (await cards.locator('.live-card-link').nth(1).textContent()) ?? '';
  const student = await other(browser);
  await student.goto(link);
  await expect(student.locator('[data-alias]')).toHaveText(name);
  await expect(student.getByText('Skipped: it does not count.')).toBeVisible();
  await expect(student.getByText('Attempts: 0 of 5').first()).toBeVisible();
  await expect(board.getByRole('rowheader')).toHaveText([name]);
  expect(await findAxeViolations(student)).toEqual([]);

  // What is built is seen while it is built, and the page that watches goes along.
  await open(student);
  await write(student, FIXED_API.replace('8080', '8081'));
  await page.getByRole('button', { name: new RegExp(`^at work, nothing handed in ?${name}, `) }).click();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: /^Watch the work at .* move by move/ }).click();
  const watching = await opened;
  await expect(watching.locator('[data-shared="failed"]')).toContainText(name);
  await write(student, FIXED_API);
  await expect(watching.locator('[data-shared="verified"]')).toContainText(name);
  await expect(watching.getByText('2 of 2 moves made')).toBeVisible();
  await watching.getByRole('button', { name: 'Back to the room' }).click();
  await expect(watching.getByRole('heading', { name: 'Rehearsal', level: 1 })).toBeVisible();
  await student.close();
  for (const problem of refused.found) watched.splice(watched.indexOf(problem), 1);
});

/** What this page's console says of these addresses until it is stopped; nothing else is let pass. */
function expectErrors(page: Page, text: RegExp, address: string): { readonly found: string[]; stop(): void } {
  const found: string[] = [];
  const listen = (message: ConsoleMessage): void => {
    if (message.type() === 'error' && text.test(message.text()) && message.location().url.startsWith(address))
      found.push(`console: ${message.text()}`);
  };
  page.on('console', listen);
  return { found, stop: () => void page.off('console', listen) };
}

async function other(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function open(student: Page): Promise<void> {
  await student.getByRole('main').getByRole('link').first().click();
  await student.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await waitJudged(student);
}

async function write(student: Page, text: string): Promise<void> {
  await student.getByRole('textbox', { name: 'YAML of the chosen object' }).click();
  await student.keyboard.press('Control+a');
  await student.keyboard.insertText(text);
  await student.keyboard.press('Control+Enter');
}

async function mend(student: Page): Promise<void> {
  await write(student, FIXED_API);
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
