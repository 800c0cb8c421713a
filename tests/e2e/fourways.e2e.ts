// Issue 5's promise: the fix of level 030 (a selector and a port) made on the board, in a form, in YAML and by a typed line gives one and the same
// document, as a link holds it and as it is taken home; by pointer, and by the keyboard alone with the board hidden.
import type { Page } from '@playwright/test';
import { expect, FIXED_API, openLevel, pullDeskToLaptop, test } from './fixture.ts';

const PATCH = `kubectl patch svc api -n shop -p '{"spec":{"selector":{"app":"api"},"ports":[{"port":80,"targetPort":8080}]}}'`;
const PORT = 'and ring ear 8080 of the laptops instead of 80';

interface Made {
  readonly link: string;
  readonly home: string;
}

/** How one gets about in the page: with the pointer, or with keys. */
interface Hands {
  readonly press: (name: string | RegExp) => Promise<void>;
  readonly open: (tab: string) => Promise<void>;
}

/** A number may stand behind it. */
function tabNamed(tab: string): RegExp {
  return new RegExp(`^${tab} ?\\d*$`);
}

function byPointer(page: Page): Hands {
  return {
    press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    open: (tab) => page.getByRole('tab', { name: tabNamed(tab) }).click(),
  };
}

async function focused(page: Page): Promise<{ readonly role: string; readonly name: string; readonly tabs: string }> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    // Of a whole panel its text is no name.
    const text = element?.getAttribute('role') === 'tabpanel' || element === document.body ? '' : element?.textContent;
    return {
      role: element?.getAttribute('role') ?? element?.tagName ?? '',
      name: (element?.getAttribute('aria-label') ?? label ?? text ?? '').trim(),
      tabs: element?.closest('[role="tablist"]')?.textContent ?? '',
    };
  });
}

const TAKES_TAB = /^YAML of the chosen object$|Command, typed at/;

/** Tab until it is reached: nothing is focused by any other way. */
async function tabTo(page: Page, wanted: (at: Awaited<ReturnType<typeof focused>>) => boolean, what: string): Promise<void> {
  for (let press = 0; press < 200; press++) {
    const at = await focused(page);
    if (wanted(at)) return;
    // Where Tab means something else, Escape and then Tab leaves.
    if (TAKES_TAB.test(at.name)) await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${what}`);
}

function byKeyboard(page: Page): Hands & { readonly reach: (name: string | RegExp) => Promise<void> } {
  const reach = (name: string | RegExp): Promise<void> =>
    tabTo(page, (at) => (typeof name === 'string' ? at.name === name : name.test(at.name)), String(name));
  return {
    reach,
    press: async (name) => {
      await reach(name);
      await page.keyboard.press('Enter');
    },
    open: async (tab) => {
      await tabTo(page, ({ role, tabs }) => role === 'tab' && tabs.includes(tab), `the tabs of ${tab}`);
      for (let press = 0; press < 8 && !tabNamed(tab).test((await focused(page)).name); press++)
        await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('tab', { name: tabNamed(tab) })).toHaveAttribute('aria-selected', 'true');
    },
  };
}

async function takeHome(page: Page, { press, open }: Hands): Promise<string> {
  await open('Changes');
  await press('Take it home…');
  const text = page.getByRole('dialog').getByLabel('YAML', { exact: true });
  await expect(text).toContainText('targetPort: 8080');
  const home = await text.innerText();
  await page.keyboard.press('Escape');
  return home;
}

/** Once every goal holds: the link and, where asked for, the YAML of what was built; then back to the start. */
async function take(page: Page, { press, open }: Hands, withHome: boolean): Promise<Made> {
  await expect(page.locator('[data-verdict="pass"]')).toHaveCount(3);
  await press('Share');
  const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  const home = withHome ? await takeHome(page, { press, open }) : '';
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const undo = page.getByRole('button', { name: 'Undo' });
  for (let steps = 0; steps < 4 && (await undo.isEnabled()); steps++) {
    await press('Undo');
    await page.waitForTimeout(150);
  }
  await expect(undo).toBeDisabled();
  await expect(page.locator('[data-verdict="pass"]')).toHaveCount(0);
  return { link, home };
}

function compare(made: Readonly<Record<string, Made>>): void {
  for (const [hand, { link, home }] of Object.entries(made)) {
    expect(link, hand).toContain('#s=1.');
    expect({ link, home }, `${hand} and the board`).toEqual(made['board']);
  }
}

test('board, form, YAML and typed line make one document, by pointer', async ({ page }) => {
  const hands = byPointer(page);
  await openLevel(page, '030-nobody-at-the-desk');
  await page.keyboard.press('Escape');
  const made: Record<string, Made> = {};
  const board = page.getByRole('application');
  await expect(board).toHaveAttribute('data-board-ready', 'true');

  await hands.open('Objects');
  await pullDeskToLaptop(page);
  await expect(page.getByRole('status', { name: 'Connecting' })).toHaveText(/^laptop shop\/api-1 fits/);
  await page.mouse.up();
  await page.getByRole('dialog').getByRole('checkbox', { name: PORT }).check();
  await hands.press('Do it');
  made['board'] = await take(page, hands, true);

  await hands.open('Help desks');
  await page.getByLabel('Value of label 1').fill('api');
  await page.getByLabel('Value of label 1').press('Enter');
  await hands.press('Plug into 8080');
  made['form'] = await take(page, hands, true);

  await hands.open('YAML');
  const editor = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  await expect(editor).toContainText('apii');
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(FIXED_API);
  await hands.press('Apply');
  made['yaml'] = await take(page, hands, true);

  await hands.open('Terminal');
  await page.getByRole('textbox', { name: /Command, typed at/ }).click();
  await page.keyboard.insertText(PATCH);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('service/api patched');
  made['typed'] = await take(page, hands, true);
  compare(made);
});

test('the same by the keyboard alone, with the board hidden', async ({ page }) => {
  const hands = byKeyboard(page);
  await openLevel(page, '030-nobody-at-the-desk');
  await page.keyboard.press('Escape');
  await hands.press('Hide board');
  await expect(page.locator('canvas')).toBeHidden();
  const made: Record<string, Made> = {};

  await hands.open('Objects');
  await hands.press('shop/api');
  await hands.press('Connect to…');
  await hands.press('laptop shop/api-1');
  await expect(page.getByRole('dialog')).toContainText('hands letters to laptops labelled app=api.');
  const port = page.getByRole('dialog').getByRole('checkbox', { name: PORT });
  for (let press = 0; press < 12 && !(await port.evaluate((box) => box === document.activeElement)); press++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(port).toBeChecked();
  await hands.press('Do it');
  made['board'] = await take(page, hands, false);

  await hands.open('Help desks');
  await hands.reach('Value of label 1');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('api');
  await page.keyboard.press('Enter');
  await hands.press('Plug into 8080');
  made['form'] = await take(page, hands, false);

  await hands.open('YAML');
  await expect(page.getByRole('textbox', { name: 'YAML of the chosen object' })).toContainText('apii');
  await hands.reach('YAML of the chosen object');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(FIXED_API);
  await page.keyboard.press('Control+Enter');
  made['yaml'] = await take(page, hands, false);

  await hands.open('Terminal');
  await hands.reach(/Command, typed at/);
  await page.keyboard.insertText(PATCH);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('service/api patched');
  made['typed'] = await take(page, hands, false);
  compare(made);
});
