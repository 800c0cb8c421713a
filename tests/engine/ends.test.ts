// The two ends of a flow as they are written, and what they name (world-format "Flows").
import { describe, expect, it } from 'vitest';
import { cluster, network, type Walked, walked } from './street.ts';
import { deployment, pod, service } from './worlds.ts';

function world(): Walked {
  return walked(
    network(
      `virtualNetworks: [{ name: vnet, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }, { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }] }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: desk, ipAddress: 172.20.1.10, ports: [{ port: 22, protocol: TCP }] }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 22, protocol: TCP }] }]
internetHosts: [{ name: api.example, ipAddress: 34.200.1.1, ports: [{ port: 443, protocol: TCP }, { port: 80, protocol: TCP }, { port: 8443, protocol: TCP }] }]`,
      cluster(),
    ),
    pod('shop/client', { ports: [9000], node: 'n-0' }),
    pod('shop/same', { ports: [9000], node: 'n-0' }),
    pod('shop/behind', { ports: [9000], node: 'n-1' }),
    service('shop/same', 'selector: { app: behind }, ports: [{ port: 9000 }]'),
    deployment('shop/api', 2, { ports: [8080] }),
  );
}

describe('from', () => {
  it.each([
    ['shop/client', '10.244.0.3'],
    ['pod:shop/client', '10.244.0.3'],
    ['10.244.0.2', '10.244.0.2'],
    ['node:n-1', '10.0.0.5'],
    ['10.0.0.5', '10.0.0.5'],
    ['vm:jump', '10.0.9.4'],
    ['10.0.9.77', '10.0.9.77'],
    ['onprem:desk', '172.20.1.10'],
    ['172.20.200.1', '172.20.200.1'],
    ['internet:api.example', '34.200.1.1'],
    ['198.51.100.7', '198.51.100.7'],
  ])('%s', (from, source) => {
    expect(world().trace(from, '10.0.9.4:22').tuple).toMatchObject({
      sourceIP: source,
      destinationIP: '10.0.9.4',
      destinationPort: 22,
      protocol: 'TCP',
    });
  });

  it('a workload means its first pod', () => {
    const { plan, trace } = world();
    const first = plan.pods.find(({ name }) => name === 'api-0');
    expect(trace('shop/deploy/api', '10.0.9.4:22').tuple?.sourceIP).toBe(first?.ip);
  });

  it.each([
    ['shop/nobody', 'noPod'],
    ['shop/deploy/nobody', 'noPod'],
    ['shop/sts/api', 'noPod'],
    ['node:n-9', 'noNode'],
    ['vm:nobody', 'noHost'],
    ['internet:desk', 'noHost'],
    ['', 'noPod'],
    ['10.100.0.11', 'noSender'],
    ['10.244.0.99', 'noSender'],
    ['192.168.1.1', 'noSender'],
    ['168.63.129.16', 'noSender'],
    ['127.0.0.1', 'noSender'],
  ])('%s is refused: %s', (from, why) => {
    expect(world().api.trace({ revision: 1, flow: { from, to: '10.0.9.4:22' } })).toEqual({
      ok: false,
      code: 'badFlow',
      params: { text: from, why },
    });
  });
});

describe('to', () => {
  it.each([
    ['10.0.9.4:22', 'vm:jump'],
    ['vm:jump:22', 'vm:jump'],
    ['onprem:desk:22', 'onprem:desk'],
    ['internet:api.example:443', 'internet:api.example'],
    ['pod:shop/same:9000', 'shop/same'],
    ['shop/same:9000', 'shop/behind'],
    ['same:9000', 'shop/behind'],
    ['shop/client:9000', 'shop/client'],
    ['pod:shop/deploy/api:8080', 'shop/api-0'],
    ['shop/deploy/api:8080', 'shop/api-0'],
    ['http://api.example', 'internet:api.example'],
    ['https://api.example/a/b?c=d', 'internet:api.example'],
    ['HTTPS://api.example:8443/', 'internet:api.example'],
    ['https://34.200.1.1/', 'internet:api.example'],
    ['api.example.:443', 'internet:api.example'],
  ])('%s', (to, deliveredTo) => {
    expect(world().trace('shop/client', to).deliveredTo).toBe(deliveredTo);
  });

  it('a suffix says the protocol, TCP is what it is without', () => {
    const { trace } = world();
    expect(trace('shop/client', '10.0.9.4:22/udp').tuple?.protocol).toBe('UDP');
    expect(trace('shop/client', '10.0.9.4:22/UDP').verdict).toMatchObject({ outcome: 'refused', reason: 'not-listening' });
    expect(trace('shop/client', '10.0.9.4:22/sctp').tuple?.protocol).toBe('SCTP');
  });

  it('a URL is remembered in the letter', () => {
    expect(world().trace('shop/client', 'https://api.example/cart').hops[0]?.steps[0]?.before.http).toEqual({
      scheme: 'https',
      host: 'api.example',
      path: '/cart',
    });
  });

  it.each([
    ['', 'noPort'],
    ['shop/same', 'noPort'],
    ['10.0.9.4', 'noPort'],
    ['10.0.9.4:0', 'badPort'],
    ['10.0.9.4:70000', 'badPort'],
    ['https://api.example:0/', 'badPort'],
    ['shop/nobody:80', 'noServiceOrPod'],
    ['pod:shop/nobody:80', 'noPod'],
    ['vm:nobody:80', 'noHost'],
    ['not a name:80', 'badName'],
  ])('%s is refused: %s', (to, why) => {
    expect(world().api.trace({ revision: 1, flow: { from: 'shop/client', to } })).toMatchObject({
      ok: false,
      code: 'badFlow',
      params: { why },
    });
  });
});
