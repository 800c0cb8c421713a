// The reply: conntrack's reply tuple walked back through the same devices, each undoing what it did. Rules: NP8, SVC31, PW18.
import type { Packet } from '../net/packet.ts';
import type { Hop, Step, Walk } from './trace.ts';

export function walkReply(hops: readonly Hop[]): Walk {
  const last = hops[hops.length - 1];
  const seen = last?.steps[last.steps.length - 1]?.after;
  if (!last || !seen) return { hops: [], verdict: { outcome: 'timeout' } };
  let packet = turned(seen);
  const back: Hop[] = [];
  for (let index = hops.length - 1; index >= 0; index--) {
    const hop = hops[index];
    if (!hop) continue;
    const steps: Step[] = [];
    for (const step of [...hop.steps].reverse()) {
      // Names are looked up before the first packet; a lookup is not undone.
      if (step.effect !== 'rewrite' || step.type === 'resolve') continue;
      const after = turned(step.before);
      steps.push({
        type: 'untranslate',
        effect: 'rewrite',
        before: packet,
        after,
        cites: ['PW18', 'SVC31'],
        code: 'reply.untranslated',
        params: { source: after.sourceIP, destination: after.destinationIP },
        ...(step.rule ? { rule: step.rule } : {}),
      });
      packet = after;
    }
    const first = index === hops.length - 1;
    const final = index === 0;
    if (steps.length === 0 || final) {
      steps.push({
        type: final ? 'deliver' : first ? 'send' : 'route',
        effect: final ? 'deliver' : 'pass',
        before: packet,
        after: packet,
        cites: ['NP8'],
        code: final ? 'reply.delivered' : 'reply.passed',
        params: { place: hop.at.name, source: packet.sourceIP, destination: packet.destinationIP },
      });
    }
    back.push({ at: hop.at, steps });
  }
  return { hops: back, verdict: { outcome: 'delivered' } };
}

function turned(packet: Packet): Packet {
  const { sourceIP, sourcePort, destinationIP, destinationPort, ...rest } = packet;
  return { ...rest, sourceIP: destinationIP, sourcePort: destinationPort, destinationIP: sourceIP, destinationPort: sourcePort };
}
