// What the board draws, group by group, each in one call: the corners of several meshes in their order as one buffer on the graphics card,
// filled only when one of them has changed. Both textures are at hand; each corner says which and how clear. A steady frame allocates nothing.
import { type Card, dropCard, type Gl, LOOK, makeCard, PLACE, SPOT } from './cardProgram.ts';

export interface CardLayer {
  /** `vertices`: x, y, u, v per corner, four corners a quad; `version` counts up with every change. */
  readonly mesh: { readonly vertices: readonly number[]; readonly version: number };
  readonly page: 'atlas' | 'texts';
  alpha: number;
}

export interface CardView {
  readonly atlas: WebGLTexture;
  readonly texts: WebGLTexture;
  readonly width: number;
  readonly height: number;
}

export interface CardDraw {
  /** False where the card cannot: asked once, not in every frame. */
  draw(gl: Gl, view: CardView): boolean;
  /** The context was lost, and what was on the card with it. */
  forget(): void;
  /** Gives back what is on the card. */
  release(gl: Gl): void;
}

interface Group {
  readonly layers: readonly CardLayer[];
  /** Of what is on the card; versions only grow, so their sum tells any change. */
  versions: number;
  quads: number;
  /** x, y, u, v per corner, and the part of it in use. */
  places: Float32Array;
  usedPlaces: Float32Array;
  /** Alpha and page per corner: filled when a layer has another length or clearness. */
  looks: Float32Array;
  readonly lengths: number[];
  readonly alphas: number[];
}

export function createCardDraw(layers: readonly (readonly CardLayer[])[]): CardDraw {
  const groups = layers.map((own): Group => {
    const none = new Float32Array(0);
    return { layers: own, versions: -1, quads: 0, places: none, usedPlaces: none, looks: none, lengths: [], alphas: [] };
  });
  let card: Card | undefined;
  let refused = false;
  /** Quads whose triangles are on the card. */
  let known = 0;
  const forget = (): void => {
    card = undefined;
    refused = false;
    known = 0;
    for (const group of groups) {
      group.versions = -1;
      group.lengths.length = 0;
    }
  };
  const widen = (gl: Gl, quads: number): void => {
    known = Math.ceil(quads * 1.25);
    const order = new Uint32Array(known * 6);
    for (let quad = 0, at = 0, first = 0; quad < known; quad++, at += 6, first += 4) {
      order[at] = first;
      order[at + 1] = first + 1;
      order[at + 2] = first + 2;
      order[at + 3] = first + 1;
      order[at + 4] = first + 2;
      order[at + 5] = first + 3;
    }
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.STATIC_DRAW);
  };
  const drawGroup = (gl: Gl, group: Group, places: WebGLBuffer, looks: WebGLBuffer): void => {
    let versions = 0;
    for (let index = 0; index < group.layers.length; index++) versions += group.layers[index]?.mesh.version ?? 0;
    gl.bindBuffer(gl.ARRAY_BUFFER, places);
    if (versions !== group.versions) {
      group.versions = versions;
      fillPlaces(group);
      if (group.quads > 0) gl.bufferData(gl.ARRAY_BUFFER, group.usedPlaces, gl.DYNAMIC_DRAW);
    }
    if (group.quads === 0) return;
    gl.vertexAttribPointer(PLACE, 2, gl.FLOAT, false, 16, 0);
    gl.vertexAttribPointer(SPOT, 2, gl.FLOAT, false, 16, 8);
    gl.bindBuffer(gl.ARRAY_BUFFER, looks);
    if (fillLooks(group)) gl.bufferData(gl.ARRAY_BUFFER, group.looks, gl.DYNAMIC_DRAW);
    gl.vertexAttribPointer(LOOK, 2, gl.FLOAT, false, 8, 0);
    if (group.quads > known) widen(gl, group.quads);
    gl.drawElements(gl.TRIANGLES, group.quads * 6, gl.UNSIGNED_INT, 0);
  };
  return {
    forget,
    draw: (gl, view) => {
      if (refused) return false;
      card ??= makeCard(gl, groups.length);
      if (!card) {
        refused = true;
        return false;
      }
      gl.useProgram(card.program);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, view.atlas);
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, view.texts);
      gl.uniform1i(card.atlas, 0);
      gl.uniform1i(card.texts, 1);
      gl.uniform2f(card.size, view.width, view.height);
      // As Phaser blends: colours come with their alpha in them.
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, card.triangles);
      for (let index = PLACE; index <= LOOK; index++) gl.enableVertexAttribArray(index);
      for (let index = 0; index < groups.length; index++) {
        const group = groups[index];
        const places = card.buffers[2 * index];
        const looks = card.buffers[2 * index + 1];
        if (group && places && looks) drawGroup(gl, group, places, looks);
      }
      return true;
    },
    release: (gl) => {
      if (card) dropCard(gl, card);
      forget();
    },
  };
}

/** `set` copies without making a number of each: a loop here would until it is compiled. */
function fillPlaces(group: Group): void {
  const { layers } = group;
  let whole = 0;
  for (let index = 0; index < layers.length; index++) whole += layers[index]?.mesh.vertices.length ?? 0;
  if (group.places.length < whole) group.places = new Float32Array(Math.ceil(whole * 1.25));
  if (group.usedPlaces.length !== whole || group.usedPlaces.buffer !== group.places.buffer)
    group.usedPlaces = group.places.subarray(0, whole);
  group.quads = whole / 16;
  let at = 0;
  for (let index = 0; index < layers.length; index++) {
    const vertices = layers[index]?.mesh.vertices;
    if (!vertices) continue;
    group.places.set(vertices, at);
    at += vertices.length;
  }
}

/** True when there is something new for the card. */
function fillLooks(group: Group): boolean {
  const { layers, lengths, alphas } = group;
  let same = lengths.length === layers.length;
  for (let index = 0; same && index < layers.length; index++)
    same = lengths[index] === layers[index]?.mesh.vertices.length && alphas[index] === layers[index]?.alpha;
  if (same) return false;
  const corners = group.quads * 4;
  if (group.looks.length < corners * 2) group.looks = new Float32Array(Math.ceil(corners * 1.25) * 2);
  let at = 0;
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index];
    if (!layer) continue;
    lengths[index] = layer.mesh.vertices.length;
    alphas[index] = layer.alpha;
    const page = layer.page === 'atlas' ? 0 : 1;
    for (let corner = 0; corner < layer.mesh.vertices.length / 4; corner++) {
      group.looks[at++] = layer.alpha;
      group.looks[at++] = page;
    }
  }
  return true;
}
