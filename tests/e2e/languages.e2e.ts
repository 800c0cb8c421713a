// Languages: a Chinese reader sees Chinese from the first paint and loses nothing by switching; a language 40 % longer than English still fits.
import type { Page } from '@playwright/test';
import { expect, openLevel, test } from './fixture.ts';

test.describe('a reader of Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('is greeted in Chinese, switches to English and back, and keeps what was done', async ({ page }) => {
    await page.addInitScript(() => {
      // Every heading and link that was ever painted.
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        for (const part of document.querySelectorAll('.lead, .start-actions a')) seen.push(part.textContent ?? '');
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto('');
    await expect(page.getByRole('link', { name: '打开沙盒' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((text) => text !== '' && !/\p{Script=Han}/u.test(text))).toEqual([]);
    await page.getByLabel('语言').selectOption('en');
    await expect(page.getByRole('link', { name: 'Open the sandbox' })).toBeVisible();
    await openLevel(page, '402-only-the-web-team');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Hint 1 of 3' }).click();
    await expect(page.getByText('Where to look:')).toBeVisible();
    await page.getByRole('button', { name: 'Look, sound and pictures' }).click();
    await page.getByLabel('Language').selectOption('zh-Hans');
    await page.keyboard.press('Escape');
    await expect(page.getByText('往哪里看：')).toBeVisible();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.getByRole('button', { name: '撤销' })).toBeAttached();
  });
});

/** Texts that run out of their box, or out of the window, where nothing can be scrolled. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hidden = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return box.width <= 1 || box.height <= 1 || element.closest('.visually-hidden, .skip, [hidden]') !== null;
    };
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at !== document.documentElement && at !== document.body)
          return true;
      return false;
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''))
      .filter((element) => !hidden(element) && !element.closest('select, svg, textarea, [data-goal]'))
      .flatMap((element) => {
        const box = element.getBoundingClientRect();
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        // Names of the player's own may be long without end: where they end in dots, that was meant.
        if (textOverflow === 'ellipsis') return [];
        // Over its neighbours: a box of its own whose words are wider. A line of text has no such box.
        const over = overflowX === 'visible' && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 2;
        const out = box.left < -1 || box.right > innerWidth + 1;
        const cut =
          (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
        return (out && !scrolls(element)) || cut || over
          ? [`${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`]
          : [];
      });
  });
}

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
]) {
  test(`a longer language fits: ${viewport.width} wide`, async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('cidr-house/preferences', '{"locale":"qps"}'));
    await page.setViewportSize(viewport);
    await page.goto('');
    await expect(page.getByText('⟦')).not.toHaveCount(0);
    const problems: Record<string, string[]> = { start: await cutOff(page) };
    await page.goto('level/402-only-the-web-team/');
    await page.getByRole('dialog').waitFor();
    problems['briefing'] = await cutOff(page);
    await page.keyboard.press('Escape');
    await page.locator('[data-goal]').first().waitFor();
    const sheets = page.locator('.sheet-tabs button');
    for (const sheet of viewport.width < 861 ? [0, 1, 2] : [-1]) {
      if (sheet >= 0) await sheets.nth(sheet).click();
      const tabs = page.getByRole('tab');
      for (let index = 0; index < (await tabs.count()); index++) {
        const tab = tabs.nth(index);
        if (!(await tab.isVisible())) continue;
        await tab.click();
        await expect(page.locator('.loading')).toHaveCount(0);
        problems[`sheet ${sheet}, tab ${index}`] = await cutOff(page);
      }
    }
    expect(Object.entries(problems).filter(([, list]) => list.length > 0)).toEqual([]);
  });
}
