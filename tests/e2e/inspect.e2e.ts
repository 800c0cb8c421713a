// The envelope looked into: layers, there and back, packets in tcpdump's lines, the file for Wireshark; flows; the rule in its YAML line.
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

test('a change says what one could have typed, its lines, and the way back; all of it is taken home', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await page.keyboard.press('Escape');
  const editor = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(
    'apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec:\n  selector: {app: api}\n  ports: [{port: 80, targetPort: 8080}]\n',
  );
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: /^You could have typed: kubectl patch/ }).click();
  const panel = page.getByRole('region', { name: 'The letter' });
  await expect(panel.getByRole('region', { name: 'Service/shop/api' })).toContainText('+ ');
  await panel.getByRole('button', { name: 'Back to before this' }).click();
  await expect(panel.getByText('undone')).toBeVisible();
  await panel.getByRole('button', { name: 'Redo up to this' }).click();
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  await panel.getByRole('button', { name: 'Take it home…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take it home' });
  await dialog.getByRole('button', { name: 'Patch', exact: true }).click();
  await expect(dialog.locator('pre')).toContainText('kubectl patch');
  await dialog.getByRole('button', { name: 'Report' }).click();
  await expect(dialog.locator('pre')).toContainText('- [x]');
  expect(await findAxeViolations(page), 'take home').toEqual([]);
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
  expect(file.suggestedFilename()).toBe('cidr-house-030-nobody-at-the-desk.md');
});

test('an envelope is read by layers, both ways and as packets; a flow’s rule is one click from its line', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Watch the letter' }).first().click();
  const panel = page.getByRole('region', { name: 'The letter' });
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
  await expect(panel.getByRole('tabpanel').getByRole('status')).toContainText('syntax error');
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
