// A challenge on paper in browsers: a teacher builds it, a student in another browser plays it and hands in, the teacher's page judges the code, and all of
// it is still there after a reload.
import { expect, findAxeViolations, FIXED_API, openLevel, test, waitJudged } from './fixture.ts';

const LEVEL = '030-nobody-at-the-desk';

test('a teacher sets a challenge, a student plays it, the teacher’s page judges the code', async ({ page, browser, baseURL }) => {
  await page.goto('.');
  await page.getByRole('link', { name: 'For teachers' }).click();
  await page.getByLabel('Title').fill('Monday’s class');
  await page.getByLabel(/nobody at the desk/i).check();
  await page.getByLabel('Numbers and names').selectOption('plain');
  expect(await findAxeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make the challenge' }).click();
  const link = await page.getByLabel('Link for the students').inputValue();
  expect(link).toContain('#c=1.');
  await page.getByRole('button', { name: 'Show as a code' }).click();
  await expect(page.getByRole('img', { name: /code/i })).toBeVisible();

  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const student = await other.newPage();
  await student.goto(link);
  await expect(student.getByRole('heading', { name: 'Monday’s class' })).toBeVisible();
  const alias = (await student.locator('[data-alias]').textContent()) ?? '';
  expect(alias.length).toBeGreaterThan(4);
  expect(await findAxeViolations(student)).toEqual([]);
  await student.getByRole('main').getByRole('link').first().click();
  await student.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await waitJudged(student);
  await expect(student.locator('[data-challenge]')).toContainText('level 1 of 1');
  const editor = student.getByRole('textbox', { name: 'YAML of the chosen object' });
  await editor.click();
  await student.keyboard.press('Control+a');
  await student.keyboard.insertText(FIXED_API);
  await student.keyboard.press('Control+Enter');
  await expect(student.getByText('Every goal holds.')).toBeVisible();
  await student.getByRole('button', { name: 'Back to the challenge' }).click();
  await expect(student.getByRole('img', { name: '3 stars of 3' })).toBeVisible();
  await student.getByRole('button', { name: 'Make my result code' }).click();
  const code = await student.getByLabel('Your result, for your teacher').inputValue();
  expect(code).toContain('#r=1.');
  // The student's own work on that level is as it was: nothing is won there.
  await openLevel(student, LEVEL);
  await expect(student.locator('[data-challenge]')).toHaveCount(0);
  await expect(student.locator('[data-verdict="fail"]').first()).toBeVisible();
  await other.close();

  await page.getByLabel('Result links').fill(`Hello!\n${code}\n`);
  await page.getByRole('button', { name: 'Take them in' }).click();
  await expect(page.getByText('1 of 1 code count.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Board' }).getByRole('rowheader', { name: alias })).toBeVisible();
  await expect(page.getByRole('img', { name: '3 stars of 3' }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('table', { name: 'Board' }).getByRole('rowheader', { name: alias })).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
});
