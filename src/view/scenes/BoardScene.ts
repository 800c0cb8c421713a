// The one scene: meshes from bottom to top (floors, rings, ways, solids, pills, texts, envelope), all from two textures. What stands still is
// kept on the graphics card (stillDraw.ts), what moves is a mesh of Phaser's. It draws what it is told; what to draw is decided in
// boardModel.ts. When nothing moves, the loop sleeps.
import { type GameObjects, Scene, type Textures } from 'phaser';
import { ATLAS_SIZE } from '../layers/atlas.ts';
import { drawAtlas } from '../layers/drawAtlas.ts';
import { createMesh, type Mesh } from '../layers/mesh.ts';
import { createScreenMesh, type ScreenMesh } from '../layers/screenMesh.ts';
import { createTextSheet, SHEET_SIZE, type TextSheet } from '../layers/textSheet.ts';
import type { Look } from '../look.ts';
import { DAY } from '../tokens.ts';
import { addStillDraw, type StillDraw, type StillLayer } from './stillDraw.ts';

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

/** From bottom to top: what stands still on the floor, the crowd, what is written over it, the envelope. */
const ORDER: readonly { readonly still: boolean; readonly meshes: readonly MeshName[] }[] = [
  { still: true, meshes: ['flats', 'rings', 'overlay', 'ghosts', 'way', 'solids'] },
  { still: false, meshes: ['streams'] },
  { still: true, meshes: ['stems', 'marks', 'pills', 'texts'] },
  { still: false, meshes: ['leaving', 'actors', 'mini'] },
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
  private readonly objects = new Map<MeshName, GameObjects.Mesh2D>();
  private readonly layers = new Map<MeshName, StillLayer>();
  private readonly stills: StillDraw[] = [];
  private atlas: Textures.CanvasTexture | undefined;
  private sheetTexture: Textures.CanvasTexture | undefined;
  private quiet = 0;

  constructor() {
    super('board');
  }

  create(): void {
    this.atlas = this.textures.createCanvas('atlas', ATLAS_SIZE, ATLAS_SIZE) ?? undefined;
    this.sheetTexture = this.textures.createCanvas('texts', SHEET_SIZE, SHEET_SIZE) ?? undefined;
    if (this.sheetTexture) this.sheet = createTextSheet(this.sheetTexture.canvas, DAY, 1);
    const [atlas, texts] = [this.atlas, this.sheetTexture];
    if (!atlas || !texts) return;
    for (const names of ORDER) {
      if (names.still)
        this.stills.push(
          addStillDraw(
            this,
            names.meshes.map((name) => this.layerOf(name)),
            { atlas, texts },
          ),
        );
      else for (const name of names.meshes) this.addMoving(name);
    }
    this.game.renderer.on('restorewebgl', () => {
      for (const still of this.stills) still.reset();
    });
    this.setAlpha('ghosts', GHOSTS);
    this.onReady?.();
  }

  override update(_time: number, delta: number): void {
    const moving = this.frame?.advance(Math.min(delta, 100)) ?? false;
    for (const [name, object] of this.objects) object.setVisible(this.meshes[name].indices.length > 0);
    if (this.sheet?.takeChanged()) this.sheetTexture?.refresh();
    this.quiet = moving ? 0 : this.quiet + 1;
    if (this.quiet > QUIET_FRAMES) this.game.loop.sleep();
  }

  /** Draws again soon, whatever the loop is doing. */
  wake(): void {
    this.quiet = 0;
    if (!this.game.loop.running) this.game.loop.wake();
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
    this.objects.get(name)?.setAlpha(alpha);
  }

  private layerOf(name: MeshName): StillLayer {
    const layer: StillLayer = { mesh: this.meshes[name], page: name === 'texts' ? 'texts' : 'atlas', alpha: 1 };
    this.layers.set(name, layer);
    return layer;
  }

  private addMoving(name: MeshName): void {
    const { vertices, indices } = this.meshes[name];
    const object = this.add.mesh2d(0, 0, 'atlas', vertices, indices);
    object.indicesOrdered = indices;
    object.useOrderedIndices = true;
    this.objects.set(name, object);
  }
}
