// The source address matrix over every CNI mode, pod subnets included, as the receiver and as the replies see it.
import { describe, expect, it } from 'vitest';
import { cluster, type ClusterOptions, network, town, type Walked, walked } from './street.ts';
import { pod } from './worlds.ts';

const MODES = ['kubenet', 'nodeSubnet', 'podSubnet', 'staticBlock', 'overlay'] as const;
type Mode = (typeof MODES)[number];

function world(mode: Mode, options: ClusterOptions = {}): Walked {
  return walked(
    network(town('api.example'), cluster({ mode, engine: 'calico', ...options })),
    pod('shop/client', { ports: [9000], node: 'n-0' }),
    pod('shop/near', { ports: [8080], node: 'n-0' }),
    pod('shop/far', { ports: [8080], node: 'n-1' }),
    pod('shop/host', { ports: [9100], node: 'n-0', extra: 'hostNetwork: true' }),
    pod('shop/faraway', { ports: [9200], node: 'n-1', extra: 'hostNetwork: true' }),
  );
}

/** 'pod', 'node' or 'public': whose address the receiver sees. */
function seen(from: string, to: string, mode: Mode): string {
  const { plan, trace } = world(mode);
  const found = trace(from, to);
  expect(found.verdict.outcome, `${mode}: ${from} > ${to}`).toBe('delivered');
  const sender = plan.pods.find(({ namespace, name }) => `${namespace}/${name}` === from);
  const node = plan.nodes.find(({ name }) => name === sender?.node);
  if (found.snat) return found.sourceSeen === found.snat.publicIP ? 'public' : 'not what it was translated to';
  return found.sourceSeen === node?.ip ? 'node' : found.sourceSeen === sender?.ip ? 'pod' : `${found.sourceSeen}`;
}

describe('A-3 what the receiver sees', () => {
  // Columns: kubenet, node subnet, pod subnet (dynamic, static), overlay.
  it.each([
    ['pod to pod, same node', 'shop/client', 'pod:shop/near:8080', 'pod pod pod pod pod'],
    ['pod to pod, other node', 'shop/client', 'pod:shop/far:8080', 'pod pod pod pod pod'],
    ['pod to a machine of the cluster VNet', 'shop/client', 'vm:jump:22', 'node pod pod pod node'],
    ['pod to a peered VNet', 'shop/client', 'vm:peer:22', 'node node pod pod node'],
    ['pod to headquarters', 'shop/client', 'onprem:desk:22', 'node node pod pod node'],
    ['pod to the internet', 'shop/client', 'internet:api.example:443', 'public public public public public'],
    ['pod to 168.63.129.16:53', 'shop/client', '168.63.129.16:53/udp', 'node node node node node'],
    ['pod to 169.254.169.254:80', 'shop/client', '169.254.169.254:80', 'node node node node node'],
    ['pod to another node', 'shop/client', 'node:n-1:9200', 'node pod pod pod node'],
    ['pod to its own node', 'shop/client', 'node:n-0:9100', 'pod pod pod pod pod'],
    ['hostNetwork pod to a pod', 'shop/host', 'pod:shop/far:8080', 'node node node node node'],
    ['hostNetwork pod to a machine', 'shop/host', 'vm:jump:22', 'node node node node node'],
    ['hostNetwork pod to headquarters', 'shop/host', 'onprem:desk:22', 'node node node node node'],
  ])('%s', (_title, from, to, expected) => {
    expect(MODES.map((mode) => seen(from, to, mode)).join(' ')).toBe(expected);
  });

  it('A-3 pod subnet: what leaves for the internet carries the pod’s address up to the door', () => {
    const codes = (mode: Mode): string[] =>
      world(mode)
        .trace('shop/client', 'internet:api.example:443')
        .hops.flatMap(({ steps }) => steps.filter(({ type }) => type === 'sourceTranslation').map(({ code }) => code));
    expect(codes('podSubnet')).toEqual(['source.kept', 'source.snat']);
    expect(codes('overlay')).toEqual(['source.masqueraded', 'source.snat']);
  });
});

describe('A-4, A-7 the other way round', () => {
  it.each([
    ['vm:jump', 'timeout delivered delivered delivered timeout'],
    ['vm:peer', 'timeout delivered delivered delivered timeout'],
    ['onprem:desk', 'timeout delivered delivered delivered timeout'],
  ])('A-7 %s to a pod’s own address', (from, expected) => {
    expect(MODES.map((mode) => world(mode).trace(from, 'pod:shop/far:8080').verdict.outcome).join(' ')).toBe(expected);
  });

  it('A-4 a peer that opens the connection is answered by the pod’s own address', () => {
    const { plan, trace } = world('nodeSubnet');
    const found = trace('vm:peer', 'pod:shop/far:8080');
    const back = found.reply?.hops.flatMap(({ steps }) => steps) ?? [];
    expect(back.some(({ code }) => code === 'reply.untranslated')).toBe(false);
    expect(back.at(-1)?.after.sourceIP).toBe(plan.pods.find(({ name }) => name === 'far')?.ip);
  });

  it('A-7 nodes are reachable from everywhere in every mode', () => {
    for (const mode of MODES)
      for (const from of ['vm:jump', 'vm:peer', 'onprem:desk'])
        expect(world(mode).trace(from, 'node:n-0:9100').deliveredTo).toBe('shop/host');
  });
});

describe('what stands on the wire', () => {
  it('A-14, A-10 the way between nodes names its mode', () => {
    const step = (mode: Mode): unknown =>
      world(mode)
        .trace('shop/client', 'pod:shop/far:8080')
        .hops.flatMap(({ steps }) => steps)
        .find(({ code }) => code === 'route.otherNode');
    expect(step('overlay')).toMatchObject({ cites: ['A-14'], params: { node: 'n-1', mode: 'overlay' } });
    expect(step('kubenet')).toMatchObject({ cites: ['A-10'], params: { mode: 'kubenet' } });
  });

  it('the field that decided is the one a player would change', () => {
    const decided = (mode: Mode): unknown =>
      world(mode)
        .trace('shop/client', 'onprem:desk:22')
        .hops.flatMap(({ steps }) => steps)
        .find(({ type }) => type === 'sourceTranslation')?.rule?.field;
    expect(MODES.map(decided)).toEqual([
      'networkProfile.networkPlugin',
      'networkProfile.networkPluginMode',
      'agentPoolProfiles',
      'agentPoolProfiles',
      'networkProfile.networkPluginMode',
    ]);
  });
});
