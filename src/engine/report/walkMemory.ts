// What walks came to, remembered with the questions that they put to the policies: where only policies changed and all those questions have the
// same answers, a letter goes the same way, and is not walked again. Rules: NP4, NP10, CIL9, CIL10, CIL12.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { CompiledPolicy, PolicyDecision } from '../dataplane/tables.ts';
import type { WalkAnswer } from '../forward/answer.ts';
import { traceAll } from '../forward/traceAll.ts';
import type { Flow, Trace } from '../forward/trace.ts';

type Question =
  | { readonly type: 'decide'; readonly input: Parameters<CompiledPolicy['decide']>[0] }
  | { readonly type: 'learns'; readonly pod: number; readonly name: string };

interface Answered {
  readonly question: Question;
  readonly answer: string;
}

interface Walked<T> {
  /** Numbers of what was asked and answered on the way. */
  readonly asked: readonly number[];
  readonly outcome: T;
}

interface Memory<T> {
  readonly base: Dataplane;
  readonly answered: Answered[];
  readonly numbers: Map<string, number>;
  readonly walks: Map<string, Walked<T>[]>;
  /** Does a dataplane answer like this too? 0 not asked, 1 yes, −1 no; by number. */
  readonly held: WeakMap<Dataplane, Int8Array>;
}

export type ReadWalk<T> = (dataplane: Dataplane, flow: Flow) => T;

/** Flows kept for one world, and the ways that one of them went; the rest are walked anew. */
const MOST_FLOWS = 20_000;
const MOST_WAYS = 4;

/** `read` takes from a walk what policies decide by letting through or not, never whose rule it was. */
export function rememberWalks<T>(read: (answer: WalkAnswer<readonly Trace[]>, dataplane: Dataplane) => T): ReadWalk<T> {
  // Worlds that differ by policies alone have their plan in common.
  const memories = new WeakMap<Dataplane['plan'], Memory<T>>();
  const memoryOf = (dataplane: Dataplane): Memory<T> => {
    const known = memories.get(dataplane.plan);
    if (known && differByPoliciesAlone(known.base, dataplane)) return known;
    const made: Memory<T> = { base: dataplane, answered: [], numbers: new Map(), walks: new Map(), held: new WeakMap() };
    memories.set(dataplane.plan, made);
    return made;
  };
  return (dataplane, flow) => {
    const memory = memoryOf(dataplane);
    const key = JSON.stringify(flow);
    let ways = memory.walks.get(key);
    const found = ways?.find(({ asked }) => asked.every((number) => holds(memory, dataplane, number)));
    if (found) return found.outcome;
    if (!ways) {
      if (memory.walks.size >= MOST_FLOWS) return read(traceAll(dataplane, flow), dataplane);
      memory.walks.set(key, (ways = []));
    }
    const asked = new Set<number>();
    const policy = listenTo(dataplane.policy, (question, answer) => asked.add(numberOf(memory, question, answer)));
    // A new value for each walk: what is kept for a dataplane on the way is then asked for by every walk that needs it.
    const outcome = read(traceAll({ ...dataplane, policy }, flow), dataplane);
    if (ways.length >= MOST_WAYS) ways.pop();
    ways.unshift({ asked: [...asked], outcome });
    return outcome;
  };
}

function numberOf<T>(memory: Memory<T>, question: Question, answer: string): number {
  const key = `${answer} ${keyOf(question)}`;
  let number = memory.numbers.get(key);
  if (number === undefined) {
    memory.numbers.set(key, (number = memory.answered.length));
    memory.answered.push({ question, answer });
  }
  return number;
}

function keyOf(question: Question): string {
  if (question.type === 'learns') return `learns ${question.pod} ${question.name}`;
  const { direction, pod, peer, port, protocol, translatedByNode = false, learned = '' } = question.input;
  const end = peer.type === 'pod' ? `p${peer.pod}` : peer.type === 'node' ? `n${peer.node} ${peer.address}` : `a${peer.address}`;
  return `${direction} ${pod} ${end} ${port} ${protocol} ${String(translatedByNode)} ${learned}`;
}

function holds<T>(memory: Memory<T>, dataplane: Dataplane, number: number): boolean {
  let known = memory.held.get(dataplane);
  if (!known || known.length <= number) {
    const longer = new Int8Array(2 * memory.answered.length + 64);
    if (known) longer.set(known);
    memory.held.set(dataplane, (known = longer));
  }
  if (known[number] === 0) {
    const asked = memory.answered[number];
    known[number] = asked && answerOf(dataplane.policy, asked.question) === asked.answer ? 1 : -1;
  }
  return known[number] === 1;
}

function listenTo(policy: CompiledPolicy, note: (question: Question, answer: string) => void): CompiledPolicy {
  return {
    ...policy,
    decide: (input) => {
      const decision = policy.decide(input);
      note({ type: 'decide', input }, textOf(decision));
      return decision;
    },
    ...(policy.learns && {
      learns: (pod: number, name: string): boolean => {
        const learned = policy.learns?.(pod, name) === true;
        note({ type: 'learns', pod, name }, String(learned));
        return learned;
      },
    }),
  };
}

function answerOf(policy: CompiledPolicy, question: Question): string {
  if (question.type === 'learns') return String(policy.learns?.(question.pod, question.name) === true);
  return textOf(policy.decide(question.input));
}

function textOf({ allowed, rule, http, dns }: PolicyDecision): string {
  return `${allowed ? 1 : 0}${rule ? 1 : 0}${http || dns ? JSON.stringify([http, dns]) : ''}`;
}

/** Diagnostics speak of policies too; no walk reads them. */
function differByPoliciesAlone(a: Dataplane, b: Dataplane): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<keyof Dataplane>;
  return [...keys].every((key) => key === 'policy' || key === 'diagnostics' || a[key] === b[key]);
}
