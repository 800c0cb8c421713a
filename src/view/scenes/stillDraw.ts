// What stands still is kept on the graphics card: several meshes in their order as one buffer, filled only when one of them has changed and
// drawn in one call, so that a steady frame costs the script next to nothing. Both textures are at hand; each corner says which and how clear.
import { GameObjects, type Renderer, type Scene, type Textures } from 'phaser';

/** What of a mesh is read here. */
export interface StillMesh {
  /** x, y, u, v per corner. */
  readonly vertices: readonly number[];
  /** Pairs of triangles p,q,r / q,r,s with their page, as Mesh2D orders them. */
  readonly indices: readonly number[];
  /** Counts up with every change. */
  readonly version: number;
}

export interface StillLayer {
  readonly mesh: StillMesh;
  readonly page: 'atlas' | 'texts';
  alpha: number;
}

type Gl = WebGLRenderingContext;

const VERTEX = `
precision highp float;
attribute vec2 place;
attribute vec2 spot;
attribute vec2 look;
uniform vec2 size;
varying vec2 at;
varying vec2 how;
void main() {
  at = spot;
  how = look;
  gl_Position = vec4(place.x * 2.0 / size.x - 1.0, 1.0 - place.y * 2.0 / size.y, 0.0, 1.0);
}`;
const FRAGMENT = `
precision mediump float;
varying vec2 at;
varying vec2 how;
uniform sampler2D atlas;
uniform sampler2D texts;
void main() {
  gl_FragColor = (how.y < 0.5 ? texture2D(atlas, at) : texture2D(texts, at)) * how.x;
}`;
/** Floats of a corner: x, y, u, v, alpha, page. */
const FLOATS = 6;
const ATTRIBUTES = ['place', 'spot', 'look'] as const;

interface Card {
  readonly program: WebGLProgram;
  readonly corners: WebGLBuffer;
  readonly triangles: WebGLBuffer;
  readonly atlas: WebGLUniformLocation | null;
  readonly texts: WebGLUniformLocation | null;
  readonly size: WebGLUniformLocation | null;
}

export interface StillDraw {
  /** Forgets what is on the card: after a lost context. */
  reset(): void;
}

/** Adds the layers to the scene as one object; `textures` are looked up in every frame, for they are made anew at will. */
export function addStillDraw(
  scene: Scene,
  layers: readonly StillLayer[],
  textures: { readonly atlas: Textures.CanvasTexture; readonly texts: Textures.CanvasTexture },
): StillDraw {
  let card: Card | undefined;
  let seenVersions = -1;
  let seenAlphas = -1;
  let count = 0;
  let data = new Float32Array(0);
  let order = new Uint32Array(0);
  const fill = (gl: Gl, { corners, triangles }: Card): void => {
    let vertices = 0;
    let quads = 0;
    for (const { mesh } of layers) {
      vertices += mesh.vertices.length / 4;
      quads += mesh.indices.length / 8;
    }
    if (data.length < vertices * FLOATS) data = new Float32Array(Math.ceil(vertices * 1.25) * FLOATS);
    if (order.length < quads * 6) order = new Uint32Array(Math.ceil(quads * 1.25) * 6);
    let first = 0;
    count = 0;
    for (const { mesh, page, alpha } of layers) {
      const own = mesh.vertices.length / 4;
      for (let corner = 0; corner < own; corner++) {
        const to = (first + corner) * FLOATS;
        const from = corner * 4;
        data[to] = mesh.vertices[from] ?? 0;
        data[to + 1] = mesh.vertices[from + 1] ?? 0;
        data[to + 2] = mesh.vertices[from + 2] ?? 0;
        data[to + 3] = mesh.vertices[from + 3] ?? 0;
        data[to + 4] = alpha;
        data[to + 5] = page === 'atlas' ? 0 : 1;
      }
      for (let at = 0; at + 7 < mesh.indices.length; at += 8)
        for (const corner of [0, 1, 2, 4, 5, 6]) order[count++] = first + (mesh.indices[at + corner] ?? 0);
      first += own;
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, data.subarray(0, first * FLOATS), gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, triangles);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order.subarray(0, count), gl.DYNAMIC_DRAW);
  };
  const extern = new GameObjects.Extern(scene);
  extern.render = (renderer: Renderer.WebGL.WebGLRenderer, context: Renderer.WebGL.DrawingContext): void => {
    const { gl } = renderer;
    const atlas = textures.atlas.source[0]?.glTexture?.webGLTexture;
    const texts = textures.texts.source[0]?.glTexture?.webGLTexture;
    card ??= makeCard(gl);
    if (!card || !atlas || !texts) return;
    renderer.glWrapper.updateBindingsFramebuffer({ bindings: { framebuffer: context.framebuffer } }, true);
    // Versions only grow, so their sum tells any change; nothing is allocated in a steady frame.
    let versions = 0;
    let alphas = 0;
    for (let index = 0; index < layers.length; index++) {
      versions += layers[index]?.mesh.version ?? 0;
      alphas += (layers[index]?.alpha ?? 0) * (index + 1);
    }
    if (versions !== seenVersions || alphas !== seenAlphas) {
      seenVersions = versions;
      seenAlphas = alphas;
      fill(gl, card);
    }
    if (count === 0) return;
    gl.useProgram(card.program);
    gl.bindBuffer(gl.ARRAY_BUFFER, card.corners);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, card.triangles);
    for (let index = 0; index < ATTRIBUTES.length; index++) {
      gl.enableVertexAttribArray(index);
      gl.vertexAttribPointer(index, 2, gl.FLOAT, false, FLOATS * 4, index * 8);
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, atlas);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, texts);
    gl.uniform1i(card.atlas, 0);
    gl.uniform1i(card.texts, 1);
    gl.uniform2f(card.size, context.width, context.height);
    // As Phaser blends: colours come with their alpha in them.
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, 0);
  };
  scene.add.existing(extern);
  return {
    reset: () => {
      card = undefined;
      seenVersions = -1;
    },
  };
}

function makeCard(gl: Gl): Card | undefined {
  // Houses have more corners than 16 bits can name.
  if (!gl.getExtension('OES_element_index_uint')) return undefined;
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  ATTRIBUTES.forEach((name, index) => gl.bindAttribLocation(program, index, name));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return undefined;
  const place = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
  return {
    program,
    corners: gl.createBuffer(),
    triangles: gl.createBuffer(),
    atlas: place('atlas'),
    texts: place('texts'),
    size: place('size'),
  };
}
