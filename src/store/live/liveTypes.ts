// Live rooms as the pages hold them: what the desk asks of the server's client (src/client), and the state of a teacher's, a student's and a projector's page.
import type { Challenge } from '../../classroom/challenge.ts';
import type { Command } from '../../classroom/command.ts';
import type { LoggedEvent, SubmissionVerdict } from '../../classroom/event.ts';
import type { RoomView } from '../../classroom/view.ts';
import type { SeatCard } from './seatCards.ts';

export interface Refusal {
  readonly ok: false;
  /** `room.no.CODE` of words/. */
  readonly code: string;
}
export type Reply<T> = ({ readonly ok: true } & T) | Refusal;

export interface RoomKeys {
  readonly code: string;
  readonly key: string;
}

export interface Joined {
  readonly seat: number;
  readonly alias: string;
  readonly standing: 'waiting' | 'in' | 'removed';
  readonly seed?: number;
}

export interface HandedIn {
  readonly level: string;
  readonly submission: string;
  readonly solution: string;
}

export interface Outbox {
  handIn(level: string, solution: string): Promise<HandedIn>;
  waiting(): number;
  resume(): Promise<void>;
  close(): void;
}

export type Line = 'socket' | 'stream' | 'poll' | 'lost';

/** The server as a page speaks to it. */
export interface Rooms {
  /** Whether this page comes from a classroom server. */
  isServed(): Promise<boolean>;
  /** The server's clock, in milliseconds. */
  now(): number;
  drawKey(): string;
  open(
    challenge: Challenge,
    keys: { readonly hostKey: string; readonly projectorKey: string },
  ): Promise<Reply<{ readonly code: string }>>;
  /** With the teacher's key as well it is a seat of a rehearsal. */
  join(keys: RoomKeys, alias?: string, host?: string): Promise<Reply<Joined>>;
  command(keys: RoomKeys, command: Exclude<Command, { type: 'submit' }>): Promise<Reply<unknown>>;
  openOutbox(keys: RoomKeys, onAnswer: (handed: HandedIn, reply: Reply<{ readonly verdict: SubmissionVerdict }>) => void): Outbox;
  watch(keys: RoomKeys, on: WatchHandlers): () => void;
  /** Of all seats, or of one. */
  readLog(keys: RoomKeys, seat?: number): Promise<Reply<{ readonly log: readonly LoggedEvent[] }>>;
  remove(keys: RoomKeys): Promise<Reply<unknown>>;
}

export interface WatchHandlers {
  readonly onView: (view: RoomView) => void;
  readonly onState: (line: Line) => void;
  readonly onEnd: (code: string) => void;
}

export interface KeptRoom {
  readonly code: string;
  readonly title: string;
  readonly hostKey: string;
  readonly projectorKey: string;
}

/** A student's place: its key is drawn before the room is asked, so that a lost answer costs nothing. */
export interface Ticket {
  readonly code: string;
  readonly key: string;
  readonly alias?: string;
  readonly seat?: number;
  readonly seed?: number;
}

/** What became of the last solution of a level. */
export interface HandedState {
  readonly state: 'waiting' | 'taken' | 'refused';
  readonly why?: string;
  readonly stars?: number;
  readonly passed?: number;
  readonly total?: number;
}

/** One attempt of a student, to be looked at. */
export interface Work {
  readonly level: string;
  /** Of that level, counted from 1. */
  readonly attempt: number;
  /** Opens this attempt by itself. */
  readonly link: string;
  readonly at: number;
  readonly stars: number;
  readonly passed: number;
  readonly total: number;
}

/** What one student handed in, at one level or at all of them, the first attempt first. */
export interface Look {
  readonly seat: number;
  readonly level?: string;
  readonly works: readonly Work[];
}

export interface LiveState {
  readonly side: 'host' | 'join' | 'show' | 'cards';
  /** Absent until the server was asked. */
  readonly served?: boolean;
  readonly rooms: readonly KeptRoom[];
  readonly code?: string;
  /** The teacher's keys of the open room. */
  readonly room?: KeptRoom;
  readonly ticket?: Ticket;
  readonly line?: Line;
  readonly view?: RoomView;
  /** Of the last thing that was refused. */
  readonly no?: string;
  /** Why the room is over for this page. */
  readonly over?: string;
  readonly handed: Readonly<Record<string, HandedState>>;
  readonly waiting: number;
  readonly look?: Look;
  readonly cards?: readonly SeatCard[];
}
