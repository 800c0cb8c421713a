// Which labels stand where. First every label tries its shortest form, most important first; then, form by form, all try to grow. A place is
// never taken twice, and one that hides furniture costs. Pure: the labels it answers never overlap each other or what they must keep clear of.
import type { ScreenBox } from '../projection.ts';

export interface Form {
  readonly width: number;
  readonly height: number;
}

export interface LabelAsk {
  readonly key: string;
  /** Greater comes first. */
  readonly priority: number;
  /** From the shortest to the fullest. */
  readonly forms: readonly Form[];
  /** Top left corners to try for a form, best first: x and y in turn. */
  readonly spots: (form: Form) => readonly number[];
  /** What it may cost at most to stand at all; absent: anything. */
  readonly most?: number;
}

export interface PlacedLabel {
  readonly key: string;
  readonly form: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DeclutterInput {
  readonly asks: readonly LabelAsk[];
  readonly free: ScreenBox;
  /** Nothing may cover these. */
  readonly keepClear: readonly ScreenBox[];
  /** Better not to cover these. */
  readonly avoid: readonly ScreenBox[];
}

const BUCKET = 64;
/** Space between two labels. */
const GAP = 2;
/** What one step down the list of spots costs, against the share of the label that hides furniture. */
const STEP_COST = 0.07;
/** A fuller form may hide at most so much more than the shorter one did. */
const PATIENCE = 0.07;

interface Index {
  readonly boxes: ScreenBox[];
  readonly alive: boolean[];
  readonly buckets: Map<number, number[]>;
}

function createIndex(boxes: readonly ScreenBox[]): Index {
  const index: Index = { boxes: [], alive: [], buckets: new Map() };
  for (const box of boxes) insert(index, box);
  return index;
}

function forBuckets(box: ScreenBox, visit: (bucket: number) => boolean): boolean {
  for (let row = Math.floor(box.top / BUCKET); row <= Math.floor(box.bottom / BUCKET); row++) {
    for (let column = Math.floor(box.left / BUCKET); column <= Math.floor(box.right / BUCKET); column++) {
      if (visit(row * 4096 + column)) return true;
    }
  }
  return false;
}

function insert(index: Index, box: ScreenBox): number {
  const id = index.boxes.length;
  index.boxes.push(box);
  index.alive.push(true);
  forBuckets(box, (bucket) => {
    const list = index.buckets.get(bucket);
    if (list) list.push(id);
    else index.buckets.set(bucket, [id]);
    return false;
  });
  return id;
}

function meets(a: ScreenBox, b: ScreenBox): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

function isTaken(index: Index, box: ScreenBox, except: number): boolean {
  return forBuckets(box, (bucket) =>
    (index.buckets.get(bucket) ?? []).some(
      (id) => id !== except && index.alive[id] === true && meets(index.boxes[id] ?? box, box),
    ),
  );
}

/** Share of a box that lies over others. */
function hidden(index: Index, box: ScreenBox): number {
  const seen = new Set<number>();
  let area = 0;
  forBuckets(box, (bucket) => {
    for (const id of index.buckets.get(bucket) ?? []) {
      const other = index.boxes[id];
      if (seen.has(id) || !other || !meets(box, other)) continue;
      seen.add(id);
      area +=
        (Math.min(box.right, other.right) - Math.max(box.left, other.left)) *
        (Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top));
    }
    return false;
  });
  return area / Math.max(1, (box.right - box.left) * (box.bottom - box.top));
}

interface Choice {
  readonly label: PlacedLabel;
  readonly cost: number;
  readonly box: ScreenBox;
  id: number;
}

export function declutter({ asks, free, keepClear, avoid }: DeclutterInput): readonly PlacedLabel[] {
  const taken = createIndex(keepClear);
  const furniture = createIndex(avoid);
  const ordered = [...asks].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const best = (ask: LabelAsk, form: number, own: number): Choice | undefined => {
    const size = ask.forms[form];
    if (!size) return undefined;
    const spots = ask.spots(size);
    let found: Choice | undefined;
    for (let at = 0; at + 1 < spots.length; at += 2) {
      const x = Math.round(spots[at] ?? 0);
      const y = Math.round(spots[at + 1] ?? 0);
      const box: ScreenBox = { left: x - GAP, top: y - GAP, right: x + size.width + GAP, bottom: y + size.height + GAP };
      if (box.left < free.left || box.right > free.right || box.top < free.top || box.bottom > free.bottom) continue;
      const stepped = (at / 2) * STEP_COST;
      if (found && stepped >= found.cost) break;
      if (isTaken(taken, box, own)) continue;
      const cost = stepped + hidden(furniture, box);
      if (!found || cost < found.cost)
        found = { label: { key: ask.key, form, x, y, width: size.width, height: size.height }, cost, box, id: -1 };
    }
    return found;
  };
  const chosen = new Map<string, Choice>();
  const placeMissing = (): void => {
    for (const ask of ordered) {
      if (chosen.has(ask.key)) continue;
      const choice = best(ask, 0, -1);
      if (!choice || choice.cost > (ask.most ?? Infinity)) continue;
      choice.id = insert(taken, choice.box);
      chosen.set(ask.key, choice);
    }
  };
  placeMissing();
  const most = Math.max(0, ...asks.map((ask) => ask.forms.length));
  for (let form = 1; form < most; form++) {
    for (const ask of ordered) {
      const old = chosen.get(ask.key);
      if (!old || form >= ask.forms.length) continue;
      const choice = best(ask, form, old.id);
      if (!choice || choice.cost > old.cost + PATIENCE) continue;
      taken.alive[old.id] = false;
      choice.id = insert(taken, choice.box);
      chosen.set(ask.key, choice);
    }
  }
  // Growing moves some away: what found no place at first may find one now.
  placeMissing();
  return ordered.flatMap((ask) => chosen.get(ask.key)?.label ?? []);
}
