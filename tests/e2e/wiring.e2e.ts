// Level 030 in the tab of Services with the keyboard alone: the selector is typed, its pods are lit before anything is applied, the plug goes into its
// socket, the goals hold. Axe over the tab.
import type { Page } from '@playwright/test';
import { expect, findAxeViolations, openLevel, test, waitJudged } from './fixture.ts';

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test('level 030 is wired with the keyboard alone', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^YAML$/);
  for (const _tab of ['Design', 'Policies', 'Services']) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Help desks' })).toBeFocused();
  const panel = page.getByRole('tabpanel').first();
  await expect(panel).toContainText('Nobody sits at the help desk shop/api');
  await tabTo(page, /^Value of label 1$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('ap');
  await expect(panel).toContainText('No pod of this namespace has app=ap.');
  await page.keyboard.type('i');
  await expect(panel).toContainText('Would ask 3 laptops, marked on the board: shop/api-1');
  await expect(page.getByText(/api-1, .*api-2/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('shop/api-1: no container listens on 80; it listens on http 8080');
  expect(await findAxeViolations(page)).toEqual([]);
  await tabTo(page, /^Plug into 8080$/);
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('shop/api-1 listens on 8080.');
  await waitJudged(page);
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  await tabTo(page, /^Type and fields$/);
  await page.keyboard.press('Enter');
  expect(await findAxeViolations(page)).toEqual([]);
});
