// Command: what somebody asks of a room, rebuilt strictly from JSON; and who may ask it, as one table that the authorisation test walks.
import * as v from 'valibot';
import { BOARD_MODES } from './challenge.ts';

export type Role = 'host' | 'seat' | 'projector' | 'nobody';
export const ROLES = ['host', 'seat', 'projector', 'nobody'] as const satisfies readonly Role[];

const seat = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const level = v.pipe(v.string(), v.regex(/^\d{3}(-[a-z0-9]+)+$/), v.maxLength(64));
const solution = v.pipe(v.string(), v.minLength(4), v.maxLength(8192), v.regex(/^\d{1,4}\.[A-Za-z0-9_-]*$/));
const flag = v.boolean();
/** Longer than any alias: `cleanName` cuts and judges it, and says why. */
const name = v.pipe(v.string(), v.maxLength(200));

export const COMMAND_SCHEMA = v.variant('type', [
  v.strictObject({ type: v.literal('approve'), seat }),
  v.strictObject({ type: v.literal('rename'), seat, alias: name }),
  v.strictObject({ type: v.literal('hide'), seat, hidden: flag }),
  v.strictObject({ type: v.literal('remove'), seat }),
  v.strictObject({ type: v.literal('factor'), seat, factor: v.picklist([0, 1, 1.5, 2]) }),
  v.strictObject({ type: v.literal('start') }),
  v.strictObject({ type: v.literal('pause') }),
  v.strictObject({ type: v.literal('resume') }),
  v.strictObject({
    type: v.literal('extend'),
    minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)),
    seat: v.exactOptional(seat),
  }),
  v.strictObject({ type: v.literal('end') }),
  v.strictObject({ type: v.literal('reopen') }),
  v.strictObject({ type: v.literal('lock'), locked: flag }),
  v.strictObject({ type: v.literal('setBoard'), board: v.picklist(BOARD_MODES) }),
  v.strictObject({ type: v.literal('freeze'), frozen: flag }),
  v.strictObject({ type: v.literal('skip'), level, skipped: flag, seat: v.exactOptional(seat) }),
  v.strictObject({ type: v.literal('say'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) }),
  v.strictObject({ type: v.literal('openLevel'), level }),
  v.strictObject({ type: v.literal('work'), level, solution }),
  v.strictObject({
    type: v.literal('submit'),
    level,
    submission: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)),
    solution,
  }),
]);

export type Command = v.InferOutput<typeof COMMAND_SCHEMA>;
export type CommandType = Command['type'];

/** A seat acts for itself alone; what a seat may do to a seat is therefore not in this table. */
export const MAY: { readonly [Type in CommandType]: readonly Role[] } = {
  approve: ['host'],
  rename: ['host'],
  hide: ['host'],
  remove: ['host'],
  factor: ['host'],
  start: ['host'],
  pause: ['host'],
  resume: ['host'],
  extend: ['host'],
  end: ['host'],
  reopen: ['host'],
  lock: ['host'],
  setBoard: ['host'],
  freeze: ['host'],
  skip: ['host'],
  say: ['host'],
  openLevel: ['seat'],
  work: ['seat'],
  submit: ['seat'],
};

export type Actor =
  | { readonly role: 'host' }
  | { readonly role: 'projector' }
  | { readonly role: 'nobody' }
  | { readonly role: 'seat'; readonly seat: number };

export function parseCommand(plain: unknown): Command | undefined {
  const read = v.safeParse(COMMAND_SCHEMA, plain);
  return read.success ? read.output : undefined;
}
