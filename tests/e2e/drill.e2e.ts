// A drill on the page: the bell rings, looks answer in the terminal for their minutes, the cause is named, the cure is typed, and a post-mortem is left.
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

test('an incident is looked at, named, cured and written down', async ({ page }) => {
  await openLevel(page, '701-the-night-bell');
  await page.keyboard.press('Escape');
  const drill = page.getByRole('region', { name: 'On call' });
  await expect(drill).toContainText('0 of 18 minutes');
  await expect(page.getByRole('button', { name: 'Open it (8 min)' })).toBeVisible();

  const look = drill.getByRole('button', { name: /thinks are well/ });
  await look.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('10.10.0.4');
  await expect(drill).toContainText('4 of 18 minutes');
  await expect(drill.getByRole('status')).toContainText('4 minutes');
  expect(await findAxeViolations(page)).toEqual([]);

  await page.getByRole('radio', { name: /health-probe-request-path/ }).check();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(drill).toContainText('The cause is named');

  const line = page.getByRole('textbox', { name: /Command, typed at/ });
  await line.fill(
    'helm upgrade ingress-nginx ingress-nginx/ingress-nginx -n ingress-nginx --reuse-values --set controller.service.annotations."service\\.beta\\.kubernetes\\.io/azure-load-balancer-health-probe-request-path"=/healthz',
  );
  await line.press('Enter');
  await expect(drill).toContainText('14 of 18 minutes');
  await expect(page.getByText('3 stars of 3').or(page.getByLabel('3 stars of 3')).first()).toBeVisible();

  await drill.getByRole('button', { name: 'Write the post-mortem' }).click();
  const written = page.getByRole('dialog', { name: 'Post-mortem' });
  await expect(written).toContainText('From 22:10 to 22:24: 14 minutes');
  await expect(written).toContainText('It cured.');
  await expect(written.getByRole('button', { name: 'Copy' })).toBeVisible();
});
