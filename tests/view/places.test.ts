// Every place of a trace is a piece of the house that an envelope can stand at; a security group judges at its guard.
import { describe, expect, it } from 'vitest';
import type { Place, Trace } from '../../src/engine/forward/trace.ts';
import { envelopeWay } from '../../src/view/envelopeWay.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { createRouter, thingAt } from '../../src/view/layout/route.ts';
import { networkOf, planOf } from './plans.ts';

const SHAPE = { nodes: 2, pods: 4, gateway: true, sites: 1, siteHosts: 1, peers: 1, houses: 1, machines: 1, devices: 1 };
const network = networkOf(SHAPE);
const layout = buildLayout(planOf(SHAPE), network);
const first = (list: readonly { readonly name: string }[] | undefined): string => list?.[0]?.name ?? '';

const PLACES: Readonly<Record<Place['kind'], string>> = {
  pod: 'team-0/laptop-0',
  node: 'room-0',
  subnet: 'snet-0',
  loadBalancer: 'lb:kubernetes',
  virtualNetworkGateway: 'vpngw',
  onPremises: 'hq-0',
  onPremisesHost: 'press-0-0',
  virtualMachine: 'machine-0',
  azureFirewall: first(network.azureFirewalls),
  natGateway: first(network.natGateways),
  internet: 'internet',
  internetHost: 'customer-0',
  privateEndpoint: first(network.privateEndpoints),
  paasService: first(network.paasServices),
};

describe('places of a trace', () => {
  it.each(Object.entries(PLACES) as [Place['kind'], string][])('%s %s is a piece of the house', (kind, name) => {
    expect(thingAt(layout, { kind, name }, undefined)?.name).toBe(kind === 'pod' ? 'laptop-0' : name);
  });

  it('F-6 a security group judges at the guard of its subnet, and a route there at the floor itself', () => {
    const walk = (type: string): string[] => {
      const steps = [{ type, effect: 'pass', code: '', params: {} }];
      const hops = [
        { at: { kind: 'pod', name: 'team-0/laptop-0' }, steps },
        { at: { kind: 'subnet', name: 'snet-0' }, steps },
      ];
      const trace = { hops, flow: { from: '', to: '' } } as unknown as Trace;
      return envelopeWay({ layout, router: createRouter(layout) }, trace).stops.map(({ thing }) => thing.selection);
    };
    expect(walk('nsg')).toEqual(['pod:team-0/laptop-0', 'guard:snet-0']);
    expect(walk('route')).toEqual(['pod:team-0/laptop-0', 'subnet:snet-0']);
  });
});
