// Opening levels that no folder holds: practice worlds by their id, made levels by their content's name. Each is judged where it is opened.
import type { Scores } from '../engine/api.ts';
import type { Level, LevelText } from '../levels/level.ts';
import { MADE_ID, type MadeLevel, playMade } from '../levels/made/madeLevel.ts';
import { PRACTICE_REV, readPracticeId } from '../levels/practice/practiceId.ts';
import type { Context } from './context.ts';
import { isRecord } from './saving.ts';
import { DRAFT_ID } from './workshopIds.ts';
import type { SessionState } from './state.ts';
import type { KeptLevel } from './workshopTypes.ts';

const INDEX = 'made/index';
/** Levels kept; the oldest go first. */
const MOST = 200;

export interface WorkshopOpening {
  readonly level: Level;
  readonly text: LevelText;
  readonly workshop: SessionState['workshop'];
}

/** Undefined when it cannot be opened; a notice has said why. */
export async function openWorkshop(
  context: Context,
  id: string,
  locale: string = context.store.getState().session.locale,
): Promise<WorkshopOpening | undefined> {
  if (id === DRAFT_ID) return openDraft(context);
  return MADE_ID.test(id) ? openMade(context, id) : openPractice(context, id, locale);
}

async function openPractice(context: Context, id: string, locale: string): Promise<WorkshopOpening | undefined> {
  const { services } = context;
  const practice = await services.workshop?.practice(id);
  const read = readPracticeId(id);
  if (!practice || !read) {
    context.notify('practice.broken', { id });
    return undefined;
  }
  const say = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
    services.words?.(key, params, locale) ?? key;
  const { level, text } = playMade(practice.made, id, practice.par);
  const title =
    read.date === undefined
      ? say('practice.title', { number: read.seed.split('/')[1] ?? '' })
      : say('practice.daily.title', { date: read.date });
  return {
    level: { ...level, rev: PRACTICE_REV, rules: practice.rules },
    text: {
      ...text,
      title,
      subtitle: say(`practice.difficulty.${read.difficulty}`),
      briefing: [say('practice.briefing')],
      network: [say('practice.briefing.network')],
      hints: [say('practice.hint.1'), say('practice.hint.2'), say('practice.hint.3')],
      debrief: [say('practice.debrief', { fault: say(`practice.fault.${practice.fault.code}`, practice.fault.params) })],
      analogyEnds: say('practice.analogy'),
      commands: practice.commands,
    },
    workshop: { kind: 'practice', difficulty: read.difficulty, ...(read.date === undefined ? {} : { date: read.date }) },
  };
}

async function openMade(context: Context, id: string): Promise<WorkshopOpening | undefined> {
  const { workshop, saves } = context.services;
  const saved = await saves.read(`made/${id}`);
  const read = typeof saved === 'string' ? await workshop?.readMade(saved) : undefined;
  if (!workshop || !read?.ok || (await workshop.idOf(read.made)) !== id) {
    context.notify('made.unknown');
    return undefined;
  }
  const verdict = await workshop.checkMade(read.made);
  return { ...playMade(read.made, id, verdict.par), workshop: { kind: 'made', verdict } };
}

function openDraft(context: Context): WorkshopOpening | undefined {
  const { builder } = context.store.getState().session;
  const made = builder && madeOfDraft(builder.draft);
  if (!made) return undefined;
  const none: Scores = { exposure: 0, cost: 0, changes: 0 };
  return { ...playMade(made, DRAFT_ID, none), workshop: { kind: 'test' } };
}

/** Undefined while there is no start. */
export function madeOfDraft(draft: NonNullable<SessionState['builder']>['draft']): MadeLevel | undefined {
  if (!draft.start) return undefined;
  const lines = (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '');
  return {
    title: draft.title.trim(),
    author: draft.author.trim(),
    briefing: lines(draft.briefing),
    hints: draft.hints.map((hint) => hint.trim()).filter((hint) => hint !== ''),
    debrief: lines(draft.debrief),
    goals: draft.goals,
    says: draft.says,
    editable: draft.editable,
    start: draft.start,
    solution: draft.solution,
  };
}

/** The link of a level that is kept here; undefined (and a notice) when it is too long for one. */
export async function madeLink(context: Context, id: string): Promise<string | undefined> {
  const { services } = context;
  const saved = await services.saves.read(`made/${id}`);
  const read = typeof saved === 'string' ? await services.workshop?.readMade(saved) : undefined;
  const link = read?.ok ? await services.workshop?.encodeLevel(read.made) : undefined;
  if (link === undefined) context.notify('made.link.none');
  return link;
}

/** Keeps a level under its content's name; what is there already stays. */
export async function keepLevel(context: Context, made: MadeLevel, id: string): Promise<boolean> {
  const { saves, workshop } = context.services;
  if (!workshop) return false;
  const known = await listKept(context);
  const kept: KeptLevel = { id, title: made.title, author: made.author };
  const saved = await saves.write(`made/${id}`, await workshop.writeMade(made, 'json'));
  const levels = [kept, ...known.filter((each) => each.id !== id)];
  for (const old of levels.slice(MOST)) await saves.remove(`made/${old.id}`);
  await saves.write(INDEX, levels.slice(0, MOST));
  context.setSession({ kept: levels.slice(0, MOST) });
  if (!saved) context.notify('save.failed');
  return saved;
}

export async function listKept(context: Context): Promise<readonly KeptLevel[]> {
  const saved = await context.services.saves.read(INDEX);
  if (!Array.isArray(saved)) return [];
  return saved.slice(0, MOST).flatMap((item: unknown): KeptLevel[] => {
    if (!isRecord(item)) return [];
    const { id, title, author } = item as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || !MADE_ID.test(id) || typeof title !== 'string' || typeof author !== 'string') return [];
    return [{ id, title: title.slice(0, 80), author: author.slice(0, 40) }];
  });
}
