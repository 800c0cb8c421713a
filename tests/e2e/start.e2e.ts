// The start page: paints from its own chunk, lists the levels as real links, is clean for axe in both themes and on a phone.
import type { Route } from '@playwright/test';
import { listLevelIds } from '../levels/folders.ts';
import { expect, findAxeViolations, test } from './fixture.ts';

test('the start page lists every level with its stars and leads to it', async ({ page }) => {
  await page.goto('');
  await expect(page.getByRole('heading', { level: 1, name: 'CIDR House' })).toBeVisible();
  const levels = page.getByRole('region', { name: 'Levels' }).getByRole('link');
  const here = await levels.count();
  expect(here).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Show all floors' }).click();
  await expect(levels).toHaveCount(listLevelIds().length);
  await levels.filter({ hasText: 'The first letter' }).click();
  await expect(page).toHaveURL(/level\/010-the-first-letter\/$/);
  await expect(page.getByRole('dialog', { name: 'The first letter' })).toBeVisible();
  await page.goBack();
  await expect(levels).toHaveCount(here);
});

test('the menu is there before the engine, the editor and the board are fetched', async ({ page }) => {
  // Held, not refused: whatever the page asks for early waits here until the menu has been seen.
  const held: Route[] = [];
  await page.route(/(LevelScreen|board|YamlPanel|phaser)[^/]*\.js$|worker/, (route) => void held.push(route));
  await page.goto('', { waitUntil: 'commit' });
  await expect(page.getByRole('link', { name: /Start: The first letter/ })).toBeVisible();
  await Promise.all(held.map((route) => route.continue()));
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

for (const theme of ['day', 'night'] as const) {
  for (const viewport of [
    { width: 1366, height: 768 },
    { width: 390, height: 844 },
  ]) {
    test(`axe finds nothing on the start page: ${theme}, ${viewport.width} wide`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.goto('');
      await page.getByLabel('Theme').selectOption(theme);
      expect(await findAxeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Show all floors' }).click();
      expect(await findAxeViolations(page)).toEqual([]);
    });
  }
}
