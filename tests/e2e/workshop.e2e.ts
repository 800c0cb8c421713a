// The workshop in a browser: a level's link opens and is checked again, a page of practice opens by its address, the builder works by keyboard alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, findAxeViolations, test, waitJudged } from './fixture.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/levelLinks.json'), 'utf8')) as {
  title: string;
  link: string;
}[];

test('a level link opens, says whose texts they are, is checked again and kept for the next visit', async ({ page }) => {
  const { title, link } = golden[0] ?? { title: '', link: '' };
  await page.goto(`made/#l=${link}`);
  await expect(page.getByRole('dialog').getByRole('heading', { name: title })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await waitJudged(page);
  await expect(page.locator('[data-workshop="made"]')).toContainText('Checked here');
  await expect(page.locator('[data-verdict="fail"]').first()).toBeVisible();
  await page.goto('.');
  await page.getByRole('link', { name: title }).click();
  await waitJudged(page);
  expect(page.url()).toMatch(/made\/#made-[0-9a-f]{20}$/);
});

test('practice opens by its address, and the builder takes a level to its check by keyboard alone', async ({ page }) => {
  await page.goto('practice/#practice-1-3');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await waitJudged(page);
  await expect(page.locator('[data-verdict="fail"]').first()).toBeVisible();
  await page.goto('sandbox/');
  const press = async (name: string | RegExp): Promise<void> => {
    const button = page.getByRole('button', { name });
    await expect(button).toBeEnabled();
    await button.focus();
    await page.keyboard.press('Enter');
  };
  await press('Make a level of this');
  await press('Put an example house into the sandbox');
  await press('Take the sandbox as the start');
  await press('Next step');
  await page.getByLabel('From', { exact: true }).first().focus();
  await page.keyboard.type('courtyard/courier');
  await page.keyboard.press('Tab');
  await page.getByLabel('To', { exact: true }).first().focus();
  await page.keyboard.type('pods:data/*:3306');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 goal', { exact: true })).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
  await press(/Texts/);
  await page.getByLabel('Title').focus();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Tab');
  await press(/^Check$/);
  await press('Check it');
  await expect(page.getByText('Nobody has shown that it can be won')).toBeVisible();
});
