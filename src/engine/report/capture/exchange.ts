// What two programs say over an open connection: HTTP in plain text, HTTP within TLS, or nothing (as `nc -z` does).
// Rules: 0.2, H-7 (HTTP status), C-8 (the certificate's name).
import type { Outcome } from '../../forward/trace.ts';
import { ascii, clientFinished, clientHello, joined, sealed, sealedAlert, serverFlight } from './tlsRecords.ts';

export interface Exchange {
  readonly from: 'client' | 'server';
  readonly payload: Uint8Array;
  /** Microseconds before it is written. */
  readonly think: number;
}

const QUICK = 80;
const SLOW = 900;
const MOST_PATH = 900;
const MOST_HOST = 253;

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  470: 'Denied',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export interface Asking {
  /** What is asked; anything but a URL is a connection without words. */
  readonly to: string;
  readonly outcome: Outcome;
  /** Makes the bytes of TLS this connection's own. */
  readonly name: string;
  /** How long the server takes to find its answer. */
  readonly think?: number;
}

export function exchangeOf({ to, outcome, name, think = SLOW }: Asking): Exchange[] {
  const url = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(to);
  if (!url) return [];
  const host = printable(url[2] ?? '').slice(0, MOST_HOST);
  const path = printable(url[3] ?? '').slice(0, MOST_PATH);
  const request = `GET ${path.startsWith('/') ? path : `/${path}`} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n\r\n`;
  const response = responseOf(outcome);
  const secret = url[1]?.toLowerCase() === 'https';
  const said = secret ? tlsExchange(outcome, { name, host, request, response }) : plainExchange(outcome, request, response);
  // The last word is the answer, unless there is none.
  return said.map((part, index) => (index === said.length - 1 && part.from === 'server' ? { ...part, think } : part));
}

function plainExchange(outcome: Outcome, request: string, response: string): Exchange[] {
  const asked: Exchange = { from: 'client', payload: text(request), think: QUICK };
  return outcome === 'reset' ? [asked] : [asked, { from: 'server', payload: text(response), think: SLOW }];
}

function tlsExchange(
  outcome: Outcome,
  talk: { readonly name: string; readonly host: string; readonly request: string; readonly response: string },
): Exchange[] {
  const { name, request, response } = talk;
  const serverName = /^[\d.]+(:\d+)?$/.test(talk.host) ? '' : talk.host.replace(/:\d+$/, '');
  const hello: Exchange = { from: 'client', payload: clientHello(serverName, name), think: QUICK };
  if (outcome === 'reset') return [hello];
  const flight: Exchange = { from: 'server', payload: serverFlight(name), think: SLOW };
  if (outcome === 'tls-name') return [hello, flight, { from: 'client', payload: sealedAlert(name), think: QUICK }];
  return [
    hello,
    flight,
    { from: 'client', payload: joined([clientFinished(name), sealed(`${name} request`, request.length)]), think: QUICK },
    { from: 'server', payload: sealed(`${name} response`, response.length), think: SLOW },
  ];
}

function responseOf(outcome: Outcome): string {
  const status = outcome.startsWith('http-') ? Number(outcome.slice(5)) : 200;
  const body = status === 200 ? 'ok\n' : '';
  return `HTTP/1.1 ${status} ${REASONS[status] ?? 'Status'}\r\nContent-Length: ${body.length}\r\nContent-Type: text/plain\r\n\r\n${body}`;
}

function printable(given: string): string {
  return given.replaceAll(/[^!-~]/g, '');
}

function text(words: string): Uint8Array {
  return Uint8Array.from(ascii(words));
}
