// Seeded variants: the same bytes everywhere, nothing of the old dress left, and the verdict of every solution as it was (campaign: seeded variation).
// VARIANTS=200 (npm run variants) tries so many seeds of each level; else each level is tried under one of ten.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
import { hashText } from '../../src/engine/net/hash.ts';
import type { Level, LevelSolution } from '../../src/levels/level.ts';
import { parseLevelText } from '../../src/levels/levelText.ts';
import { type LevelFiles, parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { isVaried, varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { countStars } from '../../src/store/stars.ts';
import { checkEditable } from '../../src/levels/editable.ts';
import { listLevelIds, readLevelFolder } from './folders.ts';

const MANY = Number(process.env['VARIANTS'] ?? '0');
const ids = listLevelIds().filter((id) => process.env['LEVEL'] === undefined || id === process.env['LEVEL']);

/** What becomes of a solution, as level.yaml says it of its own: nothing where it does. */
function faultsOf(level: Level, edits: readonly Edit[], solution: LevelSolution | undefined): string[] {
  const engine = createEngine();
  engine.load({ spec: applyEdit(level.start, { type: 'batch', edits }).spec, revision: 1 });
  const judged = engine.judge({ revision: 1, goals: level.goals, start: level.start });
  if (!judged.ok) return [judged.code];
  const lost = judged.value.goals.filter(({ pass }) => !pass).map(({ id, failure }) => `${id}: ${failure?.code}`);
  if (!solution) return lost.length > 0 ? [] : ['the start wins'];
  const faults = checkEditable(level, level.start, { type: 'batch', edits }) ? [`${solution.id} is not allowed`] : [];
  if (solution.kind !== 'wrong') {
    const stars = countStars(level, judged.value, false);
    if (solution.kind === 'reference' && (stars !== 3 || !sameValue(judged.value.scores, level.par)))
      faults.push(`${stars} stars, ${JSON.stringify(judged.value.scores)}`);
    return [...faults, ...lost.map((why) => `${solution.id} loses ${why}`)];
  }
  if (!lost.some((why) => why.startsWith(`${solution.failsGoal}: `))) faults.push(`${solution.id} wins ${solution.failsGoal}`);
  const hinted = engine.hints({ revision: 1, goals: level.goals });
  const code = hinted.ok ? hinted.value[0]?.code : hinted.code;
  return code === solution.hint ? faults : [...faults, `${solution.id} earns ${code}, not ${solution.hint}`];
}

/** Lines that still speak of the old label key, or of part of an address that has moved. */
function leftovers(dressed: LevelFiles): string[] {
  const renamed = Object.keys(dressed).every((path) => !path.startsWith('start/') || !/\bapp: /.test(dressed[path] ?? ''));
  return Object.entries(dressed).flatMap(([path, text]) =>
    text.split('\n').flatMap((line) => {
      const rest = line.replaceAll(/\d+\.\d+\.\d+\.(?:\d+|x)/g, '');
      const old =
        (renamed && /(?<![\w./-])app(?![\w-])/.test(line)) || /\b(?:10|172|192\.168|203\.0|198\.51)\.\d+\.?(?!\d)/.test(rest);
      return old ? [`${path}: ${line}`] : [];
    }),
  );
}

describe.each(ids)('a variant of %s', (id) => {
  const files = readLevelFolder(id);
  const index = listLevelIds().indexOf(id);
  const seeds = MANY > 0 ? Array.from({ length: MANY }, (_, number) => `${number + 1}`) : [`${1 + (index % 10)}`];

  it('keeps the verdict of the start and of every solution, hint codes included', { timeout: 3_600_000 }, () => {
    if (!isVaried(files)) {
      expect(varyLevel(files, '1')).toBe(files);
      return;
    }
    for (const seed of seeds) {
      const dressed = varyLevel(files, seed);
      expect(dressed, seed).not.toEqual(files);
      expect(varyLevel(files, seed)).toEqual(dressed);
      const { level: other, problems } = parseLevel(dressed);
      if (!other) throw new Error(`${id}, seed ${seed}: ${JSON.stringify(problems)}`);
      const faults = [undefined, ...other.solutions].flatMap((one) => {
        const edits = one ? readSolution(dressed, one.id) : [];
        return edits ? faultsOf(other, edits, one) : [`${one?.id} cannot be read`];
      });
      expect(faults, `seed ${seed}`).toEqual([]);
      expect(leftovers(dressed), seed).toEqual([]);
      for (const locale of ['en', 'zh-Hans']) {
        const text = dressed[`text/${locale}.md`];
        if (text !== undefined) expect(parseLevelText(text).problems).toEqual([]);
      }
    }
  });
});

describe('varyLevel', () => {
  it('gives these very bytes, in Node as in a browser', () => {
    const text = Object.entries(varyLevel(readLevelFolder('020-short-of-desks'), 'bytes'))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map((entry) => entry.join('\n'))
      .join('\n');
    expect(hashText(text, 0)).toMatchInlineSnapshot(`2864829168`);
  });

  it('moves addresses together: what held an address holds it, what was apart is apart', () => {
    const note =
      '10.10.0.0/24 holds 10.10.0.7, 10.20.0.7 not, 10.0.0.0/8 both; 203.0.113.9, 0.0.0.0/0, 168.63.129.16, 10.10.0.x, 1.2.3.4.5';
    const files = { ...readLevelFolder('010-the-first-letter'), 'text/note.md': note };
    for (let seed = 0; seed < 50; seed++) {
      const dressed = varyLevel(files, `${seed}`)['text/note.md'] ?? '';
      const [, a, b, c, d] =
        /^10\.(\d+)\.0\.0\/24 holds 10\.(\d+)\.0\.7, 10\.(\d+)\.0\.7 not, 10\.0\.0\.0\/8 both; 203\.0\.113\.\d+, 0\.0\.0\.0\/0, 168\.63\.129\.16, 10\.(\d+)\.0\.x, 1\.2\.3\.4\.5$/.exec(
          dressed,
        ) ?? [];
      expect(a, dressed).toBeDefined();
      expect([b, d]).toEqual([a, a]);
      expect(c).not.toBe(a);
      expect(a).not.toBe('10');
    }
  });

  it('leaves what is no level alone', () => {
    const broken = { 'level.yaml': '{[' };
    expect(varyLevel(broken, '1')).toBe(broken);
    expect(isVaried(broken)).toBe(false);
  });
});
