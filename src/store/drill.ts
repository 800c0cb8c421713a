// What lets the minutes of a drill go by: looks, tools, letters, hints, changes; and what judging says of a change (drillClock.ts has the prices).
import type { Judgement } from '../engine/api.ts';
import type { Context } from './context.ts';
import { DRILL_MINUTES, FIRST_DRILL, isClosed, isDrill, MOST_SPENT, toolPrice, watchPrice } from './drillClock.ts';
import type { Drill, DrillActions, Spent } from './drillTypes.ts';
import { isRecord, saveDocument } from './saving.ts';

const MOST_MINUTES = 1_000;

/** Writes down what was done and lets its minutes go by; nothing outside a drill. */
export function spend(context: Context, item: Spent): void {
  const { session } = context.store.getState();
  if (!isDrill(session)) return;
  const { attempt, spent } = session.drill ?? FIRST_DRILL;
  if (spent.length >= MOST_SPENT) return;
  context.setSession({ drill: { attempt, spent: [...spent, item] } });
  saveDocument(context);
}

/** Watching a letter: pays where it has a price. */
export function payForWatching(context: Context, flow: { readonly from: string; readonly to: string }): void {
  const minutes = watchPrice(context.store.getState().session, flow);
  if (minutes > 0) spend(context, { type: 'watch', from: flow.from, to: flow.to, minutes });
}

export function payForTool(context: Context, tool: string): void {
  const minutes = toolPrice(context.store.getState().session, tool);
  if (minutes > 0) spend(context, { type: 'open', tool, minutes });
}

/** Each rung is paid for once an attempt, and none after the cause is named. */
export function payForHint(context: Context, rung: number): void {
  const { session } = context.store.getState();
  const paid = (session.drill?.spent ?? []).reduce((most, item) => (item.type === 'hint' ? Math.max(most, item.rung) : most), 0);
  if (rung > paid && isClosed(session)) spend(context, { type: 'hint', rung, minutes: DRILL_MINUTES.hint * (rung - paid) });
}

/** What is not settled yet, by what the judge says: did the changes cure, was the cause named. */
export function settleDrill(context: Context, { goals }: Judgement): void {
  const { session } = context.store.getState();
  const { drill, level } = session;
  if (!drill || !level || !isDrill(session)) return;
  const passes = new Map(goals.map(({ id, pass }) => [id, pass]));
  const cured = level.goals.every(({ id, type }) => type === 'find' || passes.get(id) === true);
  let changed = false;
  const spent = drill.spent.map((item): Spent => {
    if (item.type === 'change' && item.cured === undefined) {
      changed = true;
      return { ...item, cured, minutes: item.minutes + (cured ? 0 : DRILL_MINUTES.useless) };
    }
    if (item.type === 'name' && item.right === undefined) {
      changed = true;
      const right = passes.get(item.goal) === true;
      return { ...item, right, minutes: right ? 0 : DRILL_MINUTES.wrongName };
    }
    return item;
  });
  if (!changed) return;
  context.setSession({ drill: { ...drill, spent } });
  saveDocument(context);
}

export function createDrillActions(context: Context): Omit<DrillActions, 'takeLook'> {
  return {
    openTool: (tool) => payForTool(context, tool),
    cureSoFar: () => {
      const { start, spec } = context.store.getState().document;
      return context.services.manifests.equivalents(start, spec);
    },
  };
}

/** As it was saved, each part checked; undefined where it is none of ours. */
export function readDrill(saved: unknown): Drill | undefined {
  if (!isRecord(saved) || !Array.isArray(saved['spent'])) return undefined;
  const attempt = typeof saved['attempt'] === 'number' ? Math.max(1, Math.trunc(saved['attempt'])) : 1;
  const spent = (saved['spent'] as readonly unknown[]).slice(0, MOST_SPENT).flatMap((item): Spent[] => readSpent(item) ?? []);
  return { attempt, spent };
}

function readSpent(item: unknown): Spent[] | undefined {
  if (!isRecord(item) || typeof item['minutes'] !== 'number') return undefined;
  const minutes = Math.min(MOST_MINUTES, Math.max(0, Math.trunc(item['minutes'])));
  const text = (key: string): string => (typeof item[key] === 'string' ? item[key].slice(0, MOST_MINUTES) : '');
  const truth = (key: string): boolean | undefined => (typeof item[key] === 'boolean' ? item[key] : undefined);
  const { type } = item;
  if (type === 'look') return [{ type, minutes, line: text('line'), ...(text('look') === '' ? {} : { look: text('look') }) }];
  if (type === 'open') return [{ type, minutes, tool: text('tool') }];
  if (type === 'watch') return [{ type, minutes, from: text('from'), to: text('to') }];
  if (type === 'hint') return [{ type, minutes, rung: typeof item['rung'] === 'number' ? item['rung'] : 1 }];
  if (type === 'undo' || type === 'redo') return [{ type, minutes }];
  if (type === 'name') {
    const right = truth('right');
    return [{ type, minutes, goal: text('goal'), answer: text('answer'), ...(right === undefined ? {} : { right }) }];
  }
  if (type !== 'change') return undefined;
  const cured = truth('cured');
  const params = isRecord(item['params']) ? item['params'] : {};
  const plain = Object.entries(params).filter((pair): pair is [string, string | number] =>
    ['string', 'number'].includes(typeof pair[1]),
  );
  const known = { label: text('label'), params: Object.fromEntries(plain.slice(0, 20)) };
  return [{ type, minutes, ...known, ...(cured === undefined ? {} : { cured }) }];
}
