// Hands while something is being connected: a pull from what is chosen, a pick, arrows and Enter. The store decides what it means.
import type { ConnectLayer, View } from './connectLayer.ts';
import { isConnectable } from './connectLayer.ts';
import type { BoardStore } from './boardModel.ts';
import type { Layout, Placed } from './layout/types.ts';
import { placedAt } from './layout/tiles.ts';
import { anchorOf, isFlat } from './picking.ts';
import type { Point } from './projection.ts';

export interface ConnectHandsOptions {
  readonly store: BoardStore;
  readonly layer: ConnectLayer;
  readonly layout: () => Layout | undefined;
  readonly view: () => View;
  readonly pick: (at: Point) => Placed | undefined;
  /** Brings a thing into sight. */
  readonly reveal: (thing: Placed) => void;
}

/** Points are device pixels. Each answers whether it was meant for connecting. */
export interface ConnectHands {
  grab(at: Point): boolean;
  pull(at: Point): void;
  drop(done: boolean): void;
  pick(at: Point): boolean;
  hover(at: Point | undefined): boolean;
  walk(direction: Point): boolean;
  /** To the first or last end that fits, in reading order. */
  jump(to: 'first' | 'last'): void;
  enter(): boolean;
  leave(): boolean;
}

export function createConnectHands({ store, layer, layout, view, pick, reveal }: ConnectHandsOptions): ConnectHands {
  const connecting = (): ReturnType<BoardStore['getState']>['session']['connecting'] => store.getState().session.connecting;
  const { actions } = store.getState();
  const meant = (at: Point): string | undefined => layer.snap(view(), at, pick(at));
  /** As one reads the screen: from the top down, from the left to the right. */
  const fittingInOrder = (): Placed[] => {
    const house = layout();
    const targets = connecting()?.targets;
    if (!house || !targets) return [];
    const { camera } = view();
    return targets
      .flatMap(({ selection, refusal }) => (refusal ? [] : (placedAt(house, selection) ?? [])))
      .map((thing) => ({ thing, at: anchorOf(camera, thing) }))
      .sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x)
      .map(({ thing }) => thing);
  };
  const aimAt = (thing: Placed | undefined): void => {
    if (!thing) return;
    reveal(thing);
    actions.aimConnecting(thing.selection);
  };
  return {
    grab: (at) => {
      const { selection, connecting: now, still } = store.getState().session;
      if (still === true || now?.to !== undefined) return false;
      const from = now?.from ?? selection;
      const thing = from === undefined ? undefined : layout()?.bySelection.get(from);
      if (!thing || !isConnectable(thing)) return false;
      // A room or a floor is taken by its handle alone: panning starts on them.
      if (!layer.onHandle(view(), at) && (isFlat(thing) || pick(at) !== thing)) return false;
      if (!now) actions.startConnecting(thing.selection);
      layer.pull(at);
      return true;
    },
    pull: (at) => {
      layer.pull(at);
      actions.aimConnecting(meant(at));
    },
    drop: (done) => {
      layer.pull(undefined);
      const over = connecting()?.over;
      if (done && over !== undefined) void actions.connectTo(over);
      else actions.stopConnecting();
    },
    pick: (at) => {
      if (!connecting()) return false;
      const under = pick(at);
      const to = meant(at) ?? under?.selection;
      if (to === connecting()?.from) actions.stopConnecting();
      else if (to !== undefined) void actions.connectTo(to);
      return true;
    },
    hover: (at) => {
      if (!connecting()) return false;
      actions.aimConnecting(at && meant(at));
      return true;
    },
    walk: (direction) => {
      const now = connecting();
      if (!now) return false;
      const fitting = fittingInOrder();
      const at = fitting.findIndex(({ selection }) => selection === now.over);
      const back = direction.x < 0 || direction.y < 0;
      aimAt(fitting.at(at < 0 ? (back ? -1 : 0) : (at + (back ? -1 : 1)) % fitting.length));
      return true;
    },
    jump: (to) => aimAt(fittingInOrder().at(to === 'first' ? 0 : -1)),
    enter: () => {
      const now = connecting();
      if (!now) return false;
      if (now.over !== undefined) void actions.connectTo(now.over);
      return true;
    },
    leave: () => {
      if (!connecting()) return false;
      layer.pull(undefined);
      actions.stopConnecting();
      return true;
    },
  };
}
