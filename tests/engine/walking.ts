// A house with two rooms, four laptops and neighbours, loaded and walked: for the tests of the packet walk.
import type { Answer } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Plan } from '../../src/engine/dataplane/plan.ts';
import type { Step, Trace, Walk } from '../../src/engine/forward/trace.ts';
import { house, pod, worldOf } from './worlds.ts';

export type Mode = 'kubenet' | 'nodeSubnet' | 'overlay';
export const MODES: readonly Mode[] = ['kubenet', 'nodeSubnet', 'overlay'];
export const PODS = [
  pod('shop/client', { ports: [9000], node: 'room-0' }),
  pod('shop/near', { ports: [8080], node: 'room-0' }),
  pod('shop/far', { ports: [8080], node: 'room-1', app: 'far' }),
  pod('shop/host', { ports: [9100], node: 'room-0', extra: 'hostNetwork: true' }),
];
/** The house of worlds.ts with a machine that listens in the cluster's VNet and one in a peered VNet. */
function withNeighbours(text: string): string {
  return text
    .replace(
      'ipAddress: 10.10.9.4 }',
      'ipAddress: 10.10.9.4, ports: [{ port: 22, protocol: TCP }] }\n- { name: partner, subnet: snet-partner, ipAddress: 10.50.0.4, ports: [{ port: 22, protocol: TCP }] }',
    )
    .replace(
      'virtualNetworkGateways:',
      '  peerings: [{ name: out, remoteVirtualNetwork: vnet-partner }]\n- name: vnet-partner\n  addressSpace: [10.50.0.0/16]\n  subnets: [{ name: snet-partner, addressPrefix: 10.50.0.0/24 }]\n  peerings: [{ name: back, remoteVirtualNetwork: vnet-house }]\nvirtualNetworkGateways:',
    );
}

interface Options {
  readonly mode?: Mode;
  readonly engine?: 'none' | 'calico' | 'spec';
}

export interface Loaded {
  readonly plan: Plan;
  readonly trace: (from: string, to: string) => Trace;
  /** Every way the flow can go. */
  readonly traces: (from: string, to: string) => readonly Trace[];
}

export function load({ mode = 'overlay', engine = 'calico' }: Options, ...texts: readonly string[]): Loaded {
  const api = createEngine();
  const spec = worldOf(withNeighbours(house({ mode, engine, nodes: 2 })), ...PODS, ...texts);
  const { plan, diagnostics } = api.load({ spec, revision: 1 });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return {
    plan,
    trace: (from, to) => valueOf(api.trace({ revision: 1, flow: { from, to } })),
    traces: (from, to) => valueOf(api.traceAll({ revision: 1, flow: { from, to } })),
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

export function stepsOf(walk: Walk): Step[] {
  return walk.hops.flatMap(({ steps }) => steps);
}
