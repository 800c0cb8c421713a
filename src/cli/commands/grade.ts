// grade LEVEL LINK|FOLDER: the same judge as in the game, on the level's start with the solution applied. Exit 1 when it is not won.
import type { GoalResult } from '../../engine/goals/goal.ts';
import type { Scores } from '../../engine/api.ts';
import { applySolutionEdits } from '../../share/difference.ts';
import { checkEditable } from '../../levels/editable.ts';
import type { Level } from '../../levels/level.ts';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { padRight } from '../format/width.ts';
import { label } from '../language.ts';
import { readLevel } from '../readLevel.ts';
import { readSolution } from '../readSolution.ts';
import { diagnosticSentence, refusalSentence, sentence } from '../sentences.ts';
import { countStars, findNewError } from '../../levels/verify/verifySolution.ts';

interface Grade {
  readonly level: string;
  readonly rev: number;
  /** Of a variant. */
  readonly seed?: number;
  readonly won: boolean;
  readonly stars: number;
  /** Why the solution counts for nothing: it changes what the level does not allow, or what Azure would not take. */
  readonly refused?: string;
  readonly goals: readonly { readonly id: string; readonly pass: boolean; readonly reason?: string }[];
  readonly scores: Scores;
}

export async function runGrade(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [levelWord = '', solutionWord = ''] = given.words;
  const written = await readLevel(io, levelWord);
  if (!written.ok) return refuseInput(io, written.message);
  const handed = await readSolution(io, solutionWord, written.value);
  if (!handed.ok) return refuseInput(io, handed.message);
  const { edits, seed } = handed.value;
  // A link of a variant is judged in that variant.
  const level = seed === undefined ? written : await readLevel(io, levelWord, seed);
  if (!level.ok) return refuseInput(io, level.message);
  const { id, rev, start, goals } = level.value;
  const refusedEdit = checkEditable(level.value, start, { type: 'batch', edits });
  const { createEngine } = await import('../../engine/createEngine.ts');
  const engine = createEngine();
  const before = engine.load({ spec: start, revision: 1 });
  const after = engine.load({ spec: applySolutionEdits(start, edits), revision: 2 });
  const newError = findNewError(before.diagnostics, after.diagnostics);
  const judged = engine.judge({ revision: 2, goals, start });
  if (!judged.ok) return refuseInput(io, refusalSentence(judged));
  const refused = refusedEdit
    ? (sentence(refusedEdit.code, refusedEdit.params) ?? refusedEdit.code)
    : newError && diagnosticSentence(newError);
  const stars = refused === undefined ? countStars(level.value, judged.value) : 0;
  const grade: Grade = {
    level: id,
    rev,
    ...(seed === undefined ? {} : { seed }),
    won: stars > 0,
    stars,
    ...(refused === undefined ? {} : { refused }),
    goals: judged.value.goals.map(gradeGoal),
    scores: judged.value.scores,
  };
  io.out(given.flags.has('json') ? `${JSON.stringify(grade)}\n` : formatGrade(grade, level.value));
  return grade.won ? 0 : 1;
}

function gradeGoal({ id, pass, failure }: GoalResult): Grade['goals'][number] {
  if (pass || !failure) return { id, pass };
  return { id, pass, reason: sentence(failure.code, failure.params) ?? failure.code };
}

function formatGrade({ level, rev, seed, won, stars, refused, goals, scores }: Grade, { par }: Level): string {
  const variant = seed === undefined ? '' : label('grade.variant', { seed });
  const lines = [
    won
      ? label('grade.won', { level, rev, variant, stars: `${'★'.repeat(stars)}${'☆'.repeat(3 - stars)}` })
      : label('grade.lost', { level, rev, variant }),
    ...(refused === undefined ? [] : [label('grade.refused', { reason: refused })]),
    ...goals.map(
      ({ id, pass, reason }) => `  ${pass ? '✓' : '✗'} ${reason === undefined ? id : label('grade.goal', { id, reason })}`,
    ),
    ...(['exposure', 'cost', 'changes'] as const).map(
      (name) => `  ${padRight(label(`grade.${name}`), 8)}  ${label('grade.par', { score: scores[name], par: par[name] })}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
