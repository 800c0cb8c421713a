// The engine's worker is killed or hangs: a fresh one takes over, the page says so, nothing is lost.
import { expect, openLevel, test } from './fixture.ts';

test('a killed engine is restarted and the page says so', async ({ page }) => {
  await page.addInitScript(() => {
    const Real = Worker;
    const made: Worker[] = [];
    Object.assign(globalThis, { madeWorkers: made });
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        made.push(this);
      }
    };
  });
  await openLevel(page, '010-the-first-letter');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  const before = await page.evaluate(() => {
    const made = (globalThis as unknown as { madeWorkers: Worker[] }).madeWorkers;
    for (const worker of made) worker.terminate();
    return made.length;
  });
  // The next question meets silence; the watchdog replaces the worker and asks again.
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'restarted. Nothing was lost.' }).first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/^step \d+ of \d+$/)).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { madeWorkers: Worker[] }).madeWorkers.length)).toBeGreaterThan(
    before,
  );
});
