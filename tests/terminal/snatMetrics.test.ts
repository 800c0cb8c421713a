// az monitor metrics list of SNAT ports: what each node has, what the load takes of it, how many connections found none.
// Shapes: https://learn.microsoft.com/en-us/azure/load-balancer/load-balancer-standard-diagnostics
import { describe, expect, it } from 'vitest';
import type { LoadPlan } from '../../src/engine/report/load/plan.ts';
import { house, pod, worldOf } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

const ask = (metric: string): string => `az monitor metrics list --resource kubernetes --metric ${metric} -o table`;

function plan(rate: number): LoadPlan {
  const flow = { name: 'payments', from: 'ops/probe', to: '203.0.113.150:443', start: 0, end: 7_000, hold: 15_000 } as const;
  const patience = { requests: 1, wait: 1_000, retries: 0, backoff: 1_000, spread: 'even' } as const;
  return { seed: 1, duration: 20_000, sample: 5_000, probe: 0, flows: [{ ...flow, ...patience, rate }], events: [] };
}

const world = worldOf(house({ nodes: 51 }), pod('ops/probe', { node: 'room-0' }));

describe('E-11 SNAT ports of a node, 51 nodes', () => {
  it('used: the busy node alone, and no more than it has', async () => {
    const terminal = openTerminal(world, [], [plan(100)]);
    expect(await terminal.type(ask('AllocatedSnatPorts'))).toMatch(/AllocatedSnatPorts +10\.10\.0\.4 +512\n/);
    expect(await terminal.type(ask('UsedSnatPorts'))).toBe(
      `Metric         BackendIPAddress    Maximum
-------------  ------------------  ---------
UsedSnatPorts  10.10.0.4           512
`,
    );
    expect(await terminal.type(ask('SnatConnectionCount'))).toMatch(/SnatConnectionCount +10\.10\.0\.4 +Failed +\d+\n/);
  });

  it('nobody fails where ports suffice, and without a load nothing is used', async () => {
    const calm = openTerminal(world, [], [plan(50)]);
    expect(await calm.type(ask('UsedSnatPorts'))).toMatch(/10\.10\.0\.4 +350\n/);
    expect(await calm.type(ask('SnatConnectionCount'))).not.toContain('Failed');
    expect(await openTerminal(world).type(ask('UsedSnatPorts'))).not.toContain('10.10.0.4');
  });
});
