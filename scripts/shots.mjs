// npm run shots [-- FILTER]: pictures of every piece, scene, size and screen into shots/ (ignored), with shots/index.html to leaf through.
// One browser, one page at a time; FILTER keeps the shots whose group or name holds it, the rest of the folder stays.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBoardBrowser } from './boardBrowser.mjs';
import { ensurePackages, ROOT, say } from './lib.mjs';
import { shotList } from './shotList.mjs';

ensurePackages();
const FOLDER = join(ROOT, 'shots');
mkdirSync(FOLDER, { recursive: true });
const levels = readdirSync(join(ROOT, 'levels')).sort();
const filter = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '';
const all = shotList(levels);
const wanted = all.filter(({ group, name }) => group.includes(filter) || name.includes(filter));
const { base, open, close } = await openBoardBrowser();

let failed = 0;
for (const shot of wanted) {
  const page = await open(shot);
  try {
    await page.goto(`${base}/${shot.path}`);
    await (shot.app ? showScreen(page, shot) : showBoard(page));
    await page.screenshot({ path: join(FOLDER, `${shot.name}.png`) });
    say(`${shot.name} ✓`);
  } catch (error) {
    failed++;
    say(`${shot.name}: ${String(error).split('\n')[0]}`);
  }
  await page.close();
}
await close();
writeIndex();
say(`${wanted.length - failed} of ${wanted.length} pictures in shots/; leaf through shots/index.html`);
process.exit(failed === 0 ? 0 : 1);

async function showBoard(page) {
  await page.waitForFunction(() => globalThis.dev?.board?.step !== undefined && document.querySelector('[data-board-ready]'));
  await page.evaluate(() => {
    globalThis.dev.framePiece();
    for (let frame = 0; frame < 6; frame++) globalThis.dev.board.step(100);
  });
}

async function showScreen(page, shot) {
  if (shot.path.startsWith('level')) {
    await page.getByRole('dialog').waitFor();
    if (shot.briefing) return;
    await page.keyboard.press('Escape');
  }
  if (shot.path !== '') {
    await page.locator('[data-board-ready]').waitFor();
    if (shot.path.startsWith('level')) await page.locator('[data-goal]').first().waitFor();
    if (shot.plan) await page.locator('.segmented button').nth(1).click();
    if (shot.compare) {
      if (shot.width < 861) await page.locator('.sheet-tabs button').nth(1).click();
      await page.getByRole('tab', { name: 'Network' }).click();
      await page.getByRole('button', { name: 'Compare two modes side by side' }).first().click();
      await page.locator('.compare [data-board-ready]').nth(1).waitFor();
      await page.getByRole('button', { name: 'Send in both' }).click();
      const next = page.getByRole('button', { name: 'Next difference' });
      await next.waitFor();
      if (await next.isEnabled()) await next.click();
    }
    await page.waitForTimeout(1600);
  } else await page.waitForTimeout(400);
}

/** Pictures by group; a click shows one large, arrow keys leaf on. */
function writeIndex() {
  const there = new Set(readdirSync(FOLDER));
  const groups = new Map();
  for (const { group, name } of all) if (there.has(`${name}.png`)) groups.set(group, [...(groups.get(group) ?? []), name]);
  const page = readFileSync(join(ROOT, 'dev', 'gallery.html'), 'utf8');
  const figures = [...groups].map(
    ([group, names]) =>
      `<h2>${group}</h2><div class="group ${group}">${names.map((name) => `<figure><a href="${name}.png"><img loading="lazy" src="${name}.png" alt="${name}"></a><figcaption>${name}</figcaption></figure>`).join('')}</div>`,
  );
  writeFileSync(join(FOLDER, 'index.html'), page.replace('<!-- pictures -->', figures.join('\n')));
}
