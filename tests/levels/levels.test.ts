// Every level of the repository: the start loses, the reference wins with three stars and each of its objects is load-bearing,
// alternatives win, every wrong solution fails its goal and earns its hint, and the texts are complete.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineApi, Hint, Judgement } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { checkEditable } from '../../src/levels/editable.ts';
import type { Level } from '../../src/levels/level.ts';
import { openAll } from '../../src/levels/openAll.ts';
import { parseLevelText } from '../../src/levels/levelText.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { countStars } from '../../src/store/stars.ts';
import { hasWords, say, setMissingWords } from '../../src/words/say.ts';
import { listLevelIds, readLevelFolder } from './folders.ts';

setMissingWords('throw');

/** Every rule that docs/spec.md lists. */
const RULE_IDS: ReadonlySet<string> = new Set(
  [...readFileSync(join(import.meta.dirname, '../../docs/spec.md'), 'utf8').matchAll(/^\| ([A-Z]+-?\d+[a-z]?) \|/gm)].map(
    ([, id = '']) => id,
  ),
);

function judge(level: Level, edits: readonly Edit[]): Judgement & { hints: readonly Hint[] } {
  const engine: EngineApi = createEngine();
  const { spec } = applyEdit(level.start, { type: 'batch', edits });
  engine.load({ spec, revision: 1 });
  const judged = engine.judge({ revision: 1, goals: level.goals, start: level.start });
  const hinted = engine.hints({ revision: 1, goals: level.goals });
  if (!judged.ok || !hinted.ok) throw new Error(`not judged: ${JSON.stringify(judged.ok ? hinted : judged)}`);
  return { ...judged.value, hints: hinted.value };
}

/** Failing goals with their reasons: what a person reads when a level is out of order. */
function lost(judgement: Judgement): string[] {
  return judgement.goals
    .filter((goal) => !goal.pass)
    .map((goal) => `${goal.id}: ${goal.failure?.code} ${JSON.stringify(goal.failure?.params)}`);
}

describe.each(listLevelIds())('level %s', (id) => {
  const files = readLevelFolder(id);
  const { level, problems } = parseLevel(files);
  if (!level) throw new Error(`${id}: ${JSON.stringify(problems)}`);
  const solutions = level.solutions.map((solution) => ({ ...solution, edits: readSolution(files, solution.id) ?? [] }));
  const reference = solutions.find(({ kind }) => kind === 'reference');
  const wrong = solutions.filter(({ kind }) => kind === 'wrong');

  it('is called like its folder and has what a level needs', () => {
    expect(level.id).toBe(id);
    expect(solutions.filter(({ kind }) => kind === 'reference')).toHaveLength(1);
    const asksOnly = level.goals.every(({ type }) => type === 'find');
    expect(asksOnly || solutions.some(({ kind }) => kind === 'alternative')).toBe(true);
    expect(wrong.length).toBeGreaterThanOrEqual(3);
    expect(asksOnly || level.goals.some((goal) => goal.hidden === true)).toBe(true);
    expect(solutions.filter(({ edits }) => edits.length === 0)).toEqual([]);
  });

  it('is not won at the start', () => {
    expect(lost(judge(level, []))).not.toEqual([]);
  });

  it('is won by the reference with three stars, at exactly par', () => {
    const judgement = judge(level, reference?.edits ?? []);
    expect(lost(judgement)).toEqual([]);
    expect(judgement.scores).toEqual(level.par);
    expect(countStars(level, judgement, false)).toBe(3);
  });

  it('is lost when any one object of the reference is missing', () => {
    for (const edit of reference?.edits ?? []) {
      const rest = (reference?.edits ?? []).filter((other) => other !== edit);
      expect(lost(judge(level, rest)), JSON.stringify(edit)).not.toEqual([]);
    }
  });

  it('is won by every alternative', () => {
    for (const { id: name, edits, kind } of solutions) {
      if (kind === 'alternative') expect(lost(judge(level, edits)), name).toEqual([]);
    }
  });

  it.each(wrong)('$id loses $failsGoal and earns $hint', ({ edits, failsGoal, hint }) => {
    const judgement = judge(level, edits);
    expect(judgement.goals.filter((goal) => !goal.pass).map((goal) => goal.id)).toContain(failsGoal);
    expect(judgement.hints[0]?.code).toBe(hint);
    expect(judgement.hints.filter((found) => found.goal === failsGoal).map((found) => found.code)).toContain(hint);
  });

  it('says every failure and every hint in words, in both vocabularies', () => {
    for (const edits of [[], ...solutions.map((solution) => solution.edits)]) {
      const judgement = judge(level, edits);
      for (const words of ['office', 'network'] as const) {
        for (const { failure } of judgement.goals)
          if (failure) expect(say(failure.code, failure.params, { words })).not.toMatch(/[{}]/);
        for (const hint of judgement.hints)
          for (const rung of [1, 2, 3]) expect(say(`hint.${hint.code}.${rung}`, hint.params, { words })).not.toBe('');
      }
    }
  });

  it('has hints for the failing start, on the player’s own objects', () => {
    const { hints } = judge(level, []);
    expect(hints.length).toBeGreaterThan(0);
    expect(hints.every((hint) => hasWords(`hint.${hint.code}.3`))).toBe(true);
  });

  it('lets the player make every solution, right or wrong', () => {
    for (const { id: name, edits } of solutions)
      expect(checkEditable(level, level.start, { type: 'batch', edits }), name).toBeUndefined();
  });

  it('has a demonstration that can be played at the start', () => {
    const engine = createEngine();
    engine.load({ spec: level.start, revision: 1 });
    const played = engine.trace({ revision: 1, flow: level.demo });
    expect(played.ok && played.value.hops.length).toBeGreaterThan(0);
  });

  it('is not won by opening everything', () => {
    if (!level.goals.some((goal) => goal.type === 'mustNotArrive')) return;
    const solved = applyEdit(level.start, { type: 'batch', edits: reference?.edits ?? [] }).spec;
    expect(lost(judge(level, openAll(level.start)))).not.toEqual([]);
    expect(lost(judge(level, [...(reference?.edits ?? []), ...openAll(solved)]))).not.toEqual([]);
  });

  it('has complete texts, and cites only rules that it names', () => {
    const { text, cites, problems: wordless } = parseLevelText(files['text/en.md'] ?? '');
    expect(wordless).toEqual([]);
    expect(Object.keys(text?.goals ?? {}).sort()).toEqual(level.goals.map((goal) => goal.id).sort());
    const briefing = (text?.briefing ?? []).join(' ').split(/\s+/).length;
    expect(briefing).toBeLessThanOrEqual(90);
    expect(cites.filter((rule) => !level.rules.includes(rule))).toEqual([]);
    expect(cites.length).toBeGreaterThan(2);
    expect(level.rules.filter((rule) => !RULE_IDS.has(rule))).toEqual([]);
  });
});
