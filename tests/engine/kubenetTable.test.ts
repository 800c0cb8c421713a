// kubenet's route table as the walk meets it: a route that leads elsewhere loses questions and answers, a table without the nodes' routes is
// named. Rules: A-8, A-10, A-11.
import { describe, expect, it } from 'vitest';
import type { Patch } from '../../src/engine/edit/patch.ts';
import { findHints } from '../../src/engine/goals/hints.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { cluster, network, walked } from './street.ts';
import { pod, worldOf } from './worlds.ts';

function world(routes: string, more = ''): ReturnType<typeof walked> {
  return walked(
    network(
      `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24, routeTable: rt }
  - { name: snet-vms, addressPrefix: 10.0.9.0/24${more} }`,
      `routeTables: [{ name: rt, routes: [${routes}] }, { name: rt-vms, routes: [] }]`,
      'virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 22 }] }]',
      cluster({ mode: 'kubenet', nodes: 3 }),
    ),
    pod('shop/a', { ports: [80], node: 'n-0' }),
    pod('shop/b', { ports: [80], node: 'n-1' }),
    pod('shop/c', { ports: [80], node: 'n-2' }),
  );
}

const reply = ({ trace }: ReturnType<typeof walked>, from: string, to: string): string => {
  const { verdict, reply: back } = trace(from, to);
  return `${verdict.outcome} ${back?.verdict.outcome ?? '-'} ${back?.verdict.rule?.field ?? verdict.rule?.field ?? ''}`.trim();
};

describe('kubenet’s route table', () => {
  it('A-10 AKS’s own routes carry questions and answers', () => {
    expect(reply(world(''), 'shop/a', 'pod:shop/b:80')).toBe('delivered delivered');
  });

  it.each([
    ['to an address of nobody', '10.0.0.99'],
    ['to another node', '10.0.0.6'],
  ])('A-11 a route %s in place of AKS’s loses what goes to the node, answers too', (_where, hop) => {
    const wrong = world(`{ name: x, addressPrefix: 10.244.1.0/24, nextHopType: VirtualAppliance, nextHopIpAddress: ${hop} }`);
    expect(wrong.trace('shop/a', 'pod:shop/b:80').verdict).toMatchObject({ outcome: 'timeout' });
    expect(reply(wrong, 'shop/b', 'pod:shop/a:80')).toBe('timeout timeout routes[x]');
    expect(reply(wrong, 'shop/a', 'pod:shop/c:80')).toBe('delivered delivered');
  });

  it('A-8 a subnet whose table lacks them names the table, one without any the pod CIDR', () => {
    const where = (more: string): string => reply(world('', more), 'vm:jump', 'pod:shop/b:80');
    expect(where(', routeTable: rt-vms')).toBe('timeout - routes');
    expect(where('')).toBe('timeout - networkProfile.podCidr');
    expect(where(', routeTable: rt')).toBe('delivered delivered');
  });
});

describe('the table that a kubenet cluster was created with', () => {
  const COPIED = [0, 1, 2]
    .map(
      (n) => `{ name: r${n}, addressPrefix: 10.244.${n}.0/24, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.0.${n + 4} }`,
    )
    .join(', ');
  const ALL = '{ name: all, addressPrefix: 10.244.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.0.4 }';

  /** `hung`: the table of the node subnet; `other`: routes of a table that AKS does not know. */
  function made(hung: string | undefined, { other = '', count = 3 } = {}): NetworkSpec {
    return worldOf(
      network(
        `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24${hung === undefined ? '' : `, routeTable: ${hung}`} }]`,
        `routeTables: [{ name: rt-aks, routes: [] }, { name: rt-other, routes: [${other}] }]`,
        cluster({ mode: 'kubenet', nodes: count }).replace('- name: aks', '- name: aks\n  nodeRouteTable: rt-aks'),
      ),
      pod('shop/a', { node: 'n-0' }),
      pod('shop/b', { ports: [80], node: `n-${count - 1}` }),
    );
  }
  const SNET = ['virtualNetworks', { element: 'vnet' }, 'subnets', { element: 'snet-aks' }, 'routeTable'];
  const arrives = { id: 'b', type: 'mustArrive', from: ['shop/a'], to: ['pod:shop/b:80'] } as const;
  const hint = (spec: NetworkSpec): string | undefined => findHints(compileWorld(spec), [arrives])[0]?.code;

  it.each([
    ['AKS’s own', made('rt-aks'), undefined],
    ['AKS’s own, with one node more', made('rt-aks', { count: 4 }), undefined],
    ['another', made('rt-other'), 'net.aksTable'],
    ['none', made(undefined), 'net.aksTable'],
    ['a copy', made('rt-other', { other: COPIED }), undefined],
    ['a copy, with one node more', made('rt-other', { other: COPIED, count: 4 }), 'net.aksTable'],
    ['one route for all', made('rt-other', { other: ALL }), 'net.aksTable'],
  ])('A-10 A-11 where the node subnet carries %s', (_table, spec, wanted) => {
    expect(hint(spec)).toBe(wanted);
  });

  it('A-37 where no table is to hang there, Overlay needs none', () => {
    const bare: Patch = { type: 'patch', target: 'Network', changes: [{ path: SNET }] };
    const found = findHints(compileWorld(made('rt-aks')), [{ ...arrives, given: [bare] }])[0];
    expect(found).toMatchObject({ code: 'cni.leaveKubenet', params: { object: 'aks', suggested: 'overlay' } });
  });

  it('A-11 one that is not there is no table', () => {
    const spec = made('rt-aks');
    const network = { ...spec.network, routeTables: [{ name: 'rt-other', routes: [] }] };
    const paths = compileWorld({ ...spec, network }).dataplane.diagnostics.map(({ code, path }) => `${code} ${path}`);
    expect(paths).toContain('InvalidResourceReference managedClusters.aks.nodeRouteTable');
  });
});
