// The one shader of the board and what it needs on the graphics card: made whole or not at all, and given back when the board goes.

export type Gl = WebGLRenderingContext;

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
const ATTRIBUTES = ['place', 'spot', 'look'] as const;
/** Places of the attributes. */
export const [PLACE, SPOT, LOOK] = [0, 1, 2] as const;

export interface Card {
  readonly program: WebGLProgram;
  /** Two buffers a group: where its corners are, and how they look. */
  readonly buffers: readonly WebGLBuffer[];
  /** Two triangles a quad, the same for every group. */
  readonly triangles: WebGLBuffer;
  readonly atlas: WebGLUniformLocation | null;
  readonly texts: WebGLUniformLocation | null;
  readonly size: WebGLUniformLocation | null;
}

/** Undefined where the card cannot; what was half made is given back. */
export function makeCard(gl: Gl, groups: number): Card | undefined {
  // Houses have more corners than 16 bits can name.
  if (!gl.getExtension('OES_element_index_uint')) return undefined;
  const program = makeProgram(gl);
  if (!program) return undefined;
  const made: WebGLBuffer[] = [];
  for (let index = 0; index <= groups * 2; index++) {
    // A lost context makes none.
    const buffer: WebGLBuffer | null = gl.createBuffer();
    if (buffer) made.push(buffer);
  }
  const [triangles, ...buffers] = made;
  if (!triangles || buffers.length < groups * 2) {
    for (const buffer of made) gl.deleteBuffer(buffer);
    gl.deleteProgram(program);
    return undefined;
  }
  const place = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
  return { program, buffers, triangles, atlas: place('atlas'), texts: place('texts'), size: place('size') };
}

export function dropCard(gl: Gl, { program, buffers, triangles }: Card): void {
  for (const buffer of [triangles, ...buffers]) gl.deleteBuffer(buffer);
  gl.deleteProgram(program);
}

function makeProgram(gl: Gl): WebGLProgram | undefined {
  const program: WebGLProgram | null = gl.createProgram();
  if (!program) return undefined;
  const shaders: WebGLShader[] = [];
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) break;
    shaders.push(shader);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  ATTRIBUTES.forEach((name, index) => gl.bindAttribLocation(program, index, name));
  if (shaders.length === 2) gl.linkProgram(program);
  const linked = shaders.length === 2 && gl.getProgramParameter(program, gl.LINK_STATUS) === true;
  // A linked program keeps what it needs of them.
  for (const shader of shaders) gl.deleteShader(shader);
  if (linked) return program;
  gl.deleteProgram(program);
  return undefined;
}
