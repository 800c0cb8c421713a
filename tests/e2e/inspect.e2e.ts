// The envelope looked into: layers, there and back, packets in tcpdump's lines, the file for Wireshark; flows; the rule in its YAML line.
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

test('an envelope is read by layers, both ways and as packets; a flow’s rule is one click from its line', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Watch the envelope' }).first().click();
  const panel = page.getByRole('region', { name: 'The envelope' });
  await panel.getByRole('button', { name: 'Layers' }).click();
  await expect(panel.getByRole('list', { name: /by layers/ })).toContainText('L3');
  expect(await findAxeViolations(page), 'layers').toEqual([]);
  await panel.getByRole('button', { name: 'There and back' }).click();
  await expect(panel.getByRole('region', { name: 'There', exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Capture', exact: true }).first().click();
  await panel.getByLabel('Filter').fill('udp port 53');
  await panel.getByLabel('Filter').press('Enter');
  await expect(panel.locator('pre').first()).toContainText(/A\? api/);
  await panel.getByLabel('Filter').fill('port');
  await panel.getByLabel('Filter').press('Enter');
  await expect(panel.getByRole('status')).toContainText('syntax error');
  expect(await findAxeViolations(page), 'capture').toEqual([]);
  await panel.getByLabel('Filter').fill('');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Download pcapng' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('cidr-house.pcapng');

  await page.getByRole('tab', { name: 'Flows' }).click();
  await panel.getByLabel('From').fill('shop/web');
  await panel.getByLabel('To').fill('shop/api:80');
  const row = panel.getByRole('row').filter({ hasText: 'connection refused' }).first();
  await expect(row).toBeVisible();
  expect(await findAxeViolations(page), 'flows').toEqual([]);
  await row.getByRole('button', { name: /^Service\/shop\/api/ }).click();
  await expect(page.getByRole('textbox', { name: 'YAML of the chosen object' })).toContainText('kind: Service');
  await expect(page.getByRole('textbox', { name: 'YAML of the chosen object' })).toBeFocused();
  await expect(page.locator('.cm-activeLine').first()).toContainText('selector');
});
