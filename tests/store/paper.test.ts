// Paper mode from end to end without a page: a teacher sets a challenge, students play their own variants, their codes are judged, and what is forged, late,
// copied or of another challenge is told apart. Nothing a student has beside it is touched; nothing a teacher gathered is lost by a reload.
import { describe, expect, it, vi } from 'vitest';
import { allObjects, refOf } from '../../src/engine/model/spec.ts';
import { seedOf } from '../../src/classroom/seeds.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { csvOf, isCounted, jsonOf, viewOf, wordOf } from '../../src/ui/paper/results.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { createPaperApi } from '../../workers/paperApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { judged } from '../support/inProcessApp.ts';
import { type Browser, NOW, openBrowser } from '../support/inProcessPaper.ts';

const LEVELS = ['030-nobody-at-the-desk', '402-only-the-web-team'];

async function setChallenge(
  change: Parameters<Browser['desk']['changeDraft']>[0] = {},
): Promise<{ teacher: Browser; link: string }> {
  const teacher = openBrowser();
  await teacher.desk.openRoute('class');
  teacher.desk.changeDraft({ title: 'Monday’s class', levels: LEVELS, ...change });
  const id = await teacher.desk.makeChallenge();
  expect(teacher.desk.store.getState().wrong).toBeUndefined();
  await teacher.desk.openRoute(`class/t/${id}`);
  return { teacher, link: teacher.desk.store.getState().open?.link ?? '' };
}

/** A student who opens the link, solves so many of the levels and asks for the code. */
async function student(link: string, solve: readonly string[], at = NOW): Promise<{ browser: Browser; code: string }> {
  const browser = openBrowser();
  browser.clock = at;
  const route = `class/c/${link.split('#c=')[1]}`;
  await browser.desk.openRoute(route);
  const { seat } = browser.desk.store.getState();
  if (!seat) throw new Error('no seat');
  for (const level of solve) {
    await browser.desk.openRoute(`${route}/${level}`);
    await judged(browser.app);
    const seed = seedOf(seat.challenge, seat.seat);
    const files = readLevelFolder(level);
    const edits = readSolution(seed === undefined ? files : varyLevel(files, String(seed)), 'reference') ?? [];
    expect(await browser.app.store.getState().actions.dispatchEdit({ type: 'batch', edits }, 'edit.yaml')).toBe(true);
    await judged(browser.app);
  }
  await browser.app.flush();
  await browser.desk.openRoute(route);
  await browser.desk.writeCode();
  return { browser, code: browser.desk.store.getState().code?.link ?? '' };
}

const open = ({ desk }: Browser) => {
  const found = desk.store.getState().open;
  if (!found) throw new Error('nothing open');
  return found;
};
const words = (teacher: Browser): string[] => open(teacher).handed.map(wordOf);

describe('a challenge on paper', () => {
  it('goes out as a link and comes back as solutions that the engine judges on each student’s own variant', async () => {
    const { teacher, link } = await setChallenge();
    expect(link).toContain('#c=1.');
    const anna = await student(link, LEVELS);
    const ben = await student(link, [LEVELS[0] ?? '']);
    expect(anna.code).toContain('#r=1.');
    // Stars are nowhere in it, and the own progress is as it was.
    expect(anna.browser.app.store.getState().progress.levels).toEqual({});
    expect(anna.browser.desk.store.getState().seat?.stars).toEqual({ [LEVELS[0] ?? '']: 3, [LEVELS[1] ?? '']: 3 });
    expect(
      [...anna.browser.kept.keys()].filter((key) => key.startsWith('document/') && !key.startsWith('document/challenge/')),
    ).toEqual([]);

    // A learning platform around the page hears of each win, with the code that proves it.
    await vi.waitFor(() =>
      expect(anna.browser.reports.map(({ points, most, done }) => [points, most, done])).toEqual([
        [3, 6, false],
        [6, 6, true],
      ]),
    );
    expect(anna.code.split('#').at(-1)).toBe(anna.browser.reports[1]?.result);

    await teacher.desk.takeIn([`Here you are:\n${anna.code}\n\nand ${ben.code} !`, anna.code]);
    expect(open(teacher).taken).toEqual({ added: 2, known: 1, none: false });
    expect(words(teacher)).toEqual(['counted', 'counted']);
    const view = viewOf(open(teacher));
    expect(Object.values(view?.rows ?? {}).map(({ points, place }) => [place, points])).toEqual([
      [1, 6],
      [2, 3],
    ]);

    // The same browser tomorrow: the codes are there and are judged anew.
    const reloaded = openBrowser(teacher.kept);
    await reloaded.desk.openRoute(`class/t/${open(teacher).id}`);
    await vi.waitFor(() => expect(words(reloaded)).toEqual(['counted', 'counted']), { timeout: 20_000 });
    expect(viewOf(open(reloaded))).toEqual(view);

    const head = { place: 'Place', name: 'Name', points: 'Points', stars: 'Stars', at: 'At' };
    const csv = view ? csvOf(view, { head, titles: {} }) : '';
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('1,"');
    expect(view && jsonOf(open(teacher), view)).toContain('"cidr-house-class"');
  }, 60_000);

  it('tells late, early, another challenge, a copied seat and a broken code apart, and lets a late one in when the teacher says so', async () => {
    const window = { opens: NOW - 3_600_000, closes: NOW + 3_600_000 };
    const { teacher, link } = await setChallenge({ ...window, seeds: 'same' });
    const other = await setChallenge({ title: 'Another' });
    const late = await student(link, [], NOW + 7_200_000);
    const early = await student(link, [], NOW - 7_200_000);
    const foreign = await student(other.link, []);
    const good = await student(link, [LEVELS[0] ?? '']);
    // The same seat under another name.
    good.browser.desk.rename();
    await good.browser.desk.writeCode();
    const copied = good.browser.desk.store.getState().code?.link ?? '';
    const all = [late.code, early.code, foreign.code, good.code, copied, `${good.code.slice(0, 90)}…`];
    await teacher.desk.takeIn([all.join('\n')]);
    expect(words(teacher)).toEqual(['late', 'early', 'otherChallenge', 'counted', 'sameSeat', 'unreadable']);
    expect(Object.keys(viewOf(open(teacher))?.rows ?? {})).toHaveLength(1);
    const [first] = open(teacher).handed;
    teacher.desk.admit(first?.text ?? '');
    expect(wordOf(open(teacher).handed[0] ?? { text: '', received: 0, admitted: false })).toBe('admitted');
    expect(open(teacher).handed.filter(isCounted)).toHaveLength(2);
  }, 60_000);

  it('a neighbour’s solution does not win on one’s own numbers, and what a level forbids is refused', async () => {
    const { teacher, link } = await setChallenge({ levels: [LEVELS[1] ?? ''] });
    const anna = await student(link, [LEVELS[1] ?? '']);
    const worker = teacher.desk;
    await worker.takeIn([anna.code]);
    const { result } = open(teacher).handed[0] ?? {};
    if (!result) throw new Error('unread');
    const api = createPaperApi(createEngine());
    const forged = (change: Partial<typeof result>): string => api.makeResult({ ...result, ...change }).link ?? '';
    const { level: written } = parseLevel(readLevelFolder(LEVELS[1] ?? ''));
    const [pod] = written ? allObjects(written.start).filter(({ kind }) => kind === 'Service') : [];
    if (!pod) throw new Error('no Service');
    await worker.takeIn([
      forged({ seat: result.seat + 1, alias: 'Copy Cat' }),
      forged({
        seat: result.seat + 2,
        alias: 'Opener',
        levels: result.levels.map((level) => ({
          ...level,
          edits: [{ type: 'removeObject', ref: refOf(pod) }],
        })),
      }),
      forged({
        seat: result.seat + 3,
        alias: 'Old Book',
        levels: result.levels.map((level) => ({ ...level, rev: level.rev + 1 })),
      }),
    ]);
    const [own, copy, opener, old] = open(teacher).handed.map(({ outcomes }) => outcomes?.[0]);
    expect(own && 'verdict' in own && own.verdict.stars).toBe(3);
    expect(copy && ('refused' in copy || copy.verdict.stars < 3)).toBe(true);
    expect(opener).toMatchObject({ refused: { code: 'refused.remove' } });
    expect(old).toMatchObject({ refused: { code: 'paper.level.revision' } });
  }, 60_000);

  it('thirty codes at once are judged one by one, can be stopped on the way, and are all there afterwards', async () => {
    const { teacher, link } = await setChallenge();
    const id = open(teacher).id;
    const { challenge } = open(teacher);
    const api = createPaperApi(createEngine());
    const codes = Array.from({ length: 30 }, (_, index) => {
      const seat = index + 1;
      const seed = String(seedOf(challenge, seat));
      const levels = LEVELS.map((level, at) => {
        // Every third has only the first level.
        const edits =
          at === 1 && index % 3 === 0 ? [] : (readSolution(varyLevel(readLevelFolder(level), seed), 'reference') ?? []);
        return { id: level, rev: challenge.levels[at]?.rev ?? 0, edits };
      }).filter(({ edits }) => edits.length > 0);
      const began = NOW / 1000;
      return api.makeResult({ challenge: id, alias: `Seat ${seat}`, seat, began, made: began + index, levels }).link ?? '';
    });
    expect(link).not.toBe('');
    const unsubscribe = teacher.desk.store.subscribe((state) => {
      if (state.open?.checking?.done === 3) teacher.desk.stopChecking();
    });
    await teacher.desk.takeIn([codes.join(' ')]);
    unsubscribe();
    const halfway = words(teacher).filter((word) => word === 'counted').length;
    expect(halfway).toBe(3);
    expect(open(teacher).checking).toBeUndefined();
    await teacher.desk.goOn();
    expect(words(teacher).filter((word) => word === 'counted')).toHaveLength(30);
    const rows = Object.values(viewOf(open(teacher))?.rows ?? {});
    expect(rows.filter(({ points }) => points === 6)).toHaveLength(20);
    expect(rows.filter(({ points }) => points === 3)).toHaveLength(10);
  }, 60_000);

  it('without hints there are none, and the solution is never shown', async () => {
    const { link } = await setChallenge({ hints: false });
    const { browser } = await student(link, []);
    await browser.desk.openRoute(`class/c/${link.split('#c=')[1]}/${LEVELS[0]}`);
    await judged(browser.app);
    const { actions } = browser.app.store.getState();
    actions.showHint(1);
    await actions.viewSolution();
    expect(browser.app.store.getState().session).toMatchObject({ hintRung: 0, solutionViewed: false });
    await browser.desk.openRoute(`class/c/${link.split('#c=')[1]}`);
    await browser.desk.leaveSeat();
    expect([...browser.kept.keys()].filter((key) => key.includes('challenge') || key.includes('seat'))).toEqual([]);
  });
});
