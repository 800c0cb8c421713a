// The one scene: a mesh for everything solid, one for ghost lines, one for the envelope's way, label images, an envelope and its marks.
// It draws what it is told; what to draw is decided in board.ts. When nothing moves, the loop sleeps.
import { GameObjects, Scene, Textures } from 'phaser';
import { ATLAS_SIZE, drawAtlas, iconNames, iconRect, type IconName } from '../layers/atlas.ts';
import { drawLabels, LABEL_SHEET, type LabelFrame, type LabelText, type PlacedLabel } from '../layers/labels.ts';
import { createMesh, type Mesh, projectMesh } from '../layers/mesh.ts';
import type { Camera } from '../projection.ts';
import { DAY, type Palette } from '../tokens.ts';

export interface Frame {
  /** Called before each drawn frame; true while something still moves. */
  advance(milliseconds: number): boolean;
}

/** Frames of stillness before the loop sleeps: the last drawing must reach the screen. */
const QUIET_FRAMES = 3;

export class BoardScene extends Scene {
  readonly worldMesh: Mesh = createMesh();
  readonly ghostMesh: Mesh = createMesh();
  readonly wayMesh: Mesh = createMesh();
  frame: Frame | undefined;
  onReady: (() => void) | undefined;
  private solid: GameObjects.Mesh2D | undefined;
  private ghosts: GameObjects.Mesh2D | undefined;
  private way: GameObjects.Mesh2D | undefined;
  private envelope: GameObjects.Image | undefined;
  private readonly marks: GameObjects.Image[] = [];
  private readonly labels = new Map<string, GameObjects.Image>();
  private frames = new Map<string, LabelFrame>();
  private atlas: Textures.CanvasTexture | undefined;
  private sheet: Textures.CanvasTexture | undefined;
  private quiet = 0;

  constructor() {
    super('board');
  }

  create(): void {
    this.atlas = this.textures.createCanvas('atlas', ATLAS_SIZE, ATLAS_SIZE) ?? undefined;
    this.sheet = this.textures.createCanvas('labels', LABEL_SHEET, LABEL_SHEET) ?? undefined;
    for (const name of iconNames()) {
      const { x, y, size } = iconRect(name);
      this.atlas?.add(name, 0, x, y, size, size);
    }
    this.paint(DAY);
    this.solid = this.addMesh(this.worldMesh);
    this.ghosts = this.addMesh(this.ghostMesh).setAlpha(0.45);
    this.way = this.addMesh(this.wayMesh);
    this.envelope = this.add.image(0, 0, 'atlas', 'envelope').setVisible(false).setDepth(30);
    this.solid.setDepth(0);
    this.ghosts.setDepth(10);
    this.way.setDepth(11);
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
    if (!this.game.loop.running) this.game.loop.wake();
  }

  /** Redraws the atlas for a theme. */
  paint(palette: Palette): void {
    if (!this.atlas) return;
    drawAtlas(this.atlas.canvas, palette);
    this.atlas.refresh();
    this.cameras.main.setBackgroundColor(palette.sky);
  }

  /** Redraws the label sheet; images follow when they are placed. */
  write(texts: readonly LabelText[], palette: Palette, ratio: number): ReadonlyMap<string, LabelFrame> {
    if (!this.sheet) return this.frames;
    for (const image of this.labels.values()) image.destroy();
    this.labels.clear();
    for (const key of this.frames.keys()) this.sheet.remove(key);
    this.frames = drawLabels(this.sheet.canvas, texts, palette, ratio);
    this.sheet.refresh();
    for (const [key, { x, y, width, height }] of this.frames) this.sheet.add(key, 0, x, y, width, height);
    return this.frames;
  }

  placeLabels(placed: readonly PlacedLabel[]): void {
    for (const image of this.labels.values()) image.setVisible(false);
    for (const { key, x, y } of placed) {
      let image = this.labels.get(key);
      if (!image) {
        image = this.add.image(0, 0, 'labels', key).setOrigin(0, 0).setDepth(20);
        this.labels.set(key, image);
      }
      image.setPosition(Math.round(x), Math.round(y)).setVisible(true);
    }
  }

  /** After the geometry of a mesh was made anew. */
  meshChanged(which: 'world' | 'ghosts' | 'way', camera: Camera): void {
    const mesh = which === 'world' ? this.worldMesh : which === 'ghosts' ? this.ghostMesh : this.wayMesh;
    const object = which === 'world' ? this.solid : which === 'ghosts' ? this.ghosts : this.way;
    projectMesh(mesh, camera);
    object?.setVisible(mesh.indices.length > 0);
  }

  project(camera: Camera): void {
    projectMesh(this.worldMesh, camera);
    projectMesh(this.ghostMesh, camera);
    projectMesh(this.wayMesh, camera);
  }

  showEnvelope(at: { readonly x: number; readonly y: number } | undefined, icon: IconName, size: number): void {
    if (!this.envelope) return;
    this.envelope.setVisible(at !== undefined);
    if (at) this.envelope.setPosition(at.x, at.y).setFrame(icon).setDisplaySize(size, size);
  }

  /** Marks by position: ticks, crosses and stamps; those left over are hidden. */
  showMark(
    index: number,
    icon: IconName,
    at: { readonly x: number; readonly y: number; readonly size: number; readonly alpha: number },
  ): void {
    let mark = this.marks[index];
    if (!mark) {
      mark = this.add.image(0, 0, 'atlas', icon).setDepth(25);
      this.marks[index] = mark;
    }
    mark.setVisible(true).setFrame(icon).setPosition(at.x, at.y).setDisplaySize(at.size, at.size).setAlpha(at.alpha);
  }

  hideMarks(from: number): void {
    for (let index = from; index < this.marks.length; index++) this.marks[index]?.setVisible(false);
  }

  private addMesh(mesh: Mesh): GameObjects.Mesh2D {
    const object = this.add.mesh2d(0, 0, 'atlas', mesh.vertices, mesh.indices);
    object.indicesOrdered = mesh.indices;
    object.useOrderedIndices = true;
    return object;
  }
}
