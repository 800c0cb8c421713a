// Where one can look: a node's ends of its pods' wires, gates that answers go to or round, and parts of the network that have no interface.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { refusalSentence } from '../../src/cli/sentences.ts';
import type { CaptureAnswer } from '../../src/engine/report/capture/captureFlow.ts';
import { captureIn, type Capturing, hasTcpdump, hasTshark, openCapture, realTcpdump, withFile } from './capturing.ts';
import { cluster, network } from './street.ts';
import { pod, service } from './worlds.ts';

/** `in source > destination ttl` of every packet at a point with this pattern of a name, the first of each kind. */
function seen(answer: CaptureAnswer, name: RegExp): string[] {
  const told = answer.packets.flatMap((packet) =>
    name.test(answer.points[packet.point]?.name ?? '')
      ? [`${packet.direction} ${packet.sourceIP}:${packet.sourcePort} > ${packet.destinationIP}:${packet.destinationPort}`]
      : [],
  );
  return [...new Set(told)];
}

function flagsAt(answer: CaptureAnswer, name: string): string {
  return answer.packets
    .flatMap((packet, at) =>
      answer.points[packet.point]?.name === `${name}:eth0` ? (/Flags \[(\S+)\]/.exec(answer.lines[at] ?? '')?.[1] ?? []) : [],
    )
    .join(' ');
}

const cilium = (text: string): string =>
  text.replace('networkPolicy: calico', 'networkPolicy: cilium\n    networkDataplane: cilium');

describe('the node’s ends of its pods’ wires', () => {
  const query = { from: 'shop/client', to: 'shop/far:80', filter: 'tcp' };
  const wires = (answer: CaptureAnswer): string[] =>
    answer.points.flatMap(({ name, place }) => (place.kind === 'node' && !name.endsWith(':eth0') ? [name] : []));

  it('PW20 Azure CNI: azv… shows the ClusterIP on the client’s node, the pod’s address on the server’s', () => {
    const answer = openCapture({}).capture(query);
    expect(wires(answer).map((name) => name.replace(/[0-9a-f]{11}$/, ''))).toEqual(['room-0:azv', 'room-1:azv']);
    const [asked, answered] = seen(answer, /^room-0:azv/);
    expect(asked).toMatch(/^in 10\.244\.0\.\d+:40000 > 10\.100\.0\.\d+:80$/);
    expect(answered).toMatch(/^out 10\.100\.0\.\d+:80 > 10\.244\.0\.\d+:40000$/);
    expect(seen(answer, /^room-1:azv/)[0]).toMatch(/^out 10\.244\.0\.\d+:40000 > 10\.244\.1\.\d+:8080$/);
  });

  it('PW19 Cilium: lxc…, and the ClusterIP nowhere', () => {
    const answer = openCapture({ edit: cilium }).capture(query);
    expect(wires(answer).map((name) => name.replace(/[0-9a-f]{12}$/, ''))).toEqual(['room-0:lxc', 'room-1:lxc']);
    expect(answer.lines.some((line) => line.includes(' 10.100.0.') || line.includes('> 10.100.0.'))).toBe(false);
  });

  it('kubenet: one bridge, cbr0, that hands frames of neighbours on as they are', () => {
    const world = openCapture({ mode: 'kubenet' });
    expect(wires(world.capture(query))).toEqual(['room-0:cbr0', 'room-1:cbr0']);
    const near = world.capture({ from: 'shop/client', to: 'pod:shop/near:8080' });
    expect(near.points.map(({ name }) => name)).toEqual(['shop/client:eth0', 'room-0:cbr0', 'shop/near:eth0']);
    expect(new Set(near.packets.map(({ ttl }) => ttl))).toEqual(new Set([64]));
    const routed = openCapture({}).capture({ from: 'shop/client', to: 'pod:shop/near:8080' });
    expect(new Set(routed.packets.map(({ ttl }) => ttl))).toEqual(new Set([64, 63]));
  });

  it('H-7 a policy at the receiver: seen on its node’s NIC, never on its wire; one at the sender: on the wire, never on the NIC', () => {
    const shut = openCapture({}).capture({ from: 'shop/client', to: 'pod:shop/shut:8080' });
    expect(seen(shut, /^room-1:eth0/)).toHaveLength(1);
    expect(seen(shut, /^room-1:azv/)).toEqual([]);
    const held = openCapture(
      {},
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: held, namespace: shop }\nspec: { podSelector: { matchLabels: { app: client } }, policyTypes: [Egress] }',
    ).capture({ from: 'shop/client', to: 'pod:shop/far:8080' });
    expect(seen(held, /^room-0:azv/)).toHaveLength(1);
    expect(seen(held, /^room-0:eth0/)).toEqual([]);
  });

  it('a pod in its node’s own network has no wire', () => {
    const answer = openCapture({}).capture({ from: 'shop/host', to: 'pod:shop/far:8080' });
    expect(answer.points.map(({ name }) => name.replace(/[0-9a-f]{11}$/, '…'))).toEqual([
      'room-0:eth0',
      'room-1:eth0',
      'room-1:azv…',
      'shop/far:eth0',
    ]);
  });

  it('a node that decides nothing still has interfaces; whoever writes to their own address never leaves `lo`', () => {
    const names = (from: string, to: string): string[] =>
      openCapture({})
        .capture({ from, to })
        .points.map(({ name }) => name.replace(/[0-9a-f]{11}$/, '…'));
    expect(names('vm:jump', 'pod:shop/host:9100')).toEqual(['jump:eth0', 'room-0:eth0']);
    expect(names('shop/far', 'node:room-0:9100')).toEqual(['shop/far:eth0', 'room-1:azv…', 'room-1:eth0', 'room-0:eth0']);
    expect(names('shop/near', 'pod:shop/near:8080')).toEqual(['shop/near:lo']);
    expect(names('shop/host', 'pod:shop/host:9100')).toEqual(['room-0:lo']);
  });

  it('H-3 a node alone is its NIC, `any` all it has; a wire by its name', () => {
    const { capture, ask } = openCapture({});
    const lines = (at: string): number => capture({ ...query, at }).lines.length;
    const wire = capture(query).points.find(({ name }) => name.startsWith('room-0:azv'))?.name ?? '';
    expect(lines('room-0')).toBe(lines('room-0:eth0'));
    expect(lines('node:room-0:any')).toBe(lines('room-0') + lines(wire));
    const any = capture({ ...query, at: 'room-0:any' }).lines.slice(0, 2);
    expect(any[0]).toMatch(/^00:00:\d\d\.\d{6} azv[0-9a-f]{11} In {2}IP 10\.244\.0\.\d+\.40000 > 10\.100\./);
    expect(any[1]).toMatch(/^00:00:\d\d\.\d{6} eth0 {2}Out IP 10\.244\.0\.\d+\.40000 > 10\.244\.1\./);
    expect(ask({ ...query, at: 'room-0:azv00000000000' })).toMatchObject({ code: 'badPoint', params: { kind: 'unknown' } });
    // The wire of a pod that this talk does not touch.
    const other = capture({ from: 'shop/near', to: 'pod:shop/far:8080' }).points.find(({ name }) =>
      name.startsWith('room-0:azv'),
    );
    expect(lines(other?.name ?? '')).toBe(0);
  });
});

/** Nodes and machines behind a firewall; `back` puts the machines' answers past it. */
function gated({ peer = '' }: { readonly peer?: string } = {}): Capturing {
  return captureIn(
    network(`virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24, routeTable: rt }
  - { name: AzureFirewallSubnet, addressPrefix: 10.0.1.0/26 }
  - { name: snet-a, addressPrefix: 10.0.2.0/24, routeTable: rt-a }
  - { name: snet-b, addressPrefix: 10.0.3.0/24 }
routeTables:
- { name: rt, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.1.4 }] }
- { name: rt-a, routes: [{ name: b, addressPrefix: 10.0.3.0/24, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.1.4 }] }
publicIPAddresses: [{ name: pip-fw, ipAddress: 20.60.0.1 }]
azureFirewalls:
- name: fw
  virtualNetwork: vnet
  privateIPAddress: 10.0.1.4
  publicIPAddresses: [pip-fw]
  ruleCollectionGroups: [{ name: g, priority: 100, ruleCollections: [{ name: n, priority: 100, type: Network, action: Allow, rules: [{ name: all, sourceAddresses: ['*'], ipProtocols: [Any], destinationAddresses: ['*'], destinationPorts: ['*'] }] }] }]
virtualMachines:
- { name: a, subnet: snet-a, ipAddress: 10.0.2.4 }
- { name: b, subnet: snet-b, ipAddress: 10.0.3.4, ports: [{ port: 80, protocol: TCP }] }
internetHosts:
- { name: customer, ipAddress: 203.0.113.9 }
- { name: api.shop.example, ipAddress: 203.0.113.50, ports: [{ port: 443, protocol: TCP }] }
${cluster({ outbound: 'userDefinedRouting' })}${peer}`),
    pod('shop/web', { ports: [8080], node: 'n-0' }),
    service(
      'shop/door',
      'type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]',
    ),
  );
}

describe('gates', () => {
  const world = gated();

  it('E-22 E-25 the firewall shows the question from the node and sends it on under its own public address', () => {
    const answer = world.capture({ from: 'shop/web', to: '203.0.113.50:443' });
    expect(answer.verdict.outcome).toBe('delivered');
    expect(seen(answer, /^fw:eth0/)).toEqual([
      'in 10.0.0.4:40000 > 203.0.113.50:443',
      'out 20.60.0.1:40000 > 203.0.113.50:443',
      'in 203.0.113.50:443 > 20.60.0.1:40000',
      'out 203.0.113.50:443 > 10.0.0.4:40000',
    ]);
  });

  it('S20 E-27 public load balancer, 0/0 to the firewall: the node answers every SYN, the firewall gets answers without questions', () => {
    const answer = world.capture({ from: 'internet:customer', to: 'shop/door:80' });
    expect(answer.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
    expect(flagsAt(answer, 'customer')).toBe('S S S S S S S');
    expect(flagsAt(answer, 'shop/web')).toBe('S S. S S. S S. S S. S S. S S. S S.');
    expect(flagsAt(answer, 'n-0')).toBe(flagsAt(answer, 'shop/web'));
    expect(flagsAt(answer, 'fw')).toBe('S. S. S. S. S. S. S.');
    expect(seen(answer, /^fw:/)).toEqual(['in 20.50.0.1:80 > 203.0.113.9:40000']);
  });

  it('E-41 E-27 headquarters advertises 0/0: answers to the street pass the gateway and end there', () => {
    const edit = (text: string): string => text.replace('advertisedRoutes: [172.20.0.0/16]', 'advertisedRoutes: [0.0.0.0/0]');
    const answer = openCapture({ edit }).capture({ from: 'internet:customer', to: 'shop/local:80' });
    expect(answer.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
    expect(flagsAt(answer, 'customer')).toBe('S S S S S S S');
    expect(seen(answer, /^vpngw:/).map((text) => text.split(' ')[0])).toEqual(['in', 'out']);
    expect(flagsAt(answer, 'hq')).toBe('S. S. S. S. S. S. S.');
  });

  it('E-27 the answer goes round the firewall: the client believes itself connected, and its words never get through', () => {
    const answer = world.capture({ from: 'vm:a', to: 'http://10.0.3.4/' });
    expect(answer.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
    const [client, server, gate] = ['a', 'b', 'fw'].map((name) => flagsAt(answer, name));
    expect(server).toBe('S S. S. S. S. S. S.');
    expect(client).toMatch(/^S S\. \. P\. P\. P\. S\. \. P\. /);
    expect(gate?.startsWith('S S . P.')).toBe(true);
    expect(gate).not.toContain('S.');
    expect(seen(answer, /^fw:/).map((text) => text.split(' ')[0])).toEqual(['in', 'out']);
  });

  it(`tcpdump and tshark read both${hasTcpdump && hasTshark ? '' : ' (skipped: tcpdump or tshark is not here)'}`, () => {
    if (!hasTcpdump || !hasTshark) return;
    for (const [from, to] of [
      ['internet:customer', 'shop/door:80'],
      ['vm:a', 'http://10.0.3.4/'],
    ] as const) {
      for (const at of ['a', 'fw', 'b', 'shop/web']) {
        const { lines, pcapng = new Uint8Array() } = world.capture({ from, to, at, pcapng: true });
        withFile(pcapng, (path) => expect([at, realTcpdump(path, '')]).toEqual([at, lines]));
      }
      const { pcapng = new Uint8Array() } = world.capture({ from, to, pcapng: true });
      withFile(pcapng, (path) => {
        const { stdout, status } = spawnSync('tshark', ['-r', path, '-Y', '_ws.malformed'], { encoding: 'utf8' });
        expect([status, stdout]).toEqual([0, '']);
      });
    }
  });
});

describe('parts without an interface', () => {
  const sentence = (world: Capturing, at: string): string => {
    const answer = world.ask({ from: 'shop/client', to: 'shop/far:80', at });
    return answer.ok ? `${answer.value.lines.length} lines` : refusalSentence(answer);
  };
  const world = openCapture({
    edit: (text) =>
      text
        .replace(
          'managedClusters:',
          'publicIPAddresses: [{ name: pip, ipAddress: 20.60.0.9 }]\nnatGateways:\n- { name: natgw, publicIpAddresses: [pip] }\nmanagedClusters:',
        )
        .replace('10.10.9.0/28 }', '10.10.9.0/28, natGateway: natgw }'),
  });

  it.each([
    ['natgw', 'a NAT gateway has no interface'],
    ['natgw:managed', 'a NAT gateway has no interface'],
    ['lb:kubernetes', 'a load balancer is no machine on the way'],
    ['snet-nodes', 'a subnet has no interface'],
    ['shop/door', 'a Service is a rule on every node'],
    ['internet', 'the street belongs to nobody'],
    ['shop/nowhere', 'no machine of that name has such an interface'],
  ])('%s: a sentence', (at, words) => {
    expect(sentence(world, at)).toContain(words);
    expect(sentence(world, at)).toContain('room-1:eth0');
  });

  it.each(['shop/near', 'vpngw', 'hq', 'press', 'jump', 'customer', 'room-1:lo'])('%s has one, though nothing comes by', (at) => {
    expect(sentence(world, at)).toBe('0 lines');
  });
});
