// The workshop in a browser: a level's link opens and is checked again, a page of practice opens by its address, the builder works by keyboard alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { madeToPlain } from '../../src/levels/made/readMade.ts';
import { makePractice } from '../../src/levels/practice/generate.ts';
import { readPracticeId } from '../../src/levels/practice/practiceId.ts';
import { canonicalJson } from '../../src/share/canonicalJson.ts';
import { expect, findAxeViolations, test, waitJudged } from './fixture.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/levelLinks.json'), 'utf8')) as {
  title: string;
  link: string;
}[];

/** The example house: the world of a practice seed, repaired. */
function exampleStart(): string {
  const id = readPracticeId('practice-2-4');
  const practice = id && makePractice(createEngine(), id);
  if (!practice) return '';
  const { made } = practice;
  const { spec } = applyEdit(made.start, { type: 'batch', edits: made.solution });
  return canonicalJson(madeToPlain({ ...made, start: spec }).start);
}

/** The draft's start, as this browser keeps it. */
async function keptStart(page: Page): Promise<string> {
  const text = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        const opening = indexedDB.open('cidr-house');
        opening.onsuccess = (): void => {
          const asked = opening.result.transaction('saves').objectStore('saves').get('builder');
          asked.onsuccess = (): void => done((asked.result as { readonly text?: string } | undefined)?.text ?? '');
        };
      }),
  );
  return text === '' ? '' : canonicalJson((JSON.parse(text) as { start: unknown }).start);
}

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
  // What the browser's worker made is to the byte what Node makes of the same seed.
  await expect.poll(() => keptStart(page)).toBe(exampleStart());
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
