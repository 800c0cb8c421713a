// grade: the same judge as in the game, by link, by file and by folder; what a level does not allow does not count.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Judgement } from '../../src/engine/api.ts';
import type { Diagnostic } from '../../src/engine/model/diagnostic.ts';
import { DEFAULT_NETWORK, EMPTY_SPEC } from '../../src/engine/model/spec.ts';
import { countStars, findNewError } from '../../src/levels/verify/verifySolution.ts';
import type { Level } from '../../src/levels/level.ts';
import { findRefusal } from '../../src/store/refusals.ts';
import { countStars as countStarsInStore } from '../../src/store/stars.ts';
import { codec } from '../share/codec.ts';
import { listLevelSolutions } from '../share/levelSolutions.ts';
import { openTerminal, ROOT, type Terminal } from './terminal.ts';

const LEVEL = '050-next-department';

interface Grade {
  readonly level: string;
  readonly rev: number;
  readonly won: boolean;
  readonly stars: number;
  readonly refused?: string;
  readonly goals: readonly { readonly id: string; readonly pass: boolean; readonly reason?: string }[];
  readonly scores: { readonly exposure: number; readonly cost: number; readonly changes: number };
}

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
});
afterEach(() => terminal.close());

async function grade(code: number, ...args: string[]): Promise<Grade> {
  const ran = await terminal.run(['grade', ...args, '--json']);
  expect(ran, ran.err).toMatchObject({ code });
  return JSON.parse(ran.out) as Grade;
}

function linkOf(name: string): string {
  const found = listLevelSolutions().find((entry) => entry.name === `${LEVEL}/${name}`);
  if (!found) throw new Error(`no solution ${name}`);
  return codec.encodeSolution(found.solution);
}

function solutionFile(name: string): string {
  return readFileSync(join(ROOT, 'levels', LEVEL, name), 'utf8');
}

describe('grade', () => {
  test('questions are answered by a document of a folder, or by a link', async () => {
    const level = '002-knock-knock';
    const solution = readFileSync(join(ROOT, 'levels', level, 'solution/reference.yaml'), 'utf8');
    terminal.write('mine/solution.yaml', solution);
    expect((await grade(1, level, 'mine')).goals[0]).toMatchObject({ id: 'what-came-back', pass: false });
    const answers = (text: string): string => `apiVersion: cidr.house/v1\nkind: Answers\nanswers: ${text}\n`;
    terminal.write('mine/answers.yaml', answers('{ what-came-back: refused }'));
    const won = await grade(0, level, 'mine');
    expect(won).toMatchObject({ won: true, stars: 3 });
    const link = listLevelSolutions().find(({ name }) => name === `${level}/reference`);
    expect(await grade(0, level, codec.encodeSolution(link?.solution ?? { level, rev: 1, edits: [] }))).toEqual(won);
    terminal.write('mine/answers.yaml', answers('{ letter: refused }'));
    expect((await grade(1, level, 'mine')).refused).toBeDefined();
    for (const wrong of ['{}', '{ Big: a }', '{ a: "two\\nlines" }', '[refused]']) {
      terminal.write('wrong.yaml', answers(wrong));
      expect((await terminal.run(['grade', level, 'wrong.yaml'])).code, wrong).toBe(2);
    }
  });

  test('the reference solution wins three stars as a link, in a file, as an address, as a folder', async () => {
    const link = linkOf('reference');
    const won = await grade(0, LEVEL, link);
    expect(won).toMatchObject({ level: LEVEL, won: true, stars: 3 });
    expect(won.goals.every(({ pass, reason }) => pass && reason === undefined)).toBe(true);
    terminal.write('link.txt', `My solution:\nhttps://example.org/level/${LEVEL}/#s=${link}\n`);
    terminal.write('mine/solution.yaml', solutionFile('solution/reference.yaml'));
    for (const given of [`https://example.org/level/${LEVEL}/#s=${link}`, 'link.txt', 'mine', 'mine/solution.yaml']) {
      expect(await grade(0, LEVEL, given), given).toEqual(won);
    }
    expect(await grade(0, join(ROOT, 'levels', LEVEL), link)).toEqual(won);
  });

  test('nothing changed does not win, and failing goals say why', async () => {
    const lost = await grade(1, LEVEL, codec.encodeSolution({ level: LEVEL, rev: 1, edits: [] }));
    expect(lost).toMatchObject({ won: false, stars: 0, scores: { changes: 0 } });
    const failed = lost.goals.filter(({ pass }) => !pass);
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed) expect(reason).toMatch(/ /);
  });

  test('an edit that the level does not allow does not count, whatever it achieves', async () => {
    terminal.write('mine/solution.yaml', solutionFile('solution/reference.yaml'));
    terminal.write('mine/more.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: backdoor }\n');
    const refused = await grade(1, LEVEL, 'mine');
    expect(refused).toMatchObject({ won: false, stars: 0, refused: expect.stringContaining('Namespace') });
    expect((await terminal.run(['grade', LEVEL, 'mine'])).out).toMatch(/not won\nRefused: /);
  });

  test('what cannot be used is one sentence: another level, a cut-off link, no level, no file', async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const ran = await terminal.run(['grade', ...args]);
      expect(ran).toMatchObject({ code: 2, out: '' });
      return ran.err;
    };
    const link = linkOf('reference');
    expect(await refused('030-nobody-at-the-desk', link)).toContain(`a solution of ${LEVEL}`);
    expect(await refused(LEVEL, link.slice(0, 60))).toContain(`60 of ${link.length} characters`);
    expect(await refused('050-next-departmnet', link)).toContain(`Did you mean ${LEVEL}?`);
    expect(await refused(LEVEL, 'nowhere')).toContain('neither a share link nor a file or folder');
    terminal.write('bad.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: A }\n');
    expect(await refused(LEVEL, 'bad.yaml')).toMatch(/^bad\.yaml:3:\d+: /);
    terminal.write('folder/x.yaml', 'a: 1\n');
    expect(await refused('folder', link)).toContain('has no level.yaml');
  });
});

describe('the rules of grade are those of the game', () => {
  const level: Level = {
    id: 'x',
    rev: 1,
    chapter: 0,
    order: 0,
    minutes: 1,
    rules: [],
    goals: [],
    solutions: [],
    start: EMPTY_SPEC,
    editable: { objects: [], network: [] },
    par: { changes: 2, exposure: 10, cost: 100 },
    demo: { from: 'a', to: 'b' },
  };

  test('stars', () => {
    for (const pass of [true, false]) {
      for (const exposure of [9, 10, 11]) {
        for (const cost of [100, 101]) {
          for (const changes of [2, 3]) {
            const judgement: Judgement = {
              revision: 1,
              goals: [{ id: 'g', pass, checked: 1, failed: pass ? 0 : 1 }],
              scores: { exposure, cost, changes },
            };
            expect(countStars(level, judgement)).toBe(countStarsInStore(level, judgement, false));
          }
        }
      }
    }
  });

  test('errors at the counter', () => {
    const codes = [
      'ReservedCidr',
      'InsufficientSubnetSize',
      'PodCidrExhausted',
      'KubenetRouteLimit',
      'PrivateIPAddressInUse',
      'PrivateIPAddressInReservedRange',
      'PrivateIPAddressNotInSubnet',
      'UnsupportedNetworkCombination',
    ];
    for (const severity of ['error', 'warning'] as const) {
      for (const code of codes) {
        const diagnostic: Diagnostic = { code, severity, path: `managedClusters.${DEFAULT_NETWORK.metadata.name}`, params: {} };
        expect(findNewError([], [diagnostic])).toBe(findRefusal([], [diagnostic]));
        expect(findNewError([diagnostic], [diagnostic])).toBe(findRefusal([diagnostic], [diagnostic]));
      }
    }
  });
});
