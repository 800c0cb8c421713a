// One level of every chapter, won in a real browser by whoever sees no picture: canvases are hidden, and everything is found by role and name, the
// list of objects, the editor, the forms of the questions; in the incident the cause is named first.
import type { Page } from '@playwright/test';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { findObject, formatRef, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { expect, openLevel, test } from './fixture.ts';

const LEVELS = [
  '002-knock-knock',
  '104-one-desk-short',
  '201-help-desk-number',
  '302-which-department',
  '402-only-the-web-team',
  '501-one-return-address',
  '602-silence-refusal-name',
  '701-the-night-bell',
  '802-annex-moves-in',
];
const manifests = createManifestApi();

async function answer(page: Page, number: number, text: string): Promise<void> {
  const name = `Your answer to question ${number}`;
  const worded = hasWords(`answer.${text}`) ? say(`answer.${text}`, {}, { locale: 'en' }) : text;
  const choice = page.getByRole('group', { name }).getByRole('radio', { name: worded, exact: true });
  const line = page.getByRole('textbox', { name });
  await choice.or(line).first().waitFor();
  if ((await choice.count()) === 0) await line.fill(text);
  else await choice.check();
  await ((await choice.count()) === 0 ? line : choice).press('Enter');
}

async function write(page: Page, key: string, { text, isThere }: { text: string; isThere: boolean }): Promise<void> {
  await page.getByRole('tab', { name: 'YAML' }).click();
  // A tool of an incident may have its price.
  const objects = page.getByRole('combobox', { name: 'Object' });
  const price = page.getByRole('button', { name: /^Open it/ });
  await objects.or(price).first().waitFor();
  if (await price.isVisible()) await price.click();
  await objects.selectOption(isThere ? key : 'new');
  const editor = page.getByRole('textbox', { name: 'YAML of the chosen object' });
  if (isThere) await expect(editor).toContainText(`kind: ${key.split('/')[0]}`);
  await editor.press('Control+a');
  await page.keyboard.insertText(text);
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  if (isThere) return;
  // What was made is what the editor shows next.
  await expect(objects).toHaveValue(key);
  await expect(editor).toContainText(`name: ${key.split('/').at(-1)}`);
}

async function make(page: Page, before: NetworkSpec, { edit, goals }: { edit: Edit; goals: readonly string[] }): Promise<void> {
  if (edit.type === 'answer') return answer(page, goals.indexOf(edit.goal) + 1, edit.answer);
  if (edit.type !== 'putNetwork' && edit.type !== 'putObject') throw new Error(`a solution of ${edit.type}`);
  const key = edit.type === 'putNetwork' ? 'Network' : formatRef(refOf(edit.resource));
  const isThere = edit.type === 'putNetwork' || findObject(before, refOf(edit.resource)) !== undefined;
  const revision = (await page.locator('[data-revision]').getAttribute('data-revision')) ?? '';
  await write(page, key, { text: manifests.writeObjects(applyEdit(before, edit).spec, [key]), isThere });
  await expect(page.locator('[data-revision]')).not.toHaveAttribute('data-revision', revision);
}

for (const id of LEVELS) {
  test(`level ${id} is won without a picture`, async ({ page }) => {
    const files = readLevelFolder(id);
    const { level } = parseLevel(files);
    const edits = readSolution(files, 'reference') ?? [];
    if (!level) throw new Error(id);
    await page.addInitScript(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('canvas { visibility: hidden !important }');
      document.adoptedStyleSheets = [sheet];
    });
    await openLevel(page, id);
    await page.keyboard.press('Escape');
    await expect(page.getByText('Every goal holds.')).toHaveCount(0);
    let spec = level.start;
    for (const edit of edits.toSorted((a, b) => Number(b.type === 'answer') - Number(a.type === 'answer'))) {
      await make(page, spec, { edit, goals: level.goals.map((goal) => goal.id) });
      spec = applyEdit(spec, edit).spec;
    }
    await expect(page.getByText('Every goal holds.')).toBeVisible();
    await expect(page.locator('canvas').and(page.locator(':visible'))).toHaveCount(0);
  });
}
