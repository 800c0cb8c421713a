// Every level of the repository: the start loses, the reference wins with three stars and each of its objects is load-bearing,
// alternatives win, every wrong solution fails its goal and earns its hint, and the texts are complete. docs/levels.md says so, line by line.
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
import { type LevelFiles, parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { DRILL_MINUTES } from '../../src/store/drillClock.ts';
import { isVaried } from '../../src/levels/variant/varyLevel.ts';
import { countStars } from '../../src/store/stars.ts';
import { minutesOf } from '../../src/terminal/prices.ts';
import { hasWords, say, setMissingWords } from '../../src/words/say.ts';
import { codec } from '../share/codec.ts';
import { readGoldenLinks } from '../share/goldenLinks.ts';
import { type LevelSolutionLink, linksOfLevel } from '../share/levelSolutions.ts';
import { listLevelIds, readLevelFolder } from './folders.ts';
import { isInOrder, type Proof, readRows, REWRITE, rowOf, writeRows } from './levelTable.ts';
import { listTwinLevels } from './twinLevels.ts';

const LONGEST_LINK = 4000;
/** Of 95 levels in 100. */
const LONG_LINK = 1200;
const twins: ReadonlySet<string> = new Set(listTwinLevels());
const WRITES = process.env['UPDATE_GOLDEN'] === '1';
const corpus = new Map(readGoldenLinks().map(({ name, link }) => [name, link]));
const written = new Map<string, string>();
/** Rules and winning edit of each level. */
const lessons = new Map<string, string>();
const links: (LevelSolutionLink & { readonly text: string })[] = [];

setMissingWords('throw');

/** Every rule that docs/spec.md lists. */
const RULE_IDS: ReadonlySet<string> = new Set(
  [...readFileSync(join(import.meta.dirname, '../../docs/spec.md'), 'utf8').matchAll(/^\| ([A-Z]+-?\d+[a-z]?) \|/gm)].map(
    ([, id = '']) => id,
  ),
);

interface Judged extends Judgement {
  readonly hints: () => readonly Hint[];
}

/** A large level takes a second to judge, and more for its hints: neither is asked for twice. */
const judgements = new WeakMap<readonly Edit[], Judged>();

function judge(level: Level, edits: readonly Edit[]): Judged {
  const known = judgements.get(edits);
  if (known) return known;
  const engine: EngineApi = createEngine();
  const { spec } = applyEdit(level.start, { type: 'batch', edits });
  engine.load({ spec, revision: 1 });
  const judged = engine.judge({ revision: 1, goals: level.goals, start: level.start });
  if (!judged.ok) throw new Error(`not judged: ${JSON.stringify(judged)}`);
  let found: readonly Hint[] | undefined;
  const hints = (): readonly Hint[] => {
    if (found) return found;
    const hinted = engine.hints({ revision: 1, goals: level.goals });
    if (!hinted.ok) throw new Error(`no hints: ${JSON.stringify(hinted)}`);
    return (found = hinted.value);
  };
  const result = { ...judged.value, hints };
  judgements.set(edits, result);
  return result;
}

/** Failing goals with their reasons: what a person reads when a level is out of order. */
function lost(judgement: Judgement): string[] {
  return judgement.goals
    .filter((goal) => !goal.pass)
    .map((goal) => `${goal.id}: ${goal.failure?.code} ${JSON.stringify(goal.failure?.params)}`);
}

/** The files of a level without one patch of its reference, where it has several. */
function withoutEachPatch(files: LevelFiles, reference: { readonly file?: string } | undefined): [LevelFiles, string][] {
  const { file = '' } = reference ?? {};
  const documents = (files[file] ?? '').split(/^---$/m);
  const patches = documents.filter((text) => /^kind: Patch$/m.test(text));
  if (patches.length < 2) return [];
  return patches.map((patch) => [{ ...files, [file]: documents.filter((text) => text !== patch).join('---') }, patch]);
}

describe.each(listLevelIds())('level %s', (id) => {
  const files = readLevelFolder(id);
  const { level, problems } = parseLevel(files);
  if (!level) throw new Error(`${id}: ${JSON.stringify(problems)}`);
  const untouched: readonly Edit[] = [];
  const solutions = level.solutions.map((solution) => ({ ...solution, edits: readSolution(files, solution.id) ?? [] }));
  const reference = solutions.find(({ kind }) => kind === 'reference');
  const wrong = solutions.filter(({ kind }) => kind === 'wrong');
  const own = linksOfLevel(id, files).map((link) => ({ ...link, text: codec.encodeSolution(link.solution) }));
  const winning = own.find(({ kind }) => kind === 'reference');
  links.push(...own);
  lessons.set(id, JSON.stringify([level.rules.toSorted(), winning?.solution.edits]));
  const proved = new Map<Proof, '✓' | '–' | '·'>([
    ['twin', twins.has(id) ? '✓' : '·'],
    ['seeds', isVaried(files) ? '✓' : '–'],
  ]);
  const caught = new Set<string>();

  it('is called like its folder and has what a level needs', () => {
    expect(level.id).toBe(id);
    expect(solutions.filter(({ kind }) => kind === 'reference')).toHaveLength(1);
    const asksOnly = level.goals.every(({ type }) => type === 'find');
    expect(asksOnly || solutions.some(({ kind }) => kind === 'alternative')).toBe(true);
    expect(wrong.length).toBeGreaterThanOrEqual(4);
    expect(asksOnly || level.goals.some((goal) => goal.hidden === true)).toBe(true);
    expect(solutions.filter(({ edits }) => edits.length === 0)).toEqual([]);
  });

  it('is not won at the start', () => {
    expect(lost(judge(level, untouched))).not.toEqual([]);
    proved.set('start', '✓');
  });

  it('is won by the reference with three stars, at exactly par', () => {
    const judgement = judge(level, reference?.edits ?? []);
    expect(lost(judgement)).toEqual([]);
    expect(judgement.scores).toEqual(level.par);
    expect(countStars(level, judgement, false)).toBe(3);
    proved.set('stars', '✓');
  });

  it('is lost when any one object of the reference is missing', () => {
    for (const edit of reference?.edits ?? []) {
      const rest = (reference?.edits ?? []).filter((other) => other !== edit);
      expect(lost(judge(level, rest)), JSON.stringify(edit)).not.toEqual([]);
    }
    // Patches of one object are one edit: each of them is left out as well.
    for (const [fewer, missing] of withoutEachPatch(files, reference)) {
      const rest = readSolution(fewer, reference?.id ?? '');
      if (rest) expect(lost(judge(level, rest)), missing).not.toEqual([]);
    }
    proved.set('bears', '✓');
  });

  it('is won by every alternative', () => {
    for (const { id: name, edits, kind } of solutions) {
      if (kind === 'alternative') expect(lost(judge(level, edits)), name).toEqual([]);
    }
    proved.set('others', solutions.some(({ kind }) => kind === 'alternative') ? '✓' : '–');
  });

  it.each(wrong)('$id loses $failsGoal and earns $hint', ({ id: name, edits, failsGoal, hint }) => {
    const judgement = judge(level, edits);
    expect(judgement.goals.filter((goal) => !goal.pass).map((goal) => goal.id)).toContain(failsGoal);
    expect(judgement.hints()[0]?.code).toBe(hint);
    expect(
      judgement
        .hints()
        .filter((found) => found.goal === failsGoal)
        .map((found) => found.code),
    ).toContain(hint);
    caught.add(name);
  });

  it('says every failure and every hint in words, in both vocabularies', () => {
    for (const edits of [untouched, ...solutions.map((solution) => solution.edits)]) {
      const judgement = judge(level, edits);
      for (const words of ['office', 'network'] as const) {
        for (const { failure } of judgement.goals)
          if (failure) expect(say(failure.code, failure.params, { words })).not.toMatch(/[{}]/);
        for (const hint of judgement.hints())
          for (const rung of [1, 2, 3]) expect(say(`hint.${hint.code}.${rung}`, hint.params, { words })).not.toBe('');
      }
    }
    if (caught.size === wrong.length) proved.set('wrong', '✓');
  });

  it('has hints for the failing start, on the player’s own objects', () => {
    const hints = judge(level, untouched).hints();
    expect(hints.length).toBeGreaterThan(0);
    expect(hints.every((hint) => hasWords(`hint.${hint.code}.3`))).toBe(true);
  });

  it('lets the player make every solution, right or wrong', () => {
    for (const { id: name, edits } of solutions)
      expect(checkEditable(level, level.start, { type: 'batch', edits }), name).toBeUndefined();
    proved.set('may', '✓');
  });

  it('has a demonstration that can be played at the start', () => {
    const engine = createEngine();
    engine.load({ spec: level.start, revision: 1 });
    const played = engine.trace({ revision: 1, flow: level.demo });
    expect(played.ok && played.value.hops.length).toBeGreaterThan(0);
  });

  it('is not won by opening everything', () => {
    if (!level.goals.some((goal) => goal.type === 'mustNotArrive')) {
      proved.set('open', '–');
      return;
    }
    const solved = applyEdit(level.start, { type: 'batch', edits: reference?.edits ?? [] }).spec;
    expect(lost(judge(level, openAll(level.start)))).not.toEqual([]);
    expect(lost(judge(level, [...(reference?.edits ?? []), ...openAll(solved)]))).not.toEqual([]);
    proved.set('open', '✓');
  });

  it('is a drill with words for every change and look, and lines that cost what they are worth', () => {
    const { incident } = level;
    const { text } = parseLevelText(files['text/en.md'] ?? '');
    expect(text?.drill !== undefined).toBe(incident !== undefined);
    if (!incident) return;
    expect(Object.keys(text?.drill?.changes ?? {})).toEqual(incident.changes.map((change) => change.id));
    expect(Object.keys(text?.drill?.looks ?? {})).toEqual(incident.looks.map((look) => look.id));
    // Every line costs something when it is typed, as its kind.
    expect(incident.looks.filter(({ run }) => minutesOf(run) === 0)).toEqual([]);
    // Looks enough for the cause and one change fit into par.
    expect(incident.par).toBeGreaterThan(DRILL_MINUTES.change);
    const goal = level.goals.find((item) => item.id === incident.cause);
    expect(goal?.type === 'find' && (goal.choices?.length ?? 0) >= 4).toBe(true);
  });

  it.each(['en', 'zh-Hans'] as const)('has complete texts (%s), and cites only rules that it names', (locale) => {
    const column = locale === 'en' ? 'en' : 'zh';
    const markdown = files[`text/${locale}.md`];
    expect(markdown, `text/${locale}.md is missing`).toBeDefined();
    const { text, cites, problems: wordless } = parseLevelText(markdown ?? '');
    expect(wordless).toEqual([]);
    expect(Object.keys(text?.goals ?? {}).sort()).toEqual(level.goals.map((goal) => goal.id).sort());
    expect(cites.filter((rule) => !level.rules.includes(rule))).toEqual([]);
    expect(cites.length).toBeGreaterThan(2);
    expect(level.rules.filter((rule) => !RULE_IDS.has(rule))).toEqual([]);
    const briefing = (text?.briefing ?? []).join(' ');
    if (locale === 'en') expect(briefing.split(/\s+/).length).toBeLessThanOrEqual(90);
    else expect(briefing).toMatch(/\p{Script=Han}/u);
    proved.set(column, '✓');
  });

  it('has solutions whose links open again, and a link that opens for ever', () => {
    for (const { name, solution, text } of own) {
      expect(codec.decodeLink(text), name).toEqual({ ok: true, solution });
      expect(text.length, name).toBeLessThanOrEqual(LONGEST_LINK);
    }
    if (!WRITES) expect(corpus.has(`${id}/${reference?.id}@${level.rev}`), `run ${REWRITE}`).toBe(true);
    proved.set('link', '✓');
  });

  it('is in docs/levels.md as it is proved', () => {
    const row = rowOf({ level, link: winning?.text.length ?? 0, proved });
    if (WRITES) written.set(id, row);
    // Of a part of the tests (vitest -t) nothing can be said.
    else if (!row.includes('✗')) expect(readRows().get(id), `docs/levels.md is stale: ${REWRITE}`).toBe(row);
  });
});

describe('all levels together', () => {
  it('no two teach the same rules by the same edit', () => {
    expect(new Set(lessons.values()).size).toBe(lessons.size);
  });

  it('95 % of all links take at most 1,200 characters', () => {
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter(({ text }) => text.length <= LONG_LINK).length / links.length).toBeGreaterThanOrEqual(0.95);
  });

  it('docs/levels.md has a line for each, in order', () => {
    if (WRITES) writeRows(written, listLevelIds());
    expect(isInOrder(listLevelIds()), `docs/levels.md is stale: ${REWRITE}`).toBe(true);
  });
});
