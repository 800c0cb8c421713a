// Made levels to test with: each campaign level whose goals a player could have written, as the builder would write it down.
import { sortEdits } from '../../src/share/difference.ts';
import type { MadeGoal, MadeLevel } from '../../src/levels/made/madeLevel.ts';
import { madeToPlain, rebuildMade } from '../../src/levels/made/readMade.ts';
import { parseLevelText } from '../../src/levels/levelText.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { createLevelLinkCodec } from '../../src/share/levelLink.ts';
import { solutionOf, applySolutionEdits } from '../../src/share/difference.ts';
import { listLevelIds, readLevelFolder } from '../levels/folders.ts';

export const levelCodec = createLevelLinkCodec({ madeToPlain, rebuildMade });

/** Undefined for a level that asks what a made level cannot. */
export function madeOf(id: string): MadeLevel | undefined {
  const files = readLevelFolder(id);
  const { level } = parseLevel(files);
  const { text } = parseLevelText(files['text/en.md'] ?? '');
  const reference = level?.solutions.find(({ kind }) => kind === 'reference');
  if (!level || !text || !reference) return undefined;
  const goals = level.goals.filter((goal): goal is MadeGoal => goal.type !== 'find' && goal.type !== 'load' && !goal.given);
  const wants = new Set(goals.map((goal) => goal.id));
  if (goals.length < 2) return undefined;
  const edits = (readSolution(files, reference.id) ?? []).filter(({ type }) => type !== 'answer');
  if (edits.length === 0) return undefined;
  const { edits: solution } = solutionOf({
    level: 'made',
    rev: 1,
    start: level.start,
    now: applySolutionEdits(level.start, edits),
  });
  const read = rebuildMade(
    JSON.parse(
      JSON.stringify(
        madeToPlain({
          title: text.title,
          author: 'Granny Smith',
          briefing: text.briefing,
          hints: text.hints,
          debrief: text.debrief,
          goals,
          says: Object.fromEntries(Object.entries(text.goals).filter(([goal]) => wants.has(goal))),
          editable: level.editable,
          start: level.start,
          solution: sortEdits(solution),
        }),
      ),
    ),
  );
  if (!read.ok) throw new Error(`${id}: ${read.where}`);
  return read.made;
}

export function listMade(): readonly (readonly [string, MadeLevel])[] {
  return listLevelIds().flatMap((id) => {
    const made = madeOf(id);
    return made ? [[id, made] as const] : [];
  });
}
