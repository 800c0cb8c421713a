// The first two minutes, by keyboard and by pointer: every step waits for the player's own deed; Escape skips; the menu shows around again.
import { expect, openLevel, test } from './fixture.ts';

test('somebody new is shown around the first level by doing, and can be shown around again', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('new') === null) localStorage.setItem('cidr-house/preferences', '{}');
    sessionStorage.setItem('new', 'no');
  });
  await openLevel(page, '010-the-first-letter');
  const tour = page.locator('.tour');
  await expect(tour).toHaveCount(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(tour).toHaveAttribute('data-step', 'look');
  await tour.getByRole('button', { name: 'Take me there' }).click();
  await expect(page.locator('.board[role="application"]')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tour).toHaveAttribute('data-step', 'send');
  // The card lies on the board and covers no goal.
  const card = await tour.boundingBox();
  const goals = await page.locator('[data-name="goals"]').boundingBox();
  expect(card && goals && card.x >= goals.x + goals.width).toBe(true);
  await tour.getByRole('button', { name: 'Take me there' }).click();
  await page.keyboard.press('Enter');
  await expect(tour).toHaveAttribute('data-step', 'read');
  await page.locator('.stops li').last().getByRole('button').click();
  await expect(tour).toHaveAttribute('data-step', 'change');
  await page.getByRole('button', { name: 'Add something (N)' }).click();
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').selectOption('ops');
  await palette.locator('.palette button[aria-disabled="false"]').first().click();
  await expect(tour).toHaveAttribute('data-step', 'watch');
  await page.locator('[data-goal="letter"] button.link').first().click();
  await expect(tour).toHaveAttribute('data-step', 'done');
  await tour.getByRole('button', { name: 'I know my way' }).click();
  await expect(tour).toHaveCount(0);
  await page.reload();
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.locator('canvas')).toBeVisible();
  await expect(tour).toHaveCount(0);
  await page.getByRole('button', { name: 'Look, sound and pictures' }).click();
  await page.getByRole('button', { name: 'Show me around again' }).click();
  await expect(tour).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);
});
