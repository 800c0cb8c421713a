// Paper mode as rules: which code counts, what room they make, and which rules the class missed.
import { describe, expect, it } from 'vitest';
import { type HandedIn, missedRules, paperRoom, standingOf } from '../../src/classroom/paper.ts';
import { MOST_SEED, seedOf } from '../../src/classroom/seeds.ts';
import { viewRoom } from '../../src/classroom/view.ts';
import { challengeOf, LEVELS, verdictOf } from './rooms.ts';

const [ONE = { id: '' }, TWO = { id: '' }] = LEVELS;
const T = 1_800_000_000;
const handed = (change: Partial<HandedIn> = {}): HandedIn => ({
  challenge: 'x',
  alias: 'Amber',
  seat: 1,
  began: T,
  made: T + 60,
  ...change,
});

describe('which code counts', () => {
  const window = { opens: T * 1000, closes: (T + 3600) * 1000 };
  it.each([
    ['counted', {}, {}, []],
    ['otherChallenge', { challenge: 'y' }, {}, []],
    ['counted', { made: T + 3600 }, { window }, []],
    ['late', { made: T + 3601 }, { window }, []],
    ['early', { began: T - 9, made: T - 1 }, { window }, []],
    ['counted', { made: T + 600 }, { minutes: 10 }, []],
    ['late', { made: T + 601 }, { minutes: 10 }, []],
    ['sameSeat', { alias: 'Copy' }, {}, [handed()]],
    ['counted', {}, {}, [handed({ made: T })]],
    ['counted', { alias: 'Copy', seat: 2 }, {}, [handed()]],
  ] as const)('%s: %j under %j', (expected, change, rules, others) => {
    expect(standingOf(handed(change), { id: 'x', challenge: challengeOf(rules), others })).toBe(expected);
  });
});

describe('the room that results make', () => {
  it('seats each student once, keeps the best of several codes, and tells two of one name apart', () => {
    const level = (id: string, stars: 0 | 1 | 2 | 3) => ({ id, verdict: verdictOf(stars) });
    const state = paperRoom(challengeOf({ attempts: 1, minutes: 5, approve: true }), [
      { handed: handed({ made: T + 50 }), levels: [level(ONE.id, 1)] },
      { handed: handed({ made: T + 30 }), levels: [level(ONE.id, 3)] },
      { handed: handed({ seat: 2, made: T + 40 }), levels: [level(ONE.id, 2), level(TWO.id, 2), level('999-none', 3)] },
    ]);
    if (!state) throw new Error('no room');
    const rows = Object.values(viewRoom(state, { role: 'host' }).rows);
    expect(rows.map(({ place, points, standing }) => [place, points, standing])).toEqual([
      [2, 3, 'in'],
      [1, 4, 'in'],
    ]);
    expect(new Set(rows.map(({ alias }) => alias)).size).toBe(2);
    expect(paperRoom(challengeOf(), [])?.seats.size).toBe(0);
  });

  it('counts a missed rule once a student, and none of a level that was won', () => {
    const cell = (solved: boolean, missed: readonly string[]) => ({ solved, missed });
    expect(
      missedRules([
        { levels: { a: cell(false, ['NP1', 'NP2']), b: cell(false, ['NP1']) } },
        { levels: { a: cell(true, ['NP2']), b: cell(false, ['NP1']) } },
        { levels: {} },
      ]),
    ).toEqual([
      { rule: 'NP1', count: 2, levels: ['a', 'b'] },
      { rule: 'NP2', count: 1, levels: ['a'] },
    ]);
  });
});

describe('seeds', () => {
  it('none where levels are as written, one for all, or one a seat, each of them in a link’s range', () => {
    expect(seedOf({ seeds: 'plain', seed: 5 }, 1)).toBeUndefined();
    const same = seedOf({ seeds: 'same', seed: 5 }, 1);
    expect(seedOf({ seeds: 'same', seed: 5 }, 2)).toBe(same);
    expect(seedOf({ seeds: 'same', seed: 6 }, 1)).not.toBe(same);
    const seeds = Array.from({ length: 1000 }, (_, seat) => seedOf({ seeds: 'perSeat', seed: 0xffff_ffff }, seat) ?? 0);
    expect(new Set(seeds).size).toBeGreaterThan(995);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 1 && seed <= MOST_SEED)).toBe(true);
  });
});
