// What is named when a letter turns off or finds no name: the announced route over a gateway, and the private zone that is not linked.
// Rules: E-36, E-40, F-2.
import { expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { parseLevel } from '../../src/levels/parseLevel.ts';
import { readLevelFolder } from '../levels/folders.ts';

function traceAtStart(id: string, flow: { readonly from: string; readonly to: string }): Trace {
  const { level } = parseLevel(readLevelFolder(id));
  if (!level) throw new Error(id);
  const engine = createEngine();
  engine.load({ spec: level.start, revision: 1 });
  const traced = engine.trace({ revision: 1, flow });
  if (!traced.ok) throw new Error(traced.code);
  return traced.value;
}

it('E-40 F-2 a letter that an announced route takes over the bridge names the site and what it advertises', () => {
  const trace = traceAtStart('709-helpful-signpost', { from: 'node:room-0', to: 'https://mcr.microsoft.com/' });
  const step = trace.hops.flatMap(({ steps }) => steps).find(({ code }) => code === 'route.gateway');
  expect(step?.rule).toEqual({ object: 'OnPremises/headquarters', field: 'advertisedRoutes' });
  expect(trace.verdict.rule).toEqual({ object: 'OnPremises/headquarters', field: 'internetEgress' });
});

it('E-36 a name in a private zone that is not linked where it is asked names the zone and its links', () => {
  const to = 'https://aks.privatelink.westeurope.azmk8s.io/';
  const { verdict } = traceAtStart('708-private-clerk', { from: 'vm:hubjump', to });
  expect([verdict.outcome, verdict.rule]).toEqual([
    'nxdomain',
    { object: 'PrivateDnsZone/privatelink.westeurope.azmk8s.io', field: 'virtualNetworkLinks' },
  ]);
  expect(traceAtStart('708-private-clerk', { from: 'vm:jump', to }).verdict.outcome).toBe('delivered');
  // A name that no zone has is nobody's doing.
  expect(traceAtStart('708-private-clerk', { from: 'vm:hubjump', to: 'https://nobody.example/' }).verdict.rule).toBeUndefined();
});
