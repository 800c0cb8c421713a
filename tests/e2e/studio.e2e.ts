// The policy studio with the keyboard alone: level 050 is solved in sentences, and the matrix of who reaches whom is walked with arrow keys.
import type { Page } from '@playwright/test';
import { expect, findAxeViolations, openLevel, test } from './fixture.ts';

const TILL = `policy till
pods app=till in pay accept TCP 9090 from pods app=metrics in namespace ops
pods app=till in pay send UDP 53 and TCP 53 to pods k8s-app=kube-dns in namespace kube-system
pods app=till in pay send TCP 5432 to pods app=stock-db in namespace data
`;
const SAFE = `policy safe
pods app=safe in pay accept nothing
pods app=safe in pay send nothing
`;

async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLSelectElement ? element.labels[0]?.firstChild?.textContent : undefined;
      return label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`${key} never reached ${name}`);
}

/** A new policy for these pods of `pay`, from the list of policies on. */
async function begin(page: Page, pods: string, sentences: string): Promise<void> {
  await page.keyboard.press('Enter');
  await tabTo(page, /^In which namespace/);
  await page.keyboard.type('pay');
  await tabTo(page, /^For whom/);
  await page.keyboard.type(pods);
  await tabTo(page, /^Start this policy$/);
  await page.keyboard.press('Enter');
  const box = page.getByRole('textbox', { name: /^In sentences/ });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(/accept nothing/);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sentences);
  await expect(page.getByRole('region', { name: 'If you apply this' })).toContainText(/flows? shuts?/);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeEnabled();
  await expect(box).toHaveValue(sentences);
  await expect(box).toBeFocused();
}

test('level 050 is solved in sentences with the keyboard alone', async ({ page }) => {
  await openLevel(page, '050-next-department');
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^YAML$/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Policies' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'New policy…' })).toBeVisible();
  await tabTo(page, /^New policy…$/);
  await begin(page, 'pay/till', TILL);
  await tabTo(page, /^New policy…$/, 'Shift+Tab');
  await begin(page, 'pay/safe', SAFE);
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
  await tabTo(page, /^Who reaches whom$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Who reaches whom' })).toBeVisible();
  await tabTo(page, /^From .* to /);
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(page.getByRole('button', { name: /^From ops\/metrics to pay\/till: partly allowed, 2 of 4$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Not allowed now.');
  await tabTo(page, /^Make it allowed$/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('region', { name: 'Offer 1' })).toContainText(
    'accept TCP 9090 and TCP 8443 from pods app=metrics in namespace ops',
  );
  expect(await findAxeViolations(page)).toEqual([]);
});
