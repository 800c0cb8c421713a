// What travels: protocol, five-tuple and packet. Addresses are text here because traces are read by people and cross the worker.

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export interface FiveTuple {
  readonly protocol: Protocol;
  readonly sourceIP: string;
  readonly sourcePort: number;
  readonly destinationIP: string;
  readonly destinationPort: number;
}

/** A packet of a new connection (or of its reply). `http` is set where the sender speaks HTTP(S). */
export interface Packet extends FiveTuple {
  readonly http?: { readonly scheme: 'http' | 'https'; readonly host: string; readonly path: string };
}
