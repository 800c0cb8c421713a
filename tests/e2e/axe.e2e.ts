// Axe over every screen and panel, day and night, wide and on a phone.
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

for (const theme of ['day', 'night'] as const) {
  test(`axe finds nothing in a level: ${theme}`, async ({ page }) => {
    await openLevel(page, '020-short-of-desks');
    expect(await findAxeViolations(page), 'briefing').toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Watch one letter' }).click();
    await page.getByLabel('Theme').selectOption(theme);
    await expect(page.getByText(/^step \d+ of \d+$/)).toBeVisible();
    for (const tab of ['YAML', 'Network', 'Objects', 'Checks']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForTimeout(300);
      expect(await findAxeViolations(page), tab).toEqual([]);
    }
    await page.getByRole('button', { name: 'Hide board' }).click();
    expect(await findAxeViolations(page), 'board hidden').toEqual([]);
    await page.getByRole('button', { name: 'Share' }).click();
    expect(await findAxeViolations(page), 'share').toEqual([]);
  });
}

test('axe finds nothing in the debrief, the sandbox and on a phone', async ({ page }) => {
  await openLevel(page, '010-the-first-letter');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  for (let rung = 1; rung <= 3; rung++) await page.getByRole('button', { name: `Hint ${rung} of 3` }).click();
  expect(await findAxeViolations(page), 'hints').toEqual([]);
  await page.getByRole('button', { name: /^Show a solution/ }).click();
  await page.getByRole('button', { name: 'Debrief' }).click();
  expect(await findAxeViolations(page), 'debrief').toEqual([]);
  await page.goto('sandbox/');
  await expect(page.getByRole('heading', { name: 'Sandbox' }).first()).toBeVisible();
  expect(await findAxeViolations(page), 'sandbox').toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const sheet of ['Goals', 'Workbench', 'Letter']) {
    await page.getByRole('navigation').getByRole('button', { name: sheet }).click();
    expect(await findAxeViolations(page), sheet).toEqual([]);
  }
});
