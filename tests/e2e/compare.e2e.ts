// Two CNI modes side by side, by keyboard and by name: two boards, one envelope in both with the difference named, lists instead of
// buildings, one undoable edit, and nothing moved by closing.
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

test('two modes side by side: the difference is named, closing moves nothing, taking one is one edit', async ({ page }) => {
  await openLevel(page, '020-short-of-desks');
  await page.keyboard.press('Escape');
  const revision = (await page.locator('[data-revision]').getAttribute('data-revision')) ?? '';
  await page.getByRole('tab', { name: 'Network' }).click();
  const open = page.getByRole('button', { name: 'Compare two modes side by side' });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Two (houses|CNI modes)/ });
  await expect(dialog.getByRole('application')).toHaveCount(2);
  await expect(dialog.locator('[data-board-ready]')).toHaveCount(2);
  await expect(dialog.getByRole('row', { name: /snet-nodes/ })).toContainText('321 missing of 123');

  await dialog.getByRole('button', { name: 'Send in both' }).press('Enter');
  await dialog.getByRole('button', { name: 'Next difference' }).press('Enter');
  await expect(dialog.locator('.compare-difference')).toContainText(
    'Here Azure CNI Overlay keeps the letter; Azure CNI node subnet lets it go on.',
  );
  await expect(dialog.getByText(/^\d+ flows? gained$/)).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Lists' }).press('Enter');
  await expect(dialog.getByRole('tree')).toHaveCount(2);
  expect(await findAxeViolations(page)).toEqual([]);
  await dialog
    .getByRole('region', { name: 'Right mode' })
    .getByRole('treeitem', { name: /snet-nodes/ })
    .click();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
  await expect(page.locator('[data-revision]')).toHaveAttribute('data-revision', revision);

  await open.press('Enter');
  await dialog.getByRole('combobox', { name: 'Right mode' }).selectOption('kubenet');
  await expect(dialog.getByText('retires on 2028-03-31')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take this mode' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-revision]')).not.toHaveAttribute('data-revision', revision);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Azure CNI Overlay' }).locator('..')).toContainText('now');
});
