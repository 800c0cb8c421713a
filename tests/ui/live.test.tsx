// The pages of live rooms in a document: the hours of homework, what a student may still do, the rules that only a server keeps, skipping, seat cards, and
// what a teacher looks at; in both languages.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type Challenge, defaultChallenge } from '../../src/classroom/challenge.ts';
import { decide, decideJoin, decideSubmit, decideTime, type Decision } from '../../src/classroom/decide.ts';
import type { LoggedEvent, RoomEvent } from '../../src/classroom/event.ts';
import { foldEvent, type RoomState } from '../../src/classroom/room.ts';
import { viewRoom } from '../../src/classroom/view.ts';
import type { Actor, Command } from '../../src/classroom/command.ts';
import type { LevelCard } from '../../src/levels/level.ts';
import type { LiveDesk } from '../../src/store/live/liveDesk.ts';
import type { LiveState } from '../../src/store/live/liveTypes.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { LiveScreen } from '../../src/ui/live/LiveScreen.tsx';
import { OpenRoom } from '../../src/ui/live/OpenRoom.tsx';
import { tell } from '../../src/ui/paper/times.ts';
import { loadLocale } from '../../src/words/locales.ts';
import { openBrowser } from '../support/inProcessPaper.ts';

const root = document.createElement('div');
document.body.append(root);
beforeAll(async () => expect(await loadLocale('zh-Hans')).toBe(true));
afterEach(() => render(null, root));

const LEVELS = [
  { id: '030-nobody-at-the-desk', rev: 1 },
  { id: '402-only-the-web-team', rev: 1 },
];
const CARDS = LEVELS.map(
  ({ id }, order): LevelCard => ({ id, rev: 1, chapter: 2, order, minutes: 8, title: `T ${id}`, subtitle: '' }),
);
const HOST: Actor = { role: 'host' };
const MINUTE = 60_000;

/** A room whose log grows as a server's would, and pages that show it. */
function openRoom(change: Partial<Challenge> = {}) {
  const room = { now: Date.now(), state: undefined as RoomState | undefined, seq: 0 };
  const append = (events: readonly RoomEvent[]): void => {
    for (const event of events) {
      const logged: LoggedEvent = { seq: ++room.seq, at: room.now, event };
      room.state = foldEvent(room.state, logged);
    }
  };
  append([{ type: 'roomOpened', challenge: { ...defaultChallenge('Orchard class', LEVELS, 7), ...change } }]);
  const state = (): RoomState => room.state as RoomState;
  const take = (decision: Decision): void => {
    expect(decision.ok).toBe(true);
    if (decision.ok) append(decision.events);
  };
  return {
    room,
    state,
    command: (command: Exclude<Command, { type: 'submit' }>, actor = HOST) => take(decide(state(), actor, command)),
    join: () => take(decideJoin(state(), { seat: state().seats.size + 1, alias: `Pippin ${state().seats.size + 1}` })),
    submit: (seat: number, stars: 0 | 3) => {
      const verdict = { goals: [{ id: 'g', pass: stars > 0 }], stars, hash: 'h' };
      take(decideSubmit(state(), seat, { level: LEVELS[0]?.id ?? '', submission: `${room.seq}`, solution: '1.a', verdict }));
    },
    pass: (minutes: number) => {
      room.now += minutes * MINUTE;
      append(decideTime(state(), room.now));
    },
  };
}

function page(first: Partial<LiveState>, now: () => number) {
  const paper = openBrowser();
  const store = createStore<LiveState>(() => ({ side: 'join', rooms: [], handed: {}, waiting: 0, ...first }));
  const commands: unknown[] = [];
  const desk = {
    store,
    now,
    command: async (command: unknown) => void commands.push(command),
    lookAt: vi.fn(async () => undefined),
    lookAgain: vi.fn(async () => undefined),
    makeCards: vi.fn(async () => undefined),
    rehearse: vi.fn(async () => undefined),
    clearRehearsal: vi.fn(async () => undefined),
    askServer: async () => undefined,
    openRoom: vi.fn(async () => 'CCCCCC'),
    watchLink: (seat: number, level: string) => `/watch/${seat}/${level}`,
    joinLink: (code: string) => `/join/${code}`,
    showLink: () => '/show',
    cardsLink: () => '/cards',
    roomLink: () => undefined,
    seatLink: () => undefined,
  };
  const environment = {
    store: paper.app.store,
    cards: CARDS,
    address: (id: string) => `/${id}`,
    navigate: () => undefined,
    paper: paper.desk,
    live: desk as unknown as LiveDesk,
  } as unknown as UiEnvironment;
  const show = (what: preact.JSX.Element = <LiveScreen />): void =>
    void act(() => render(<Environment.Provider value={environment}>{what}</Environment.Provider>, root));
  return { paper, desk, commands, show, say: (part: Partial<LiveState>) => void act(() => store.setState(part)) };
}

const KEPT = { code: 'CCCCCC', title: 'Orchard class', hostKey: 'h'.repeat(24), projectorKey: 'p'.repeat(24) };

function press(name: RegExp): void {
  const found = [...root.querySelectorAll<HTMLElement>('button, summary, label')].find((each) => name.test(each.textContent));
  if (!found) throw new Error(`nothing to press called ${String(name)}`);
  void act(() => found.click());
}

describe('homework', () => {
  it('tells a student the hours before it opens, opens levels while it is, and closes them for whose time is over', () => {
    const opens = Date.now() + 10 * MINUTE;
    const closes = opens + 60 * MINUTE;
    const live = openRoom({ window: { opens, closes }, minutes: 20, lateClock: 'own', attempts: 3 });
    live.join();
    const own = (): Partial<LiveState> => ({ view: viewRoom(live.state(), { role: 'seat', seat: 1 }) });
    const { show, say } = page(
      { code: 'CCCCCC', ticket: { code: 'CCCCCC', key: 'k'.repeat(24), seat: 1, alias: 'Pippin 1' }, ...own() },
      () => live.room.now,
    );
    show();
    expect(root.querySelector('.live-hours')?.textContent).toBe(`Open from ${tell(opens, 'en')} to ${tell(closes, 'en')}.`);
    expect(root.textContent).toContain('The room has not started yet.');
    expect(root.querySelectorAll('.paper-levels a')).toHaveLength(0);
    live.pass(10);
    say(own());
    expect(root.textContent).toContain('The room is running.');
    expect(root.querySelectorAll('.paper-levels a')).toHaveLength(2);
    expect(root.textContent).toContain('Attempts: 0 of 3');
    live.submit(1, 0);
    live.command({ type: 'skip', level: LEVELS[1]?.id ?? '', skipped: true, seat: 1 });
    say(own());
    expect(root.textContent).toContain('Attempts: 1 of 3');
    expect(root.querySelectorAll('.paper-levels a')).toHaveLength(1);
    expect(root.textContent).toContain('Skipped: it does not count.');
    live.pass(60);
    say(own());
    expect(root.textContent).toContain('The room has ended.');
  });

  it('shows the teacher the hours, lets the closing be moved, and offers no end of week-long minutes', () => {
    const opens = Date.now() - MINUTE;
    const live = openRoom({ window: { opens, closes: opens + 7 * 24 * 60 * MINUTE } });
    live.join();
    live.pass(0);
    const host = (): Partial<LiveState> => ({ view: viewRoom(live.state(), HOST) });
    const { show, commands, say } = page({ side: 'host', code: 'CCCCCC', room: KEPT, ...host() }, () => live.room.now);
    show();
    expect(root.querySelector('.live-hours')).not.toBeNull();
    expect(root.querySelector('[role=timer]')).toBeNull();
    press(/^60 more minutes/);
    expect(commands).toEqual([{ type: 'extend', minutes: 60 }]);
    expect(root.textContent).toContain('The server deletes it by itself');
    live.pass(7 * 24 * 60 - 30);
    say(host());
    expect(root.querySelector('[role=timer]')?.textContent).toMatch(/^\d+ minutes left/);
  });
});

describe('the teacher’s page', () => {
  it('skips a level for all and for one seat, looks at a cell of the matrix, and marks what is a rehearsal', () => {
    const live = openRoom();
    live.join();
    live.command({ type: 'start' });
    live.submit(1, 0);
    const state = live.state();
    const bot = decideJoin(state, { seat: 2, alias: 'Bot', rehearsal: true });
    if (bot.ok)
      for (const event of bot.events)
        live.room.state = foldEvent(live.room.state, { seq: ++live.room.seq, at: live.room.now, event });
    const { show, commands, desk, say } = page(
      { side: 'host', code: 'CCCCCC', room: KEPT, view: viewRoom(live.state(), HOST) },
      () => live.room.now,
    );
    show();
    press(/^Skip “T 030/);
    press(/^Manage.*Pippin 1/);
    const seatSkip = [...root.querySelectorAll<HTMLInputElement>('.live-menu .live-skip input')];
    void act(() => seatSkip[1]?.click());
    expect(commands).toEqual([
      { type: 'skip', level: LEVELS[0]?.id, skipped: true },
      { type: 'skip', level: LEVELS[1]?.id, skipped: true, seat: 1 },
    ]);
    expect(root.querySelector('.class-board')?.textContent).toContain('Bot (rehearsal)');
    expect(root.querySelectorAll('.class-board tr.no-print')).toHaveLength(1);
    expect(root.querySelector('.matrix-cell')?.textContent).toContain('0 of 1 goal');
    press(/Pippin 1, T 030.*look at 1 attempt/);
    expect(desk.lookAt).toHaveBeenCalledWith(1, LEVELS[0]?.id);
    // Only what was handed in can be looked at.
    expect(root.querySelectorAll('.matrix-cell')).toHaveLength(1);
    say({
      look: {
        seat: 1,
        level: LEVELS[0]?.id ?? '',
        works: [{ level: LEVELS[0]?.id ?? '', attempt: 1, link: '/x#s=1.a', at: 0, stars: 0, passed: 0, total: 1 }],
      },
    });
    const links = [...root.querySelectorAll<HTMLAnchorElement>('.live-works a')];
    expect(links.map((link) => [link.getAttribute('href'), link.target])).toEqual([
      [`/watch/1/${LEVELS[0]?.id}`, '_blank'],
      ['/x#s=1.a', '_blank'],
    ]);
    expect(links[0]?.textContent).toBe('Watch the attempt at T 030-nobody-at-the-desk move by move');
    // Another attempt comes in: what is looked at is asked for again, without a click.
    expect(desk.lookAgain).not.toHaveBeenCalled();
    live.submit(1, 3);
    say({ view: viewRoom(live.state(), HOST) });
    expect(desk.lookAgain).toHaveBeenCalledTimes(1);
  });

  it('opens a room with the server’s rules, and a late one at home has a clock of their own', async () => {
    const { show, desk, paper } = page({ served: true }, Date.now);
    await paper.desk.openRoute('class');
    void act(() => paper.desk.changeDraft({ title: 'Class', levels: [LEVELS[0]?.id ?? ''], minutes: 20 }));
    show(<OpenRoom />);
    const type = (name: RegExp, value: string): void => {
      const label = [...root.querySelectorAll('label')].find((each) => name.test(each.textContent));
      const input = label?.querySelector('input');
      if (!input) throw new Error(`no field ${String(name)}`);
      void act(() => {
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      void act(() => {
        input.dispatchEvent(new FocusEvent('blur'));
      });
    };
    type(/^Attempts/, '4');
    type(/^Seats/, '9999');
    type(/^Days/, '0');
    press(/students wait until/);
    press(/^Open a live room/);
    await vi.waitFor(() =>
      expect(desk.openRoom).toHaveBeenLastCalledWith(
        expect.objectContaining({ attempts: 4, seats: 500, keepDays: 1, approve: true, lateClock: 'shared' }),
      ),
    );
    void act(() => paper.desk.changeDraft({ closes: Date.now() + 24 * 60 * MINUTE }));
    await vi.waitFor(() => expect(root.querySelector('select')?.value).toBe('own'));
    press(/^Open a live room/);
    await vi.waitFor(() => expect(desk.openRoom).toHaveBeenLastCalledWith(expect.objectContaining({ lateClock: 'own' })));
  });

  it('prints a card for each seat, in Chinese too', async () => {
    const { show, desk, paper } = page({ side: 'cards', code: 'CCCCCC', room: KEPT }, Date.now);
    show();
    expect(desk.makeCards).toHaveBeenCalledWith(12);
    await act(() => paper.app.store.getState().actions.setLocale('zh-Hans'));
    await vi.waitFor(() => expect(root.querySelector('h1')?.textContent).toBe('座位卡'));
    void act(() => desk.store.setState({ cards: [{ number: 1, alias: '<b>Ruby</b> Pippin', link: '/class/#j=CCCCCC.k' }] }));
    expect(root.querySelector('[data-card="1"]')?.textContent).toContain('房间代码');
    expect(root.querySelector('.live-card-name')?.textContent).toBe('<b>Ruby</b> Pippin');
    expect(root.querySelector('b')).toBeNull();
  });
});
