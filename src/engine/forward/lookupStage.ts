// A name becomes an address: whom the sender asks, in which order it tries a short name, and what the walk makes of the answer.
// Rules: CIL10, DNS4–DNS6, DNS10, DNS11, DNS13, NP44, D-9, D-18, E-31, G-1…G-7.
import { clusterFirst, searchNames } from '../dataplane/dns.ts';
import { isMusl } from '../dataplane/learnedNames.ts';
import type { PodEntry } from '../dataplane/tables.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { askCluster } from './askCluster.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { type Asker, askServer, forward, type Heard, note } from './askServer.ts';
import { missedByPod, sentBy } from './lookupMiss.ts';
import { addStep, choose, type StepInput, stop, type WalkState } from './walkState.ts';

/** resolv.conf: servers in their order, search list, and how many dots make a name be asked as it is first. */
interface Settings {
  readonly servers: readonly Ipv4[];
  readonly search: readonly string[];
  readonly ndots: number;
}

/** Resolves `name` as the sender would and says so; undefined ends the walk. */
export function resolveName(state: WalkState, name: string): Ipv4 | undefined {
  const asker = askerOf(state);
  const own = settingsOf(state);
  const settings = state.nameserver === undefined ? own : { ...own, servers: [state.nameserver] };
  const asIs = name.replace(/\.$/, '');
  let empty: string | undefined;
  let named: RuleRef | undefined;
  let inVain = 0;
  // Of whichever spelling a zone elsewhere knows.
  let unlinked: string | undefined;
  let last: Said = { asked: '', heard: { status: 'NXDOMAIN', records: [] }, server: undefined };
  let denied: Said | undefined;
  for (const asked of searchNames({ name: name.toLowerCase(), type: 'A', ...settings })) {
    // Who was refused leaves the search list; glibc then asks for the name as it is, musl gives up (CIL10).
    if (denied && (usesMusl(state) || asked !== asIs.toLowerCase() || !asked.includes('.'))) continue;
    const told = askInOrder(state, asker, { settings, name: asked });
    if (!told) return undefined;
    // What is said of the name itself counts, whether the search list comes before it or after.
    if (last.asked !== asIs.toLowerCase()) last = { asked, ...told };
    const { status, records } = told.heard;
    if (records.some(({ type }) => type === 'A'))
      return resolved(state, { asked, inVain: asked === asIs.toLowerCase() ? inVain : 0, ...told });
    if (status === 'TIMEOUT' || status === 'SERVFAIL') return silent(state, { asked, ...told });
    if (status === 'REFUSED') denied ??= { asked, ...told };
    inVain++;
    unlinked ??= told.heard.unlinked;
    if (status === 'NOERROR') empty ??= asked;
    if (told.heard.rule?.object.startsWith('Service/') === true) named ??= told.heard.rule;
  }
  if (denied) return refusedName(state, denied);
  const heard = { ...last.heard, ...(named ? { rule: named } : {}), ...(unlinked === undefined ? {} : { unlinked }) };
  return nothing(state, { ...last, asked: empty ?? asIs, heard }, empty === undefined ? 'nxdomain' : 'nodata');
}

function askerOf(state: WalkState): Asker {
  const { sender, packet, dataplane } = state;
  const { pods, nodes, clusterVnet } = dataplane.placement;
  const pod = sender.type === 'pod' ? pods[sender.pod] : undefined;
  const name = pod ? `${pod.namespace}/${pod.name}` : sender.type === 'node' ? (nodes[sender.node]?.name ?? '') : undefined;
  const host = sender.type === 'host' ? sender.host : undefined;
  return {
    name: name ?? host?.name ?? '',
    sender,
    address: parseIpv4(packet.sourceIP) ?? 0,
    vnet: host ? (host.kind === 'virtualMachine' ? host.site : undefined) : clusterVnet,
    path: [],
  };
}

/** What the sender's own resolver is told (DNS4, DNS11, G-1, G-4, G-5). */
function settingsOf(state: WalkState): Settings {
  const { sender, dataplane } = state;
  const { dns, placement } = dataplane;
  const { directories } = dns;
  const inVnet = (vnet: string): Settings => ({
    servers: directories.ofVnet(vnet),
    search: [directories.suffixOf(vnet)],
    ndots: 1,
  });
  if (sender.type === 'host') {
    const { kind, site } = sender.host;
    if (kind === 'virtualMachine') return inVnet(site);
    return { servers: kind === 'onPremisesHost' ? directories.ofSite(site) : [], search: [], ndots: 1 };
  }
  const node = inVnet(placement.clusterVnet);
  const pod = sender.type === 'pod' ? placement.pods[sender.pod] : undefined;
  return pod ? settingsOfPod(pod, node, dns.resolver?.clusterIP) : node;
}

function settingsOfPod(pod: PodEntry, node: Settings, directory: Ipv4 | undefined): Settings {
  const { dnsPolicy, hostNetwork } = pod;
  const { nameservers = [], searches = [], options = [] } = pod.dnsConfig ?? {};
  const given = Number(options.find((option) => option.name === 'ndots')?.value ?? Number.NaN);
  const own = nameservers.flatMap((text) => parseIpv4(text) ?? []);
  const added = (base: Settings): Settings => ({
    servers: [...base.servers, ...own].slice(0, 3),
    search: [...base.search, ...searches],
    ndots: given >= 0 ? given : base.ndots,
  });
  if (dnsPolicy === 'None') return added({ servers: [], search: [], ndots: 1 });
  if (dnsPolicy !== 'ClusterFirstWithHostNet' && (dnsPolicy !== 'ClusterFirst' || hostNetwork)) return added(node);
  const cluster = clusterFirst(pod.namespace);
  // A cluster without a directory has nobody at its address either.
  const servers = [directory ?? UNKNOWN_DIRECTORY];
  return added({ servers, search: [...cluster.search, ...node.search], ndots: cluster.ndots });
}

const UNKNOWN_DIRECTORY = 0;

interface Told {
  readonly heard: Heard;
  /** Undefined for the street's own directory. */
  readonly server: Ipv4 | undefined;
}

/** The first server that answers; undefined when the walk is refused. */
function askInOrder(
  state: WalkState,
  asker: Asker,
  question: { readonly settings: Settings; readonly name: string },
): Told | undefined {
  const { settings, name } = question;
  if (settings.servers.length === 0) return { heard: forward(state, asker, { servers: [], name }), server: undefined };
  const directory = state.dataplane.dns.resolver?.clusterIP ?? UNKNOWN_DIRECTORY;
  let told: Told | undefined;
  for (const server of settings.servers) {
    const inside = server === directory && asker.sender.type !== 'host';
    const heard = inside
      ? note(state, { asker, server, name }, () => askCluster(state, asker, name))
      : askServer(state, asker, server, name);
    if (!heard || state.refusal) return undefined;
    told = { heard, server };
    if (heard.status === 'NOERROR' || heard.status === 'NXDOMAIN') return told;
  }
  return told;
}

interface Said extends Told {
  readonly asked: string;
  /** Names of the search list that nobody knew before this one, which needed none of them. */
  readonly inVain?: number;
}

/** Who was asked, as people call it. */
function resolverName(state: WalkState, server: Ipv4 | undefined): string {
  const { sender, dataplane } = state;
  if (server === undefined)
    return sender.type === 'host' && sender.host.kind === 'onPremisesHost' ? sender.host.site : 'internet';
  if (server === (dataplane.dns.resolver?.clusterIP ?? UNKNOWN_DIRECTORY)) return 'coredns';
  const directory = dataplane.dns.directories.at(server);
  return directory && directory.type !== 'azure' ? directory.name : formatIpv4(server);
}

function remember(state: WalkState, { asked, server }: Said, answers: readonly string[]): string {
  const resolver = resolverName(state, server);
  state.dns = { question: asked, answers, resolver, queries: state.queries };
  return resolver;
}

function resolved(state: WalkState, said: Said): Ipv4 | undefined {
  const { asked, heard } = said;
  const answers = heard.records.filter(({ type }) => type === 'A').map(({ value }) => value);
  const resolver = remember(state, said, answers);
  noteUnlinked(state, said);
  const chosen = answers[choose(state, answers.length, { point: `dns ${asked}` })] ?? '';
  const address = parseIpv4(chosen);
  tellSearch(state, said);
  state.record = recordOf(state, heard);
  addStep(state, {
    type: 'resolve',
    effect: 'pass',
    code: 'dns.resolved',
    params: { question: asked, answer: chosen, resolver },
    cites: heard.rule?.object.startsWith('PrivateDnsZone/') === true ? ['E-31', 'DNS10'] : ['DNS1', 'DNS4'],
    rule: heard.rule,
    ...(address === undefined ? {} : { after: { ...state.packet, destinationIP: formatIpv4(address) } }),
  });
  return address;
}

/** ndots: a name with fewer dots goes through the search list first (G-2, S50). */
function tellSearch(state: WalkState, { asked, inVain = 0 }: Said): void {
  const { sender, dataplane } = state;
  const pod = sender.type === 'pod' ? dataplane.placement.pods[sender.pod] : undefined;
  if (!pod || inVain === 0) return;
  const object = `Pod/${pod.namespace}/${pod.name}`;
  const rule = { object, field: 'spec.dnsConfig.options' };
  const params = { question: asked, count: inVain, object };
  addStep(state, { type: 'resolve', effect: 'pass', code: 'dns.searched', params, cites: ['G-2', 'DNS4'], rule });
}

/** The last name of the chain of aliases, in the zone that has it. */
function recordOf({ dataplane }: WalkState, { records, rule }: Heard): RuleRef | undefined {
  if (rule && /^(PrivateDnsZone|DnsServer)\//.test(rule.object) && rule.field !== 'forwarders') return rule;
  const name = records.findLast(({ type }) => type === 'A')?.name ?? '';
  const zone = dataplane.dns.directories.street.zoneOf(name);
  return zone === undefined ? undefined : { object: `DnsZone/${zone}`, field: `records[${recordName(name, zone)}]` };
}

function recordName(name: string, zone: string): string {
  return name === zone ? '@' : name.slice(0, -zone.length - 1);
}

/** A private zone knows the name and was not asked: not linked where the question arrived, or a server did not pass it on (E-31, G-7, S29). */
function noteUnlinked(state: WalkState, { asked, heard }: Said): RuleRef | undefined {
  const { sender, dataplane } = state;
  if (heard.unlinked === undefined || (sender.type === 'host' && sender.host.kind === 'internetHost')) return undefined;
  const { vnet = '' } = askerOf(state);
  const linked = dataplane.dns.directories.zonesOf(vnet).some((zone) => 'zone' in zone && zone.zone === heard.unlinked);
  const rule = linked
    ? { object: `VirtualNetwork/${vnet}`, field: 'dnsServers' }
    : { object: `PrivateDnsZone/${heard.unlinked}`, field: 'virtualNetworkLinks' };
  addStep(state, {
    type: 'resolve',
    effect: 'pass',
    code: linked ? 'dns.notForwarded' : 'dns.notLinked',
    params: { question: asked, zone: heard.unlinked },
    cites: linked ? ['E-31', 'G-7'] : ['E-31'],
    rule,
  });
  return rule;
}

function nothing(state: WalkState, said: Said, outcome: 'nxdomain' | 'nodata'): undefined {
  const { asked } = said;
  const resolver = remember(state, said, []);
  const unread = noteUnlinked(state, said);
  const { rule = unread, service = '', ...told } = outcome === 'nxdomain' ? whyNoName(state, said, resolver) : NODATA;
  const params = { question: asked, resolver, service, object: rule?.object ?? '', field: rule?.field ?? '' };
  addStep(state, { type: 'resolve', effect: 'refuse', ...told, params, rule });
  stop(state, outcome, 'dns', rule);
  return undefined;
}

interface NoName extends Pick<StepInput, 'code' | 'cites'> {
  readonly rule?: RuleRef | undefined;
  readonly service?: string;
}

const NODATA: NoName = { code: 'dns.nodata', cites: ['DNS5', 'G-3'] };

/** A Service whose name leads nowhere, the pod's own resolver, or the zone that answered. */
function whyNoName({ sender, dataplane }: WalkState, { asked, heard: { rule } }: Said, resolver: string): NoName {
  if (rule?.object.startsWith('Service/') === true) return { code: 'dns.noAddress', cites: ['DNS2', 'DNS9', 'SVC21'], rule };
  const pod = sender.type === 'pod' ? dataplane.placement.pods[sender.pod] : undefined;
  const missed = pod && missedByPod(dataplane, pod, { name: asked.toLowerCase(), asksCluster: resolver === 'coredns' });
  if (missed) return missed;
  return rule ? { code: 'dns.noRecord', cites: ['E-31', 'G-6'], rule } : { code: 'dns.nxdomain', cites: ['DNS5', 'G-3'] };
}

/** A policy's list of names lacks this one: the question is answered with REFUSED (CIL10). */
function refusedName(state: WalkState, said: Said): undefined {
  const { asked, heard } = said;
  remember(state, said, []);
  addStep(state, {
    type: 'resolve',
    effect: 'refuse',
    code: 'dns.refused',
    params: { question: asked, object: heard.rule?.object ?? '', field: heard.rule?.field ?? '' },
    cites: ['CIL10', 'CIL12'],
    rule: heard.rule,
  });
  stop(state, 'refused', 'dns', heard.rule);
  return undefined;
}

function usesMusl({ sender, dataplane }: WalkState): boolean {
  const pod = sender.type === 'pod' ? dataplane.placement.pods[sender.pod] : undefined;
  return pod !== undefined && isMusl(pod);
}

/** No answer at all: never "no such name" (DNS13). */
function silent(state: WalkState, said: Said): undefined {
  const { asked, heard } = said;
  remember(state, said, []);
  const { silent: server = '' } = heard;
  const rule = heard.rule ?? sentBy(state.dataplane, askerOf(state), server);
  addStep(state, {
    type: 'resolve',
    effect: 'drop',
    ...codeOfSilence(heard),
    params: { question: asked, server, object: rule?.object ?? '', field: rule?.field ?? '' },
    rule,
  });
  stop(state, 'dns-timeout', 'dns', rule);
  return undefined;
}

function codeOfSilence({ silent: server, rule, circle }: Heard): Pick<StepInput, 'code' | 'cites'> {
  if (server === 'coredns') {
    return rule?.object.startsWith('Service/') === true
      ? { code: 'dns.noServer', cites: ['DNS13', 'SVC12'] }
      : { code: 'dns.timeout', cites: ['NP44', 'DNS13', 'D-9'] };
  }
  if (circle === true) return { code: 'dns.circle', cites: ['G-7'] };
  return { code: rule ? 'dns.kept' : 'dns.silent', cites: ['DNS13', 'G-7'] };
}
