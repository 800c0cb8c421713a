// Levels played through the real page by role and accessible name: one with the keyboard alone, one with the canvas hidden.
import type { Page } from '@playwright/test';
import { expect, FIXED_API, openLevel, test, waitJudged } from './fixture.ts';

/** Presses Tab until the element with this name has the focus. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test('level 030 is solved with the keyboard alone', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('[data-verdict="pass"]')).toHaveCount(0);
  await tabTo(page, /^YAML of the chosen object$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(FIXED_API);
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-verdict="fail"]')).toHaveCount(0);
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  // Escape, then Tab leaves the editor: no trap.
  await page.keyboard.press('Escape');
  await tabTo(page, /^Debrief$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Debrief/ })).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('img', { name: '3 stars of 3' })).toBeVisible();
});

test('level 040 is solved with the canvas hidden, from the objects panel', async ({ page }) => {
  await openLevel(page, '040-who-rang');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Hide board' }).click();
  await expect(page.locator('canvas')).toBeHidden();
  const services = page.getByRole('main').getByRole('table').first();
  await services.getByRole('button', { name: 'shop/web' }).click();
  const editor = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  await expect(editor).toContainText('kind: Service');
  const text = await editor.innerText();
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text.replace(/\u200b/g, '').replace('spec:\n', 'spec:\n  externalTrafficPolicy: Local\n'));
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Every goal holds.')).toBeVisible();
});

test('an envelope is sent, stepped forwards and backwards, and its words follow', async ({ page }) => {
  await openLevel(page, '010-the-first-letter');
  await page.getByRole('button', { name: 'Watch one letter' }).click();
  const trace = page.getByRole('region', { name: 'The letter' });
  await trace.getByRole('button', { name: 'Play' }).waitFor();
  await expect(trace.getByText(/^step \d+ of \d+$/)).toBeVisible();
  while (await trace.getByRole('button', { name: 'Step back' }).isEnabled())
    await trace.getByRole('button', { name: 'Step back' }).click();
  await expect(trace.getByText(/^step 1 of/)).toBeVisible();
  const first = await trace.locator('.step-words p').innerText();
  await trace.getByRole('button', { name: 'Step forward' }).click();
  await expect(trace.getByText(/^step 2 of/)).toBeVisible();
  expect(await trace.locator('.step-words p').innerText()).not.toBe(first);
});

test('undo and redo walk the same log, and a reload loses nothing', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  const editor = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(FIXED_API);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[data-verdict="fail"]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  // Half a thought in the editor survives as well.
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('# later');
  await page.waitForTimeout(500);
  await page.reload();
  await waitJudged(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Every goal holds.')).toBeVisible();
  await expect(editor).toContainText('# later');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('the plan, the quarter turns and the 3D view show the same building', async ({ page }) => {
  await openLevel(page, '010-the-first-letter');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  const board = page.getByRole('application');
  await expect(board).toHaveAttribute('data-board-ready', 'true');
  await page.getByRole('button', { name: '2D plan' }).click();
  await expect(board).toHaveAttribute('data-board-projection', 'plan');
  await page.getByRole('button', { name: '3D' }).click();
  await page.getByRole('button', { name: 'Turn the building' }).click();
  await expect(board).toHaveAttribute('data-board-projection', 'iso');
  await board.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tab', { name: 'Objects' }).click();
  await expect(page.getByRole('tabpanel').getByRole('heading', { name: /^(pod|node|service|host|site):/ })).toBeVisible();
});

test('the editor completes the fields of known kinds', async ({ page }) => {
  await openLevel(page, '030-nobody-at-the-desk');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  const editor = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  await expect(editor).toContainText('kind: Service');
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('  sessionA');
  await expect(page.getByRole('option', { name: /sessionAffinity/ }).first()).toBeVisible();
  // A list that has just opened takes no Enter yet, so that a line break is never swallowed.
  await page.waitForTimeout(250);
  await page.keyboard.press('Enter');
  await expect(editor).toContainText('sessionAffinity:');
});

test('a CNI mode is compared before it is chosen, and choosing it is one edit', async ({ page }) => {
  await openLevel(page, '020-short-of-desks');
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('tab', { name: 'Network' }).click();
  const plain = page.getByRole('region', { name: 'Azure CNI node subnet' });
  await expect(plain).toContainText(/\d+ of 123 in snet-nodes, surge included/);
  await expect(plain).toContainText('Each node reserves 1 + maxPods addresses at once.');
  await plain.getByRole('button', { name: 'Choose Azure CNI node subnet' }).click();
  await expect(plain.getByText('now', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'Azure CNI Overlay' }).getByText('now', { exact: true })).toBeVisible();
});

test('level 002: a question is answered with the keyboard, wrongly first, and the repair wins', async ({ page }) => {
  await openLevel(page, '002-knock-knock');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hide board' }).click();
  const question = page.locator('[data-goal="what-came-back"]');
  await expect(question).toHaveAttribute('data-verdict', 'open');
  await question.getByRole('radio', { name: 'silence' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('Not so: “silence” is not what the letter from ops/probe to pod:shop/web-0:8080 shows.');
  await question.getByRole('radio', { name: 'refused at once' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(question).toHaveAttribute('data-verdict', 'pass');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('textbox', { name: /Command, typed at/ }).click();
  await page.keyboard.insertText(
    `kubectl patch deploy web -n shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","ports":[{"containerPort":8080}]}]}}}}'`,
  );
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-verdict="pass"]')).toHaveCount(3);
});
