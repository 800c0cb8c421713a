// What a capture holds: interfaces, and packets as each of them saw them. One packet has one id wherever it is seen.
// Rules: aks.md 0.2, PW20, H-7.
import type { Place, Verdict } from '../../forward/trace.ts';
import type { DnsMessage } from './dnsMessage.ts';

/** An interface that packets pass: `eth0` of a pod or node, of a machine, a gateway's. */
export interface CapturePoint {
  readonly place: Place;
  readonly interface: string;
}

export interface TcpSegment {
  /** The thirteenth byte: FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly receiveWindow: number;
  /** Milliseconds of the sender's and of the peer's clock; absent on a reset. */
  readonly timestamps?: { readonly value: number; readonly echo: number };
}

export interface CapturedPacket {
  readonly id: number;
  /** Index into the capture's points. */
  readonly point: number;
  readonly direction: 'in' | 'out';
  /** Microseconds of virtual time since the capture began. */
  readonly time: number;
  readonly protocol: 'TCP' | 'UDP' | 'ICMP';
  readonly sourceIP: string;
  /** 0 for ICMP. */
  readonly sourcePort: number;
  readonly destinationIP: string;
  readonly destinationPort: number;
  readonly ttl: number;
  readonly identification: number;
  readonly tcp?: TcpSegment;
  /** The payload read as DNS, where it is. */
  readonly dns?: DnsMessage;
  /** What TCP or UDP carries; of ICMP, what follows its first four bytes. */
  readonly payload: Uint8Array;
}

/** One verdict's talk at every interface it passes, in the order of time. */
export interface Capture {
  readonly points: readonly CapturePoint[];
  readonly packets: readonly CapturedPacket[];
  readonly verdict: Verdict;
}

export const TCP_FLAGS = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const;

export const EMPTY_PAYLOAD: Uint8Array = new Uint8Array(0);
