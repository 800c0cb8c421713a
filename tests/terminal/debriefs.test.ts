// What a debrief says one would type on a real cluster, the game's own terminal takes too: whoever tries it here is not told that it is no command.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { house, worldOf } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

const LEVELS = join(import.meta.dirname, '..', '..', 'levels');
/** Looks that nothing here answers yet. */
const ELSEWHERE = ['az network vnet-gateway list-learned-routes'];
const REFUSED = /is no command that is simulated here|has no flag|unknown (?:flag|command)/;

it('every az and kubectl line of every debrief is understood', async () => {
  const lines = new Map<string, string>();
  for (const level of readdirSync(LEVELS))
    for (const line of readFileSync(join(LEVELS, level, 'text', 'en.md'), 'utf8').split('\n'))
      if (/^(?:az|kubectl) /.test(line)) lines.set(line, level);
  expect(lines.size).toBeGreaterThan(150);
  const refused: string[] = [];
  for (const [line, level] of lines) {
    if (ELSEWHERE.some((known) => line.startsWith(known))) continue;
    const said = await openTerminal(worldOf(house())).type(line.replace(/\$[A-Z_]+/g, 'x'));
    if (REFUSED.test(said)) refused.push(`${level}: ${line}: ${said.slice(0, 120)}`);
  }
  expect(refused).toEqual([]);
});
