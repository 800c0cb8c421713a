// What a walk says to each question that a `find` goal may ask, as every answer that is right, in lower case. Rules: A-3, D-1 (whose address),
// H-7 (refused is not silence).
import type { Plan } from '../dataplane/plan.ts';
import type { Hop, Trace, Walk } from '../forward/trace.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { Packet } from '../net/packet.ts';
import type { FindGoal } from './goal.ts';

/** Empty: this walk has no answer at all. */
export function readingsOf(goal: FindGoal, trace: Trace, plan: Plan): readonly string[] {
  return rightAnswers(goal, trace, plan).map((text) => text.toLowerCase());
}

/** Every way to name an object, and its field where that is asked, in lower case. */
export function answersOfRule(rule: RuleRef, field: boolean | undefined): readonly string[] {
  return rulesOf(rule, field).map((text) => text.toLowerCase());
}

function rightAnswers({ ask, at, field }: FindGoal, trace: Trace, plan: Plan): readonly string[] {
  const { verdict, hops } = endOf(trace);
  if (ask === 'outcome') return [verdict.outcome === 'delivered' ? 'arrived' : verdict.outcome];
  if (ask === 'decidedBy') return verdict.outcome === 'delivered' || !verdict.rule ? ['nothing'] : rulesOf(verdict.rule, field);
  if (ask === 'routedBy') {
    // Where no way leads on, none was chosen: the last that was, counts.
    const chosen = hops
      .flatMap(({ steps }) => steps)
      .findLast(({ type, rule, code }) => type === 'route' && rule !== undefined && code !== 'route.none');
    return chosen?.rule ? rulesOf(chosen.rule, field) : ['nothing'];
  }
  if (ask === 'place') return [lastHop(hops)?.at.name ?? 'never'];
  if (ask === 'receiver') return trace.deliveredTo === undefined ? ['never'] : [trace.deliveredTo];
  if (ask === 'question') {
    const name = trace.dns?.queries[0]?.name ?? trace.dns?.question;
    return name === undefined ? ['never'] : [name, `${name}.`];
  }
  if (ask === 'who') return verdict.outcome === 'delivered' ? namesOf(trace, plan) : [];
  const packet = packetAt(trace, at ?? 'target');
  if (!packet) return ['never'];
  if (ask === 'destination') return [packet.destinationIP];
  return [packet.sourceIP, ...symbolsOf(packet.sourceIP, trace, plan)];
}

/** An answer that never came is the end of the walk, too. */
function endOf(trace: Trace): Walk {
  const lost = trace.verdict.outcome === 'delivered' && trace.reply !== undefined && trace.reply.verdict.outcome !== 'delivered';
  return lost && trace.reply ? trace.reply : trace;
}

/** `pod`: the sender's own address; `node`: the one of its node. */
function symbolsOf(address: string, { flow }: Trace, plan: Plan): readonly string[] {
  const pod = plan.pods.find(({ namespace, name }) => `${namespace}/${name}` === flow.from);
  if (!pod) return [];
  const node = plan.nodes.find(({ name }) => name === pod.node);
  return [...(pod.ip === address && !pod.hostNetwork ? ['pod'] : []), ...(node?.ip === address ? ['node'] : [])];
}

/** A sender by its name, short or whole, or by the address that it has itself. */
function namesOf({ flow }: Trace, plan: Plan): readonly string[] {
  const pod = plan.pods.find(({ namespace, name }) => `${namespace}/${name}` === flow.from);
  return [flow.from, ...(pod ? [pod.name] : []), ...(pod && !pod.hostNetwork ? [pod.ip] : [])];
}

/** `Kind/ns/name`, `ns/name` or `name`; with the field behind it where that is asked. */
function rulesOf({ object, field }: RuleRef, withField: boolean | undefined): readonly string[] {
  const parts = object.split('/');
  const names = parts.map((_part, index) => parts.slice(index).join('/'));
  return withField === true ? names.map((name) => `${name} ${field}`) : names;
}

function packetAt(trace: Trace, at: string): Packet | undefined {
  if (at === 'sender') return trace.hops[0]?.steps[0]?.before;
  if (at === 'target') return trace.verdict.outcome === 'delivered' ? lastHop(trace.hops)?.steps.at(-1)?.before : undefined;
  const hop = hopAt(trace, at);
  // A room's door is read on the way out, a device's on the way in.
  return at === 'door' ? hop?.steps.at(-1)?.after : hop?.steps[0]?.before;
}

function hopAt({ hops }: Trace, at: string): Hop | undefined {
  return hops.find(({ at: place, steps }) => steps.length > 0 && (at === 'door' ? place.kind === 'node' : place.name === at));
}

function lastHop(hops: readonly Hop[]): Hop | undefined {
  return hops.findLast(({ steps }) => steps.length > 0);
}

/** What stands for the place in a sentence. */
export function placeName(trace: Trace, at = 'target'): string {
  if (at === 'sender') return trace.flow.from;
  if (at === 'target') return trace.deliveredTo ?? trace.flow.to;
  return at === 'door' ? (hopAt(trace, at)?.at.name ?? 'door') : at;
}

/** Every address that this letter carries anywhere on its way. */
export function addressesOf(trace: Trace): readonly string[] {
  const steps = [...trace.hops, ...(trace.reply?.hops ?? [])].flatMap((hop) => hop.steps);
  return [
    ...new Set(
      steps.flatMap(({ before, after }) => [before, after]).flatMap((packet) => [packet.sourceIP, packet.destinationIP]),
    ),
  ];
}
