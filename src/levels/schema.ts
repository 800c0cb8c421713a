// level.yaml as it is written: a strict valibot schema with caps. What passes is turned into a Level by parseLevel.ts.
import * as v from 'valibot';

const CAPS = { text: 200, line: 600, list: 64, goals: 32, solutions: 24 } as const;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(CAPS.text));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const texts = v.pipe(v.array(text), v.maxLength(CAPS.list));
const id = v.pipe(text, v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const file = v.pipe(text, v.regex(/^[a-z]+\/[a-z0-9-]+\.yaml$/));

const base = {
  id,
  hidden: v.exactOptional(v.boolean()),
  /** Manifest files under given/, applied over the player's world before this goal is judged. */
  given: v.exactOptional(v.pipe(v.array(file), v.minLength(1), v.maxLength(8))),
};
const ends = {
  from: v.pipe(texts, v.minLength(1)),
  to: v.pipe(texts, v.minLength(1)),
  protocol: v.exactOptional(v.picklist(['TCP', 'UDP', 'SCTP'])),
};

const goal = v.variant('type', [
  v.strictObject({
    type: v.literal('mustArrive'),
    ...base,
    ...ends,
    backends: v.exactOptional(whole),
    receivers: v.exactOptional(v.pipe(texts, v.minLength(1))),
    firstQuestion: v.exactOptional(text),
    questionsInside: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('mustNotArrive'), ...base, ...ends }),
  v.strictObject({ type: v.literal('arrivesWithSource'), ...base, ...ends, source: text }),
  v.strictObject({ type: v.literal('passesThrough'), ...base, ...ends, via: v.pipe(texts, v.minLength(1)) }),
  v.strictObject({
    type: v.literal('addressesSuffice'),
    ...base,
    nodes: v.exactOptional(whole),
    podsPerNode: v.exactOptional(whole),
  }),
  v.strictObject({ type: v.literal('redirects'), ...base, ...ends, location: v.exactOptional(text) }),
  v.strictObject({ type: v.literal('exposure'), ...base, most: whole }),
  /** `plan`: a load plan under load/, as `load --plan` reads it. */
  v.strictObject({ type: v.literal('load'), ...base, plan: file, lost: v.exactOptional(whole) }),
  v.strictObject({
    type: v.literal('find'),
    ...base,
    hidden: v.exactOptional(v.literal(false)),
    ...ends,
    ask: v.picklist(['sender', 'destination', 'outcome', 'decidedBy', 'routedBy', 'place', 'receiver', 'question', 'who']),
    at: v.exactOptional(text),
    field: v.exactOptional(v.boolean()),
    choices: v.exactOptional(v.pipe(texts, v.minLength(2), v.maxLength(8))),
    /** A load plan under load/: what decided is asked of the connections of the run that were lost. */
    plan: v.exactOptional(file),
    /** `start` (also when absent): the world as the level hands it over; `now`: as the player has made it. */
    world: v.exactOptional(v.picklist(['start', 'now'])),
  }),
]);

const editable = v.strictObject({
  objects: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          kind: text,
          namespace: text,
          name: v.exactOptional(text),
          create: v.exactOptional(v.boolean()),
          remove: v.exactOptional(v.boolean()),
        }),
      ),
      v.maxLength(CAPS.list),
    ),
    [],
  ),
  network: v.optional(texts, []),
});

/** Manifests, or answers to `find` goals (goal id → answer), or both. */
const moves = { id, file: v.exactOptional(file), answers: v.exactOptional(v.record(id, text)) };
const solution = v.variant('kind', [
  v.strictObject({ ...moves, kind: v.literal('reference') }),
  v.strictObject({ ...moves, kind: v.literal('alternative') }),
  v.strictObject({ ...moves, kind: v.literal('wrong'), hint: text, failsGoal: id }),
]);

/** A drill: a report comes in, looking and changing cost minutes. Its words are in the level's texts, by id. */
const incident = v.strictObject({
  /** When the bell rings; the clock that the player sees starts here. */
  at: v.pipe(text, v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  /** Minutes of looks and changes that the third star allows. */
  par: v.pipe(whole, v.minValue(1)),
  /** The `find` goal that names the cause. */
  cause: id,
  /** What was changed lately, as the change log has it: the fault, and what only looks like one. */
  changes: v.pipe(v.array(v.strictObject({ id, at: text })), v.minLength(1), v.maxLength(12)),
  /** Lines of the terminal that somebody on call would think of, each with its price; any other has the price of its kind. */
  looks: v.pipe(
    v.array(
      v.strictObject({
        id,
        run: v.pipe(v.string(), v.minLength(1), v.maxLength(CAPS.line)),
        minutes: v.pipe(whole, v.minValue(1), v.maxValue(60)),
      }),
    ),
    v.minLength(1),
    v.maxLength(24),
  ),
});

export const LEVEL_SCHEMA = v.strictObject({
  id: v.pipe(text, v.regex(/^\d{3}(-[a-z0-9]+)+$/)),
  rev: v.pipe(whole, v.minValue(1)),
  chapter: whole,
  order: whole,
  minutes: v.pipe(whole, v.minValue(1)),
  rules: v.pipe(v.array(v.pipe(text, v.regex(/^[A-Z]+-?\d+$/))), v.minLength(1), v.maxLength(CAPS.list)),
  goals: v.pipe(v.array(goal), v.minLength(1), v.maxLength(CAPS.goals)),
  editable,
  par: v.strictObject({ changes: whole, exposure: whole, cost: whole }),
  demo: v.strictObject({ from: text, to: text }),
  /** What a seeded variant may change; `why` says what stands in the way of the rest. */
  vary: v.exactOptional(
    v.strictObject({
      addresses: v.exactOptional(v.boolean()),
      ports: v.exactOptional(v.boolean()),
      label: v.exactOptional(v.boolean()),
      why: v.exactOptional(text),
    }),
  ),
  solutions: v.pipe(v.array(solution), v.minLength(1), v.maxLength(CAPS.solutions)),
  incident: v.exactOptional(incident),
});

export type LevelFile = v.InferOutput<typeof LEVEL_SCHEMA>;

/** Bytes of one file of a level; more is refused before it is parsed. */
export const MAX_LEVEL_FILE = 256 * 1024;
