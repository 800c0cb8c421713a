// The drawing of one letter's walk: a little house of stops joined by corridors, the addresses on the envelope, and the envelope that walks.
// Stops go on in the next line where a line is full, so that names stay legible on a phone.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Trace } from '../../engine/forward/trace.ts';
import { useWords } from '../context.tsx';
import { type WalkRow, walkRows, type WalkStop } from './walkStops.ts';

const STOP_WIDTH = 118;
const STOP_HEIGHT = 56;
const GAP_X = 40;
const LINE = 118;
const PAD = 12;
const PACE_MS = 420;
const LABEL = 17;

interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Placed {
  readonly stop: WalkStop;
  readonly spot: Spot;
  readonly reply: boolean;
  readonly first: boolean;
}

export function WalkPicture({ trace }: { readonly trace: Trace }): preact.JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const t = useWords();
  const columns = Math.max(2, Math.floor((width - 2 * PAD + GAP_X) / (STOP_WIDTH + GAP_X)));
  const placed = placeStops(walkRows(trace), columns);
  const at = useWalk(trace, placed.length);
  const lines = Math.max(1, ...placed.map(({ spot }) => spot.y / LINE + 1));
  const used = Math.max(1, ...placed.map(({ spot }) => spot.x)) + STOP_WIDTH;
  const height = lines * LINE + PAD;
  const here = placed[Math.min(at, placed.length - 1)];
  return (
    <div class="walk-picture" ref={frame}>
      <svg
        viewBox={`${-PAD} ${-PAD} ${Math.max(used + 2 * PAD, Math.min(width, 320))} ${height}`}
        width={Math.max(used + 2 * PAD, Math.min(width, 320))}
        height={height}
        aria-hidden="true"
      >
        {placed.map((item, index) => {
          const next = placed[index + 1];
          return next && !next.first ? (
            <path key={index} class={item.reply ? 'way back' : 'way'} d={wayOf(item.spot, next.spot)} />
          ) : null;
        })}
        {placed.map((item, index) => (
          <Stop
            key={index}
            item={item}
            name={t(`ui.codex.place.${item.stop.place.kind}`)}
            passed={index <= at}
            back={t('ui.codex.back')}
          />
        ))}
        {here && (
          <g class="walker" style={{ transform: `translate(${here.spot.x + STOP_WIDTH - 22}px, ${here.spot.y - 13}px)` }}>
            <rect width="26" height="18" rx="3" />
            <path d="M1.5 2.5 13 11 24.5 2.5" />
          </g>
        )}
      </svg>
    </div>
  );
}

function Stop({
  item,
  name,
  passed,
  back,
}: {
  readonly item: Placed;
  readonly name: string;
  readonly passed: boolean;
  readonly back: string;
}): preact.JSX.Element {
  const { stop, spot } = item;
  const { mark } = stop;
  return (
    <g class={`stop-box${mark ? ` ${mark}` : ''}${passed ? ' passed' : ''}`} transform={`translate(${spot.x} ${spot.y})`}>
      <rect width={STOP_WIDTH} height={STOP_HEIGHT} rx="8" />
      <text class="kind" x="10" y="20">
        {shorten(item.first && item.reply ? back : name, 15)}
      </text>
      <text class="name" x="10" y="40">
        {shorten(stop.place.name, LABEL - 2)}
      </text>
      {mark && <path class="sign" d={mark === 'arrived' ? 'M97 19 102 24 110 14' : 'M98 13 109 24 M109 13 98 24'} />}
      <text class={stop.newSource ? 'address new' : 'address'} x="2" y={STOP_HEIGHT + 17}>
        {stop.newSource ? '● ' : ''}
        {stop.source}
      </text>
      <text class={stop.newDestination ? 'address new' : 'address'} x="2" y={STOP_HEIGHT + 33}>
        {stop.newDestination ? '● ' : ''}→ {stop.destination}
      </text>
    </g>
  );
}

/** Lines of `columns` stops; every walk begins a line. */
function placeStops(rows: readonly WalkRow[], columns: number): readonly Placed[] {
  const placed: Placed[] = [];
  let line = 0;
  for (const { stops, direction } of rows) {
    stops.forEach((stop, index) => {
      const column = index % columns;
      if (column === 0 && placed.length > 0) line++;
      placed.push({
        stop,
        spot: { x: column * (STOP_WIDTH + GAP_X), y: line * LINE },
        reply: direction === 'reply',
        first: index === 0,
      });
    });
  }
  return placed;
}

function wayOf(from: Spot, to: Spot): string {
  const middle = STOP_HEIGHT / 2;
  if (from.y === to.y) return `M${from.x + STOP_WIDTH} ${from.y + middle} H${to.x}`;
  const right = from.x + STOP_WIDTH;
  const between = to.y - 10;
  return `M${right} ${from.y + middle} h10 V${between} H${to.x + 30} V${to.y}`;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function useWidth(frame: { readonly current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(element.clientWidth || 640);
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** At which stop the envelope is: it walks there after every change, or is there at once where motion is unwelcome. */
function useWalk(trace: Trace, count: number): number {
  const [at, setAt] = useState(count - 1);
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setAt(count - 1);
      return undefined;
    }
    setAt(0);
    const timer = setInterval(() => {
      setAt((now) => {
        if (now + 1 >= count) clearInterval(timer);
        return Math.min(count - 1, now + 1);
      });
    }, PACE_MS);
    return () => clearInterval(timer);
  }, [trace]);
  return at;
}
