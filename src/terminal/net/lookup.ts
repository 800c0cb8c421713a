// Asking a name as the engine resolves it for the place where one stands: the questions really sent, and what came of them.
import type { DnsQuery, DnsRecordSeen, Trace } from '../../engine/forward/trace.ts';
import { type Done, fail, placeOf, refusalText, type Shell, senderOf } from '../call.ts';

export interface Lookup {
  /** The last name that was asked, with its answer. */
  readonly name: string;
  readonly status: DnsQuery['status'];
  readonly records: readonly DnsRecordSeen[];
  /** Address of the server asked; '' where the world does not say (the street's own). */
  readonly server: string;
  readonly queries: readonly DnsQuery[];
  /** The server passed the question on. */
  readonly passedOn: boolean;
}

/** Azure's, and whoever answers on the street. */
const STREET_SERVER = '1.1.1.1';

const MOST_ASKED = 40;

/** `absolute`: no search list, as dig asks. `nameserver`: asked instead of the place's own. */
export async function lookUp(shell: Shell, name: string, absolute: boolean, nameserver?: string): Promise<Lookup | Done> {
  const from = senderOf(placeOf(shell));
  const to = `${absolute && !name.endsWith('.') ? `${name}.` : name}:80`;
  const question = [from, to, nameserver ?? ''].join(' ');
  const { asked = [] } = shell.state;
  shell.state = { ...shell.state, asked: [...asked, question].slice(-MOST_ASKED) };
  // Whoever asks again may be passed on to another server (G-6).
  const seed = 1 + asked.filter((earlier) => earlier === question).length;
  const answer = await shell.env.port.trace({ from, to, ...(nameserver === undefined ? {} : { nameserver }) }, seed);
  if (!answer.ok) return fail(refusalText(shell, answer));
  return readLookup(answer.value, name.replace(/\.$/, ''));
}

function readLookup({ dns, verdict, tuple }: Trace, asked: string): Lookup {
  const client = dns?.queries[0]?.client;
  const own = (dns?.queries ?? []).filter((query) => query.client === client && query.type === 'A');
  const last = own.findLast((query) => query.status === 'NOERROR') ?? own.find(({ name }) => name === asked) ?? own.at(-1);
  if (last)
    return {
      name: last.name,
      status: last.status,
      records: last.records,
      server: last.server,
      queries: dns?.queries ?? [],
      passedOn: (dns?.queries ?? []).some((query) => query.client !== client && query.name === last.name),
    };
  const answers = dns?.answers ?? (tuple && tuple.destinationIP !== '' ? [tuple.destinationIP] : []);
  const status = verdict.outcome === 'nxdomain' ? 'NXDOMAIN' : verdict.outcome === 'dns-timeout' ? 'TIMEOUT' : 'NOERROR';
  return {
    name: asked,
    status,
    records: status === 'NOERROR' ? answers.map((value) => ({ name: asked, type: 'A' as const, value })) : [],
    server: STREET_SERVER,
    queries: [],
    passedOn: true,
  };
}

/** The search list and the server, as the place's own questions show them. */
export async function resolverOf(shell: Shell): Promise<{ readonly server: string; readonly searches: readonly string[] }> {
  const probe = 'a-name-that-nobody-has';
  const found = await lookUp(shell, probe, false);
  if ('code' in found) return { server: '', searches: [] };
  const client = found.queries[0]?.client;
  const own = found.queries.filter((query) => query.client === client && query.type === 'A');
  return {
    server: own[0]?.server ?? found.server,
    searches: [...new Set(own.flatMap(({ name }) => (name.startsWith(`${probe}.`) ? name.slice(probe.length + 1) : [])))],
  };
}
