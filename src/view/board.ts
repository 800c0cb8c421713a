// createBoard: the building in its element. Reads the store by subscription, writes only through its actions, never asks the engine.
// One Phaser game for the element's life; what changes is redrawn, what rests costs nothing.
import { AUTO, Game, Scale } from 'phaser';
import type { StoreApi } from 'zustand/vanilla';
import type { Actions, AppState } from '../store/state.ts';
import { createBoardModel } from './boardModel.ts';
import { attachHands } from './interaction.ts';
import { BoardScene } from './scenes/BoardScene.ts';

export type BoardStore = StoreApi<AppState & { readonly actions: Actions }>;

export interface BoardOptions {
  readonly parent: HTMLElement;
  readonly store: BoardStore;
  /** Words for the element's own label. */
  readonly labelOf: (key: string) => string;
}

export interface Board {
  destroy(): void;
}

/** The board, or why there is none (a browser without WebGL shows the twin instead). */
export function createBoard({ parent, store, labelOf }: BoardOptions): Board | { readonly failed: string } {
  if (!hasWebGl()) return { failed: 'WebGL' };
  parent.tabIndex = 0;
  parent.setAttribute('role', 'application');
  parent.setAttribute('aria-label', labelOf('ui.board.keys'));
  const scene = new BoardScene();
  const ratio = (): number => Math.min(3, window.devicePixelRatio || 1);
  const size = (): { width: number; height: number } => ({
    width: Math.max(1, parent.clientWidth),
    height: Math.max(1, parent.clientHeight),
  });
  const first = size();
  const game = new Game({
    type: AUTO,
    parent,
    scene,
    banner: false,
    transparent: false,
    audio: { noAudio: true },
    input: { mouse: false, touch: false, keyboard: false, gamepad: false },
    scale: { mode: Scale.NONE, width: first.width * ratio(), height: first.height * ratio(), zoom: 1 / ratio() },
    // Software rendering pays for smoothing with most of its frame rate.
    render: { antialiasGL: !navigator.webdriver, powerPreference: 'default' },
    fps: { smoothStep: false },
  });
  const model = createBoardModel({ scene, store, parent, ratio });
  const release = attachHands(parent, model.hands);
  const resize = (): void => {
    const { width, height } = size();
    game.scale.resize(width * ratio(), height * ratio());
    game.scale.setZoom(1 / ratio());
    model.resized();
  };
  const observer = new ResizeObserver(resize);
  let unsubscribe = (): void => undefined;
  scene.onReady = () => {
    observer.observe(parent);
    unsubscribe = store.subscribe(() => model.changed());
    resize();
    model.changed();
  };
  return {
    destroy: () => {
      observer.disconnect();
      unsubscribe();
      release();
      game.destroy(true);
    },
  };
}

function hasWebGl(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl') !== null;
  } catch {
    return false;
  }
}
