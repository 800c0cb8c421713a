// Tools of the board by role and name: overlays with their legends, by button and by key; and the pods of a policy while it is typed.
import { expect, openLevel, test } from './fixture.ts';

test('overlays say what they show, by button and by key', async ({ page }) => {
  await openLevel(page, '050-next-department');
  await page.keyboard.press('Escape');
  const legend = page.getByRole('status', { name: 'What the overlay says' });
  const reach = page.getByRole('button', { name: /^(Whom the chosen laptop can reach|Blast radius)/ });
  await page.getByRole('button', { name: /^(Desk numbers of every floor|Address plan)/ }).click();
  await expect(legend).toContainText(/\d+ used, \d+ for surge, \d+ free of \d+/);
  await reach.click();
  await expect(reach).toHaveAttribute('aria-pressed', 'true');
  await expect(legend).toContainText('Choose a laptop');
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.getByRole('treeitem', { name: /visitor/ }).click();
  await expect(legend).toContainText(/lobby\/visitor reaches \d+ of \d+ other laptops/);
  await page.getByRole('application').focus();
  await page.keyboard.press('3');
  await expect(reach).toHaveAttribute('aria-pressed', 'false');
  await expect(legend).toBeEmpty();
});

test('a policy tells whom it means while it is typed', async ({ page }) => {
  await openLevel(page, '050-next-department');
  await page.keyboard.press('Escape');
  const legend = page.getByRole('status', { name: 'What the overlay says' });
  await page.getByRole('button', { name: 'NetworkPolicy' }).click();
  await expect(legend).toContainText(/the new object (?:picks|stands|hangs|means)[^.]*laptop/);
});

test('with the board put away, overlays and the look are at hand all the same', async ({ page }) => {
  await openLevel(page, '050-next-department');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hide board' }).click();
  await expect(page.getByRole('application')).toBeHidden();
  const legend = page.getByRole('status', { name: 'What the overlay says' });
  await page.getByRole('button', { name: /^(Whom the chosen laptop can reach|Blast radius)/ }).click();
  await page
    .getByRole('main')
    .getByRole('treeitem', { name: /visitor/ })
    .click();
  // Step by step with every name, where the board would light them up.
  await expect(legend).toContainText(/in 1 step: \w+\/\w+/);
  await page.getByRole('button', { name: 'Look, sound and pictures' }).click();
  await expect(page.getByRole('dialog').getByLabel('High contrast')).toBeVisible();
});
