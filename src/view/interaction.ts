// Hands on the board: click selects, drag pans, wheel and pinch zoom, keys walk. DOM events on the board's own element only, so that no key
// is ever taken from an editor or a form.
import type { Point } from './projection.ts';

export type HandKey =
  | 'frame'
  | 'frameSelection'
  | 'turnLeft'
  | 'turnRight'
  | 'projection'
  | 'clear'
  | 'enter'
  | 'first'
  | 'last'
  | 'connect'
  | 'place'
  | 'addresses'
  | 'routes'
  | 'reach';

export interface Hands {
  readonly onPick: (at: Point) => void;
  readonly onHover: (at: Point | undefined) => void;
  readonly onPan: (x: number, y: number) => void;
  /** A drag begins here: true when it pulls a line instead of panning. */
  readonly onGrab: (at: Point) => boolean;
  readonly onPull: (at: Point) => void;
  /** False: let go without meaning it. */
  readonly onDrop: (done: boolean) => void;
  /** About a point, or about the middle of the free area. */
  readonly onZoom: (factor: number, about?: Point) => void;
  readonly onWalk: (direction: Point) => void;
  readonly onKey: (key: HandKey) => void;
}

const CLICK_SLOP = 5;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const KEYS: Readonly<Record<string, HandKey>> = {
  '0': 'frame',
  '1': 'addresses',
  '2': 'routes',
  '3': 'reach',
  f: 'frameSelection',
  q: 'turnLeft',
  e: 'turnRight',
  p: 'projection',
  c: 'connect',
  n: 'place',
  Enter: 'enter',
  Home: 'first',
  End: 'last',
  Escape: 'clear',
};

/** Positions are CSS pixels inside the element. Answers a function that lets go. */
export function attachHands(element: HTMLElement, hands: Hands): () => void {
  const pointers = new Map<number, Point>();
  let start: Point | undefined;
  let moved = false;
  let pulling = false;
  let spread = 0;
  const at = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const middle = (): Point => {
    const all = [...pointers.values()];
    return {
      x: all.reduce((sum, point) => sum + point.x, 0) / all.length,
      y: all.reduce((sum, point) => sum + point.y, 0) / all.length,
    };
  };
  const distance = (): number => {
    const [a, b] = [...pointers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    if (pointers.size === 1) {
      start = at(event);
      moved = false;
    } else {
      // A second finger zooms.
      if (pulling) hands.onDrop(false);
      pulling = false;
      moved = true;
      spread = distance();
    }
  };
  const move = (event: PointerEvent): void => {
    const old = pointers.get(event.pointerId);
    if (!old) {
      if (event.pointerType === 'mouse') hands.onHover(at(event));
      return;
    }
    const now = at(event);
    const before = middle();
    pointers.set(event.pointerId, now);
    if (!moved && start && Math.hypot(now.x - start.x, now.y - start.y) > CLICK_SLOP) {
      moved = true;
      pulling = hands.onGrab(start);
    }
    if (!moved) return;
    if (pulling) {
      hands.onPull(now);
      return;
    }
    const after = middle();
    hands.onPan(after.x - before.x, after.y - before.y);
    if (pointers.size === 2 && spread > 0) {
      hands.onZoom(distance() / spread, after);
      spread = distance();
    }
  };
  const up = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    const done = event.type === 'pointerup';
    if (pulling) hands.onDrop(done);
    else if (!moved && start && done) hands.onPick(at(event));
    pulling = false;
    spread = distance();
    start = undefined;
  };
  const leave = (): void => hands.onHover(undefined);
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    hands.onZoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), at(event));
  };
  const key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (arrow && event.shiftKey) hands.onPan(-arrow.x * 60, -arrow.y * 60);
    else if (arrow) hands.onWalk(arrow);
    else if (event.key === '+' || event.key === '=') hands.onZoom(1.25);
    else if (event.key === '-') hands.onZoom(0.8);
    else if (action) hands.onKey(action);
    else return;
    event.preventDefault();
  };
  // Pinch and drag are ours; the page has nothing to scroll here.
  element.style.touchAction = 'none';
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('keydown', key);
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('pointerleave', leave);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('keydown', key);
  };
}
