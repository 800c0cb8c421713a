// The terminal in the page: by keyboard alone, completion, history, a here-document, the level won by typing, undo, and axe.
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

test('a level is solved by typing, and the terminal traps nobody', async ({ page }) => {
  await openLevel(page, '040-who-rang');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const line = page.getByRole('textbox', { name: /Command, typed at/ });
  const log = page.getByRole('log');
  await expect(line).toBeFocused();

  await page.keyboard.type('kubectl get po');
  await page.keyboard.press('Tab');
  await expect(line).toHaveValue('kubectl get pods ');
  await page.keyboard.type('-n shop -o name');
  await page.keyboard.press('Enter');
  await expect(log).toContainText('pod/web-1');

  await page.keyboard.type('kubectl get n');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('list', { name: 'What may stand here' })).toContainText('networkpolicies');
  expect(await findAxeViolations(page)).toEqual([]);
  await page.keyboard.press('Control+c');
  await expect(line).toHaveValue('');

  await page.keyboard.type('kubectl apply -f - <<EOF');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /The command goes on/ })).toBeFocused();
  for (const part of ['kind: Pod', 'EOF']) {
    await page.keyboard.type(part);
    await page.keyboard.press('Enter');
  }
  await expect(log).toContainText('apiVersion');

  await page.keyboard.type(`kubectl patch svc web -n shop -p '{"spec":{"externalTrafficPolicy":"Local"}}'`);
  await page.keyboard.press('Enter');
  await expect(log).toContainText('service/web patched');
  await expect(page.locator('[data-goal][data-verdict="pass"]').first()).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(line).toHaveValue(/^kubectl patch svc web/);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(line).not.toBeFocused();
});
