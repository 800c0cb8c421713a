// Made levels: what goes into a link or a file comes out, one level has one name, nothing hostile gets in, and the check refuses what it must.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { checkMade, MADE_REFUSALS, type MadeVerdict } from '../../src/levels/made/checkMade.ts';
import { MADE_CAPS, MADE_ID, type MadeLevel } from '../../src/levels/made/madeLevel.ts';
import { plainText } from '../../src/levels/made/plainText.ts';
import { madeToPlain, readMadeText, rebuildMade } from '../../src/levels/made/readMade.ts';
import { parseLevel } from '../../src/levels/parseLevel.ts';
import { canonicalJson } from '../../src/share/canonicalJson.ts';
import { sha256Hex } from '../../src/share/sha256.ts';
import { hasWords } from '../../src/words/say.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { codec } from '../share/codec.ts';
import { levelCodec, listMade, madeOf } from './madeLevels.ts';

const made = madeOf('402-only-the-web-team') as MadeLevel;
const plain = (): Record<string, unknown> => JSON.parse(JSON.stringify(madeToPlain(made))) as Record<string, unknown>;

describe('a made level', () => {
  it('is most levels of the campaign: they come out of a link, of JSON and of YAML as they went in, and fit a link', () => {
    const all = listMade();
    expect(all.length).toBeGreaterThan(8);
    const lengths = all.map(([, level]) => (levelCodec.encodeLevel(level) ?? '').length);
    // A whole network to build is longer: the page offers a file beside such a link.
    expect(lengths.filter((length) => length < 4_000).length).toBeGreaterThanOrEqual(all.length * 0.95);
    for (const [id, level] of all) {
      const link = levelCodec.encodeLevel(level) ?? '';
      expect(link.length, id).toBeLessThan(8_000);
      expect(link.length, id).toBeGreaterThan(0);
      const name = levelCodec.idOf(level);
      expect(name).toMatch(MADE_ID);
      expect(levelCodec.decodeLevel(`https://game.example/made/#l=${link}`), id).toEqual({ ok: true, made: level, id: name });
      for (const text of [
        JSON.stringify(madeToPlain(level)),
        JSON.stringify(madeToPlain(level), null, 2),
        stringify(madeToPlain(level)),
      ])
        expect(readMadeText(text), id).toEqual({ ok: true, made: level });
    }
  });

  it('passes the check like the level it is, at its par', () => {
    const whole = listMade().filter(([id, level]) => parseLevel(readLevelFolder(id)).level?.goals.length === level.goals.length);
    expect(whole.length).toBeGreaterThan(4);
    for (const [id, level] of whole) expect(checkMade(createEngine(), level), id).toMatchObject({ ok: true });
  });

  it('every proper beginning of a link is refused with a name', () => {
    const link = levelCodec.encodeLevel(made) ?? '';
    for (let length = 0; length < link.length; length += 7) {
      const opened = levelCodec.decodeLevel(link.slice(0, length));
      expect(opened.ok).toBe(false);
      if (!opened.ok && length > 10) expect(opened.problem.code).toBe('cutOff');
    }
  });

  it('opens for ever: every link that was ever given out, under the same name', () => {
    const file = join(import.meta.dirname, '../golden/levelLinks.json');
    const golden = JSON.parse(readFileSync(file, 'utf8')) as { id: string; title: string; link: string }[];
    expect(golden.length).toBeGreaterThanOrEqual(3);
    for (const { id, title, link } of golden)
      expect(levelCodec.decodeLevel(link), title).toMatchObject({ ok: true, id, made: { title } });
  });

  it('neither kind of link opens as the other', () => {
    const link = levelCodec.encodeLevel(made) ?? '';
    expect(codec.decodeLink(link)).toMatchObject({ ok: false });
    expect(levelCodec.decodeLevel(codec.encodeSolution({ level: 'sandbox', rev: 0, edits: [] }))).toMatchObject({ ok: false });
  });

  it.each<[string, (level: Record<string, unknown>) => unknown, string]>([
    ['an unknown key', (level) => (level['script'] = 'x'), 'script'],
    ['another format', (level) => (level['format'] = 'x'), 'format'],
    ['a title that is too long', (level) => (level['title'] = 'x'.repeat(MADE_CAPS.title + 1)), 'title'],
    ['a title that turns the reading direction', (level) => (level['title'] = 'a\u202eb'), 'title'],
    ['a line feed in a title', (level) => (level['title'] = 'a\nb'), 'title'],
    ['a goal of no known type', (level) => (level['goals'] = [{ id: 'a', type: 'find' }]), 'goals.0.type'],
    ['two goals of one id', (level) => (level['goals'] = [exposure('a'), exposure('a')]), 'goals'],
    ['a goal named like a property of objects', (level) => (level['goals'] = [exposure('constructor')]), 'goals.0.id'],
    ['an object that is none', (level) => (level['start'] = [{ kind: 'Pod' }]), 'start.0'],
    [
      'one object twice',
      (level) => (level['start'] = [...(level['start'] as unknown[]).slice(-1), ...(level['start'] as unknown[]).slice(-1)]),
      'start.1',
    ],
    ['a removal of nothing that is an object', (level) => (level['solution'] = ['Script/a/b']), 'solution.0'],
    ['an answer as a solution', (level) => (level['solution'] = [{ goal: 'a', answer: 'b' }]), 'solution.0'],
  ])('refuses %s, and says where', (_what, change, where) => {
    const level = plain();
    change(level);
    expect(rebuildMade(level)).toEqual({ ok: false, code: 'badContent', where });
  });

  it('refuses a file that is no text of ours without throwing', () => {
    for (const text of ['', '{[', '['.repeat(50_000), '&a [*a]', 'a: &a {b: 1}\nc: *a', '\0', '{"__proto__": {"polluted": 1}}'])
      expect(readMadeText(text).ok, text.slice(0, 20)).toBe(false);
    expect(readMadeText(' '.repeat(MADE_CAPS.bytes + 1))).toMatchObject({ code: 'tooLarge' });
    expect('polluted' in {}).toBe(false);
  });

  it('its texts are kept as text: what the schema refuses never leaves the builder', () => {
    expect(plainText('  a\n\n b\u202e\u0007 <b>c</b> ', 80)).toBe('a b <b>c</b>');
    expect(plainText('x'.repeat(99), 10)).toBe('x'.repeat(10));
  });

  it('has a name made by SHA-256', () => {
    for (const text of ['', 'abc', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(64), 'é'.repeat(1_000)])
      expect(sha256Hex(new TextEncoder().encode(text))).toBe(createHash('sha256').update(text).digest('hex'));
    const digest = createHash('sha256')
      .update(canonicalJson(madeToPlain(made)))
      .digest('hex');
    expect(levelCodec.idOf(made)).toBe(`made-${digest.slice(0, 20)}`);
    expect(levelCodec.idOf({ ...made, title: `${made.title}!` })).not.toBe(levelCodec.idOf(made));
  });
});

function exposure(id: string): unknown {
  return { id, type: 'exposure', most: 3 };
}

describe('the check refuses', () => {
  const check = (part: Partial<MadeLevel>): MadeVerdict => checkMade(createEngine(), { ...made, ...part });
  const must = made.goals.filter((goal) => goal.type === 'mustArrive');
  const wall = { id: 'wall', type: 'mustNotArrive', from: ['internet:nobody'], to: ['203.0.113.9:1'] } as const;

  it.each<[MadeVerdict extends { ok: true } ? never : (typeof MADE_REFUSALS)[number], Partial<MadeLevel>]>([
    ['noTitle', { title: ' ' }],
    ['noGoals', { goals: [] }],
    ['alreadyWon', { goals: must }],
    ['noSolution', { solution: [] }],
    ['notAllowed', { editable: { objects: [], network: [] } }],
    ['notWon', { goals: [...made.goals, { ...wall, type: 'mustArrive' }] }],
  ])('%s', (code, part) => {
    expect(check(part)).toMatchObject({ ok: false, code });
  });

  it('wonByOpening: what is forbidden is stopped by something that no rule opens', () => {
    const help = madeOf('201-help-desk-number') as MadeLevel;
    // The desk that nobody sits at needs a repair, and what must not pass could not pass anyhow.
    const goals = help.goals.filter(({ type }) => type === 'mustArrive');
    const dead = { id: 'dead', type: 'mustNotArrive', from: ['shop/deploy/web'], to: ['203.0.113.250:9'] } as const;
    expect(checkMade(createEngine(), { ...help, goals: [...goals, dead] })).toMatchObject({ code: 'wonByOpening' });
  });

  it('wonByOpeningNothingForbidden: a locked department, and nothing that must stay out', () => {
    const locked = madeOf('405-no-directory') as MadeLevel;
    const goals = locked.goals.filter(({ type }) => type === 'mustArrive');
    expect(checkMade(createEngine(), { ...locked, goals })).toMatchObject({ code: 'wonByOpeningNothingForbidden' });
  });

  it('with a sentence for each', () => {
    for (const code of MADE_REFUSALS) expect(hasWords(`made.refused.${code}`)).toBe(true);
  });
});
