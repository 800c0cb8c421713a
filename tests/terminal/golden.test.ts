// What the terminal prints, command by command, against files that people can read; each case says whose output it follows.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGolden, writeGolden } from '../support/goldenCases.ts';
import { openTerminal } from '../support/terminal.ts';
import { terminalWorld } from '../support/terminalWorlds.ts';

const FOLDER = join(import.meta.dirname, '../golden/terminal');
const update = process.env['UPDATE_GOLDEN'] === '1';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

describe('golden outputs of the terminal', () => {
  it('hold at least 80 commands, each with the page or source that its shape follows', () => {
    const cases = files.flatMap((name) => readGolden(readFileSync(join(FOLDER, name), 'utf8')).cases);
    expect(cases.length).toBeGreaterThanOrEqual(80);
    expect(cases.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  });

  for (const name of files) {
    it(`${name}: one terminal, from the first command to the last`, async () => {
      const path = join(FOLDER, name);
      const golden = readGolden(readFileSync(path, 'utf8'));
      const terminal = openTerminal(terminalWorld(golden.world));
      const printed = [];
      for (const item of golden.cases)
        printed.push({ ...item, expected: (await terminal.type(item.typed)).replace(/\n?$/, '\n') });
      if (update) writeFileSync(path, writeGolden({ ...golden, cases: printed }));
      else expect(writeGolden({ ...golden, cases: printed })).toBe(writeGolden(golden));
    });
  }
});
