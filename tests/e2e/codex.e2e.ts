// The codex as a reader uses it: found by a field, poked, said in words, clean for axe; and there without a network.
import { expect, findAxeViolations, test } from './fixture.ts';

test('a page is found by a field, its network is poked, and the answer changes', async ({ page }) => {
  await page.goto('codex/');
  const search = page.getByRole('searchbox');
  await search.fill('zzzz');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing found. Try a single word' })).toBeVisible();
  await search.fill('pathType');
  await search.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'pathType' })).toBeVisible();
  const letters = page.getByRole('list', { name: 'Letters that are sent' });
  await letters.getByRole('button', { name: /\/api\/v1/ }).click();
  const walk = page.locator('.walk-words');
  await expect(walk).toContainText('shop/web');
  await page.getByRole('switch', { name: /Prefix/ }).click();
  await expect(walk).toContainText('shop/api');
  expect(await findAxeViolations(page)).toEqual([]);
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });
  test('the network goes: a page nobody opened is there, and still answers', async ({ page, context }) => {
    await page.goto('');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await context.setOffline(true);
    await page.goto('codex/private-endpoint/');
    await expect(page.getByRole('heading', { level: 1, name: 'Private endpoint' })).toBeVisible();
    await page.getByRole('switch').first().click();
    await expect(page.locator('.walk-words')).toContainText('10.10.3.5');
  });
});
