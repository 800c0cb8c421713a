// Connecting on the board and in its twin: a level solved by one pull of the pointer, and by the keyboard alone with the board hidden.
import type { Page } from '@playwright/test';
import { expect, findAxeViolations, openLevel, pullDeskToLaptop, test } from './fixture.ts';

const LEVEL = '030-nobody-at-the-desk';

async function allHold(page: Page): Promise<void> {
  await expect(page.locator('[data-verdict="pass"]')).toHaveCount(3);
}

test('a pull from a help desk to a laptop mends its selector, and its port when that is asked for', async ({ page }) => {
  await openLevel(page, LEVEL);
  await page.keyboard.press('Escape');
  const board = page.getByRole('application');
  await expect(board).toHaveAttribute('data-board-ready', 'true');
  // The story is closed: one stands before the building.
  await expect(board).toBeFocused();
  await page.getByRole('tab', { name: 'Objects' }).click();
  await pullDeskToLaptop(page);
  await expect(page.getByRole('status', { name: 'Connecting' })).toHaveText(
    /^laptop shop\/api-1 fits\. Help desk shop\/api hands letters/,
  );
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('hands letters to laptops labelled app=api.');
  const port = dialog.getByRole('checkbox', { name: 'and ring ear 8080 of the laptops instead of 80' });
  await expect(port).not.toBeChecked();
  await port.check();
  await dialog.getByRole('button', { name: 'Do it' }).click();
  await allHold(page);
  // One step back, and by the keys of the board: a target that does not fit says why.
  await board.focus();
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-verdict="pass"]')).toHaveCount(0);
  await page.keyboard.press('c');
  const status = page.getByRole('status', { name: 'Connecting' });
  await expect(status).toContainText(/^Connecting help desk shop\/api. \d places fit/);
  // Arrow keys visit what fits and nothing else.
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowRight', 'Home']) {
    await page.keyboard.press(key);
    await expect(status).toContainText(/fits\. /);
  }
  await page.keyboard.press('Escape');
  await expect(status).toHaveText('');
});

test('the same by keyboard alone, with the board hidden', async ({ page }) => {
  await openLevel(page, LEVEL);
  await page.keyboard.press('Escape');
  const press = async (name: string | RegExp, role: 'button' | 'treeitem' = 'button'): Promise<void> => {
    await page.getByRole(role, { name, exact: true }).first().focus();
    await page.keyboard.press('Enter');
  };
  await press('Hide board');
  await press('shop/api');
  await press('Connect to…');
  await expect(page.getByText('These do not, and why')).toBeVisible();
  await press('laptop shop/api-1');
  await expect(page.getByRole('dialog')).toContainText('kubectl patch service api --namespace shop --type merge');
  expect(await findAxeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Connect to…' }).first()).toBeFocused();
  // The port is the second mistake, and the same gesture mends it.
  await press('Connect to…');
  await press('laptop shop/api-1');
  await expect(page.getByRole('dialog')).toContainText('hands letters on to ear 8080 of shop/api-1 (was 80)');
  await page.keyboard.press('Enter');
  await allHold(page);
  await press('Add…');
  const policy = page.getByRole('dialog').getByRole('button', { name: 'Badge readers: nobody in' });
  await policy.focus();
  expect(await findAxeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('NetworkPolicy/shop/default-deny').or(page.getByText('policy:shop/default-deny')).first(),
  ).toBeVisible();
});
