// A question asked of a server outside the cluster: the way there on UDP 53, what it knows, whom it asks in turn.
// Rules: E-21, E-31, F-10, DNS10, DNS13, G-5…G-7. Servers with several forwarders take the first that answers; a circle ends unanswered.
import { AZURE_DNS, type Directory, type PrivateZone } from '../dataplane/directories.ts';
import { answerZone, cleanName, findZone, type Zone, type ZoneAnswer } from '../dataplane/zones.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import type { Refusal } from './answer.ts';
import type { Sender } from './ends.ts';
import type { DnsQuery, DnsRecordSeen } from './trace.ts';
import type { WalkState } from './walkState.ts';

const MOST_ALIASES = 8;
/** More questions than any real lookup sends: servers that name each other, and lists of servers that are all silent. */
const MOST_QUERIES = 128;

/** Who asks, and from where. */
export interface Asker {
  readonly name: string;
  readonly sender: Sender;
  readonly address: Ipv4;
  /** The VNet it stands in; undefined elsewhere. */
  readonly vnet: string | undefined;
  /** Servers this question came through. */
  readonly path: readonly Ipv4[];
}

export interface Heard {
  readonly status: DnsQuery['status'];
  readonly records: readonly DnsRecordSeen[];
  /** What decided: the zone that answered, or who kept the question from the server. */
  readonly rule?: RuleRef;
  /** A private zone that knows the name and is not linked where it was asked (E-31). */
  readonly unlinked?: string;
  /** Who stayed silent, and whether servers ask each other in a circle. */
  readonly silent?: string;
  readonly circle?: boolean;
}

/** Undefined when the walk is refused. The question and its answer are noted in `state.queries`. */
export function askServer(state: WalkState, asker: Asker, server: Ipv4, name: string): Heard | undefined {
  const heard = note(state, { asker, server, name }, () => hear(state, asker, server, name));
  return state.refusal ? undefined : heard;
}

/** Writes a question down before its answer is known, so that questions stand in the order they are sent. */
export function note(
  state: WalkState,
  { asker, server, name }: { readonly asker: Asker; readonly server: Ipv4; readonly name: string },
  answer: () => Heard,
): Heard {
  const at = state.queries.length;
  const question = { client: asker.name, clientIP: formatIpv4(asker.address), server: formatIpv4(server), name };
  const pending = { ...question, status: 'TIMEOUT', records: [] } as const;
  state.queries.push({ ...pending, type: 'A' }, { ...pending, type: 'AAAA' });
  const heard = answer();
  const { status, records } = heard;
  state.queries[at] = { ...question, type: 'A', status, records };
  // Nothing here has an IPv6 address: the same answer, without one.
  const aliases = records.filter(({ type }) => type === 'CNAME');
  state.queries[at + 1] = { ...question, type: 'AAAA', status, records: aliases };
  return heard;
}

function hear(state: WalkState, asker: Asker, server: Ipv4, name: string): Heard {
  const silent = formatIpv4(server);
  if (asker.path.includes(server) || state.queries.length > MOST_QUERIES)
    return { status: 'SERVFAIL', records: [], silent, circle: true };
  const lost = whyUnreachable(state, asker, server);
  if (lost) return { status: 'TIMEOUT', records: [], silent, ...(lost.rule ? { rule: lost.rule } : {}) };
  const directory = state.dataplane.dns.directories.at(server);
  // Somebody is there and is no name server.
  if (!directory) return { status: 'SERVFAIL', records: [], silent };
  return ask(state, directory, { asker, server, name });
}

interface Question {
  readonly asker: Asker;
  readonly server: Ipv4;
  readonly name: string;
}

function ask(state: WalkState, directory: Directory, { asker, server, name }: Question): Heard {
  const { directories } = state.dataplane.dns;
  switch (directory.type) {
    case 'azure':
      return follow(state, name, (asked) => answerInVnet(state, asker.vnet ?? '', asked));
    case 'proxy': {
      const from = {
        ...asker,
        name: directory.name,
        address: server,
        vnet: directory.virtualNetwork,
        path: [...asker.path, server],
      };
      return note(state, { asker: from, server: AZURE_DNS, name }, () =>
        follow(state, name, (asked) => answerInVnet(state, directory.virtualNetwork, asked)),
      );
    }
    case 'street':
      return follow(state, name, (asked) => ({ answer: directories.street.answer(asked) }));
    case 'server':
      return askOwn(state, directory, { asker, server, name });
  }
}

interface Found {
  readonly answer: ZoneAnswer;
  readonly rule?: RuleRef;
}

/** A resolver follows aliases itself; each may be in another zone. An alias that leads nowhere new is no name. */
function follow(state: WalkState, name: string, answer: (name: string) => Found): Heard {
  const records: DnsRecordSeen[] = [];
  let asked = cleanName(name);
  for (let depth = 0; depth <= MOST_ALIASES; depth++) {
    const { answer: found, rule } = answer(asked);
    if (found.type !== 'alias') {
      const status = found.type === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR';
      if (found.type === 'addresses') records.push(...addressRecords(asked, found.values));
      if (rule) return { status, records, rule };
      const unlinked = unlinkedZone(state, asked);
      return { status, records, ...(unlinked === undefined ? {} : { unlinked }) };
    }
    records.push({ name: asked, type: 'CNAME', value: found.target });
    asked = found.target;
  }
  return { status: 'NXDOMAIN', records: [] };
}

export function addressRecords(name: string, values: readonly string[]): DnsRecordSeen[] {
  return values.map((value) => ({ name, type: 'A', value }));
}

/** Azure's resolver as one VNet sees it: private zones that are linked there, then the street (E-31). */
function answerInVnet(state: WalkState, vnet: string, name: string): Found {
  const { directories } = state.dataplane.dns;
  const zone = findZone<PrivateZone | Zone>(directories.zonesOf(vnet), name);
  if (!zone) return { answer: directories.street.answer(name) };
  const answer = answerZone(zone, name);
  return 'zone' in zone ? { answer, rule: { object: `PrivateDnsZone/${zone.zone}`, field: 'records' } } : { answer };
}

/** A private zone that has the name, wherever it is linked. */
function unlinkedZone(state: WalkState, name: string): string | undefined {
  return findZone(
    state.dataplane.dns.directories.privateZones.filter((zone) => zone.nodes.has(name)),
    name,
  )?.zone;
}

/** A server of the player's own: its zones, then its forwarders, in their order; without any it asks the street itself (G-6, G-7). */
function askOwn(
  state: WalkState,
  server: Extract<Directory, { type: 'server' }>,
  { asker, server: address, name }: Question,
): Heard {
  const records: DnsRecordSeen[] = [];
  let asked = cleanName(name);
  const self: Asker = {
    name: server.name,
    sender: { type: 'host', host: server.host },
    address,
    vnet: server.host.kind === 'virtualMachine' ? server.host.site : undefined,
    path: [...asker.path, address],
  };
  for (let depth = 0; depth <= MOST_ALIASES; depth++) {
    const zone = findZone(server.zones, asked);
    const rule: RuleRef = { object: `DnsServer/${server.name}`, field: zone ? 'zones' : 'forwarders' };
    if (!zone || zone.forwarders.length > 0) {
      const heard = forward(state, self, { servers: zone ? zone.forwarders : server.forwarders, name: asked });
      return { ...heard, records: [...records, ...heard.records], ...(heard.rule ? {} : { rule }) };
    }
    const found = answerZone(zone, asked);
    if (found.type === 'nxdomain') return { status: 'NXDOMAIN', records, rule };
    if (found.type === 'nodata') return { status: 'NOERROR', records, rule };
    if (found.type === 'addresses')
      return { status: 'NOERROR', records: [...records, ...addressRecords(asked, found.values)], rule };
    records.push({ name: asked, type: 'CNAME', value: found.target });
    asked = found.target;
  }
  return { status: 'NXDOMAIN', records: [] };
}

/** The first server that answers; a "no such name" is an answer. */
export function forward(state: WalkState, asker: Asker, to: { readonly servers: readonly Ipv4[]; readonly name: string }): Heard {
  if (to.servers.length === 0)
    return follow(state, to.name, (asked) => ({ answer: state.dataplane.dns.directories.street.answer(asked) }));
  let last: Heard | undefined;
  for (const server of to.servers) {
    if (state.queries.length > MOST_QUERIES) break;
    const heard = note(state, { asker, server, name: to.name }, () => hear(state, asker, server, to.name));
    if (state.refusal || heard.status === 'NOERROR' || heard.status === 'NXDOMAIN') return heard;
    last = heard;
  }
  return last ?? { status: 'SERVFAIL', records: [], circle: true };
}

/** The question's own way to the server, walked as any packet is; undefined when it arrives. */
function whyUnreachable(state: WalkState, asker: Asker, server: Ipv4): { readonly rule?: RuleRef } | undefined {
  const leg = legTo(state, asker, server);
  if (!leg.ok) {
    state.refusal ??= leg;
    return {};
  }
  if (leg.verdict.outcome === 'delivered') return undefined;
  return leg.verdict.rule ? { rule: leg.verdict.rule } : {};
}

export function legTo(
  state: WalkState,
  asker: Asker,
  server: Ipv4,
): Refusal | Extract<ReturnType<WalkState['walkTo']>, { ok: true }> {
  // Names of machines, servers and nodes are not of one kind; addresses are.
  const key = `${asker.vnet ?? ''} ${asker.address} ${server}`;
  const known = state.legs.get(key);
  if (known) return known;
  const leg = walkLeg(state, asker, server);
  state.legs.set(key, leg);
  return leg;
}

function walkLeg(state: WalkState, asker: Asker, server: Ipv4): ReturnType<WalkState['walkTo']> {
  const { policy, placement } = state.dataplane;
  // Azure's resolver answers on the host itself: no route, no guard in between (F-10), only what a pod may send.
  if (server === AZURE_DNS && asker.vnet !== undefined) {
    const { sender } = asker;
    if (sender.type !== 'pod' || placement.pods[sender.pod]?.hostNetwork === true) return ARRIVES;
    const peer = { type: 'address', address: server } as const;
    const decision = policy.decide({ direction: 'egress', pod: sender.pod, peer, port: 53, protocol: 'UDP' });
    if (decision.allowed) return ARRIVES;
    return {
      ok: true,
      verdict: { outcome: 'timeout', reason: 'network-policy', ...(decision.rule ? { rule: decision.rule } : {}) },
    };
  }
  return state.walkTo(asker.sender, { address: server, port: 53, protocol: 'UDP' });
}

const ARRIVES = { ok: true, verdict: { outcome: 'delivered' } } as const;
