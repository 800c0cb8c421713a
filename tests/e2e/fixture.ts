// Every end-to-end test runs under this: a console error, a page error or a violation of the content policy fails it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Noise of software rendering, documented by the browser: reading pixels back stalls. */
const NOISE = /GPU stall due to ReadPixels/;

export const test = base.extend<{ watched: string[] }>({
  watched: [
    async ({ browser, context }, use) => {
      const problems: string[] = [];
      const watch = async (watched: BrowserContext): Promise<void> => {
        watched.on('console', (message) => {
          if (message.type() === 'error' && !NOISE.test(message.text())) problems.push(`console: ${message.text()}`);
        });
        watched.on('weberror', (error) => problems.push(`page: ${error.error().message}`));
        // Nobody is shown around but in the test of it (tour.e2e.ts).
        await watched.addInitScript(() => {
          try {
            const key = 'cidr-house/preferences';
            if (localStorage.getItem(key) === null) localStorage.setItem(key, '{"toured":true}');
          } catch {
            // A page without storage.
          }
        });
        await watched.addInitScript(() => {
          document.addEventListener('securitypolicyviolation', (event) => {
            console.error(
              `content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
            );
          });
        });
      };
      // A second browser that a test opens is watched like the first.
      const watchOther = (other: BrowserContext): void => {
        watch(other).catch((error: unknown) => problems.push(`watch: ${String(error)}`));
      };
      await watch(context);
      browser.on('context', watchOther);
      await use(problems);
      browser.off('context', watchOther);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Axe over the whole page, canvas included; answers "rule: selector" lines. */
export async function findAxeViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }> };
      }
    ).axe;
    const { violations } = await axe.run();
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
    );
  });
}

/** Opens a level and waits until its goals are judged. */
export async function openLevel(page: Page, id: string): Promise<void> {
  await page.goto(`level/${id}/`);
  await expect(page.getByRole('dialog')).toBeVisible();
  await waitJudged(page);
}

export async function waitJudged(page: Page): Promise<void> {
  await expect(page.locator('[data-goal]').first()).toBeVisible();
  await expect(page.locator('[data-verdict="wait"]')).toHaveCount(0);
}

/** Level 030's Service, mended: its selector and its port. */
export const FIXED_API = `apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app: api
  ports:
  - port: 80
    targetPort: 8080
`;

/** Level 030, Objects open: the pointer pulls from help desk `shop/api` to laptop `shop/api-1` and stays down. */
export async function pullDeskToLaptop(page: Page): Promise<void> {
  const placeOf = async (): Promise<readonly [number, number]> => {
    await page.waitForTimeout(700);
    const [x = 0, y = 0] = ((await page.getByRole('application').getAttribute('data-board-selected')) ?? '')
      .split(' ')
      .map(Number);
    return [x, y];
  };
  await page.getByRole('treeitem', { name: /shop\/api-1/ }).click();
  const laptop = await placeOf();
  await page.getByRole('rowheader', { name: 'shop/api', exact: true }).getByRole('button').click();
  const desk = await placeOf();
  await page.mouse.move(...desk);
  await page.mouse.down();
  await page.mouse.move((desk[0] + laptop[0]) / 2, (desk[1] + laptop[1]) / 2, { steps: 4 });
  await page.mouse.move(...laptop, { steps: 4 });
}
