// The level (and sandbox) screen: board in the middle, goals on the left, workbench on the right, the trace below; one sheet on a phone.
// Measures what the panels cover, so that the board frames itself in what is left.
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';
import { ConnectDialog } from '../connect/ConnectDialog.tsx';
import { ConnectStatus } from '../connect/ConnectStatus.tsx';
import { PlaceDialog } from '../connect/PlaceDialog.tsx';
import { Twin } from '../twin/Twin.tsx';
import { BoardHost } from './BoardHost.tsx';
import { BottomPanel } from './BottomPanel.tsx';
import { Briefing } from './Briefing.tsx';
import { Debrief } from './Debrief.tsx';
import { GoalsPanel } from './GoalsPanel.tsx';
import { OverlayLegend } from './OverlayLegend.tsx';
import { PaneHeight } from './PaneHeight.tsx';
import { SandboxPanel } from './SandboxPanel.tsx';
import { TOUR_LEVEL } from '../tour/steps.ts';
import { TopBar } from './TopBar.tsx';
import { Workbench } from './Workbench.tsx';

const BuilderPanel = lazy(async () => ({ default: (await import('../workshop/BuilderPanel.tsx')).BuilderPanel }));
const Tour = lazy(async () => ({ default: (await import('../tour/Tour.tsx')).Tour }));
const CompareDialog = lazy(async () => ({ default: (await import('../compare/CompareDialog.tsx')).CompareDialog }));

export type LevelDialog = 'briefing' | 'debrief' | 'share' | undefined;
type Sheet = 'goals' | 'bench' | 'trace';
/** CSS pixels; the style sheet breaks at the same width. */
const PHONE = 860;
/** What the board's tools take of the free area; board.css puts them there. */
const TOOL_ROW = 50;
const TOOL_COLUMN = 58;
const TOOL_GAP = 12;

export function LevelScreen(): preact.JSX.Element {
  const levelId = useApp((state) => state.session.levelId);
  const seed = useApp((state) => state.session.seed);
  const shared = useApp((state) => state.session.shared);
  const boardHidden = useApp((state) => state.session.boardHidden);
  const playback = useApp((state) => state.session.playback);
  const revision = useApp((state) => state.document.revision);
  const wide = useApp((state) => state.session.benchWide);
  const building = useApp((state) => state.session.builder?.open === true);
  const untoured = useApp((state) => state.session.toured !== true);
  const looking = useApp((state) => state.session.terminal.busy && state.session.drill !== undefined);
  const comparing = useApp((state) => state.session.comparison !== undefined);
  const [dialog, setDialog] = useState<LevelDialog>(undefined);
  // The briefing comes first; what is shown around comes after it.
  const [briefed, setBriefed] = useState(false);
  const [sheet, setSheet] = useState<Sheet>('goals');
  const frame = useRef<HTMLDivElement>(null);
  const t = useWords();
  useInsets(frame, sheet);
  useFocusAfter(dialog, boardHidden);
  useShortcuts();

  useEffect(() => {
    setBriefed(levelId !== undefined && !shared);
    setDialog(levelId !== undefined && !shared ? 'briefing' : undefined);
  }, [levelId, seed, shared !== undefined]);
  useEffect(() => {
    if (playback && !playback.again) setSheet('trace');
  }, [playback?.trace]);
  useEffect(() => {
    // A look of a drill answers in the terminal, which is another sheet on a phone.
    if (looking) setSheet('trace');
  }, [looking]);

  return (
    <div class="level" ref={frame} data-revision={revision} data-sheet={sheet} data-wide={wide}>
      <TopBar onDialog={setDialog} />
      <main id="main" class="stage" tabIndex={-1} aria-label={t('ui.board')}>
        <BoardHost hidden={boardHidden} />
        {boardHidden && (
          <section class="panel centre" data-inset="none">
            <OverlayLegend full />
            <h2>{t('ui.twin.building')}</h2>
            <Twin />
          </section>
        )}
      </main>
      <aside class="panel left" data-inset="left" data-name="goals" aria-label={t('ui.goals')}>
        {levelId !== undefined ? (
          <GoalsPanel onDialog={setDialog} />
        ) : building ? (
          <Suspense fallback={null}>
            <BuilderPanel />
          </Suspense>
        ) : (
          <SandboxPanel />
        )}
      </aside>
      <aside class="panel right" data-inset="right" data-name="bench" aria-label={t('ui.workbench')}>
        <Workbench />
      </aside>
      <section class="panel bottom" data-inset="bottom" data-name="trace" aria-label={t('ui.trace')}>
        <PaneHeight />
        <BottomPanel />
      </section>
      <nav class="sheet-tabs" aria-label={t('ui.panels')}>
        {(['goals', 'bench', 'trace'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={sheet === name} onClick={() => setSheet(name)}>
            {t(`ui.sheet.${name}`)}
          </button>
        ))}
      </nav>
      {dialog === 'briefing' && <Briefing onClose={() => setDialog(undefined)} />}
      {dialog === 'debrief' && <Debrief onClose={() => setDialog(undefined)} />}
      <ConnectStatus />
      <ConnectDialog />
      <PlaceDialog />
      {levelId === TOUR_LEVEL && untoured && !shared && dialog === undefined && briefed && (
        <Suspense fallback={null}>
          <Tour onSheet={setSheet} />
        </Suspense>
      )}
      {comparing && (
        <Suspense fallback={null}>
          <CompareDialog />
        </Suspense>
      )}
    </div>
  );
}

/** Once a dialog is gone and the focus with it, one stands before the building: on the board, or in the list that takes its place. */
function useFocusAfter(dialog: LevelDialog, boardHidden: boolean): void {
  const was = useRef(dialog);
  useEffect(() => {
    const closed = was.current !== undefined && dialog === undefined;
    was.current = dialog;
    if (!closed) return undefined;
    const go = (): boolean => {
      if (document.activeElement !== document.body) return true;
      const place = document.querySelector<HTMLElement>(
        boardHidden ? '.centre .tree [tabindex="0"]' : '.board[role="application"]',
      );
      place?.focus({ preventScroll: true });
      return place !== null;
    };
    if (go()) return undefined;
    // The board is still being fetched.
    const timer = setInterval(() => {
      if (go()) clearInterval(timer);
    }, 200);
    return () => clearInterval(timer);
  }, [dialog]);
}

/** Tells the store how many pixels of the window each side's panel covers; hidden panels cover nothing. */
function useInsets(frame: { readonly current: HTMLDivElement | null }, sheet: Sheet): void {
  const actions = useActions();
  useLayoutEffect(() => {
    const root = frame.current;
    if (!root) return undefined;
    const measure = (): void => {
      const insets = { top: 0, right: 0, bottom: 0, left: 0 };
      for (const element of root.querySelectorAll<HTMLElement>('[data-inset]')) {
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        const side = getComputedStyle(element).getPropertyValue('--side').trim() || element.dataset['inset'];
        if (side === 'top') insets.top = Math.max(insets.top, box.bottom);
        if (side === 'left') insets.left = Math.max(insets.left, box.right);
        if (side === 'right') insets.right = Math.max(insets.right, window.innerWidth - box.left);
        if (side === 'bottom') insets.bottom = Math.max(insets.bottom, window.innerHeight - box.top);
      }
      // The board's tools have a row of their own on a phone, else a column.
      if (window.innerWidth <= PHONE) insets.top += TOOL_ROW;
      else insets.right += TOOL_COLUMN + (toolColumns(root, insets) - 1) * (TOOL_COLUMN - 4);
      actions.setInsets(insets);
    };
    const observer = new ResizeObserver(measure);
    for (const element of root.querySelectorAll('[data-inset], .board-tools')) observer.observe(element);
    observer.observe(root);
    measure();
    return () => observer.disconnect();
  }, [sheet]);
}

/** Into how many columns the tools wrap in the height that is left. */
function toolColumns(root: HTMLElement, { top, bottom }: { readonly top: number; readonly bottom: number }): number {
  const height = window.innerHeight - top - bottom - 2 * TOOL_GAP;
  let columns = 1;
  let used = 0;
  for (const { offsetHeight } of root.querySelectorAll<HTMLElement>('.board-tools .tool-group')) {
    if (used > 0 && used + offsetHeight > height) {
      columns++;
      used = 0;
    }
    used += offsetHeight + 8;
  }
  return columns;
}

/** Undo and redo from anywhere but a text field, which has its own. */
function useShortcuts(): void {
  const actions = useActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (target?.closest('input, textarea, select, [contenteditable], .cm-editor')) return;
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) actions.redo();
      else actions.undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
