// The card: one call a group, filled only when something changed; what cannot be made is asked for once, and nothing is left behind.
import { describe, expect, it } from 'vitest';
import { type CardLayer, createCardDraw } from '../../src/view/scenes/cardDraw.ts';

interface FakeOptions {
  readonly linked?: boolean;
  readonly wide?: boolean;
  readonly shaders?: number;
  readonly buffers?: number;
}

/** A context that counts what lives on it. */
function fakeGl(options: FakeOptions = {}) {
  const { linked = true, wide = true } = options;
  let shaders = options.shaders ?? Infinity;
  let buffers = options.buffers ?? Infinity;
  const alive = new Set<object>();
  const calls = { made: 0, drawn: [] as number[], filled: 0 };
  const make = (): object => {
    const thing = {};
    alive.add(thing);
    return thing;
  };
  const drop = (thing: object): void => {
    if (!alive.delete(thing)) throw new Error('deleted twice');
  };
  const own = {
    getExtension: () => (calls.made++, wide ? {} : null),
    createProgram: make,
    createShader: () => (shaders-- > 0 ? make() : null),
    createBuffer: () => (buffers-- > 0 ? make() : null),
    deleteProgram: drop,
    deleteShader: drop,
    deleteBuffer: drop,
    getProgramParameter: () => linked,
    getUniformLocation: () => ({}),
    bufferData: () => void calls.filled++,
    drawElements: (_mode: number, count: number) => void calls.drawn.push(count),
  };
  const gl = new Proxy(own, { get: (target, name) => Reflect.get(target, name) ?? (() => undefined) });
  return { gl: gl as unknown as WebGLRenderingContext, alive, calls };
}

const quads = (count: number): { vertices: number[]; version: number } => ({
  vertices: Array.from({ length: count * 16 }, (_item, index) => index / 3),
  version: 1,
});
const layer = (mesh: CardLayer['mesh']): CardLayer => ({ mesh, page: 'atlas', alpha: 1 });
const VIEW = { atlas: {}, texts: {}, width: 10, height: 10 };

describe('what the board keeps on the graphics card', () => {
  it('draws each group that has something in one call', () => {
    const { gl, calls } = fakeGl();
    const card = createCardDraw([[layer(quads(2)), layer(quads(3))], [layer(quads(0))], [layer(quads(1))]]);
    expect(card.draw(gl, VIEW)).toBe(true);
    expect(calls.drawn).toEqual([30, 6]);
  });

  it('fills nothing while nothing changes, and one group when one mesh or its clearness did', () => {
    const { gl, calls } = fakeGl();
    const moving = quads(4);
    const still = layer(quads(9));
    const card = createCardDraw([[still], [layer(moving)]]);
    card.draw(gl, VIEW);
    const first = calls.filled;
    card.draw(gl, VIEW);
    expect(calls.filled).toBe(first);
    moving.version++;
    card.draw(gl, VIEW);
    expect(calls.filled).toBe(first + 1);
    still.alpha = 0.5;
    card.draw(gl, VIEW);
    expect(calls.filled).toBe(first + 2);
    card.draw(gl, VIEW);
    expect(calls.filled).toBe(first + 2);
    moving.vertices.length = 0;
    moving.version++;
    calls.drawn.length = 0;
    card.draw(gl, VIEW);
    expect(calls.drawn).toEqual([54]);
  });

  it('gives everything back when the board goes, shaders at once', () => {
    const { gl, alive } = fakeGl();
    const card = createCardDraw([[layer(quads(2))], [layer(quads(2))]]);
    card.draw(gl, VIEW);
    expect(alive.size).toBe(6);
    card.release(gl);
    expect(alive.size).toBe(0);
    card.release(gl);
    expect(alive.size).toBe(0);
  });

  it('deletes nothing of a lost context, and makes all anew after it', () => {
    const { gl, alive, calls } = fakeGl();
    const card = createCardDraw([[layer(quads(2))]]);
    card.draw(gl, VIEW);
    // What was there went with the context.
    alive.clear();
    card.forget();
    expect(card.draw(gl, VIEW)).toBe(true);
    expect(calls.made).toBe(2);
    expect(calls.drawn).toEqual([12, 12]);
    card.release(gl);
    expect(alive.size).toBe(0);
  });

  it.each<[string, FakeOptions]>([
    ['no wide indices', { wide: false }],
    ['a program that does not link', { linked: false }],
    ['no second shader', { shaders: 1 }],
    ['no buffer for the second group', { buffers: 4 }],
  ])('%s: asked once, not in every frame, and nothing is left behind', (_name, options) => {
    const { gl, alive, calls } = fakeGl(options);
    const card = createCardDraw([[layer(quads(2))], [layer(quads(2))]]);
    for (let frame = 0; frame < 5; frame++) expect(card.draw(gl, VIEW)).toBe(false);
    expect(calls.made).toBe(1);
    expect(alive.size).toBe(0);
    card.forget();
    card.draw(gl, VIEW);
    expect(calls.made).toBe(2);
  });
});
