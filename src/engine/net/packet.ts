// What travels: protocol, five-tuple and packet. Addresses are text here because traces are read by people and cross the worker.

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** What policies and Services name by ports, and the echo of ping, which has none (B-4, E-13). */
export type WireProtocol = Protocol | 'ICMP';

export interface FiveTuple {
  readonly protocol: WireProtocol;
  readonly sourceIP: string;
  readonly sourcePort: number;
  readonly destinationIP: string;
  readonly destinationPort: number;
}

/** A packet of a new connection (or of its reply). `http` is set where the sender speaks HTTP(S). */
export interface Packet extends FiveTuple {
  readonly http?: { readonly scheme: 'http' | 'https'; readonly host: string; readonly path: string };
}

/** What stands for the port in a sentence. */
export function portOf({ protocol, destinationPort }: FiveTuple): number | string {
  return protocol === 'ICMP' ? 'echo' : destinationPort;
}
