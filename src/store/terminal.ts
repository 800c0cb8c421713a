// The terminal's actions: its room is loaded when something is first typed, asks through a small door, and every change goes through dispatchEdit.
import { compiledPlan, goalFlows, goalPlans, runPlan } from './terminalWorld.ts';
import type { TerminalHost } from '../terminal/runScript.ts';
import type { Place, TerminalEnv, TerminalPort, TerminalState } from '../terminal/types.ts';
import type { Flow, Trace } from '../engine/forward/trace.ts';
import type { Context } from './context.ts';
import { spend } from './drill.ts';
import { isDrill } from './drillClock.ts';
import type { DrillActions } from './drillTypes.ts';
import type { Actions } from './state.ts';
import type { TerminalActions, TerminalEntry, TerminalSay, TerminalView } from './terminalTypes.ts';

const MOST_ENTRIES = 400;
const MOST_LETTERS = 400_000;
const MOST_TRACES = 20;
/** Lines of a pasted text that are shown again. */
const MOST_TYPED = 200;
/** Of what a drill's timeline keeps of a line. */
const MOST_LINE = 600;

interface Room {
  readonly runScript: (text: string, before: TerminalState, host: TerminalHost) => Promise<TerminalState>;
  readonly isIncomplete: (text: string) => string | undefined;
  readonly complete: (
    line: string,
    cursor: number,
    given: { readonly state: TerminalState; readonly env: TerminalEnv },
  ) => Promise<{ readonly from: number; readonly candidates: readonly string[] }>;
  readonly promptOf: (state: TerminalState) => string;
  readonly first: TerminalState;
  readonly minutesOf: (text: string, place?: Place['kind']) => number;
}

async function openRoom(): Promise<Room> {
  const [script, line, completion, places, types, prices] = await Promise.all([
    import('../terminal/runScript.ts'),
    import('../terminal/runLine.ts'),
    import('../terminal/complete.ts'),
    import('../terminal/places.ts'),
    import('../terminal/types.ts'),
    import('../terminal/prices.ts'),
  ]);
  return {
    runScript: script.runScript,
    isIncomplete: line.isIncomplete,
    complete: completion.complete,
    promptOf: places.promptOf,
    first: types.FIRST_STATE,
    minutesOf: prices.minutesOf,
  };
}

function withoutTrace({ trace: _trace, ...entry }: TerminalEntry): TerminalEntry {
  return entry;
}

export function createTerminalActions(
  context: Context,
  dispatchEdit: Actions['dispatchEdit'],
): TerminalActions & Pick<DrillActions, 'takeLook'> {
  const { store, services } = context;
  let room: Promise<Room> | undefined;
  let state: TerminalState | undefined;
  let turn = 0;
  let lastId = 0;
  /** What the engine walked last. */
  let seen: { readonly flow: Flow; readonly trace: Trace } | undefined;
  const loaded = (): Promise<Room> => (room ??= openRoom());
  const view = (): TerminalView => store.getState().session.terminal;
  const show = (part: Partial<TerminalView>): void => context.setSession({ terminal: { ...view(), ...part } });
  const add = (entry: Omit<TerminalEntry, 'id'>): void => {
    const entries = [...view().entries, { ...entry, id: ++lastId }].slice(-MOST_ENTRIES);
    let letters = entries.reduce((sum, { text }) => sum + text.length, 0);
    while (letters > MOST_LETTERS && entries.length > 1) letters -= entries.shift()?.text.length ?? 0;
    // Only the last envelopes can be watched again: they are large.
    const watchable = entries.filter(({ trace }) => trace !== undefined).slice(-MOST_TRACES);
    show({ entries: entries.map((item) => (item.trace === undefined || watchable.includes(item) ? item : withoutTrace(item))) });
  };

  // Another level is another place: nobody stays in a pod that is not there.
  store.subscribe((now, old) => {
    if (now.document.start === old.document.start) return;
    turn++;
    state = undefined;
    show({ entries: [], prompt: 'you@desk:~$ ', busy: false });
  });

  const port = (): TerminalPort => {
    const { revision, spec } = store.getState().document;
    const { engine, manifests } = services;
    return {
      trace: async (flow, seed) => {
        const answer = await engine.trace({ revision, flow, seed });
        if (answer.ok) seen = { flow, trace: answer.value };
        return answer;
      },
      capture: (query) => engine.capture({ revision, ...query }),
      service: (query) => engine.service({ revision, query }),
      effectiveRoutes: (subnet) => engine.effectiveRoutes({ revision, subnet }),
      effectiveRules: (question) => engine.effectiveRules({ revision, ...question }),
      firewallLog: (flow) => engine.firewallLog({ revision, flow }),
      load: (plan) => runPlan(engine, revision, plan),
      change: (text, memory) => manifests.runTyped(spec, text, memory),
      plain: (resources) => manifests.plainOf(resources),
    };
  };

  const envOf = (say: TerminalSay): TerminalEnv => {
    const { document, session, results } = store.getState();
    return {
      port: port(),
      spec: document.spec,
      plan: compiledPlan(results),
      traffic: goalFlows(session.level),
      plans: goalPlans(session.level),
      say,
    };
  };

  /** A line that somebody on call would think of has the price that the level gives it, any other the one of its kind. */
  const pay = (text: string, { minutesOf }: Room): void => {
    const { session } = store.getState();
    if (!isDrill(session)) return;
    const line = text.trim();
    const look = session.level?.incident?.looks.find(({ run }) => run.trim() === line);
    const minutes = look?.minutes ?? minutesOf(line, state?.places.at(-1)?.kind);
    if (minutes > 0)
      spend(context, { type: 'look', line: line.slice(0, MOST_LINE), minutes, ...(look ? { look: look.id } : {}) });
  };

  const typeLine: TerminalActions['typeLine'] = async (text, say) => {
    const mine = ++turn;
    const lines = text.split('\n');
    add({ prompt: view().prompt, text: lines[0] ?? '' });
    if (lines.length > 1) {
      const more = lines.length > MOST_TYPED ? '\n…' : '';
      add({ prompt: '> ', text: `${lines.slice(1, MOST_TYPED).join('\n> ')}${more}` });
    }
    show({ busy: true });
    try {
      const own = await loaded();
      pay(text, own);
      const { runScript, promptOf, first } = own;
      const next = await runScript(text, state ?? first, {
        env: () => envOf(say),
        apply: async (edit, label) => {
          const done = await dispatchEdit(edit, 'edit.typed', { command: label });
          if (done) return undefined;
          const { notice } = store.getState().session;
          context.setSession({ notice: undefined });
          return notice ? say(notice.code, notice.params) : say('terminal.refused');
        },
        print: (output, isError, sent) => {
          const trace = sent !== undefined && seen?.flow.to === sent.to && seen.flow.from === sent.from ? seen.trace : undefined;
          if (mine === turn)
            add({ text: output.replace(/\n$/, ''), ...(isError ? { error: true as const } : {}), ...(trace ? { trace } : {}) });
        },
        clear: () => show({ entries: [] }),
        isStopped: () => mine !== turn,
      });
      if (mine !== turn) return;
      state = next;
      show({ prompt: promptOf(next), history: next.history });
    } catch {
      // A worker that was lost while it answered: the line is over, the world is as it was.
      if (mine === turn) add({ text: say('terminal.broken'), error: true });
    }
    if (mine === turn) show({ busy: false });
  };

  return {
    typeLine,
    takeLook: async (id, say) => {
      const look = store.getState().session.level?.incident?.looks.find((item) => item.id === id);
      if (!look || view().busy) return;
      const { first, promptOf } = await loaded();
      // From the desk, wherever one was.
      if (state) state = { ...state, places: first.places };
      show({ prompt: promptOf(state ?? first) });
      await typeLine(look.run, say);
    },
    wantsMore: async (text) => (await loaded()).isIncomplete(text) !== undefined,
    completeLine: async (line, cursor) => {
      const { complete, first } = await loaded();
      return complete(line, cursor, { state: state ?? first, env: envOf((key) => key) });
    },
    stopLine: () => {
      if (!view().busy) return;
      turn++;
      add({ text: '^C' });
      show({ busy: false });
    },
    giveUpLine: (text) => add({ prompt: view().prompt, text: `${text}^C` }),
    clearTerminal: () => show({ entries: [] }),
  };
}
