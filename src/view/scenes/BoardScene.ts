// The one scene: meshes from bottom to top (floors, rings, ways, solids, pills, texts, envelope), all from two textures, in four groups that are
// kept on the graphics card (cardDraw.ts). It draws what it is told; what to draw is decided in boardModel.ts. When nothing moves, the loop
// sleeps.
import { GameObjects, Renderer, Scene, Scenes, type Textures } from 'phaser';
import { ATLAS_SIZE } from '../layers/atlas.ts';
import { drawAtlas } from '../layers/drawAtlas.ts';
import { createMesh, type Mesh } from '../layers/mesh.ts';
import { createScreenMesh, type ScreenMesh } from '../layers/screenMesh.ts';
import { createTextSheet, SHEET_SIZE, type TextSheet } from '../layers/textSheet.ts';
import type { Look } from '../look.ts';
import { DAY } from '../tokens.ts';
import { type CardLayer, createCardDraw } from './cardDraw.ts';
import { createSheetUpload } from './sheetUpload.ts';

export interface Frame {
  /** Called before each drawn frame; true while something still moves. */
  advance(milliseconds: number): boolean;
}

/** Frames of stillness before the loop sleeps: the last drawing must reach the screen. */
const QUIET_FRAMES = 2;
const GHOSTS = 0.6;

export interface Meshes {
  readonly flats: Mesh;
  readonly rings: Mesh;
  readonly overlay: Mesh;
  readonly ghosts: Mesh;
  readonly way: Mesh;
  readonly solids: Mesh;
  readonly streams: ScreenMesh;
  readonly stems: ScreenMesh;
  readonly marks: ScreenMesh;
  readonly pills: ScreenMesh;
  readonly texts: ScreenMesh;
  readonly leaving: ScreenMesh;
  readonly actors: ScreenMesh;
  readonly mini: ScreenMesh;
}
export type MeshName = keyof Meshes;

/** From bottom to top: what stands still on the floor, the crowd, what is written over it, the envelope. What changes alone is filled alone. */
const ORDER: readonly (readonly MeshName[])[] = [
  ['flats', 'rings', 'overlay', 'ghosts', 'way', 'solids'],
  ['streams'],
  ['stems', 'marks', 'pills', 'texts'],
  ['leaving', 'actors', 'mini'],
];

export class BoardScene extends Scene {
  readonly meshes: Meshes = {
    flats: createMesh(),
    rings: createMesh(),
    overlay: createMesh(),
    ghosts: createMesh(),
    way: createMesh(),
    solids: createMesh(),
    streams: createScreenMesh(ATLAS_SIZE),
    stems: createScreenMesh(ATLAS_SIZE),
    marks: createScreenMesh(ATLAS_SIZE),
    pills: createScreenMesh(ATLAS_SIZE),
    texts: createScreenMesh(SHEET_SIZE),
    leaving: createScreenMesh(ATLAS_SIZE),
    actors: createScreenMesh(ATLAS_SIZE),
    mini: createScreenMesh(ATLAS_SIZE),
  };
  frame: Frame | undefined;
  onReady: (() => void) | undefined;
  /** Present from the moment the scene is ready. */
  sheet: TextSheet | undefined;
  private readonly layers = new Map<MeshName, CardLayer>();
  private atlas: Textures.CanvasTexture | undefined;
  private sheetTexture: Textures.CanvasTexture | undefined;
  private quiet = 0;
  private waking: number | undefined;
  private ended = false;

  constructor() {
    super('board');
  }

  create(): void {
    this.atlas = this.textures.createCanvas('atlas', ATLAS_SIZE, ATLAS_SIZE) ?? undefined;
    this.sheetTexture = this.textures.createCanvas('texts', SHEET_SIZE, SHEET_SIZE) ?? undefined;
    if (this.sheetTexture) this.sheet = createTextSheet(this.sheetTexture.canvas, DAY, 1);
    if (this.atlas && this.sheetTexture) this.addCard(this.atlas, this.sheetTexture);
    this.setAlpha('ghosts', GHOSTS);
    this.onReady?.();
  }

  override update(_time: number, delta: number): void {
    const moving = this.frame?.advance(Math.min(delta, 100)) ?? false;
    this.quiet = moving ? 0 : this.quiet + 1;
    if (this.quiet > QUIET_FRAMES) this.game.loop.sleep();
  }

  /** Draws again soon, whatever the loop is doing. */
  wake(): void {
    this.quiet = 0;
    if (this.ended || this.game.loop.running || this.waking !== undefined) return;
    // Phaser draws as it wakes: what is told here is drawn with the next frame, not before the caller goes on.
    this.waking = requestAnimationFrame(() => {
      this.waking = undefined;
      this.game.loop?.wake();
    });
  }

  /** The board goes: nothing wakes a loop that is no more. */
  end(): void {
    this.ended = true;
    if (this.waking !== undefined) cancelAnimationFrame(this.waking);
    this.waking = undefined;
  }

  /** Redraws the atlas for a theme and a pixel ratio. */
  paint(look: Look, ratio: number): void {
    if (this.atlas) {
      drawAtlas(this.atlas.canvas, look, ratio);
      this.atlas.refresh();
    }
    this.cameras.main.setBackgroundColor(look.palette.sky);
  }

  setAlpha(name: MeshName, alpha: number): void {
    const layer = this.layers.get(name);
    if (layer) layer.alpha = alpha;
  }

  private layerOf(name: MeshName): CardLayer {
    const layer: CardLayer = { mesh: this.meshes[name], page: name === 'texts' ? 'texts' : 'atlas', alpha: 1 };
    this.layers.set(name, layer);
    return layer;
  }

  private addCard(atlas: Textures.CanvasTexture, texts: Textures.CanvasTexture): void {
    const card = createCardDraw(ORDER.map((names) => names.map((name) => this.layerOf(name))));
    const upload = createSheetUpload();
    const extern = new GameObjects.Extern(this);
    extern.render = (renderer: Renderer.WebGL.WebGLRenderer, context: Renderer.WebGL.DrawingContext): void => {
      // Looked up in every frame, for textures are made anew at will.
      const pages = { atlas: atlas.source[0]?.glTexture?.webGLTexture, texts: texts.source[0]?.glTexture?.webGLTexture };
      if (!pages.atlas || !pages.texts) return;
      if (this.sheet) upload(renderer.gl, pages.texts, this.sheet);
      renderer.glWrapper.updateBindingsFramebuffer({ bindings: { framebuffer: context.framebuffer } }, true);
      card.draw(renderer.gl, { atlas: pages.atlas, texts: pages.texts, width: context.width, height: context.height });
    };
    this.add.existing(extern);
    const { renderer } = this.game;
    const forget = (): void => card.forget();
    renderer.on(Renderer.Events.LOSE_WEBGL, forget);
    renderer.on(Renderer.Events.RESTORE_WEBGL, forget);
    this.events.once(Scenes.Events.DESTROY, () => {
      renderer.off(Renderer.Events.LOSE_WEBGL, forget);
      renderer.off(Renderer.Events.RESTORE_WEBGL, forget);
      if ('gl' in renderer) card.release(renderer.gl);
    });
  }
}
