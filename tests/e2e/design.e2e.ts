// Level 020 by the network forms, with the keyboard alone: the mode, the pods of a node and the floor are drafted, what they would mean is read,
// one edit is applied, the goals are met. Axe over the parts.
import { expect, findAxeViolations, openLevel, test, waitJudged } from './fixture.ts';

const LOOKED_AT: ReadonlySet<string> = new Set(['Cluster', 'Routes', 'Guards']);

test('a level is solved by the forms and the keyboard: drafted, foreseen, applied as one edit', async ({ page }) => {
  await openLevel(page, '020-short-of-desks');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'YAML' }).focus();
  await page.keyboard.press('ArrowRight');
  const parts = page.getByRole('navigation', { name: 'Parts of the network' });
  for (const part of ['Cluster', 'Addresses', 'Routes', 'Guards', 'Peerings', 'Ways out', 'Names']) {
    await parts.getByRole('button', { name: part }).press('Enter');
    await expect(page.locator('.design-part')).toBeVisible();
    if (LOOKED_AT.has(part)) expect(await findAxeViolations(page), part).toEqual([]);
  }

  await parts.getByRole('button', { name: 'Cluster' }).press('Enter');
  await page.getByRole('combobox', { name: 'CNI mode' }).focus();
  await page.keyboard.type('Azure CNI node subnet');
  await page.keyboard.press('Tab');
  const meaning = page.getByRole('region', { name: 'What it would mean' });
  await expect(meaning).toContainText('3 nodes × (1 + 110) + 1 extra node × (1 + 110) = 444');
  await expect(meaning).toContainText('444 needed, 123 usable: 321 missing');
  await page.getByRole('button', { name: /^room 3/ }).press('Enter');
  await page.getByRole('textbox', { name: /^Pods on a node/ }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('30');
  await expect(meaning).toContainText('124 needed, 123 usable: 1 missing');

  await parts.getByRole('button', { name: 'Addresses' }).press('Enter');
  await page.getByRole('button', { name: /^snet-nodes 10/ }).press('Enter');
  expect(await findAxeViolations(page), 'Addresses').toEqual([]);
  await page.getByRole('button', { name: 'Take 10.10.0.0/24, which is enough' }).press('Enter');
  const pending = page.getByRole('region', { name: 'Not applied yet' });
  await expect(pending).toContainText('4 of 4 goals would be met');
  await pending.getByText('What changes, and what you could type instead').press('Enter');
  await expect(pending).toContainText('az network vnet subnet update');
  expect(await findAxeViolations(page), 'pending').toEqual([]);
  await pending.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(pending).toHaveCount(0);
  await waitJudged(page);
  await expect(page.locator('[data-goal] [data-verdict="fail"], [data-goal][data-verdict="fail"]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Debrief' })).toBeVisible();
});
