// One packet, seen at several points: where it went and what was rewritten between two of them.
// Rules: aks.md 0.2, A-3, PW18, PW20.
import type { CapturedPacket } from './capturedPacket.ts';

/** Ends as `address:port`; both the same where nothing was rewritten. */
export interface Rewriting {
  /** Indices into the capture's points. */
  readonly from: number;
  readonly to: number;
  readonly field: 'source' | 'destination';
  readonly before: string;
  readonly after: string;
}

export interface Sighting {
  readonly id: number;
  /** Indices into the packets, in the order of time. */
  readonly packets: readonly number[];
  readonly rewritings: readonly Rewriting[];
}

export function correlate(packets: readonly CapturedPacket[]): Sighting[] {
  const byId = new Map<number, number[]>();
  packets.forEach(({ id }, index) => {
    const seen = byId.get(id);
    if (seen) seen.push(index);
    else byId.set(id, [index]);
  });
  return [...byId].map(([id, seen]) => ({
    id,
    packets: seen,
    rewritings: rewritingsOf(seen.flatMap((at) => packets[at] ?? [])),
  }));
}

function rewritingsOf(seen: readonly CapturedPacket[]): Rewriting[] {
  return seen.slice(1).flatMap((after, index) => {
    const before = seen[index];
    if (!before) return [];
    return (['source', 'destination'] as const).flatMap((field): Rewriting[] => {
      const [old, now] = [endOf(before, field), endOf(after, field)];
      return old === now ? [] : [{ from: before.point, to: after.point, field, before: old, after: now }];
    });
  });
}

function endOf(packet: CapturedPacket, field: Rewriting['field']): string {
  return field === 'source' ? `${packet.sourceIP}:${packet.sourcePort}` : `${packet.destinationIP}:${packet.destinationPort}`;
}
