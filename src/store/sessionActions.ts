// Session: selection, camera, theme, playback, hints, previews. None of it is undoable and none of it travels in a link.
import type { Trace } from '../engine/forward/trace.ts';
import type { CompareActions } from './compareActions.ts';
import type { StudioActions } from './studioTypes.ts';
import type { ConnectActions } from './connectState.ts';
import type { Context } from './context.ts';
import type { DesignActions } from './designing.ts';
import type { InspectActions } from './inspecting.ts';
import { payForHint, payForTool, payForWatching } from './drill.ts';
import { isClosed } from './drillClock.ts';
import type { DrillActions } from './drillTypes.ts';
import type { LoadActions } from './loadTypes.ts';
import { refreshHints } from './judging.ts';
import { traceLength } from './playback.ts';
import type { TerminalActions } from './terminalTypes.ts';
import { isRecord } from './saving.ts';
import { isWorkshopId } from './workshopIds.ts';
import { openWorkshop } from './workshopLevels.ts';
import type { WiringActions } from './wiringTypes.ts';
import type { WorkshopActions } from './workshopTypes.ts';
import type { DocumentActions } from './documentActions.ts';
import type { OpenActions } from './openActions.ts';
import type { ProgressActions } from './progressFile.ts';
import { type Actions, COLOUR_SETS, type SessionState } from './state.ts';

type SessionActions = Omit<
  Actions,
  | keyof DocumentActions
  | keyof OpenActions
  | keyof ProgressActions
  | keyof CompareActions
  | keyof InspectActions
  | keyof StudioActions
  | keyof ConnectActions
  | keyof DesignActions
  | keyof TerminalActions
  | keyof WiringActions
  | keyof LoadActions
  | keyof WorkshopActions
  | keyof DrillActions
>;

export function createSessionActions(context: Context): SessionActions {
  const { store, services } = context;
  const session = (): SessionState => store.getState().session;

  const play = (trace: Trace, goal?: string): void => {
    payForWatching(context, trace.flow);
    const speed = session().playback?.speed ?? 1;
    context.setSession({ playback: { trace, position: 0, playing: false, speed, ...(goal === undefined ? {} : { goal }) } });
  };
  const seek = (position: number): void => {
    const { playback } = session();
    if (!playback) return;
    const last = traceLength(playback.trace) - 1;
    const clamped = Math.min(last, Math.max(0, Math.trunc(position)));
    context.setSession({ playback: { ...playback, position: clamped, playing: playback.playing && clamped < last } });
  };
  const remember = (part: Partial<SessionState>): void => {
    context.setSession(part);
    const { theme, words, locale, projection, turn, colours, contrast, sound, toured } = session();
    services.preferences.write({
      theme,
      words,
      locale,
      projection,
      turn,
      colours,
      contrast,
      sound,
      ...(toured ? { toured } : {}),
    });
  };

  return {
    send: async (from, to) => {
      const { document } = store.getState();
      const answer = await services.engine.trace({ revision: document.revision, flow: { from, to } });
      if (answer.ok) play(answer.value);
      else context.notify(`flow.${answer.code}`, answer.params);
    },
    playTrace: play,
    step: (by) => {
      const { playback } = session();
      if (!playback) return;
      context.setSession({ playback: { ...playback, playing: false } });
      seek(playback.position + by);
    },
    seek,
    setSpeed: (speed) => {
      const { playback } = session();
      if (playback) context.setSession({ playback: { ...playback, speed } });
    },
    setPlaying: (playing) => {
      const { playback } = session();
      if (!playback) return;
      const atEnd = playback.position >= traceLength(playback.trace) - 1;
      context.setSession({ playback: { ...playback, playing, position: playing && atEnd ? 0 : playback.position } });
    },
    stopTrace: () => context.setSession({ playback: undefined }),
    select: (selection) => {
      if (session().selection !== selection) context.setSession({ selection });
    },
    setProjection: (projection) => remember({ projection }),
    setTurn: (turn) => remember({ turn }),
    setTheme: (theme) => remember({ theme }),
    setWords: (words) => remember({ words }),
    setLocale: async (locale) => {
      if (services.loadLocale && !(await services.loadLocale(locale))) return context.notify('ui.language.failed');
      // The level's text changes in the same moment, so that no screen speaks two languages.
      const { level, seed } = session();
      const files = level && (await services.levelFiles(level.id));
      const read = files && (await services.manifests.readLevel(files, locale, seed));
      const made = level && isWorkshopId(level.id) ? await openWorkshop(context, level.id, locale) : undefined;
      const text = read?.ok ? read.text : made?.text;
      remember({ locale, ...(text && session().level?.id === level?.id ? { text } : {}) });
    },
    setColours: (colours) => remember({ colours }),
    setContrast: (contrast) => remember({ contrast }),
    setSound: (sound) => remember({ sound }),
    setToured: (toured) => remember({ toured }),
    setBoardHidden: (boardHidden) => context.setSession({ boardHidden }),
    openTab: (place, name) => context.setSession({ tabs: { ...session().tabs, [place]: name } }),
    setBenchWide: (benchWide) => context.setSession({ benchWide }),
    setTraffic: (traffic) => {
      if (traffic) payForTool(context, 'overlay.traffic');
      context.setSession({ traffic });
    },
    setOverlay: (overlay) => {
      if (overlay === 'routes' || overlay === 'reach') payForTool(context, `overlay.${overlay}`);
      context.setSession({ overlay });
    },
    setInsets: (insets) => {
      if (!sameBox(session().insets, insets)) context.setSession({ insets });
    },
    setLegendBox: (legendBox) => {
      if (!sameBox(session().legendBox, legendBox)) context.setSession({ legendBox });
    },
    preview: async (edits) => {
      const { document, session: current } = store.getState();
      // What a change would do is what a drill is about.
      if (isClosed(current)) return [];
      const goals = current.level?.goals ?? [];
      const answer = await services.engine.preview({ revision: document.revision, edits, goals });
      return answer.ok ? answer.value : [];
    },
    showHint: (hintRung) => {
      if (session().challenge?.hints === false) return;
      payForHint(context, hintRung);
      context.setSession({ hintRung });
      if (hintRung > 0) void refreshHints(context);
    },
    dismissNotice: () => context.setSession({ notice: undefined, linkProblem: undefined }),
  };
}

/** Preferences as they were left, each one checked. */
export function readPreferences(saved: unknown): Partial<SessionState> {
  if (!isRecord(saved)) return {};
  const { theme, words, locale, projection, turn, colours, contrast, sound, toured } = saved as Record<string, unknown>;
  const set = COLOUR_SETS.find((name) => name === colours);
  return {
    ...(set ? { colours: set } : {}),
    ...(contrast === 'high' ? { contrast } : {}),
    ...(sound === true ? { sound } : {}),
    ...(toured === true ? { toured } : {}),
    ...(theme === 'day' || theme === 'night' || theme === 'system' ? { theme } : {}),
    ...(words === 'office' || words === 'network' ? { words } : {}),
    ...(typeof locale === 'string' && /^[A-Za-z-]{2,12}$/.test(locale) ? { locale } : {}),
    ...(projection === 'iso' || projection === 'plan' ? { projection } : {}),
    ...(turn === 0 || turn === 1 || turn === 2 || turn === 3 ? { turn } : {}),
  };
}

type SideBox = Parameters<Actions['setLegendBox']>[0];

function sameBox(a: SideBox, b: SideBox): boolean {
  return a?.top === b?.top && a?.right === b?.right && a?.bottom === b?.bottom && a?.left === b?.left;
}
