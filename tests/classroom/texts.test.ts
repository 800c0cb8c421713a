// Codes, names, tables: what people type and what leaves the house as text.
import { describe, expect, it } from 'vitest';
import { makeAlias } from '../../src/classroom/aliases.ts';
import { defaultChallenge, rebuildChallenge } from '../../src/classroom/challenge.ts';
import { parseCommand } from '../../src/classroom/command.ts';
import { writeCsv } from '../../src/classroom/csv.ts';
import { cleanName } from '../../src/classroom/names.ts';
import { CODE_LETTERS, checkLetter, makeRoomCode, readTypedCode, showRoomCode } from '../../src/classroom/roomCode.ts';

describe('room codes', () => {
  const code = makeRoomCode([1, 200, 3_000_000, 4, 5, 4_294_967_295]);

  it('are read as people type them', () => {
    for (const typed of [code, code.toLowerCase(), ` ${code.slice(0, 3)}-${code.slice(3)} `, showRoomCode(code)])
      expect(readTypedCode(typed)).toEqual({ ok: true, code });
    expect(readTypedCode(`${code.slice(0, 5)}`)).toEqual({ ok: false, problem: 'length' });
    expect(readTypedCode('AEIOU0')).toEqual({ ok: false, problem: 'letters' });
    expect(readTypedCode('3'.repeat(100_000))).toEqual({ ok: false, problem: 'length' });
  });

  it('every wrong letter and every swap of neighbours is noticed by the check letter', () => {
    const whole = code + checkLetter(code);
    for (let index = 0; index < whole.length; index++) {
      for (const letter of CODE_LETTERS) {
        if (letter === whole[index]) continue;
        const wrong = whole.slice(0, index) + letter + whole.slice(index + 1);
        expect(readTypedCode(wrong)).toEqual({ ok: false, problem: 'check' });
      }
      const swapped = whole.slice(0, index) + (whole[index + 1] ?? '') + whole[index] + whole.slice(index + 2);
      if (swapped !== whole && index + 1 < whole.length) expect(readTypedCode(swapped)).toEqual({ ok: false, problem: 'check' });
    }
  });
});

describe('names', () => {
  it.each([
    ['  Gala   Apple ', 'Gala Apple'],
    ['李小明', '李小明'],
    ['Zoë', 'Zoë'],
    ['👩‍🚀 Ada', '👩‍🚀 Ada'],
    ['＝SUM', '=SUM'],
    ['Кот', 'Кот'],
  ])('%s is shown as %s', (typed, name) => expect(cleanName(typed)).toEqual({ ok: true, name }));

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['----', 'empty'],
    ['a\u202eb', 'signs'],
    ['a\u0000b', 'signs'],
    ['a\u200bb', 'signs'],
    ['\u{e0041}x', 'signs'],
    ['Z\u0351\u0352\u0353\u0354algo', 'stacked'],
    ['x'.repeat(21), 'long'],
    ['ﷺﷺﷺ', 'long'],
    ['x'.repeat(100_000), 'long'],
    ['Gаla', 'mixed'],
  ])('%j is refused: %s', (typed, problem) => expect(cleanName(typed)).toEqual({ ok: false, problem }));

  it('made-up ones pass the same test', () => {
    const made = new Set(Array.from({ length: 1000 }, (_, draw) => makeAlias(draw)));
    expect(made.size).toBe(1000);
    for (const name of made) expect(cleanName(name)).toEqual({ ok: true, name });
  });
});

describe('tables', () => {
  it('a cell that would be a formula begins with an apostrophe', () => {
    const text = writeCsv([['=1+1', '+1', '-1', '@x', '\tx', '＝x', 'say "hi"', 3]], { bom: false });
    expect(text).toBe(`"'=1+1","'+1","'-1","'@x","'\tx","'=x","say ""hi""",3\r\n`);
    expect(writeCsv([['a']]).startsWith('\ufeff')).toBe(true);
  });
});

describe('what arrives from outside', () => {
  it('a challenge is rebuilt field by field, and says where it is wrong', () => {
    const good = defaultChallenge('Class', [{ id: '001-one', rev: 1 }], 1);
    expect(rebuildChallenge(JSON.parse(JSON.stringify(good)))).toEqual({ ok: true, challenge: good });
    for (const [change, where] of [
      [{ extra: 1 }, 'extra'],
      [{ seats: 1_000_000 }, 'seats'],
      [{ levels: [{ id: '../x', rev: 1 }] }, 'levels.0.id'],
      [{ window: { opens: 2, closes: 1 } }, 'window.opens'],
      [{ title: 'x'.repeat(81) }, 'title'],
    ] as const)
      expect(rebuildChallenge({ ...good, ...change })).toEqual({ ok: false, where });
  });

  it('a command with a score in it is no command', () => {
    const submit = { type: 'submit', level: '001-one', submission: '0'.repeat(26), solution: '1.abc' };
    expect(parseCommand(submit)).toEqual(submit);
    for (const forged of [
      { stars: 3 },
      { verdict: {} },
      { seat: 2 },
      { solution: '1.<b>' },
      { submission: 'x' },
      { type: '__proto__' },
    ])
      expect(parseCommand({ ...submit, ...forged })).toBeUndefined();
  });
});
