// Failure scenarios of translated ports, seen over time: ports that run out, tables that shrink, a new way out. By load runs. Rules: S22…S24.
import { describe } from 'vitest';
import { flow, MINUTE, planOf, SECOND } from '../engine/loadPlans.ts';
import { house, pod, worldOf } from '../engine/worlds.ts';
import { trouble } from '../support/trouble.ts';
import { namespace } from './words.ts';

const API = 'https://api.presspay.example/';
const SHOP = [namespace('shop'), pod('shop/web', { node: 'room-0' })];
const town = (nodes: number, profile = ''): string =>
  house({ engine: 'none', nodes }).replace('outboundType: loadBalancer', `outboundType: loadBalancer${profile}`);

describe('failure scenarios of translated ports', () => {
  // A hundred new connections a second, each open for twenty seconds: two thousand at once.
  const peak = planOf([flow({ from: 'shop/web', to: API, rate: 100, hold: 20 * SECOND, end: 30 * SECOND })]);
  trouble('S22 new connections to one supplier fail at the peak, those that are open go on', {
    world: [town(3), ...SHOP],
    symptom: [{ load: peak, ends: { 'timeout snat-exhausted': 3000 - 2048, completed: 2048, reset: 0 } }],
    cause: ['ManagedCluster/aks', 'networkProfile.loadBalancerProfile.managedOutboundIPs.count'],
    fix: [town(3, '\n    loadBalancerProfile: { managedOutboundIPs: { count: 2 }, allocatedOutboundPorts: 4000 }')],
    cured: [{ load: peak, ends: { 'timeout snat-exhausted': 0, completed: 3000 } }],
  });

  // Begun in the last half minute, both ends counted: 901 of 1,024 ports; with node 51 each node has 512.
  const growth = planOf([flow({ from: 'shop/web', to: API, rate: 30, hold: 30 * SECOND, end: 40 * SECOND })], {
    duration: 2 * MINUTE,
    events: [{ type: 'nodes', at: 35 * SECOND, pool: 'room', count: 51 }],
  });
  trouble('S23 node 51 joins, automatic ports halve, and whoever had a port above loses the connection', {
    world: [town(50), ...SHOP],
    symptom: [{ load: growth, ends: { 'reset ports-reallocated': 901 - 512 } }],
    cause: ['ManagedCluster/aks', 'networkProfile.loadBalancerProfile.allocatedOutboundPorts'],
    fix: [town(50, '\n    loadBalancerProfile: { allocatedOutboundPorts: 1024 }')],
    cured: [{ load: growth, ends: { 'reset ports-reallocated': 0, 'timeout snat-exhausted': 0, completed: 1200 } }],
  });

  const gateway = house({ engine: 'none' })
    .replace('addressPrefix: 10.10.0.0/24 }', 'addressPrefix: 10.10.0.0/24, natGateway: natgw }')
    .replace(
      'managedClusters:',
      'publicIPAddresses: [{ name: pip-nat, ipAddress: 20.51.8.20 }]\nnatGateways: [{ name: natgw, publicIpAddresses: [pip-nat] }]\nmanagedClusters:',
    );
  const attach = planOf([flow({ from: 'shop/web', to: API, rate: 1, hold: 2 * MINUTE, end: 20 * SECOND })], {
    duration: 5 * MINUTE,
    sample: MINUTE,
    events: [{ type: 'edit', at: 10 * SECOND, edits: [{ type: 'putNetwork', network: worldOf(gateway).network }] }],
  });
  trouble('S24 a NAT gateway takes new connections alone: who is open keeps the old address', {
    world: [town(3), ...SHOP],
    symptom: [
      { load: attach, ends: { completed: 20, reset: 0 }, books: { 'lb:kubernetes room-0': 10, natgw: 10 } },
      { from: 'shop/web', to: API, sees: 'delivered', leaves: '20.50.0.1' },
    ],
    cause: ['ManagedCluster/aks', 'networkProfile.outboundType'],
    fix: [gateway],
    cured: [{ from: 'shop/web', to: API, sees: 'delivered', leaves: '20.51.8.20', via: ['natgw'] }],
  });
});
