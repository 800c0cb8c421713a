// Why not, around the cluster: zone links and records, private endpoints, guest lists, peerings, transit, ways out. Each remedy is run once more.
import { describe, expect, it } from 'vitest';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { type Asked, type Asking, askWhyNot } from '../support/asking.ts';
import { deployment, house, pod, worldOf } from './worlds.ts';

type Change = (network: NetworkDocument) => Partial<NetworkDocument>;

/** A second house with a machine that listens, a supplier with a private door and the zone that names it; then one thing is changed. */
function town(change: Change = () => ({})): NetworkSpec {
  const spec = worldOf(
    house({ engine: 'none' }),
    pod('ops/probe', { node: 'room-2' }),
    deployment('shop/web', 1, { ports: [8080] }),
  );
  const peer = (remote: string) => ({ name: `to-${remote}`, remoteVirtualNetwork: remote });
  const full: NetworkDocument = {
    ...spec.network,
    virtualNetworks: [
      ...spec.network.virtualNetworks.map((vnet) => ({ ...vnet, peerings: [peer('vnet-data')] })),
      {
        name: 'vnet-data',
        addressSpace: ['10.20.0.0/16'],
        subnets: [
          { name: 'snet-db', addressPrefix: '10.20.0.0/24' },
          { name: 'snet-pe', addressPrefix: '10.20.1.0/24' },
        ],
        peerings: [peer('vnet-house')],
      },
    ],
    virtualMachines: [
      ...(spec.network.virtualMachines ?? []),
      { name: 'db', subnet: 'snet-db', ipAddress: '10.20.0.4', ports: [{ port: 5432, protocol: 'TCP' }] },
    ],
    paasServices: [
      {
        name: 'sql',
        type: 'sqlServer',
        fqdn: 'shop.database.windows.net',
        publicIPAddress: '52.1.2.3',
        publicNetworkAccess: 'Disabled',
        ports: [{ port: 1433, protocol: 'TCP' }],
      },
    ],
    privateEndpoints: [{ name: 'pe-sql', subnet: 'snet-pe', ipAddress: '10.20.1.5', target: 'sql', status: 'Approved' }],
    privateDnsZones: [
      {
        name: 'privatelink.database.windows.net',
        virtualNetworkLinks: ['vnet-house'],
        records: [{ name: 'shop', type: 'A', values: ['10.20.1.5'] }],
      },
    ],
  };
  return { ...spec, network: { ...full, ...change(full) } };
}

const SQL = { from: 'ops/probe', to: 'shop.database.windows.net:1433' } as const;
const DB = { from: 'ops/probe', to: 'vm:db:5432' } as const;

function ask(flow: Pick<Asking, 'from' | 'to'>, want: Asking['want'], change?: Change): Asked {
  return askWhyNot(town(change), { ...flow, want });
}

const zoned =
  (part: Partial<NonNullable<NetworkDocument['privateDnsZones']>[number]>): Change =>
  ({ privateDnsZones = [] }) => ({ privateDnsZones: privateDnsZones.map((zone) => ({ ...zone, ...part })) });

describe('a flow that should arrive', () => {
  it('the town as it is has nothing to mend', () => {
    expect(ask(SQL, 'delivered').holds).toBe(true);
    expect(ask(DB, 'delivered').holds).toBe(true);
  });

  it('E-31 a zone that is not linked: link it, before the street door is opened', () => {
    const { best, codes } = ask(SQL, 'delivered', zoned({ virtualNetworkLinks: [] }));
    expect(codes[0]).toBe('dns.link');
    expect(best?.findings[0]?.ref).toBe('PrivateDnsZone/privatelink.database.windows.net');
    expect(codes).toContain('paas.door');
  });

  it('E-31 a zone without the record', () => {
    const { best } = ask(SQL, 'delivered', zoned({ records: [] }));
    expect(best?.findings[0]).toMatchObject({ code: 'dns.record', params: { name: 'shop', suggested: '10.20.1.5' } });
  });

  it.each(['Pending', 'Rejected'] as const)('E-30 a private endpoint that is %s', (status) => {
    const { codes } = ask(SQL, 'delivered', ({ privateEndpoints = [] }) => ({
      privateEndpoints: privateEndpoints.map((each) => ({ ...each, status })),
    }));
    expect(codes).toEqual(['paas.approve']);
  });

  it('E-35 a guest that is not on the list', () => {
    const { best } = ask(SQL, 'delivered', ({ paasServices = [] }) => ({
      paasServices: paasServices.map((each) => ({ ...each, publicNetworkAccess: 'Enabled' as const, ipRules: ['198.51.100.7'] })),
      privateEndpoints: [],
      privateDnsZones: [],
    }));
    expect(best?.findings[0]?.code).toBe('paas.guest');
  });

  it('E-37, S28 an API server’s authorised ranges', () => {
    const { codes, best } = ask(
      { from: 'internet:api.presspay.example', to: 'https://aks.hcp.westeurope.azmk8s.io/' },
      'delivered',
      (full) => ({
        managedClusters: full.managedClusters.map((cluster) => ({
          ...cluster,
          name: 'aks',
          apiServerAccessProfile: { authorizedIPRanges: ['0.0.0.0/32'] },
        })),
        location: 'westeurope',
      }),
    );
    expect(codes).toEqual(['paas.range']);
    expect(best?.findings[0]?.params).toMatchObject({
      field: 'apiServerAccessProfile.authorizedIPRanges',
      current: '0.0.0.0/32',
    });
  });

  it('E-35 a guest list that holds the sender: that line goes, the others stay', () => {
    const { best } = ask({ from: 'vm:db', to: 'shop.database.windows.net:1433' }, 'blocked', ({ paasServices = [] }) => ({
      paasServices: paasServices.map((each) => ({
        ...each,
        publicNetworkAccess: 'Enabled' as const,
        ipRules: ['198.51.100.7', '0.0.0.0/0'],
      })),
      privateEndpoints: [],
      privateDnsZones: [],
    }));
    expect(best?.findings[0]).toMatchObject({ code: 'paas.strike', params: { current: '0.0.0.0/0' } });
  });

  it('E-35, S32 a subnet’s service endpoint hides the address that a database admits', () => {
    const { codes, best } = ask(SQL, 'delivered', ({ virtualNetworks, paasServices = [] }) => ({
      virtualNetworks: virtualNetworks.map((vnet) => ({
        ...vnet,
        subnets: vnet.subnets.map((subnet) =>
          subnet.name === 'snet-nodes' ? { ...subnet, serviceEndpoints: ['Microsoft.Sql', 'Microsoft.Storage'] } : subnet,
        ),
      })),
      paasServices: paasServices.map((each) => ({
        ...each,
        publicNetworkAccess: 'Enabled' as const,
        ipRules: ['20.50.0.1'],
      })),
      privateEndpoints: [],
      privateDnsZones: [],
    }));
    expect(codes).toContain('net.sideWay');
    expect(best?.findings[0]?.params).toMatchObject({ subnet: 'snet-nodes', current: 'Microsoft.Sql' });
  });

  it.each([[[]], [['203.0.113.0/24', '20.50.0.1/32']]])('E-37 an API server that admits the street: %j', (authorizedIPRanges) => {
    const { best } = ask(
      { from: 'internet:api.presspay.example', to: 'https://aks.hcp.westeurope.azmk8s.io/' },
      'blocked',
      (full) => ({
        managedClusters: full.managedClusters.map((cluster) => ({
          ...cluster,
          name: 'aks',
          apiServerAccessProfile: { authorizedIPRanges },
        })),
        location: 'westeurope',
      }),
    );
    expect(best?.findings[0]?.code).toBe('paas.everybody');
  });

  it('E-36, S48 a private cluster’s zone is linked to its own VNet alone', () => {
    const { codes, best } = ask({ from: 'vm:db', to: 'aks.privatelink.westeurope.azmk8s.io:443' }, 'delivered', (full) => ({
      managedClusters: full.managedClusters.map((cluster) => ({
        ...cluster,
        name: 'aks',
        apiServerAccessProfile: { enablePrivateCluster: true },
      })),
      location: 'westeurope',
    }));
    expect(codes).toEqual(['dns.link']);
    expect(best?.findings[0]?.ref).toBe('PrivateDnsZone/privatelink.westeurope.azmk8s.io');
  });

  it('F-5 no peering', () => {
    const { codes, best } = ask(DB, 'delivered', ({ virtualNetworks }) => ({
      virtualNetworks: virtualNetworks.map(({ peerings: _none, ...vnet }) => vnet),
    }));
    expect(codes).toEqual(['net.peering']);
    expect(best?.collateral).toBe(0);
  });

  it('F-5 a neighbour’s gateway that is not shared', () => {
    const { codes } = ask({ from: 'vm:db', to: 'onprem:press:8443' }, 'delivered');
    expect(codes).toEqual(['net.transit']);
  });

  it('E-1 no way out', () => {
    const { codes } = ask({ from: 'ops/probe', to: 'internet:api.presspay.example:443' }, 'delivered', ({ managedClusters }) => ({
      managedClusters: managedClusters.map((cluster) => ({
        ...cluster,
        networkProfile: { ...cluster.networkProfile, outboundType: 'none' as const },
      })),
    }));
    expect(codes).toEqual(['net.egress']);
  });
});

describe('a flow that should be stopped', () => {
  it('E-30 a private endpoint is rejected, a peering is taken away', () => {
    const { codes } = ask(SQL, 'blocked');
    expect(codes).toEqual(expect.arrayContaining(['paas.reject']));
  });

  it('F-5 a peering that carries it', () => {
    expect(ask(DB, 'blocked').codes).toContain('net.unpeer');
  });

  it('E-35 a supplier with an open street door', () => {
    const { codes } = ask(SQL, 'blocked', ({ paasServices = [] }) => ({
      paasServices: paasServices.map((each) => ({ ...each, publicNetworkAccess: 'Enabled' as const, ipRules: ['0.0.0.0/0'] })),
      privateEndpoints: [],
      privateDnsZones: [],
    }));
    expect(codes).toContain('paas.close');
  });
});
