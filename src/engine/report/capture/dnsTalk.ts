// The questions of a lookup as packets: A and AAAA from one socket, each answered on its own; a server's own questions to others in between.
// Rules: DNS4–DNS6, G-2 (every search name costs a pair), H-7 (a question without an answer). Times are illustrative.
import type { DnsQuery, Trace } from '../../forward/trace.ts';
import { hashText } from '../../net/hash.ts';
import { type DnsMessage, encodeDns, isDnsName } from './dnsMessage.ts';
import { type Message, type Recorder, record, type Way } from './talk.ts';

/** The walk of a question to its server; undefined where there is none to show. */
export type QuestionWay = (query: DnsQuery) => Way | undefined;

const BETWEEN = 25;
const LOOK = 120;
const RESOLVER_SECONDS: readonly number[] = [0, 5];
const SECOND = 1_000_000;
/** Questions shown: a lookup has a handful; a hostile search list may have hundreds. */
const MOST_QUESTIONS = 256;
const TTL_OF_CLUSTER = 5;
const TTL_OF_OTHERS = 30;

/** Records all questions; returns the microsecond at which the asker knows. */
export function recordLookup(recorder: Recorder, lookup: NonNullable<Trace['dns']>, wayOf: QuestionWay): number {
  return ask(recorder, lookup.queries.slice(0, MOST_QUESTIONS), { start: 0, wayOf });
}

interface Asking {
  readonly start: number;
  readonly wayOf: QuestionWay;
}

function ask(recorder: Recorder, queries: readonly DnsQuery[], { start, wayOf }: Asking): number {
  let now = start;
  let at = 0;
  while (at < queries.length) {
    const first = queries[at];
    if (!first) break;
    const isAlike = (query: DnsQuery | undefined): boolean =>
      query?.client === first.client && query.server === first.server && query.name === first.name && query.type !== first.type;
    const pair = queries.slice(at, isAlike(queries[at + 1]) ? at + 2 : at + 1);
    at += pair.length;
    const from = at;
    while (at < queries.length && queries[at]?.client !== first.client) at++;
    now = askPair(recorder, pair, { start: now === start ? now : now + BETWEEN, wayOf, nested: queries.slice(from, at) });
  }
  return now;
}

function askPair(
  recorder: Recorder,
  pair: readonly DnsQuery[],
  { start, wayOf, nested }: Asking & { readonly nested: readonly DnsQuery[] },
): number {
  const [first] = pair;
  const way = first && isDnsName(first.name) ? wayOf(first) : undefined;
  const delay = way?.delay ?? LOOK;
  // A server asks others once it has heard the question.
  const ready = nested.length === 0 ? start + delay : ask(recorder, nested, { start: start + delay + LOOK, wayOf });
  const lost = pair.some(({ status }) => status === 'TIMEOUT');
  const end = lost ? start + RESOLVER_SECONDS.length * 5 * SECOND : ready + LOOK + delay + BETWEEN;
  if (!way || !first) return end;
  const seed = `${first.client} ${first.server} ${first.name} ${start}`;
  const clientPort = 32_768 + (hashText(seed, 5) % 7000);
  const messages: Message[] = [];
  for (const seconds of lost ? RESOLVER_SECONDS : [0]) {
    pair.forEach((query, index) => {
      messages.push({ from: 'client', time: start + seconds * SECOND + index * BETWEEN, ...said(questionOf(query, seed)) });
    });
  }
  pair.forEach((query, index) => {
    if (query.status !== 'TIMEOUT')
      messages.push({ from: 'server', time: ready + LOOK + index * BETWEEN, ...said(answerTo(query, seed)) });
  });
  record(recorder, way, { clientPort, messages });
  return end;
}

function said(dns: DnsMessage): Pick<Message, 'dns' | 'payload'> {
  return { dns, payload: encodeDns(dns) };
}

function questionOf({ name, type }: DnsQuery, seed: string): DnsMessage {
  return { id: hashText(`${seed} ${type}`, 6) & 0xffff, question: { name, type } };
}

/** The cluster's own zone answers with authority; all else was asked of others. */
function answerTo(query: DnsQuery, seed: string): DnsMessage {
  const { name, status, records } = query;
  const zone = 'cluster.local';
  const authoritative = name.endsWith(`.${zone}`) && status !== 'REFUSED';
  const answers = records.flatMap(({ name: owner, type, value }) =>
    (type === 'A' || type === 'CNAME') && isDnsName(owner) && (type === 'A' || isDnsName(value))
      ? [{ name: owner, type, value, ttl: authoritative ? TTL_OF_CLUSTER : TTL_OF_OTHERS }]
      : [],
  );
  return {
    ...questionOf(query, seed),
    response: {
      code: status === 'TIMEOUT' ? 'SERVFAIL' : status,
      authoritative,
      answers,
      ...(authoritative && answers.length === 0 ? { authority: zone } : {}),
    },
  };
}
