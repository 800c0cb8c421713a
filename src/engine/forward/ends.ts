// The two ends of a flow, as written on the command line (world-format "Flows"): what they name in this world.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { HostEntry } from '../dataplane/tables.ts';
import { isPlatform } from '../dataplane/topology.ts';
import { cidrContains, formatIpv4, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import type { Packet, WireProtocol } from '../net/packet.ts';
import { refuse, type WalkAnswer } from './answer.ts';
import type { Flow, Place } from './trace.ts';

export type Sender =
  | { readonly type: 'pod'; readonly pod: number }
  | { readonly type: 'node'; readonly node: number }
  | { readonly type: 'host'; readonly host: HostEntry };

export type Target =
  | {
      readonly type: 'address';
      readonly address: Ipv4;
      readonly port: number;
      readonly protocol: WireProtocol;
      /** Of a URL. */
      readonly http?: NonNullable<Packet['http']>;
    }
  | { readonly type: 'pod'; readonly pod: number; readonly port: number; readonly protocol: WireProtocol }
  | { readonly type: 'service'; readonly key: string; readonly port: number; readonly protocol: WireProtocol }
  | {
      readonly type: 'name';
      readonly name: string;
      readonly port: number;
      readonly protocol: WireProtocol;
      readonly scheme?: 'http' | 'https';
      readonly path?: string;
    };

const PORT = /^(.*):(\d{1,5})(?:\/(tcp|udp|sctp))?$/i;
/** Nobody sends from these across the street. */
const UNROUTED = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
].flatMap((text) => parseCidr(text) ?? []);
const OWNERS: Readonly<Record<string, string>> = { deploy: 'Deployment', sts: 'StatefulSet', ds: 'DaemonSet' };

function badEnd(text: string, why: string): ReturnType<typeof refuse> {
  return refuse('badFlow', { text: text.slice(0, 200), why });
}

export function findSender(dataplane: Dataplane, text: string): WalkAnswer<Sender> {
  const { placement, topology } = dataplane;
  const colon = /^(node|vm|onprem|internet|pod):(.+)$/.exec(text);
  if (colon) {
    const [, prefix = '', name = ''] = colon;
    if (prefix === 'pod') return podSender(dataplane, name, text);
    if (prefix === 'node') {
      const node = placement.nodes.findIndex((item) => item.name === name);
      return node < 0 ? badEnd(text, 'noNode') : { ok: true, value: { type: 'node', node } };
    }
    const kind = prefix === 'vm' ? 'virtualMachine' : prefix === 'onprem' ? 'onPremisesHost' : 'internetHost';
    const host = placement.hosts.find((item) => item.kind === kind && item.name === name);
    return host ? { ok: true, value: { type: 'host', host } } : badEnd(text, 'noHost');
  }
  const address = parseIpv4(text);
  if (address === undefined) return podSender(dataplane, text, text);
  const owner = topology.ownerInside(address);
  if (owner.type === 'pod' && !placement.pods[owner.pod]?.virtual) return { ok: true, value: { type: 'pod', pod: owner.pod } };
  if (owner.type === 'node') return { ok: true, value: { type: 'node', node: owner.node } };
  if (owner.type === 'host' && !isPlatform(address)) return { ok: true, value: { type: 'host', host: owner.host } };
  return owner.type === 'nobody' ? anybody(dataplane, address, text) : badEnd(text, 'noSender');
}

/** An address nobody declared: somebody in that VNet, at that site, or on the street. */
function anybody({ topology }: Dataplane, address: Ipv4, text: string): WalkAnswer<Sender> {
  const vnet = topology.vnetOf(address);
  const site = vnet === undefined ? topology.siteOf(address) : undefined;
  if (vnet === undefined && site === undefined && UNROUTED.some((range) => cidrContains(range, address)))
    return badEnd(text, 'noSender');
  const kind = vnet !== undefined ? 'virtualMachine' : site !== undefined ? 'onPremisesHost' : 'internetHost';
  const host: HostEntry = { kind, name: formatIpv4(address), address, site: vnet ?? site ?? '', ports: [] };
  return { ok: true, value: { type: 'host', host } };
}

function podSender(dataplane: Dataplane, name: string, text: string): WalkAnswer<Sender> {
  const pod = findPod(dataplane, name);
  if (pod === undefined) return badEnd(text, 'noPod');
  const entry = dataplane.placement.pods[pod];
  return entry?.address === undefined ? badEnd(text, 'podWithoutAddress') : { ok: true, value: { type: 'pod', pod } };
}

/** `ns/pod`, or the first pod of `ns/deploy/NAME`. */
export function findPod(dataplane: Dataplane, name: string): number | undefined {
  const { pods } = dataplane.placement;
  const [namespace, second = '', third] = name.split('/');
  const owner = third === undefined ? undefined : `${OWNERS[second] ?? ''}/${namespace}/${third}`;
  const index = pods.findIndex(
    (pod) => !pod.virtual && pod.namespace === namespace && (owner === undefined ? pod.name === second : pod.owner === owner),
  );
  return index < 0 ? undefined : index;
}

export function findTarget(dataplane: Dataplane, flow: Flow): WalkAnswer<Target> {
  const text = flow.to;
  const url = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(text);
  if (url) {
    const scheme = url[1]?.toLowerCase() === 'https' ? 'https' : 'http';
    const withPort = /^(.*):(\d{1,5})$/.exec(url[2] ?? '');
    const port = withPort ? Number(withPort[2]) : scheme === 'https' ? 443 : 80;
    const host = withPort ? (withPort[1] ?? '') : (url[2] ?? '');
    if (port < 1 || port > 65_535 || host === '') return badEnd(text, 'badPort');
    const address = parseIpv4(host);
    const rest = url[3] ?? '';
    const path = rest.startsWith('/') ? rest : `/${rest}`;
    if (address !== undefined)
      return { ok: true, value: { type: 'address', address, port, protocol: 'TCP', http: { scheme, host, path } } };
    return { ok: true, value: { type: 'name', name: host, port, protocol: 'TCP', scheme, path } };
  }
  const split = splitTarget(text, flow.protocol ?? 'TCP');
  if (typeof split === 'string') return badEnd(text, split);
  const { rest, port, protocol } = split;
  if (rest.startsWith('pod:')) {
    const pod = findPod(dataplane, rest.slice(4));
    return pod === undefined ? badEnd(text, 'noPod') : { ok: true, value: { type: 'pod', pod, port, protocol } };
  }
  const outside = /^(node|vm|onprem|internet):(.+)$/.exec(rest);
  if (outside) return addressOfName(dataplane, { prefix: outside[1] ?? '', name: outside[2] ?? '', text, port, protocol });
  const address = parseIpv4(rest);
  if (address !== undefined) return { ok: true, value: { type: 'address', address, port, protocol } };
  if (rest.includes('/')) {
    // A Service wins over a pod of the same name (world-format).
    if (dataplane.services.byKey.has(rest)) return { ok: true, value: { type: 'service', key: rest, port, protocol } };
    const pod = findPod(dataplane, rest);
    return pod === undefined ? badEnd(text, 'noServiceOrPod') : { ok: true, value: { type: 'pod', pod, port, protocol } };
  }
  if (!/^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})?$/.test(rest)) return badEnd(text, 'badName');
  return { ok: true, value: { type: 'name', name: rest, port, protocol } };
}

/** `HOST:port`, `HOST:port/udp`, or `HOST/icmp`: a ping has no port. */
function splitTarget(
  text: string,
  usual: WireProtocol,
): { readonly rest: string; readonly port: number; readonly protocol: WireProtocol } | 'noPort' | 'badPort' {
  const ping = /^(.+)\/icmp$/i.exec(text)?.[1];
  if (ping !== undefined) return { rest: ping, port: 0, protocol: 'ICMP' };
  const split = PORT.exec(text);
  if (!split) return 'noPort';
  const port = Number(split[2]);
  if (port < 1 || port > 65_535) return 'badPort';
  const suffix = split[3]?.toLowerCase();
  return { rest: split[1] ?? '', port, protocol: suffix === 'udp' ? 'UDP' : suffix === 'sctp' ? 'SCTP' : usual };
}

function addressOfName(
  dataplane: Dataplane,
  end: {
    readonly prefix: string;
    readonly name: string;
    readonly text: string;
    readonly port: number;
    readonly protocol: WireProtocol;
  },
): WalkAnswer<Target> {
  const sender = findSender(dataplane, `${end.prefix}:${end.name}`);
  if (!sender.ok) return badEnd(end.text, 'noHost');
  const { value } = sender;
  const address =
    value.type === 'host'
      ? value.host.address
      : value.type === 'node'
        ? dataplane.placement.nodes[value.node]?.address
        : undefined;
  return address === undefined
    ? badEnd(end.text, 'noHost')
    : { ok: true, value: { type: 'address', address, port: end.port, protocol: end.protocol } };
}

export function placeOfSender(dataplane: Dataplane, sender: Sender): Place {
  if (sender.type === 'pod') {
    const pod = dataplane.placement.pods[sender.pod];
    return { kind: 'pod', name: `${pod?.namespace ?? ''}/${pod?.name ?? ''}` };
  }
  if (sender.type === 'node') return { kind: 'node', name: dataplane.placement.nodes[sender.node]?.name ?? '' };
  return { kind: sender.host.kind, name: sender.host.name };
}
