// The reply: conntrack's reply tuple walked back through the same devices, each undoing what it did; or lost where the routes lead it elsewhere.
// Rules: NP8, SVC31, PW18, B-13 (it does not pass the load balancer again), E-27, E-41.
import type { Packet } from '../net/packet.ts';
import { parseIpv4 } from '../net/ipv4.ts';
import { findLost, type Lost } from './returnWay.ts';
import type { Hop, Place, Step, StepType, Walk } from './trace.ts';
import type { StepCode } from './codes.ts';
import type { WalkState } from './walkState.ts';

export function walkReply(state: WalkState): Walk {
  const { hops, crossings } = state;
  const last = hops.findLastIndex(({ steps }) => steps.length > 0);
  const lastHop = hops[last];
  const seen = lastHop?.steps[lastHop.steps.length - 1]?.after;
  if (!lastHop || !seen) return { hops: [], verdict: { outcome: 'timeout' } };
  let packet = turned(seen);
  const back: Hop[] = [];
  for (let index = last; index >= 0; index--) {
    const hop = hops[index];
    if (!hop) continue;
    const steps = hop.steps.length > 0 ? untranslate(hop, packet) : [];
    packet = steps[steps.length - 1]?.after ?? packet;
    const crossing = crossings.findLast(({ to }) => to === index);
    const sender = crossing && hops[crossing.from];
    const lost =
      crossing && sender && findLost(state, crossing.answer, placeOf(state, crossing.from), parseIpv4(packet.destinationIP) ?? 0);
    if (lost) {
      const at = hop.steps.length > 0 ? hop.at : (back[back.length - 1]?.at ?? hop.at);
      steps.push(astray(packet, at, lost));
      if (hop.steps.length > 0) back.push({ at: hop.at, steps });
      else join(back, { at, steps });
      return { hops: back, verdict: { outcome: 'timeout', reason: 'asymmetric-return', rule: lost.rule } };
    }
    if (hop.steps.length === 0) continue;
    // Guards let answers pass; the load balancer does not see them again.
    const silent = hop.at.kind === 'subnet' || (hop.at.kind === 'loadBalancer' && steps.length === 0);
    const final = index === 0;
    if (silent && !final) continue;
    if (steps.length === 0 || final) {
      const type = final ? 'deliver' : index === last ? 'send' : 'route';
      steps.push(passed(packet, { at: hop.at, type, code: final ? 'reply.delivered' : 'reply.passed' }));
    }
    back.push({ at: hop.at, steps });
  }
  return { hops: back, verdict: { outcome: 'delivered' } };
}

/** The device that sent the packet over the fabric: a hop without an address of its own (a guard) speaks for the one before it. */
function placeOf(state: WalkState, index: number): Place {
  for (let at = index; at >= 0; at--) {
    const hop = state.hops[at];
    if (hop && hop.at.kind !== 'subnet') return hop.at;
  }
  return { kind: 'internet', name: 'internet' };
}

function join(back: Hop[], hop: Hop): void {
  const last = back[back.length - 1];
  if (last && last.at === hop.at) back[back.length - 1] = { at: last.at, steps: [...last.steps, ...hop.steps] };
  else back.push(hop);
}

function passed(
  packet: Packet,
  { at, type, code }: { readonly at: Place; readonly type: StepType; readonly code: StepCode },
): Step {
  const params = { place: at.name, source: packet.sourceIP, destination: packet.destinationIP };
  return { type, effect: type === 'deliver' ? 'deliver' : 'pass', before: packet, after: packet, cites: ['NP8'], code, params };
}

function astray(packet: Packet, at: Place, lost: Lost): Step {
  return {
    type: 'route',
    effect: 'drop',
    before: packet,
    after: packet,
    cites: lost.bypassed === true ? ['E-34', 'E-27'] : ['E-27', 'E-41'],
    code: lost.bypassed === true ? 'reply.bypassed' : 'reply.astray',
    params: { place: at.name, destination: packet.destinationIP, to: lost.to },
    rule: lost.rule,
  };
}

/** What a place did to the request, undone in the opposite order. Names were looked up before the first packet; a lookup is not undone. */
function untranslate(hop: Hop, packet: Packet): Step[] {
  const steps: Step[] = [];
  let before = packet;
  for (const step of [...hop.steps].reverse()) {
    if (step.effect !== 'rewrite' || step.type === 'resolve') continue;
    const after = turned(step.before);
    const params = { source: after.sourceIP, destination: after.destinationIP };
    const undone: Step = {
      type: 'untranslate',
      effect: 'rewrite',
      before,
      after,
      cites: ['PW18', 'SVC31'],
      code: 'reply.untranslated',
      params,
    };
    steps.push(step.rule ? { ...undone, rule: step.rule } : undone);
    before = after;
  }
  return steps;
}

function turned(packet: Packet): Packet {
  const { sourceIP, sourcePort, destinationIP, destinationPort, ...rest } = packet;
  return { ...rest, sourceIP: destinationIP, sourcePort: destinationPort, destinationIP: sourceIP, destinationPort: sourcePort };
}
