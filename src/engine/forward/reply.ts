// The reply: conntrack's reply tuple walked back through the same devices, each undoing what it did; or lost where the routes lead it elsewhere.
// Rules: NP8, SVC31, PW18, E-27, E-41.
import type { RuleRef } from '../model/ruleRef.ts';
import type { Packet } from '../net/packet.ts';
import type { Hop, Step, Walk } from './trace.ts';

/** `lost`: the hop whose routes lead the answer away, and who gets it. */
export function walkReply(
  hops: readonly Hop[],
  lost?: { readonly at: Hop | undefined; readonly to: string; readonly rule: RuleRef },
): Walk {
  const last = hops[hops.length - 1];
  const seen = last?.steps[last.steps.length - 1]?.after;
  if (!last || !seen) return { hops: [], verdict: { outcome: 'timeout' } };
  let packet = turned(seen);
  const back: Hop[] = [];
  for (let index = hops.length - 1; index >= 0; index--) {
    const hop = hops[index];
    if (!hop) continue;
    const steps = untranslate(hop, packet);
    packet = steps[steps.length - 1]?.after ?? packet;
    const params = { place: hop.at.name, source: packet.sourceIP, destination: packet.destinationIP };
    if (lost && hop === lost.at) {
      steps.push({
        type: 'route',
        effect: 'drop',
        before: packet,
        after: packet,
        cites: ['E-27', 'E-41'],
        code: 'reply.astray',
        params: { place: hop.at.name, destination: packet.destinationIP, to: lost.to },
        rule: lost.rule,
      });
      back.push({ at: hop.at, steps });
      return { hops: back, verdict: { outcome: 'timeout', reason: 'asymmetric-return', rule: lost.rule } };
    }
    const final = index === 0;
    if (steps.length === 0 || final) {
      const type = final ? 'deliver' : index === hops.length - 1 ? 'send' : 'route';
      const code = final ? 'reply.delivered' : 'reply.passed';
      steps.push({ type, effect: final ? 'deliver' : 'pass', before: packet, after: packet, cites: ['NP8'], code, params });
    }
    back.push({ at: hop.at, steps });
  }
  return { hops: back, verdict: { outcome: 'delivered' } };
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
