// level check: the builder's check by file, by link and from standard input.
import { stringify } from 'yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MadeLevel } from '../../src/levels/made/madeLevel.ts';
import { madeToPlain } from '../../src/levels/made/readMade.ts';
import { levelCodec, madeOf } from '../made/madeLevels.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const made = madeOf('402-only-the-web-team') as MadeLevel;
let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
});
afterEach(() => terminal.close());

test('a good level: its par and its link, which passes the same check', async () => {
  terminal.write('level.yaml', stringify(madeToPlain(made)));
  const ran = await terminal.run(['level', 'check', 'level.yaml', '--json']);
  expect(ran, ran.err).toMatchObject({ code: 0 });
  const found = JSON.parse(ran.out) as { ok: boolean; id: string; link: string };
  expect(found).toMatchObject({ ok: true, id: levelCodec.idOf(made) });
  const again = await terminal.run(['level', 'check', found.link, '--json']);
  expect(JSON.parse(again.out)).toEqual(found);
  expect((await terminal.run(['level', 'check', 'level.yaml'])).out).toContain('in order');
});

test('a level that cannot be won is refused with a sentence', async () => {
  const ran = await terminal.run(['level', 'check', '-'], JSON.stringify(madeToPlain({ ...made, solution: [] })));
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('Nobody has shown that it can be won');
});

test('what is no level is exit 2', async () => {
  terminal.write('other.yaml', 'kind: Pod');
  expect(await terminal.run(['level', 'check', 'other.yaml'])).toMatchObject({ code: 2 });
  expect(await terminal.run(['level', 'check', 'nothing.yaml'])).toMatchObject({ code: 2 });
  expect(await terminal.run(['level', 'check', '#l=1.AQ'])).toMatchObject({ code: 2 });
  expect(await terminal.run(['level', 'win', 'other.yaml'])).toMatchObject({ code: 2 });
});
