// The checker of the eight invariants (docs/scaling.md): what people were told, held against the log and against a folding of it.
import type { LoggedEvent } from '../../src/classroom/event.ts';
import { foldEvent, type RoomState } from '../../src/classroom/room.ts';
import { type RoomView, viewRoom } from '../../src/classroom/view.ts';

export interface History {
  readonly code: string;
  readonly log: readonly LoggedEvent[];
  /** Acknowledged submissions: who, what it was called, which place in the log was told. */
  readonly acks: readonly { readonly seat: number; readonly submission: string; readonly seq: number; readonly stars: number }[];
  /** Versions in the order in which one watcher saw them. */
  readonly seen: readonly (readonly number[])[];
  /** What everybody is shown at the end. */
  readonly hostView: RoomView;
  readonly seatViews: readonly { readonly seat: number; readonly view: RoomView }[];
}

/** Sentences, each beginning with the invariant that broke. */
export function checkHistory(history: History): string[] {
  const { log, acks, seen, hostView, seatViews } = history;
  const broken: string[] = [];
  const fail = (name: string, why: string): void => void broken.push(`${name} ${history.code}: ${why}`);

  const places = new Map<string, number[]>();
  for (const { seq, event } of log)
    if (event.type === 'submitted') {
      const name = `${event.seat} ${event.submission}`;
      places.set(name, [...(places.get(name) ?? []), seq]);
    }
  for (const { seat, submission, seq, stars } of acks) {
    const found = places.get(`${seat} ${submission}`) ?? [];
    if (found.length !== 1 || found[0] !== seq)
      fail('I1', `acknowledged as ${seq}, in the log at ${found.join(', ') || 'no place'}`);
    const event = log[seq - 1]?.event;
    if (event?.type === 'submitted' && event.verdict.stars !== stars) fail('I1', `${seq} was told with other stars`);
  }
  for (const [name, found] of places) if (found.length > 1) fail('I1', `${name} is written ${found.length} times`);

  let state: RoomState | undefined;
  for (const [index, logged] of log.entries()) {
    if (logged.seq !== index + 1) fail('I7', `place ${index + 1} holds ${logged.seq}`);
    const { event } = logged;
    if (event.type === 'submitted' && state) {
      if (state.phase !== 'running') fail('I3', `${logged.seq} was accepted while ${state.phase}`);
      if (state.seats.get(event.seat)?.standing !== 'in') fail('I5', `${logged.seq} was accepted of a seat that is not in`);
    }
    const before = log[index - 1];
    if (before && logged.at < before.at) fail('I7', `${logged.seq} is older than the one before`);
    state = foldEvent(state, logged);
  }
  if (!state) return [...broken, `I7 ${history.code}: the log has no beginning`];
  if (JSON.stringify(viewRoom(state, { role: 'host' })) !== JSON.stringify(hostView))
    fail('I2', 'the board is not the folded log');

  for (const versions of seen) {
    if (versions.some((version, index) => version < (versions[index - 1] ?? 0)))
      fail('I4', `a watcher went back: ${versions.join(' ')}`);
    const last = versions.at(-1);
    if (last !== undefined && last !== state.version) fail('I4', `a watcher ended at ${last}, the room at ${state.version}`);
  }
  for (const { seat, view } of seatViews) {
    if (JSON.stringify(viewRoom(state, { role: 'seat', seat })) !== JSON.stringify(view))
      fail('I4', `seat ${seat} is shown something else`);
    for (const row of Object.values(view.rows)) {
      const secret =
        row.seat !== seat &&
        (row.lastAt !== undefined || Object.values(row.levels).some(({ mistake, goals }) => mistake ?? goals));
      if (secret) fail('I8', `seat ${seat} sees what is private to ${row.seat}`);
    }
  }
  return broken;
}

/** I6: codes of rooms that live at once. */
export function checkCodes(codes: readonly string[]): string[] {
  return new Set(codes).size === codes.length ? [] : ['I6 two rooms share a code'];
}
