// ip addr, ip route, ip route get, hostname, ss: what a pod's, a node's or a machine's own network looks like.
// Pods of AKS (H-1, A-3): the next hop is the link itself, 169.254.1.1, or kubenet's bridge; nodes: the fabric's first address.
import { cidrContains, cidrOf, formatCidr, formatIpv4, parseCidr, parseIpv4 } from '../../engine/net/ipv4.ts';
import { hashText } from '../../engine/net/hash.ts';
import { type Done, fail, failWith, ok, placeOf, type Run, type Shell } from '../call.ts';
import { DESK_ADDRESS, type TerminalEnv } from '../types.ts';
import { isAddress } from './ports.ts';

export interface Card {
  readonly address: string;
  readonly length: number;
  readonly gateway: string;
  /** `link`: the gateway is no address of the range. */
  readonly style: 'link' | 'bridge' | 'machine';
  readonly host: string;
}

export function cardOf({ env, state }: Shell): Card | undefined {
  const place = state.places.at(-1);
  if (!place) return undefined;
  const { plan, spec } = env;
  const bare = place.name.replace(/^[a-z]+:/, '');
  if (place.kind === 'desk')
    return { address: DESK_ADDRESS, length: 24, gateway: '198.51.100.1', style: 'machine', host: 'desk' };
  if (place.kind === 'pod') {
    const pod = plan.pods.find((item) => `${item.namespace}/${item.name}` === place.name);
    if (!pod) return undefined;
    const node = plan.nodes.find((item) => item.name === pod.node);
    if (pod.hostNetwork) return node && machine(env, node.ip, node.name);
    if (plan.mode !== 'kubenet') return { address: pod.ip, length: 32, gateway: '169.254.1.1', style: 'link', host: pod.name };
    const range = parseCidr(node?.podCidr ?? '');
    return (
      range && { address: pod.ip, length: range.prefix, gateway: formatIpv4(range.base + 1), style: 'bridge', host: pod.name }
    );
  }
  if (place.kind === 'node') {
    const node = plan.nodes.find((item) => item.name === bare);
    return node && machine(env, node.ip, node.name);
  }
  const outside = [
    ...(spec.network.virtualMachines ?? []).flatMap((item) => (place.kind === 'vm' ? item : [])),
    ...(spec.network.onPremises ?? []).flatMap((site) => (place.kind === 'onprem' ? site.hosts : [])),
    ...(spec.network.internetHosts ?? []).flatMap((item) => (place.kind === 'internet' ? item : [])),
  ].find((item) => item.name === bare);
  return outside?.ipAddress === undefined ? undefined : machine(env, outside.ipAddress, bare);
}

function machine({ spec }: TerminalEnv, address: string, host: string): Card {
  const value = parseIpv4(address) ?? 0;
  const ranges = [
    ...spec.network.virtualNetworks.flatMap(({ subnets }) => subnets.map(({ addressPrefix }) => addressPrefix)),
    ...(spec.network.onPremises ?? []).flatMap(({ addressSpace }) => addressSpace),
  ].flatMap((text) => parseCidr(text) ?? []);
  const range = ranges.find((item) => cidrContains(item, value)) ?? cidrOf(value, 24);
  return { address, length: range.prefix, gateway: formatIpv4(range.base + 1), style: 'machine', host };
}

/** Always the same for one address, as AKS's own are not. */
function macOf(address: string): string {
  const hash = hashText(address, 3).toString(16).padStart(8, '0');
  return ['00', '0d', '3a', hash.slice(0, 2), hash.slice(2, 4), hash.slice(4, 6)].join(':');
}

export const runIp: Run = ({ shell, words }) => Promise.resolve(ip(shell, words));

function ip(shell: Shell, words: readonly string[]): Done {
  const [what = '', ...rest] = words.slice(1).filter((word) => !/^-(?:4|br|brief|c|o|s|d)$/.test(word));
  const card = cardOf(shell);
  if (!card) return failWith(shell, 'noCard');
  if (/^(?:a|ad|add|addr|addre|addres|address)$/.test(what))
    return ok(
      addresses(
        card,
        words.some((word) => word.startsWith('-br')),
      ),
    );
  if (/^r(?:o|ou|out|oute|outes)?$/.test(what))
    return rest[0] === 'get' ? routeGet(card, rest[1] ?? '') : ok(routes(shell, card));
  if (/^l(?:i|in|ink)?$/.test(what)) return ok(links(card));
  if (/^ne?i?g?h?/.test(what) && what !== '')
    return ok(
      card.style === 'link'
        ? '169.254.1.1 dev eth0 lladdr 12:34:56:78:9a:bc PERMANENT'
        : `${card.gateway} dev eth0 lladdr 12:34:56:78:9a:bc REACHABLE`,
    );
  return what === ''
    ? fail('Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }', 255)
    : failWith(shell, 'ipObject', { object: what.slice(0, 40) });
}

function addresses({ address, length }: Card, brief: boolean): string {
  if (brief) return `lo               UNKNOWN        127.0.0.1/8\neth0             UP             ${address}/${length}\n`;
  return `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    link/ether ${macOf(address)} brd ff:ff:ff:ff:ff:ff
    inet ${address}/${length} scope global eth0
       valid_lft forever preferred_lft forever
`;
}

function links({ address }: Card): string {
  return `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000
    link/ether ${macOf(address)} brd ff:ff:ff:ff:ff:ff
`;
}

function routes({ env, state }: Shell, card: Card): string {
  const { address, length, gateway, style } = card;
  if (style === 'link') return 'default via 169.254.1.1 dev eth0\n169.254.1.1 dev eth0 scope link\n';
  const own = formatCidr(cidrOf(parseIpv4(address) ?? 0, length));
  if (style === 'bridge') return `default via ${gateway} dev eth0\n${own} dev eth0 proto kernel scope link src ${address}\n`;
  const inAzure =
    state.places.at(-1)?.kind === 'node' || state.places.at(-1)?.kind === 'vm' || state.places.at(-1)?.kind === 'pod';
  const dhcp = inAzure ? ` proto dhcp src ${address} metric 100` : '';
  return [
    `default via ${gateway} dev eth0${dhcp}`,
    `${own} dev eth0 proto kernel scope link src ${address}${inAzure ? ' metric 100' : ''}`,
    ...(inAzure ? [`168.63.129.16 via ${gateway} dev eth0${dhcp}`, `169.254.169.254 via ${gateway} dev eth0${dhcp}`] : []),
    ...(state.places.at(-1)?.kind === 'node' ? podRoutes(env, card.host) : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** A node leads to each of its pods by its end of the pod's wire; kubenet's by the bridge. */
function podRoutes({ plan }: TerminalEnv, node: string): string[] {
  const range = plan.nodes.find((item) => item.name === node)?.podCidr;
  if (plan.mode === 'kubenet') return range === undefined ? [] : [`${range} dev cbr0 proto kernel scope link`];
  if (plan.policyEngine === 'cilium') return range === undefined ? [] : [`${range} dev cilium_host proto kernel`];
  return plan.pods.flatMap((pod) => (pod.node === node && !pod.hostNetwork ? `${pod.ip} dev ${wireOf(pod)} proto static` : []));
}

/** As captures on the node name it. */
function wireOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  const hex = (seed: number): string => hashText(`${namespace}/${name}`, seed).toString(16).padStart(8, '0');
  return `azv${`${hex(11)}${hex(12)}`.slice(0, 11)}`;
}

function routeGet(card: Card, to: string): Done {
  const target = parseIpv4(to);
  if (target === undefined || !isAddress(to))
    return fail(`Error: any valid prefix is expected rather than "${to.slice(0, 60)}".`);
  const range = cidrOf(parseIpv4(card.address) ?? 0, card.length);
  const near = card.style !== 'link' && cidrContains(range, target);
  return ok(`${to} ${near ? '' : `via ${card.gateway} `}dev eth0 src ${card.address} uid 0\n    cache\n`);
}

export const runHostname: Run = ({ shell, words }) => {
  const card = cardOf(shell);
  if (!card) return Promise.resolve(failWith(shell, 'noCard'));
  const flag = words[1] ?? '';
  return Promise.resolve(
    ok(/^-(?:I|i|-all-ip-addresses|-ip-address)$/.test(flag) ? `${card.address}${flag === '-I' ? ' ' : ''}` : card.host),
  );
};

/** `ss -tlnp`, `netstat -tln`: what listens where one is. */
export const runSs: Run = ({ shell, words }) => {
  const place = placeOf(shell);
  const pod = shell.env.plan.pods.find((item) => `${item.namespace}/${item.name}` === place.name);
  if (place.kind !== 'pod' || !pod) return Promise.resolve(failWith(shell, 'ssPods'));
  const rows = pod.ports
    .filter(({ protocol }) => protocol !== 'SCTP')
    .map(({ port, protocol }) =>
      words[0] === 'netstat'
        ? `${protocol.toLowerCase().padEnd(5)} 0      0 0.0.0.0:${String(port).padEnd(15)} 0.0.0.0:*               LISTEN`
        : `LISTEN 0      511          0.0.0.0:${String(port).padEnd(6)}      0.0.0.0:*`,
    );
  const head =
    words[0] === 'netstat'
      ? 'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State'
      : 'State  Recv-Q Send-Q Local Address:Port Peer Address:Port';
  return Promise.resolve(ok([head, ...rows].join('\n')));
};
