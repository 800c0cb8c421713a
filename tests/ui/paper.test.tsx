// The pages of paper mode in a document: what is missing is said, a student sees rules and a name, every code is listed with a sentence, and whatever a title
// or an alias says stays text.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LevelCard } from '../../src/levels/level.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { listLessons } from '../../src/ui/paper/lessons.ts';
import { PaperScreen } from '../../src/ui/paper/PaperScreen.tsx';
import { fromLocal, toLocal } from '../../src/ui/paper/times.ts';
import { type Browser, openBrowser } from '../support/inProcessPaper.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const card = (id: string, chapter: number, order: number): LevelCard => ({
  id,
  rev: 1,
  chapter,
  order,
  minutes: 8,
  title: id,
  subtitle: '',
});
const CARDS = [card('030-nobody-at-the-desk', 2, 2), card('402-only-the-web-team', 4, 2)];

function show({ app, desk }: Browser): void {
  const environment = {
    store: app.store,
    cards: CARDS,
    address: (id: string) => `/${id}`,
    navigate: (id: string) => void desk.openRoute(id),
    paper: desk,
  } as unknown as UiEnvironment;
  void act(() =>
    render(
      <Environment.Provider value={environment}>
        <PaperScreen />
      </Environment.Provider>,
      root,
    ),
  );
}

function press(name: RegExp): void {
  const found = [...root.querySelectorAll('button')].find((each) => name.test(each.textContent));
  if (!found) throw new Error(`no button ${String(name)}`);
  void act(() => found.click());
}

describe('paper mode', () => {
  it('says what a challenge lacks, makes it, and lists every code with a sentence; nothing typed becomes markup', async () => {
    const teacher = openBrowser();
    await teacher.desk.openRoute('class');
    show(teacher);
    void act(() => teacher.desk.changeDraft({ title: '<b>Class</b>' }));
    await vi.waitFor(() => expect(root.querySelector<HTMLInputElement>('[name=title]')?.value).toBe('<b>Class</b>'));
    press(/^Make the challenge/);
    await vi.waitFor(() => expect(root.textContent).toContain('Choose at least one level'));
    void act(() => root.querySelectorAll<HTMLInputElement>('.paper-chapters input')[0]?.click());
    expect(teacher.desk.store.getState().draft.levels).toEqual(['030-nobody-at-the-desk']);
    press(/^Make the challenge/);
    await vi.waitFor(() => expect(root.querySelector('h1')?.textContent).toBe('<b>Class</b>'));
    // Another page begins at its head, where the link to hand out stands.
    await vi.waitFor(() => expect(document.activeElement?.id).toBe('main'));
    expect(root.querySelector('b')).toBeNull();
    const { link = '', file = '' } = teacher.desk.store.getState().open ?? {};
    expect(await teacher.desk.openFile(file, 'seat')).toBe(`class/c/${link.split('#c=')[1]}`);
    const colleague = openBrowser();
    expect(await colleague.desk.openFile(file, 'teacher')).toBe(`class/t/${teacher.desk.store.getState().open?.id}`);
    expect(colleague.desk.store.getState().kept).toHaveLength(1);
    expect(await colleague.desk.openFile('{}', 'teacher')).toBeUndefined();
    expect(colleague.desk.store.getState().problem?.code).toBe('notALink');

    const student = openBrowser();
    await student.desk.openRoute(`class/c/${link.split('#c=')[1]}`);
    show(student);
    expect(root.textContent).toContain('a neighbour’s answer does not fit');
    const alias = root.querySelector('[data-alias]')?.textContent;
    press(/^Another name/);
    await vi.waitFor(() => expect(root.querySelector('[data-alias]')?.textContent).not.toBe(alias));
    press(/^Make my result code/);
    await vi.waitFor(() => expect(root.querySelector('textarea')?.value).toContain('#r=1.'));
    const code = root.querySelector('textarea')?.value ?? '';

    show(teacher);
    await teacher.desk.takeIn([code, `${code.slice(0, -9)}…`, 'hello']);
    await vi.waitFor(() => expect(root.textContent).toContain('1 of 2 codes count.'));
    expect(root.textContent).toContain('This link was cut off');
    expect(root.querySelector('.class-board tbody')?.children).toHaveLength(1);
    await teacher.desk.openRoute('class/t/00000000000000000000');
    await vi.waitFor(() => expect(root.textContent).toContain('does not keep that challenge'));
  });

  it('a broken link opens as a sentence', async () => {
    const student = openBrowser();
    await student.desk.openRoute('class/c/1.AQAX');
    show(student);
    expect(root.querySelector('.warn')?.textContent).not.toBe('');
    expect(root.textContent).toContain('There is no challenge here');
  });

  it('suggests the lessons whose levels there are, and reads times as they are written', () => {
    expect(listLessons(CARDS)).toEqual([]);
    expect(listLessons([card('a', 4, 8), card('b', 4, 9)])).toEqual([{ name: 'J', levels: ['a', 'b'], minutes: 16 }]);
    const at = Date.UTC(2026, 10, 26, 9, 30);
    expect(fromLocal(toLocal(at))).toBe(at);
    expect([toLocal(undefined), fromLocal(''), fromLocal('tomorrow')]).toEqual(['', undefined, undefined]);
  });
});
