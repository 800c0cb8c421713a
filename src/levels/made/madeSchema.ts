// A made level as it is written down (file and link): a strict schema with caps. Objects are rebuilt afterwards by manifest/, one by one.
import * as v from 'valibot';
import { MADE_CAPS } from './madeLevel.ts';
import { isPlain } from './plainText.ts';

const said = (most: number) => v.pipe(v.string(), v.maxLength(most), v.check(isPlain, 'only plain text'));
const word = v.pipe(said(MADE_CAPS.end), v.minLength(1));
const words = v.pipe(v.array(word), v.maxLength(MADE_CAPS.ends));
const id = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.notValue('constructor'));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

const base = {
  id,
  hidden: v.exactOptional(v.literal(true)),
  says: v.exactOptional(v.pipe(said(MADE_CAPS.says), v.minLength(1))),
};
const ends = {
  from: v.pipe(words, v.minLength(1)),
  to: v.pipe(words, v.minLength(1)),
  protocol: v.exactOptional(v.picklist(['TCP', 'UDP', 'SCTP'])),
};

const goal = v.variant('type', [
  v.strictObject({
    type: v.literal('mustArrive'),
    ...base,
    ...ends,
    backends: v.exactOptional(whole),
    receivers: v.exactOptional(v.pipe(words, v.minLength(1))),
    firstQuestion: v.exactOptional(word),
    questionsInside: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('mustNotArrive'), ...base, ...ends }),
  v.strictObject({ type: v.literal('arrivesWithSource'), ...base, ...ends, source: word }),
  v.strictObject({ type: v.literal('passesThrough'), ...base, ...ends, via: v.pipe(words, v.minLength(1)) }),
  v.strictObject({ type: v.literal('redirects'), ...base, ...ends, location: v.exactOptional(word) }),
  v.strictObject({
    type: v.literal('addressesSuffice'),
    ...base,
    nodes: v.exactOptional(whole),
    podsPerNode: v.exactOptional(whole),
  }),
  v.strictObject({ type: v.literal('exposure'), ...base, most: whole }),
]);

const editable = v.strictObject({
  objects: v.pipe(
    v.array(
      v.strictObject({
        kind: word,
        namespace: v.pipe(v.string(), v.maxLength(63)),
        name: v.exactOptional(word),
        create: v.exactOptional(v.literal(true)),
        remove: v.exactOptional(v.literal(true)),
      }),
    ),
    v.maxLength(MADE_CAPS.editable),
  ),
  network: v.pipe(v.array(word), v.maxLength(MADE_CAPS.editable)),
});

const paragraphs = v.pipe(v.array(v.pipe(said(MADE_CAPS.paragraph), v.minLength(1))), v.maxLength(MADE_CAPS.paragraphs));

export const MADE_SCHEMA = v.strictObject({
  format: v.literal('cidr-house-level'),
  version: v.literal(1),
  title: v.pipe(said(MADE_CAPS.title), v.minLength(1)),
  author: said(MADE_CAPS.author),
  briefing: paragraphs,
  hints: v.pipe(v.array(v.pipe(said(MADE_CAPS.hint), v.minLength(1))), v.maxLength(3)),
  debrief: paragraphs,
  goals: v.pipe(
    v.array(goal),
    v.maxLength(MADE_CAPS.goals),
    v.check((goals) => new Set(goals.map((each) => each.id)).size === goals.length, 'two goals have one id'),
  ),
  editable,
  /** Manifests: the Network document and objects. */
  start: v.pipe(v.array(v.unknown()), v.maxLength(MADE_CAPS.objects)),
  /** The same, and `Kind/namespace/name` for what is taken away. */
  solution: v.pipe(v.array(v.unknown()), v.maxLength(MADE_CAPS.edits)),
});

export type MadeFile = v.InferOutput<typeof MADE_SCHEMA>;
