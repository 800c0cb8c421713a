// What hands do on the board, in terms of the store's actions and the camera: pick, walk from thing to thing, pan, zoom, turn, switch.
import { createConnectHands } from './connectHands.ts';
import type { ConnectLayer } from './connectLayer.ts';
import type { CameraMotion } from './cameraMotion.ts';
import type { LabelHit } from './labelLayer.ts';
import type { Hands } from './interaction.ts';
import type { BoardStore } from './boardModel.ts';
import { placedAt, tiledRoom, tilesOf } from './layout/tiles.ts';
import type { Layout, Placed } from './layout/types.ts';
import { isFlat, nearestThing, nextThing, pickThing } from './picking.ts';
import type { Point, Turn } from './projection.ts';

export interface HandsOptions {
  readonly store: BoardStore;
  readonly camera: CameraMotion;
  readonly ratio: () => number;
  readonly layout: () => Layout | undefined;
  readonly wake: () => void;
  /** Frames all. */
  readonly frame: () => void;
  readonly hover: (selection: string | undefined) => void;
  /** The floor point under a point of the minimap, device pixels both. */
  readonly onMap: (at: Point) => Point | undefined;
  /** Middle of the free area, in device pixels. */
  readonly middle: () => Point;
  readonly connect: ConnectLayer;
  /** The label under a point, in device pixels. */
  readonly onLabel: (at: Point) => LabelHit | undefined;
  /** Is the pointer on the handle of what is chosen? */
  readonly pointAtHandle: (on: boolean) => void;
}

export function createHands(options: HandsOptions): Hands {
  const { store, camera, ratio, layout, wake, frame, hover, onMap, onLabel, middle, connect, pointAtHandle } = options;
  const inDevice = (at: Point): Point => ({ x: at.x * ratio(), y: at.y * ratio() });
  const under = (at: Point): Placed | undefined => {
    const house = layout();
    if (!house) return undefined;
    // A name is its thing; beside small names there is a margin, where nothing solid stands.
    const label = onLabel(at);
    const named = label && placedAt(house, label.selection);
    if (label?.within && named) return named;
    const thing = pickThing(camera.current, house, at);
    return named && (!thing || isFlat(thing)) ? named : thing;
  };
  const pick = (at: Point): Placed | undefined => under(inDevice(at));
  const choose = (thing: Placed | undefined): void => {
    if (!thing) return;
    camera.reveal(thing.port);
    store.getState().actions.select(thing.selection);
    wake();
  };
  const joining = createConnectHands({
    store,
    layer: connect,
    layout,
    view: () => ({ camera: camera.current, ratio: ratio() }),
    pick: under,
    reveal: (thing) => {
      camera.reveal(thing.port);
      wake();
    },
  });
  return {
    onGrab: (at) => onMap(inDevice(at)) === undefined && joining.grab(inDevice(at)),
    onPull: (at) => {
      joining.pull(inDevice(at));
      wake();
    },
    onDrop: (done) => {
      joining.drop(done);
      wake();
    },
    onPick: (at) => {
      const floor = onMap(inDevice(at));
      if (floor) {
        camera.goTo(floor);
        wake();
      } else if (connect.onHandle({ camera: camera.current, ratio: ratio() }, inDevice(at)))
        store.getState().actions.startConnecting();
      else if (!joining.pick(inDevice(at))) {
        const thing = pick(at);
        store.getState().actions.select(thing?.selection);
        // `+3 more`: close enough that they are named.
        if (thing?.kind === 'room' && onLabel(inDevice(at))?.more) camera.look(thing.box, thing.height);
      }
    },
    onHover: (at) => {
      pointAtHandle(at !== undefined && connect.onHandle({ camera: camera.current, ratio: ratio() }, inDevice(at)));
      if (joining.hover(at && !onMap(inDevice(at)) ? inDevice(at) : undefined)) {
        hover(undefined);
        return;
      }
      // What lies beneath the minimap is not pointed at.
      const thing = at && !onMap(inDevice(at)) ? pick(at) : undefined;
      hover(thing && !(isFlat(thing) && thing.kind === 'zone') ? thing.selection : undefined);
    },
    onPan: (x, y) => {
      camera.panBy(x * ratio(), y * ratio());
      wake();
    },
    onZoom: (factor, about) => {
      camera.zoomBy(factor, about ? inDevice(about) : middle());
      wake();
    },
    onWalk: (direction) => {
      const house = layout();
      if (house && !joining.walk(direction))
        choose(nextThing(camera.current, house, store.getState().session.selection, direction));
    },
    onKey: (key) => {
      const { actions, session } = store.getState();
      const house = layout();
      if (key === 'frame') {
        camera.reset();
        frame();
        wake();
      } else if (key === 'frameSelection') {
        const thing = house && placedAt(house, session.selection);
        if (!thing) return;
        camera.look(thing.box, thing.height);
        wake();
      } else if (key === 'projection') actions.setProjection(session.projection === 'iso' ? 'plan' : 'iso');
      else if (key === 'addresses' || key === 'routes' || key === 'reach')
        actions.setOverlay(session.overlay === key ? 'none' : key);
      else if (key === 'first' || key === 'last') joining.jump(key);
      else if (key === 'connect') {
        if (session.connecting) actions.stopConnecting();
        else actions.startConnecting();
      } else if (key === 'place') actions.startPlacing();
      else if (key === 'clear') {
        if (!joining.leave()) actions.select(undefined);
      } else if (key === 'enter') {
        if (joining.enter() || !house) return;
        const chosen = placedAt(house, session.selection);
        const room = chosen?.kind === 'room' ? tiledRoom(house, chosen) : undefined;
        choose((room && tilesOf(room)[0]) ?? chosen ?? nearestThing(camera.current, house, middle()));
      } else actions.setTurn(((session.turn + (key === 'turnRight' ? 1 : 3)) % 4) as Turn);
    },
  };
}
