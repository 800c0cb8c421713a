// The upper edge of the lower panel: dragged, or moved with the arrow keys. The panel keeps its height whatever it shows, so that nothing on
// the board or under the pointer moves as an envelope is stepped through.
import { useRef, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';

const LEAST = 160;
const USUAL = 284;
const STEP = 24;
/** Of the window's height. */
const MOST = 0.6;

export function PaneHeight(): preact.JSX.Element {
  const [height, setHeight] = useState(USUAL);
  const edge = useRef<HTMLDivElement>(null);
  const t = useWords();
  const most = (): number => Math.max(LEAST, Math.round(window.innerHeight * MOST));
  const set = (wanted: number): void => {
    const next = Math.min(most(), Math.max(LEAST, Math.round(wanted)));
    setHeight(next);
    edge.current?.closest<HTMLElement>('.bottom')?.style.setProperty('--pane', `${next}px`);
  };
  return (
    <div
      ref={edge}
      class="pane-edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('ui.trace.height')}
      aria-valuemin={LEAST}
      aria-valuemax={most()}
      aria-valuenow={height}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        set(height + by);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const bottom = edge.current?.closest('.bottom')?.getBoundingClientRect().bottom ?? 0;
        set(bottom - event.clientY);
      }}
    />
  );
}
