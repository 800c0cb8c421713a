// Visual regression: a dozen small pictures of the board by itself, held against tests/pictures/*.png block by block, so that noise of
// smoothing passes and a missing piece does not. npm run pictures -- --update writes them anew; what differs lands in test-results/pictures/.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBoardBrowser } from './boardBrowser.mjs';
import { ensurePackages, ROOT, say } from './lib.mjs';

const REFERENCES = join(ROOT, 'tests', 'pictures');
const FAILURES = join(ROOT, 'test-results', 'pictures');
const SIZE = { width: 360, height: 240 };
/** Pixels of a block's side; and how far its mean colour may be off (0–255 per channel). A desk covers several blocks at this size. */
const BLOCK = 6;
const MOST = 26;
/** So many blocks may be off: text of digits in another font. */
const SPARE = 3;

const HOUSE = 'azure&labels=0&goals';
/** What the session is set to for each; pictures of one world share one page. */
const PICTURES = [
  { world: HOUSE, name: 'house', session: {} },
  { world: HOUSE, name: 'house-night', session: { theme: 'night' } },
  { world: HOUSE, name: 'house-turned', session: { turn: 1 } },
  { world: HOUSE, name: 'house-turned-twice', session: { turn: 2 } },
  { world: HOUSE, name: 'house-plan', session: { projection: 'plan' } },
  { world: HOUSE, name: 'house-plan-night', session: { projection: 'plan', theme: 'night' } },
  { world: HOUSE, name: 'house-addresses', session: { overlay: 'addresses' } },
  { world: HOUSE, name: 'house-routes', session: { overlay: 'routes' } },
  { world: HOUSE, name: 'house-reach', session: { overlay: 'reach', selection: 'pod:shop/web-0' } },
  { world: 'azure&labels=0&flow=1&position=99', name: 'envelope-refused', session: {} },
  { world: 'pods=300&nodes=6&labels=0', name: 'pods-300', session: {} },
  { world: 'pods=10000&nodes=60&labels=0', name: 'pods-10000', session: {} },
];
const REST = { theme: 'day', turn: 0, projection: 'iso', overlay: 'none', selection: undefined };

/** Takes every picture and answers how many are as they should be. */
export async function comparePictures({ update = false } = {}) {
  const { base, open, close } = await openBoardBrowser();
  rmSync(FAILURES, { recursive: true, force: true });
  let passed = 0;
  let failed = 0;
  const page = await open(SIZE);
  let shown;
  for (const { world, name, session } of PICTURES) {
    if (shown !== world) await page.goto(`${base}/dev/board.html?${world}`);
    shown = world;
    await page.waitForFunction(() => globalThis.dev?.board?.step !== undefined && document.querySelector('[data-board-ready]'));
    await page.evaluate(
      ([rest, own, unset]) => {
        globalThis.dev.session({ ...rest, ...(unset ? { selection: undefined } : {}), ...own });
        for (let frame = 0; frame < 5; frame++) globalThis.dev.board.step(100);
      },
      [REST, session, session.selection === undefined],
    );
    const picture = await page.screenshot();
    const file = join(REFERENCES, `${name}.png`);
    if (update) {
      writeFileSync(file, picture);
      passed++;
      continue;
    }
    const off = existsSync(file) ? await countOff(page, [readFileSync(file), picture]) : Infinity;
    if (off <= SPARE) passed++;
    else {
      failed++;
      mkdirSync(FAILURES, { recursive: true });
      writeFileSync(join(FAILURES, `${name}.png`), picture);
      say(`${name}: ${off === Infinity ? 'no reference' : `${off} blocks differ`} (test-results/pictures/${name}.png)`);
    }
  }
  await close();
  return { passed, failed };
}

/** Blocks whose mean colour differs. Both pictures are decoded by the browser that took them. */
function countOff(page, [reference, picture]) {
  return page.evaluate(
    async ([sources, block, most]) => {
      const [a, b] = await Promise.all(
        sources.map(async (source) => {
          const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d');
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (a.width !== b.width || a.height !== b.height) return Infinity;
      let off = 0;
      for (let top = 0; top < a.height; top += block)
        for (let left = 0; left < a.width; left += block) {
          const sum = [0, 0, 0];
          let count = 0;
          for (let y = top; y < Math.min(top + block, a.height); y++)
            for (let x = left; x < Math.min(left + block, a.width); x++, count++)
              for (let channel = 0; channel < 3; channel++) {
                const at = (y * a.width + x) * 4 + channel;
                sum[channel] += a.data[at] - b.data[at];
              }
          if (Math.max(...sum.map(Math.abs)) / count > most) off++;
        }
      return off;
    },
    [[reference.toString('base64'), picture.toString('base64')], BLOCK, MOST],
  );
}

if (process.argv[1] === import.meta.filename) {
  ensurePackages();
  const { passed, failed } = await comparePictures({ update: process.argv.includes('--update') });
  say(`${passed} pictures as they should be, ${failed} not`);
  process.exit(failed === 0 ? 0 : 1);
}
