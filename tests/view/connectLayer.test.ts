// Connecting on the board, without a browser: the line snaps to the nearest thing that fits, what does not fit is still named, the handle
// lies under the chosen thing, and a pull means the right actions. Drawing a pull writes into the same arrays.
import { describe, expect, it } from 'vitest';
import { FIRST_DOCUMENT, FIRST_SESSION } from '../../src/store/context.ts';
import type { Connecting } from '../../src/store/connectState.ts';
import type { AppState } from '../../src/store/state.ts';
import { createConnectHands } from '../../src/view/connectHands.ts';
import { type ConnectLayer, createConnectLayer, isConnectable } from '../../src/view/connectLayer.ts';
import type { BoardStore } from '../../src/view/boardModel.ts';
import { createMesh } from '../../src/view/layers/mesh.ts';
import { beginQuads, createScreenMesh } from '../../src/view/layers/screenMesh.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import type { Placed } from '../../src/view/layout/types.ts';
import { anchorOf, pickThing } from '../../src/view/picking.ts';
import { anglesOf, fitCamera, type Point, screenBounds } from '../../src/view/projection.ts';
import { networkOf, planOf } from './plans.ts';

const layout = buildLayout(planOf({ nodes: 2, pods: 6 }), networkOf());
const camera = fitCamera(anglesOf('iso', 0), layout.frame, { x: 0, y: 0, width: 1200, height: 800 });
const view = { camera, ratio: 1 };
const desks = layout.things.filter(({ kind }) => kind === 'desk');
const room = layout.things.find(({ kind }) => kind === 'room');
const [from, near, far] = desks;
if (!from || !near || !far || !room) throw new Error('no desks');

function stateOf(connecting: Connecting | undefined, selection: string | undefined = from?.selection): AppState {
  return {
    document: FIRST_DOCUMENT,
    session: { ...FIRST_SESSION, selection, ...(connecting ? { connecting } : {}) },
    results: { revision: 0, engine: 'ready' },
    progress: { levels: {} },
  };
}

const TARGETS = [{ selection: near.selection }, { selection: far.selection, refusal: { code: 'labels', params: { pods: 'a' } } }];

function layerWith(connecting: Connecting | undefined): ConnectLayer {
  const layer = createConnectLayer();
  layer.show(layout, stateOf(connecting));
  return layer;
}

const aside = ({ x, y }: Point, by: number): Point => ({ x: x + by, y });

describe('the line', () => {
  it('snaps to what fits from nearby, names what does not, and lets go far away', () => {
    const layer = layerWith({ from: from.selection, targets: TARGETS });
    const at = anchorOf(camera, near);
    expect(layer.snap(view, at, near)).toBe(near.selection);
    expect(layer.snap(view, aside(at, 30), undefined)).toBe(near.selection);
    expect(layer.snap(view, aside(at, 60), undefined)).toBeUndefined();
    expect(layer.snap(view, aside(at, 60), far)).toBe(far.selection);
    // A room that is pointed at says why it does not fit; a line that is pulled over its floor does not mean it. Nor is ever meant what it began with.
    expect(layer.snap(view, aside(at, 200), room)).toBe(room.selection);
    layer.pull(aside(at, 200));
    expect(layer.snap(view, aside(at, 200), room)).toBeUndefined();
    expect(layer.snap(view, aside(at, 200), from)).toBeUndefined();
  });

  it('is drawn only while there is an end to it, with a mark where the end is known', () => {
    const mesh = createScreenMesh(1024);
    const quadsOf = (layer: ConnectLayer): number => {
      beginQuads(mesh);
      layer.drawLine(mesh, view);
      return mesh.count;
    };
    const idle = layerWith({ from: from.selection, targets: TARGETS });
    expect(quadsOf(idle)).toBe(0);
    idle.pull({ x: 10, y: 10 });
    expect(quadsOf(idle)).toBe(2);
    const aimed = layerWith({ from: from.selection, targets: TARGETS, over: near.selection });
    expect(quadsOf(aimed)).toBe(3);
    const length = mesh.vertices.length;
    for (let frame = 0; frame < 5; frame++) {
      aimed.pull({ x: frame, y: frame });
      quadsOf(aimed);
    }
    expect(mesh.vertices.length).toBe(length);
  });

  it('rings what fits, and draws anew only when something changed', () => {
    const layer = createConnectLayer();
    const state = stateOf({ from: from.selection, targets: TARGETS });
    expect(layer.show(layout, state)).toBe(true);
    expect(layer.show(layout, state)).toBe(false);
    const mesh = createMesh();
    layer.drawRings(mesh);
    expect(mesh.vertices.length).toBe(4 * 16);
    expect(layer.show(layout, stateOf(undefined))).toBe(true);
  });

  it('hides nothing of the handle: below what is chosen, and only where a gesture means something', () => {
    const layer = layerWith(undefined);
    const bounds = screenBounds(camera, from.box, 0);
    const handle = { x: (bounds.left + bounds.right) / 2, y: bounds.bottom + 15 };
    expect(layer.onHandle(view, handle)).toBe(true);
    expect(layer.onHandle(view, aside(handle, 20))).toBe(false);
    expect(layerWith({ from: from.selection }).onHandle(view, handle)).toBe(false);
    const read = createConnectLayer();
    const state = stateOf(undefined);
    read.show(layout, { ...state, session: { ...state.session, still: true } });
    expect(read.onHandle(view, handle)).toBe(false);
    const house = layout.things.find(({ kind }) => kind === 'postbox');
    expect(house && isConnectable(house)).toBe(false);
  });
});

describe('hands that connect', () => {
  function handsAt(start: Connecting | undefined): {
    readonly calls: string[];
    readonly hands: ReturnType<typeof createConnectHands>;
    readonly set: (connecting: Connecting | undefined) => void;
  } {
    const calls: string[] = [];
    let state = stateOf(start);
    const layer = createConnectLayer();
    const set = (connecting: Connecting | undefined): void => {
      state = stateOf(connecting);
      layer.show(layout, state);
    };
    set(start);
    const say =
      (name: string) =>
      (...words: unknown[]): void =>
        void calls.push([name, ...words].join(' ').trim());
    const actions = {
      startConnecting: say('start'),
      aimConnecting: say('aim'),
      connectTo: say('to'),
      stopConnecting: say('stop'),
    };
    const store = { getState: () => ({ ...state, actions }), subscribe: () => () => undefined } as unknown as BoardStore;
    const pick = (at: Point): Placed | undefined => pickThing(camera, layout, at);
    const hands = createConnectHands({ store, layer, layout: () => layout, view: () => view, pick, reveal: () => undefined });
    return { calls, hands, set };
  }

  it('pull from the chosen thing; anywhere else, and from floors, the board is panned', () => {
    const { calls, hands, set } = handsAt(undefined);
    expect(hands.grab(anchorOf(camera, near))).toBe(false);
    expect(hands.grab({ x: 2, y: 2 })).toBe(false);
    expect(calls).toEqual([]);
    expect(hands.grab(anchorOf(camera, from))).toBe(true);
    set({ from: from.selection, targets: TARGETS });
    hands.pull(anchorOf(camera, near));
    set({ from: from.selection, targets: TARGETS, over: near.selection });
    hands.drop(true);
    expect(calls).toEqual([`start ${from.selection}`, `aim ${near.selection}`, `to ${near.selection}`]);
  });

  it('let go over nothing, or taken away by a second finger, they leave', () => {
    const { calls, hands, set } = handsAt(undefined);
    hands.grab(anchorOf(camera, from));
    set({ from: from.selection, targets: TARGETS });
    hands.drop(true);
    hands.drop(false);
    expect(calls).toEqual([`start ${from.selection}`, 'stop', 'stop']);
  });

  it('a click, arrows and Enter choose the other end; Escape and a click on the first leave', () => {
    const { calls, hands, set } = handsAt({ from: from.selection, targets: TARGETS });
    expect(hands.pick(anchorOf(camera, far))).toBe(true);
    expect(hands.walk({ x: 1, y: 0 })).toBe(true);
    expect(calls[0]).toBe(`to ${far.selection}`);
    expect(calls[1]).toMatch(/^aim /);
    set({ from: from.selection, targets: TARGETS, over: near.selection });
    expect(hands.enter()).toBe(true);
    expect(hands.leave()).toBe(true);
    expect(hands.pick(anchorOf(camera, from))).toBe(true);
    expect(calls.slice(2)).toEqual([`to ${near.selection}`, 'stop', 'stop']);
    set(undefined);
    expect([hands.pick(anchorOf(camera, far)), hands.walk({ x: 1, y: 0 }), hands.enter(), hands.leave()]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
