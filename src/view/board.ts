// createBoard: the building in its element. Reads the store by subscription, writes only through its actions, never asks the engine.
// One Phaser game for the element's life; what changes is redrawn, what rests costs nothing. Phaser takes no key and no pointer itself.
import type { DepartmentKey } from './departmentKey.ts';
import { Game, Scale, WEBGL } from 'phaser';
import { type BoardStore, createBoardModel } from './boardModel.ts';
import { attachHands } from './interaction.ts';
import type { Layout } from './layout/types.ts';
import { BoardScene } from './scenes/BoardScene.ts';

export interface BoardOptions {
  readonly parent: HTMLElement;
  readonly store: BoardStore;
  /** Words by key; a key that has none may come back as itself. */
  readonly labelOf?: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** `low`: no smoothing, one pixel per CSS pixel. Default: high, and low where a program drives the browser. */
  readonly quality?: 'low' | 'high';
  /** So many envelopes of traffic at once; as many as fit well when nothing is said. */
  readonly crowd?: number;
  /** False: no labels, for measurements. */
  readonly labels?: boolean;
  /** For pictures: may put pieces out of order before they are drawn. */
  readonly onLayout?: (layout: Layout) => void;
}

/** What the buttons beside the board ask of it. */
export type BoardCommand = 'zoomIn' | 'zoomOut' | 'frame' | 'frameSelection';

export interface Board {
  readonly element: HTMLElement;
  command(command: BoardCommand): void;
  /** What is seen now, as a PNG. */
  picture(): Promise<Blob | undefined>;
  /** Which colour and pattern stands for which namespace. */
  departments(): readonly DepartmentKey[];
  /** The whole plan as an SVG document, with every name on it. */
  planSvg(): string;
  /** Draws one frame by hand and holds the clock: for pictures and measurements. */
  step(milliseconds: number): void;
  destroy(): void;
}

const MOST_RATIO = 3;

/** The board, or why there is none (a browser without WebGL shows the twin instead). */
export function createBoard({
  parent,
  store,
  labelOf,
  quality,
  crowd,
  labels = true,
  onLayout,
}: BoardOptions): Board | { readonly failed: 'webgl' } {
  if (!hasWebGl()) return { failed: 'webgl' };
  const word = (key: string, fallback: string, params?: Readonly<Record<string, string | number>>): string => {
    const text = labelOf?.(key, params);
    return text === undefined || text === key ? fallback : text;
  };
  parent.tabIndex = 0;
  parent.setAttribute('role', 'application');
  const name = (): void => parent.setAttribute('aria-label', word('ui.board.keys', 'Board'));
  name();
  let spoken = store.getState().session.locale;
  const scene = new BoardScene();
  const ratio = (): number => (quality === 'low' ? 1 : Math.min(MOST_RATIO, window.devicePixelRatio || 1));
  let width = Math.max(1, parent.clientWidth);
  let height = Math.max(1, parent.clientHeight);
  const game = new Game({
    type: WEBGL,
    parent,
    scene,
    banner: false,
    autoFocus: false,
    disableContextMenu: false,
    audio: { noAudio: true },
    input: { mouse: false, touch: false, keyboard: false, gamepad: false, windowEvents: false },
    // There is no pixel-ratio option: the canvas is made larger and shown smaller.
    scale: { mode: Scale.NONE, width: Math.round(width * ratio()), height: Math.round(height * ratio()), zoom: 1 / ratio() },
    // Software rendering pays for smoothing with most of its frame rate.
    render: { antialiasGL: quality !== 'low' && !navigator.webdriver, powerPreference: 'default' },
    fps: { smoothStep: false },
  });
  const model = createBoardModel({
    scene,
    store,
    parent,
    ratio,
    word,
    labels,
    onLayout,
    ...(crowd === undefined ? {} : { crowd }),
  });
  const release = attachHands(parent, model.hands);
  const resize = (): void => {
    // A hidden board keeps its last size.
    if (parent.clientWidth === 0 || parent.clientHeight === 0) return;
    width = parent.clientWidth;
    height = parent.clientHeight;
    game.scale.resize(Math.round(width * ratio()), Math.round(height * ratio()));
    game.scale.setZoom(1 / ratio());
    model.resized();
  };
  const observer = new ResizeObserver(resize);
  const restored = (): void => scene.wake();
  let unsubscribe = (): void => undefined;
  let gone = false;
  let clock = 0;
  scene.onReady = () => {
    if (gone) return;
    game.canvas.addEventListener('webglcontextrestored', restored);
    observer.observe(parent);
    unsubscribe = store.subscribe(() => {
      const { locale } = store.getState().session;
      if (locale !== spoken) name();
      spoken = locale;
      model.changed();
    });
    resize();
  };
  return {
    element: parent,
    command: (command) => {
      if (command === 'zoomIn') model.hands.onZoom(1.25);
      else if (command === 'zoomOut') model.hands.onZoom(0.8);
      else model.hands.onKey(command);
    },
    picture: () => {
      // The drawing buffer holds a frame only until it has been shown: drawn and read in one go.
      scene.wake();
      game.step(game.loop.time, 0);
      return new Promise((resolve) => game.canvas.toBlob((blob) => resolve(blob ?? undefined)));
    },
    departments: () => model.departments(),
    planSvg: () => model.planSvg(),
    step: (milliseconds) => {
      if (game.loop.running) game.loop.stop();
      clock += milliseconds;
      game.step(clock, milliseconds);
    },
    destroy: () => {
      gone = true;
      observer.disconnect();
      unsubscribe();
      release();
      model.destroy();
      scene.end();
      game.destroy(true);
      // It goes with its next frame; a sleeping loop has none.
      if (game.isRunning && !game.loop.running) game.loop.wake();
    },
  };
}

function hasWebGl(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}
