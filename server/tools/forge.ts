// npm run forge -- --count N: mutated solutions of every kind before the verifier. What wins a star must be a winning solution: a mutation that only
// spells the same one differently (bits that deflate does not read, an ellipsis that chats add) is counted apart, any other award is a failure.
import { join } from 'node:path';
import { openLevelShelf } from '../verify/levelShelf.ts';
import { judge } from '../verify/judge.ts';
import { argument, chance, CODEC, LEVEL_IDS, levelsOf, ROOT, solutionsOf } from './bots.ts';

const count = argument('count', 100_000);
const seed = argument('seed', 1);
const shelf = openLevelShelf(join(ROOT, 'levels'));
const levels = levelsOf();
const links = LEVEL_IDS.flatMap((id) => Object.values(solutionsOf(id)));
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
const codes = new Map<string, number>();
let awarded = 0;
let spelled = 0;

for (let number = 0; number < count; number++) {
  const draw = (name: string, most: number): number => Math.floor(chance(seed, `${number} ${name}`) * most);
  const source = links[draw('link', links.length)] ?? '';
  const other = links[draw('other', links.length)] ?? '';
  const at = draw('at', source.length);
  const letter = LETTERS[draw('letter', LETTERS.length)] ?? 'A';
  const forged =
    [
      () => source.slice(0, at) + letter + source.slice(at + 1),
      () => source.slice(0, at) + source.slice(at + 1 + draw('cut', 8)),
      () => source.slice(0, at) + other.slice(at),
      () => source + letter.repeat(1 + draw('more', 20)),
      () => source.slice(0, at),
      () => `${1 + draw('format', 9)}.${source.slice(2)}`,
    ][draw('way', 6)]?.() ?? '';
  if (links.includes(forged)) continue;
  const level = levels[draw('level', levels.length)] ?? { id: '', rev: 0 };
  const answer = judge(shelf, { level: level.id, rev: level.rev, solution: forged });
  const code = answer.ok ? `accepted with ${answer.verdict.stars} stars` : answer.code;
  codes.set(code, (codes.get(code) ?? 0) + 1);
  if (!answer.ok || answer.verdict.stars === 0) continue;
  const read = CODEC.decodeLink(forged);
  if (read.ok && links.includes(CODEC.encodeSolution(read.solution))) spelled++;
  else {
    awarded++;
    process.stdout.write(`awarded: ${forged}\n`);
  }
}
for (const [code, times] of codes) process.stdout.write(`${code}: ${times}\n`);
process.stdout.write(`${count} forged solutions, ${awarded} awarded; ${spelled} were a winning solution spelled differently\n`);
process.exit(awarded === 0 ? 0 : 1);
