// Links: a solution travels as one, is judged again where it is opened, never replaces the reader's own work, and says when it was cut off.
import type { Page } from '@playwright/test';
import { expect, openLevel, test, waitJudged } from './fixture.ts';

const LEVEL = '030-nobody-at-the-desk';
const FIXED = `apiVersion: v1\nkind: Service\nmetadata:\n  name: api\n  namespace: shop\nspec:\n  selector:\n    app: api\n  ports:\n  - port: 80\n    targetPort: 8080\n`;
const HALF = FIXED.replace('    targetPort: 8080\n', '');

async function writeService(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'YAML of the chosen object' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
}

async function start(page: Page): Promise<void> {
  await openLevel(page, LEVEL);
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
}

async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return link;
}

test('a link opened elsewhere is verified and leaves that player’s own work alone', async ({ page, browser }) => {
  await start(page);
  await writeService(page, FIXED);
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  const link = await makeLink(page);
  expect(link).toContain(`level/${LEVEL}/#s=1.`);
  expect(link.length).toBeLessThan(1200);

  const other = await (await browser.newContext()).newPage();
  await other.goto(link.replace(/#.*/, ''));
  await waitJudged(other);
  await other.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await writeService(other, HALF);
  await other.waitForTimeout(400);
  await other.goto('about:blank');
  await other.goto(link);
  await expect(other.locator('[data-shared="verified"]')).toBeVisible();
  await other.getByRole('button', { name: 'Back to my own' }).click();
  await expect(other.locator('[data-shared]')).toHaveCount(0);
  await expect(other.locator('[data-verdict="fail"]').first()).toBeVisible();
  await other.context().close();
});

test('making a shared solution one’s own is one edit that undo takes back', async ({ page }) => {
  await start(page);
  await writeService(page, FIXED);
  const link = await makeLink(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[data-verdict="fail"]').first()).toBeVisible();
  await page.waitForTimeout(400);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.locator('[data-shared="verified"]')).toBeVisible();
  await page.getByRole('button', { name: 'Make it mine' }).click();
  await expect(page.locator('[data-shared]')).toHaveCount(0);
  await expect(page.getByText('Every goal holds.')).toBeVisible();
});

test('a link that was cut off says how much of it arrived', async ({ page }) => {
  await start(page);
  await writeService(page, FIXED);
  const link = await makeLink(page);
  await page.goto('about:blank');
  await page.goto(link.slice(0, -40));
  await expect(page.getByRole('status').filter({ hasText: /cut off: \d+ of \d+ characters/ })).toBeVisible();
});
