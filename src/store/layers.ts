// An envelope by layers: what every device took in and gave out at layers 3, 4 and 7, and how the way back differs from the way there.
import type { Hop, Place, Step, Trace } from '../engine/forward/trace.ts';
import type { Packet } from '../engine/net/packet.ts';
import type { RuleRef } from '../engine/model/ruleRef.ts';

/** One value that came in and went out; both the same where the device left it alone. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

export interface LayerRow {
  readonly at: Place;
  readonly direction: 'forward' | 'reply';
  /** Index of the hop's first step among all steps, the reply's behind the forward ones. */
  readonly position: number;
  /** `10.244.0.4 → 10.100.0.10` */
  readonly network: Change;
  /** `TCP 40123 → 80` */
  readonly transport: Change;
  /** Steps that read or answer above the ports: names, requests, certificates, application rules. */
  readonly application: readonly Step[];
  readonly effect: Step['effect'];
  /** The last rule that acted here. */
  readonly rule?: RuleRef;
}

const READS_CONTENT: ReadonlySet<Step['type']> = new Set(['resolve', 'http']);

export function layersOf(trace: Trace): LayerRow[] {
  const rows: LayerRow[] = [];
  let position = 0;
  const add = (hops: readonly Hop[], direction: LayerRow['direction']): void => {
    for (const hop of hops) {
      const first = hop.steps[0];
      const last = hop.steps.at(-1);
      if (first && last) {
        const rule = hop.steps.findLast((step) => step.rule !== undefined)?.rule;
        rows.push({
          at: hop.at,
          direction,
          position,
          network: { before: networkOf(first.before), after: networkOf(last.after) },
          transport: { before: transportOf(first.before), after: transportOf(last.after) },
          application: hop.steps.filter((step) => READS_CONTENT.has(step.type) || step.code.includes('application')),
          effect: last.effect,
          ...(rule ? { rule } : {}),
        });
      }
      position += hop.steps.length;
    }
  };
  add(trace.hops, 'forward');
  add(trace.reply?.hops ?? [], 'reply');
  return rows;
}

/** Devices that only one of the two ways passes, in the order of that way. */
export function oneWayPlaces(trace: Trace): { readonly there: readonly string[]; readonly back: readonly string[] } {
  const names = (hops: readonly Hop[]): string[] => [...new Set(hops.map(({ at }) => at.name))];
  const there = names(trace.hops);
  const back = names(trace.reply?.hops ?? []);
  if (!trace.reply) return { there: [], back: [] };
  return { there: there.filter((name) => !back.includes(name)), back: back.filter((name) => !there.includes(name)) };
}

/** Empty until its name has become an address. */
function networkOf({ sourceIP, destinationIP }: Packet): string {
  return destinationIP === '' ? '' : `${sourceIP} → ${destinationIP}`;
}

function transportOf({ protocol, sourcePort, destinationPort }: Packet): string {
  return protocol === 'ICMP' ? protocol : `${protocol} ${sourcePort} → ${destinationPort}`;
}
