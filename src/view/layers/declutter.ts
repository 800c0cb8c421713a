// Which labels stand where. First every label tries its shortest form, most important first; then, form by form, all try to grow. A place is
// never taken twice, none lies over another thing's body, and one that stands apart from its own thing has a straight line to it. Pure.
import type { Point, ScreenBox } from '../projection.ts';
import { type Body, coversBody } from './bodies.ts';

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
  /** What it is the label of: a body it may lie over itself. One that lies flat has none. */
  readonly of?: {
    readonly bounds: ScreenBox;
    /** Where a line to it ends. */
    readonly point: Point;
    /** Farther from its thing than this, or nearer to another's, and a line joins the two. */
    readonly near: number;
    /** It lies flat: other things stand on it, and leave no doubt. */
    readonly flat?: boolean;
  };
  /** Where every other place is taken it may lie over a body, with a line to its own. */
  readonly must?: boolean;
  /** Bodies that it must not cover; absent: all but its own. */
  readonly spare?: ReadonlySet<string>;
}

export interface PlacedLabel {
  readonly key: string;
  readonly form: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The line to its thing, straight down, up or across. */
  readonly leader?: ScreenBox;
}

export interface DeclutterInput {
  readonly asks: readonly LabelAsk[];
  readonly free: ScreenBox;
  /** Nothing may cover these. */
  readonly keepClear: readonly ScreenBox[];
  /** Labels that stand already: nothing covers them, no line crosses them. */
  readonly standing?: readonly ScreenBox[];
  /** Better not to cover these. */
  readonly avoid: readonly ScreenBox[];
  /** Labels never lie over these, but over their own. */
  readonly bodies?: readonly Body[];
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

const NONE: readonly number[] = [];
const NOTHING: ReadonlySet<string> = new Set();

/** `from`: the first box that counts. */
function isTaken(
  index: Index,
  box: ScreenBox,
  { except, from = 0 }: { readonly except: readonly number[]; readonly from?: number },
): boolean {
  return forBuckets(box, (bucket) =>
    (index.buckets.get(bucket) ?? []).some(
      (id) => id >= from && index.alive[id] === true && !except.includes(id) && meets(index.boxes[id] ?? box, box),
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
  ids: readonly number[];
}

/** What a place without doubt is worth: one where another thing is as near costs so much more. */
const DOUBT = 0.3;
const LEADER_COST = 0.0012;
const LEADER_HALF = 1.5;
/** Room for the line within the label's end. */
const WITHIN = 5;

function apart(a: ScreenBox, b: ScreenBox): number {
  const across = Math.max(0, b.left - a.right, a.left - b.right);
  const down = Math.max(0, b.top - a.bottom, a.top - b.bottom);
  return Math.hypot(across, down);
}

function grown({ left, top, right, bottom }: ScreenBox, by: number): ScreenBox {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** Straight from the label to the point; undefined where only a slanted line would do. */
function leaderTo(box: ScreenBox, { x, y }: Point): ScreenBox | undefined {
  if (x > box.left + WITHIN && x < box.right - WITHIN) {
    const [left, right] = [x - LEADER_HALF, x + LEADER_HALF];
    if (y >= box.bottom) return { left, top: box.bottom, right, bottom: y };
    return y <= box.top ? { left, top: y, right, bottom: box.top } : undefined;
  }
  if (y <= box.top || y >= box.bottom) return undefined;
  const [top, bottom] = [y - LEADER_HALF, y + LEADER_HALF];
  return x < box.left ? { left: x, top, right: box.left, bottom } : { left: box.right, top, right: x, bottom };
}

export function declutter({ asks, free, keepClear, avoid, bodies = [], standing = [] }: DeclutterInput): readonly PlacedLabel[] {
  const taken = createIndex([...keepClear, ...standing]);
  const furniture = createIndex(avoid);
  const solid = createIndex(bodies.map(({ bounds }) => bounds));
  const covers = (ask: LabelAsk, box: ScreenBox): boolean =>
    forBuckets(box, (bucket) =>
      (solid.buckets.get(bucket) ?? []).some((id) => {
        const body = bodies[id];
        return body !== undefined && (ask.spare ? ask.spare.has(body.key) : body.key !== ask.key) && coversBody(box, body);
      }),
    );
  const ordered = [...asks].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const best = (
    ask: LabelAsk,
    form: number,
    { own, most, from = 0 }: { readonly own: readonly number[]; readonly most: number; readonly from?: number },
  ): Choice | undefined => {
    const size = ask.forms[form];
    if (!size) return undefined;
    const spots = ask.spots(size);
    const { of } = ask;
    let found: Choice | undefined;
    for (let at = 0; at + 1 < spots.length; at += 2) {
      const x = Math.round(spots[at] ?? 0);
      const y = Math.round(spots[at + 1] ?? 0);
      const box: ScreenBox = { left: x - GAP, top: y - GAP, right: x + size.width + GAP, bottom: y + size.height + GAP };
      if (box.left < free.left || box.right > free.right || box.top < free.top || box.bottom > free.bottom) continue;
      let cost = (at / 2) * STEP_COST;
      if (cost >= (found?.cost ?? Infinity) || cost > most) break;
      const away = of ? apart(box, of.bounds) : 0;
      const far = of !== undefined && away > of.near;
      let leader = far ? leaderTo(box, of.point) : undefined;
      if (far && !leader) continue;
      if (isTaken(taken, box, { except: own, from }) || covers(ask, box)) continue;
      if (of && !far && !of.flat && covers(ask, grown(box, Math.max(of.near, away)))) {
        cost += DOUBT;
        leader = leaderTo(box, of.point);
      }
      // A line may run beneath marks and the envelope: they stand on the thing that it leads to.
      if (leader && isTaken(taken, leader, { except: own, from: keepClear.length })) leader = undefined;
      if (far && !leader) continue;
      if (far) cost += away * LEADER_COST;
      cost += hidden(furniture, box);
      if (found && cost >= found.cost) continue;
      const label = { key: ask.key, form, x, y, width: size.width, height: size.height };
      found = { label: leader ? { ...label, leader } : label, cost, box, ids: [] };
    }
    return found;
  };
  /** Beneath what the envelope covers now and then, else over another body. */
  const anywhere = (ask: LabelAsk): Choice | undefined => {
    const must = { own: NONE, most: Infinity, from: keepClear.length };
    return best(ask, 0, must) ?? best({ ...ask, spare: NOTHING }, 0, must);
  };
  const keep = (choice: Choice): void => {
    const { leader } = choice.label;
    choice.ids = [insert(taken, choice.box), ...(leader ? [insert(taken, leader)] : [])];
    chosen.set(choice.label.key, choice);
  };
  const chosen = new Map<string, Choice>();
  const placeMissing = (): void => {
    for (const ask of ordered) {
      if (chosen.has(ask.key)) continue;
      const anyhow = { own: NONE, most: ask.most ?? Infinity };
      const choice = best(ask, 0, anyhow) ?? (ask.must ? anywhere(ask) : undefined);
      if (!choice || choice.cost > (ask.most ?? Infinity)) continue;
      keep(choice);
    }
  };
  placeMissing();
  const most = Math.max(0, ...asks.map((ask) => ask.forms.length));
  for (let form = 1; form < most; form++) {
    for (const ask of ordered) {
      const old = chosen.get(ask.key);
      if (!old || form >= ask.forms.length) continue;
      const choice = best(ask, form, { own: old.ids, most: old.cost + PATIENCE });
      if (!choice || choice.cost > old.cost + PATIENCE) continue;
      for (const id of old.ids) taken.alive[id] = false;
      keep(choice);
    }
  }
  // Growing moves some away: what found no place at first may find one now.
  placeMissing();
  return ordered.flatMap((ask) => chosen.get(ask.key)?.label ?? []);
}
