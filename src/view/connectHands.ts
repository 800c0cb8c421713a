// Hands while something is being connected: a pull from what is chosen, a pick, arrows and Enter. The store decides what it means.
import type { ConnectLayer, View } from './connectLayer.ts';
import { isConnectable } from './connectLayer.ts';
import type { BoardStore } from './boardModel.ts';
import type { Layout, Placed } from './layout/types.ts';
import { isFlat, nextThing } from './picking.ts';
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
  enter(): boolean;
  leave(): boolean;
}

export function createConnectHands({ store, layer, layout, view, pick, reveal }: ConnectHandsOptions): ConnectHands {
  const connecting = (): ReturnType<BoardStore['getState']>['session']['connecting'] => store.getState().session.connecting;
  const { actions } = store.getState();
  const meant = (at: Point): string | undefined => layer.snap(view(), at, pick(at));
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
      const house = layout();
      if (!now || !house) return false;
      const next = nextThing(view().camera, house, now.over ?? now.from, direction);
      if (next) {
        reveal(next);
        actions.aimConnecting(next.selection);
      }
      return true;
    },
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
