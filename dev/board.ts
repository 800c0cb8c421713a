// Development only: the board by itself, on a made-up house, driven by the address (`?nodes=3&pods=11&theme=night&projection=plan&flow=0`).
// Not part of the build. Real engine, no worker; a store just large enough for the board.
import { createEngine } from '../src/engine/createEngine.ts';
import { applyEdit } from '../src/engine/edit/edit.ts';
import type { Trace } from '../src/engine/forward/trace.ts';
import type { Goal, GoalResult } from '../src/engine/goals/goal.ts';
import type { Level } from '../src/levels/level.ts';
import { traceLength } from '../src/store/playback.ts';
import { type Actions, type AppState, COLOUR_SETS, OVERLAYS, type ResultsState, type SessionState } from '../src/store/state.ts';
import { say } from '../src/words/say.ts';
import { createBoard } from '../src/view/board.ts';
import { editOf } from './edits.ts';
import { makeSpec, number, query } from './house.ts';
import { piece, posedGoals, posedSession, poseLayout } from './pose.ts';

const spec = makeSpec();
const engine = createEngine();
const compiled = engine.load({ spec, revision: 1 });
const flows: readonly (readonly [string, string])[] = [
  ['internet:customer', 'http://20.0.0.10'],
  ['shop/web-0', 'db.data:5432'],
  ['shop/web-0', 'https://api.presspay.example'],
  ['onprem:monitor', 'vm:jump:22'],
  ['pay/pay-1', 'shop/cart-4:8080'],
];
const external = compiled.plan.services.find((service) => service.externalIP)?.externalIP ?? '';
const tracesOf = (revision: number): Trace[] =>
  flows.flatMap(([from, to]): Trace[] => {
    const answer = engine.trace({ revision, flow: { from, to: to.replace('20.0.0.10', external) } });
    return answer.ok ? [answer.value] : [];
  });
const goalsOf = (walked: readonly Trace[]): GoalResult[] =>
  walked.map((trace, index) => ({
    id: `${index}`,
    pass: trace.verdict.outcome === 'delivered',
    checked: 1,
    failed: 0,
    trace,
  }));
const traces = tracesOf(1);
const goals: GoalResult[] = query.has('goals') || query.has('traffic') ? goalsOf(traces) : posedGoals(traces[0]);

const spreadOf = ({ overlay, selection = '' }: SessionState): Partial<ResultsState> => {
  if (overlay !== 'reach' || !selection.startsWith('pod:')) return {};
  const answer = engine.blastRadius({ revision: 1, pod: selection.slice(4), depth: 6 });
  return answer.ok ? { spread: answer.value } : {};
};
const marks = query.get('marks');
const marked = marks === null ? undefined : engine.selects({ revision: 1, selector: { matchLabels: { app: marks } } });
const ABSENT: readonly Goal[] = [
  { id: 'absent', type: 'mustArrive', from: ['shop/web-0'], to: ['http://basket.shop'] },
  { id: 'by', type: 'passesThrough', from: ['shop/web-0'], to: ['https://api.presspay.example'], via: ['fw-house', 'natgw-new'] },
];
const numbers = (query.get('insets') ?? '0,0,0,0').split(',').map(Number);
const flow = query.get('flow');
const played = flow === null ? undefined : traces[Number(flow)];
const pulledFrom = query.get('connect');
let state: AppState & { readonly actions: Actions } = {
  document: { spec, start: spec, revision: 1, log: [], applied: 0 },
  session: {
    screen: 'level',
    selection: query.get('select') ?? undefined,
    projection: query.get('projection') === 'plan' ? 'plan' : 'iso',
    turn: number('turn', 0) as 0 | 1 | 2 | 3,
    theme: query.get('theme') === 'night' ? 'night' : 'day',
    words: 'network',
    colours: COLOUR_SETS.find((name) => name === query.get('colours')) ?? 'house',
    contrast: query.has('contrast') ? 'high' : 'normal',
    sound: false,
    boardHidden: false,
    traffic: query.has('traffic'),
    overlay: OVERLAYS.find((name) => name === query.get('overlay')) ?? 'none',
    // No handle at what is chosen, unless a line is being pulled from it.
    ...(pulledFrom === null
      ? { still: true as const }
      : {
          connecting: {
            from: pulledFrom,
            over: query.get('over') ?? pulledFrom,
            targets: compiled.plan.pods.map(({ namespace, name }) => ({ selection: `pod:${namespace}/${name}` })),
          },
        }),
    ...(played
      ? {
          playback: {
            trace: played,
            position: Math.min(traceLength(played) - 1, number('position', 0)),
            playing: query.has('play'),
            speed: 1,
          },
        }
      : {}),
    drafts: {},
    problems: [],
    ...(piece === undefined ? {} : posedSession(traces[0])),
    ...(query.has('absent') ? { level: { goals: ABSENT } as unknown as Level } : {}),
    hintRung: 0,
    solutionViewed: false,
    insets: { top: numbers[0] ?? 0, right: numbers[1] ?? 0, bottom: numbers[2] ?? 0, left: numbers[3] ?? 0 },
  },
  results: {
    revision: 1,
    compiled,
    judgement: { revision: 1, goals, scores: { exposure: 0, cost: 0, changes: 0 } },
    ...(marked?.ok ? { marked: { object: 'NetworkPolicy/shop/new', typed: true, by: 'policy', pods: marked.value } } : {}),
    engine: 'ready',
  },
  progress: { levels: {} },
  actions: {} as Actions,
};
const listeners = new Set<() => void>();
const session = (part: Partial<SessionState>): void => {
  const next = { ...state.session, ...part };
  const { spread: _spread, ...results } = state.results;
  const same = next.selection === state.session.selection && next.overlay === state.session.overlay;
  state = { ...state, session: next, results: same ? state.results : { ...results, ...spreadOf(next) } };
  for (const listener of listeners) listener();
};
const seek = (position: number): void => {
  const { playback } = state.session;
  if (!playback) return;
  const last = traceLength(playback.trace) - 1;
  const at = Math.min(last, Math.max(0, position));
  session({ playback: { ...playback, position: at, playing: playback.playing && at < last } });
};
const actions: Partial<Actions> = {
  select: (selection) => session({ selection }),
  setProjection: (projection) => session({ projection }),
  setTurn: (turn) => session({ turn }),
  seek,
  step: (by) => seek((state.session.playback?.position ?? 0) + by),
};
state = { ...state, actions: actions as Actions, results: { ...state.results, ...spreadOf(state.session) } };

const parent = document.getElementById('board');
if (!parent) throw new Error('no #board');
const crowd = query.get('crowd');
const board = createBoard({
  parent,
  onLayout: poseLayout,
  ...(crowd === null ? {} : { crowd: Number(crowd) }),
  labels: query.get('labels') !== '0',
  labelOf: (key, params = {}) => say(key, params, { words: 'network' }),
  store: {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  },
});
/** Brings the posed piece close, and leaves it chosen only if that is its pose. */
const framePiece = (): void => {
  if (piece === undefined || 'failed' in board) return;
  const { selection } = state.session;
  session({ selection: piece });
  board.command('frameSelection');
  session({ selection });
};
/** Makes the next small edit; the board has not heard of it yet. Answers its kind. */
const prepare = (index: number): string => {
  const { kind, edit: change } = editOf(state.document.spec, index);
  const from = state.document.revision;
  const next = applyEdit(state.document.spec, change).spec;
  const answer = engine.edit({ edit: change, from, to: from + 1 });
  if (!answer.ok) throw new Error(`${kind}: ${answer.code}`);
  const judged = goalsOf(tracesOf(from + 1));
  state = {
    ...state,
    document: { ...state.document, spec: next, revision: from + 1 },
    results: {
      ...state.results,
      revision: from + 1,
      compiled: answer.value,
      judgement: { revision: from + 1, goals: judged, scores: { exposure: 0, cost: 0, changes: 0 } },
    },
  };
  return kind;
};
const hear = (): void => {
  for (const listener of listeners) listener();
};
// For the console and for pictures of this page only.
Object.assign(window, { dev: { board, prepare, hear, framePiece, traces, session, seek, state: () => state } });
