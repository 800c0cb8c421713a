// What a name that leads nowhere is blamed on, and whose name a site of the street shows. Rules: B-1, DNS2, DNS5, DNS9, DNS11, G-4, SVC21.
import { describe, expect, it } from 'vitest';
import { stepsOf } from './walking.ts';
import { walked } from './street.ts';
import { house, pod, service } from './worlds.ts';

const STREET = house()
  .replace(
    'ports: [{ port: 443, protocol: TCP }] }',
    'ports: [{ port: 443, protocol: TCP, tls: true }, { port: 80, protocol: TCP }] }',
  )
  .replace(
    'managedClusters:',
    'dnsZones: [{ name: alias.example, records: [{ name: pay, type: CNAME, values: [api.presspay.example] }] }]\nmanagedClusters:',
  );
const WORLD = [
  STREET,
  pod('shop/web', { node: 'room-0' }),
  pod('shop/agent', { node: 'room-0', extra: 'hostNetwork: true' }),
  pod('shop/plain', { node: 'room-0', extra: 'dnsPolicy: Default' }),
  pod('shop/none', { node: 'room-0', extra: "dnsPolicy: None\n  dnsConfig: { nameservers: ['168.63.129.16'] }" }),
  pod('pay/db', { node: 'room-1', ports: [5432] }),
  service('pay/db', 'selector: { app: db }, ports: [{ port: 5432 }]'),
  service('pay/empty', 'clusterIP: None, selector: { app: nobody }, ports: [{ port: 5432 }]'),
  service('shop/site', 'type: ExternalName, externalName: api.presspay.example'),
  service('shop/literal', 'type: ExternalName, externalName: 203.0.113.150'),
  service('shop/lost', 'type: ExternalName, externalName: nobody.example'),
];
const { trace } = walked(...WORLD);

function told(from: string, to: string): string {
  const { verdict, ...walk } = trace(from, to);
  const step = stepsOf({ ...walk, verdict }).find(({ code }) => code.startsWith('dns.'));
  return [verdict.outcome, step?.code, step?.rule?.object, step?.rule?.field].filter((part) => part !== undefined).join(' ');
}

describe('a name that leads nowhere', () => {
  it.each([
    ['DNS5 a Service of another namespace', 'shop/web', 'db:5432', 'nxdomain dns.elsewhere Pod/shop/web spec.dnsPolicy'],
    ['DNS5 nobody anywhere has it', 'shop/web', 'dbx:5432', 'nxdomain dns.nxdomain'],
    ['DNS5 a name with its namespace is no short name', 'shop/web', 'db.shop:5432', 'nxdomain dns.nxdomain'],
    ['DNS11 a hostNetwork pod', 'shop/agent', 'db.pay:5432', 'nxdomain dns.policy Pod/shop/agent spec.dnsPolicy'],
    [
      'DNS11 dnsPolicy Default',
      'shop/plain',
      'db.pay.svc.cluster.local:5432',
      'nxdomain dns.policy Pod/shop/plain spec.dnsPolicy',
    ],
    ['DNS11 dnsPolicy None', 'shop/none', 'db.pay:5432', 'nxdomain dns.policy Pod/shop/none spec.dnsPolicy'],
    ['DNS11 nor has the cluster it', 'shop/agent', 'db.shop:5432', 'nxdomain dns.nxdomain'],
    ['DNS2 headless and nobody ready', 'shop/web', 'empty.pay:5432', 'nxdomain dns.noAddress Service/pay/empty spec.selector'],
    [
      'SVC21 an address as externalName',
      'shop/web',
      'literal:443',
      'nxdomain dns.noAddress Service/shop/literal spec.externalName',
    ],
    ['DNS9 an alias of nobody', 'shop/web', 'lost:443', 'nxdomain dns.noAddress Service/shop/lost spec.externalName'],
    ['DNS9 an alias that leads on', 'shop/web', 'site:443', 'delivered dns.resolved Service/shop/site spec.externalName'],
  ])('%s', (_rule, from, to, expected) => {
    expect(told(from, to)).toBe(expected);
  });
});

describe('the certificate of a site', () => {
  it.each([
    ['its own name', 'https://api.presspay.example/', 'delivered'],
    ['a name that the street knows as its own', 'https://pay.alias.example/', 'delivered'],
    ['SVC21 the cluster’s own alias', 'https://site/', 'tls-name'],
    ['its number', 'https://203.0.113.150/', 'tls-name'],
    ['without TLS nobody asks', 'http://site/', 'delivered'],
    ['a connection that is no URL is not read', 'site:443', 'delivered'],
  ])('B-1 %s', (_name, to, outcome) => {
    const { verdict } = trace('shop/web', to);
    expect(verdict.outcome).toBe(outcome);
    if (outcome === 'tls-name') expect(verdict.rule).toEqual({ object: 'InternetHost/api.presspay.example', field: 'name' });
  });
});

describe('a server that does not answer', () => {
  const VNET = house().replace('addressSpace: [10.10.0.0/16]', 'addressSpace: [10.10.0.0/16]\n  dnsServers: [SERVER]');
  const corp = (forwarder: string): string =>
    `dnsServers: [{ name: corp, ipAddress: 10.10.9.53, forwarders: [${forwarder}], zones: [] }]\nmanagedClusters:`;
  const ask = (network: string, extra = ''): { object: string; field: string } | undefined =>
    walked(network, pod('shop/web', { node: 'room-0', extra })).trace('shop/web', 'http://api.presspay.example/').verdict.rule;

  it('G-5 whose list named it: the network, a name server, the pod', () => {
    expect(ask(VNET.replace('SERVER', '10.10.9.99'))).toEqual({ object: 'VirtualNetwork/vnet-house', field: 'dnsServers' });
    const forwards = VNET.replace('SERVER', '10.10.9.53')
      .replace('managedClusters:', corp('10.10.9.99'))
      .replace('virtualMachines:', 'virtualMachines:\n- { name: corp, subnet: snet-vms, ipAddress: 10.10.9.53 }')
      .replace('addressPrefix: 10.10.9.0/28', 'addressPrefix: 10.10.9.0/24');
    expect(ask(forwards)).toEqual({ object: 'DnsServer/corp', field: 'forwarders' });
    expect(ask(house(), "dnsPolicy: None\n  dnsConfig: { nameservers: ['10.10.9.99'] }")).toEqual({
      object: 'Pod/shop/web',
      field: 'spec.dnsConfig.nameservers',
    });
  });
});
