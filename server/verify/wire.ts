// What gateways and verifiers say to each other. Both are ours, and yet nothing is taken that has not this form: a question without a level's shape is
// refused, and an answer without a verdict's shape is no answer.
import * as v from 'valibot';
import type { Verdict } from './pool.ts';
import type { Question } from './judge.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const short = v.pipe(v.string(), v.maxLength(200));

const QUESTION = v.strictObject({
  level: short,
  rev: whole,
  seed: v.exactOptional(whole),
  solution: v.pipe(v.string(), v.maxLength(64 * 1024)),
});

const VERDICT = v.strictObject({
  goals: v.pipe(v.array(v.strictObject({ id: short, pass: v.boolean() })), v.maxLength(200)),
  stars: v.picklist([0, 1, 2, 3]),
  mistake: v.exactOptional(short),
  missed: v.exactOptional(v.pipe(v.array(short), v.maxLength(200))),
  hash: short,
});

const ANSWER = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), verdict: VERDICT }),
  v.strictObject({
    ok: v.literal(false),
    code: v.picklist([
      'badSolution',
      'otherLevel',
      'otherRevision',
      'otherSeed',
      'notAccepted',
      'tooComplex',
      'noSuchLevel',
      'busy',
      'broken',
    ]),
    why: v.exactOptional(v.pipe(v.string(), v.maxLength(400))),
  }),
]);

const HEALTH = v.strictObject({ build: short, waiting: whole });

export type Health = v.InferOutput<typeof HEALTH>;

export function readQuestion(value: unknown): Question | undefined {
  const read = v.safeParse(QUESTION, value);
  return read.success ? read.output : undefined;
}

export function readAnswer(value: unknown): Verdict | undefined {
  const read = v.safeParse(ANSWER, value);
  return read.success ? read.output : undefined;
}

export function readHealth(value: unknown): Health | undefined {
  const read = v.safeParse(HEALTH, value);
  return read.success ? read.output : undefined;
}
