// The editor under the strict content policy: help at the cursor, a tidy text, all objects in one text applied as one edit after asking about what was
// taken out, and the changes since the start in lines and in words. By keyboard but for choosing.
import { expect, findAxeViolations, test } from './fixture.ts';

const WORLD = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, labels: { app: a } }
spec: { containers: [{ name: main, image: nginx }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: a }, ports: [{ port: 80 }] }
`;

test('a text of all objects: help, format, one edit, and what changed since the start', async ({ page }) => {
  await page.goto('sandbox/');
  await page.getByRole('textbox', { name: /^Paste or drop YAML/ }).fill(WORLD);
  await page.getByRole('button', { name: 'Build from this' }).click();
  await page.getByRole('tab', { name: 'YAML' }).click();
  const objects = page.getByRole('combobox', { name: 'Object' });
  await expect(objects.getByRole('option', { name: 'Service/shop/web' })).toBeAttached();
  await objects.selectOption('all');
  const text = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  await expect(text).toContainText('kind: Network');

  await text.press('Control+Home');
  await text.press('Alt+F1');
  await expect(page.getByText('Group and version of the API that knows this kind')).toBeVisible();

  await text.press('Control+a');
  await page.keyboard.insertText(
    'apiVersion:   v1\nkind: Service   # mine\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: a}, ports: [{port: 81}]}\n',
  );
  await text.press('Shift+Alt+F');
  await expect(text).toContainText('spec: { selector: { app: a }, ports: [ { port: 81 } ] }');
  await expect(text).toContainText('kind: Service # mine');
  const revision = await page.locator('[data-revision]').getAttribute('data-revision');
  await text.press('Control+Enter');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Pod/shop/a');
  await expect(page.locator('[data-revision]')).toHaveAttribute('data-revision', revision ?? '');
  await page.getByRole('button', { name: 'Apply, and leave them as they are' }).press('Enter');
  await expect(page.locator('[data-revision]')).not.toHaveAttribute('data-revision', revision ?? '');
  await expect(text).toContainText('kind: Pod');

  await page.getByRole('button', { name: 'Changes since the start' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'What the text changes of the start' })).toBeVisible();
  await expect(page.getByText(/(?:One change|\d+ changes) since the start, in words/)).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
});
