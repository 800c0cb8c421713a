// Gestures: every kind of connection as a table (what it writes, when it refuses), the same documents as typed lines give, and the engine's
// word on what they do. Rules: SVC1, SVC4, SVC5, ING11, GW10, NP5, NP11, NP20–NP24, E-13, E-31, F-3, F-6, F-5.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { findObject, formatRef, type NetworkSpec, type ObjectRef } from '../../src/engine/model/spec.ts';
import { runCommands } from '../../src/manifest/commands/runCommands.ts';
import { connect } from '../../src/manifest/gestures/connect.ts';
import type { Doors, Offer, Scene } from '../../src/manifest/gestures/gestureTypes.ts';
import { listPalette } from '../../src/manifest/gestures/palette.ts';
import { listTargets } from '../../src/manifest/gestures/targets.ts';
import { networkToPlain, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { worldOf } from '../engine/worlds.ts';

const NETWORK = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks:
- name: vnet-house
  addressSpace: [10.10.0.0/16]
  subnets:
  - { name: snet-nodes, addressPrefix: 10.10.0.0/24, routeTable: rt-old }
  - { name: snet-doors, addressPrefix: 10.10.9.0/26 }
- name: vnet-hub
  addressSpace: [10.20.0.0/16]
  subnets: [{ name: snet-hub, addressPrefix: 10.20.0.0/24 }]
publicIPAddresses: [{ name: pip }]
natGateways: [{ name: nat, publicIpAddresses: [pip] }]
routeTables:
- { name: rt, routes: [] }
- { name: rt-old, routes: [] }
networkSecurityGroups: [{ name: nsg, securityRules: [] }]
privateDnsZones: [{ name: corp.example, virtualNetworkLinks: [], records: [] }]
paasServices:
- { name: sql, type: sqlServer, fqdn: sql.database.windows.net, publicNetworkAccess: Enabled, ports: [{ port: 1433, protocol: TCP }] }
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: calico, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10 }
  agentPoolProfiles: [{ name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes }]
`;

const namespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`;
const deployment = (at: string, name: string, port: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${at} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, team: ${at} } }
    spec: { containers: [{ name: main, image: x, ports: [{ name: main, containerPort: ${port} }] }] }
`;
const pod = (at: string, name: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${at}${more} }\nspec: { containers: [{ name: main, image: x }] }\n`;

const WORLD = [
  NETWORK,
  namespace('shop'),
  namespace('data'),
  deployment('shop', 'web', 8080),
  deployment('data', 'db', 5432),
  pod('shop', 'plain'),
  pod('shop', 'visitor', ', labels: { app: visitor, pod-template-hash: abc }'),
  `apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\nspec: { selector: { app: nobody }, ports: [{ port: 80 }] }\n`,
  `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: main }] }\n`,
  `apiVersion: v1\nkind: Service\nmetadata: { name: out, namespace: shop }\nspec: { type: ExternalName, externalName: example.org }\n`,
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: front, namespace: shop }\nspec: { rules: [{ host: shop.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] } }] }\n`,
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: far, namespace: data }\nspec: { parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: other, port: 80 }] }] }\n`,
] as const;

function sceneOf(texts: readonly string[], doors?: Doors): Scene {
  const spec = worldOf(...texts);
  const { plan } = createEngine().load({ spec, revision: 1 });
  return { spec, plan, ...(doors ? { doors } : {}) };
}

const scene = sceneOf(WORLD);

/** The whole document as plain JSON, for comparing. */
function canonical(spec: NetworkSpec): string {
  const objects = Object.values(spec.objects).flatMap((group) => Object.values(group));
  const plain = objects.map((resource) => JSON.stringify(resourceToPlain(resource))).sort();
  return JSON.stringify([networkToPlain(spec.network), plain]);
}

function offersOf(from: string, to: string, at: Scene = scene): readonly Offer[] {
  const answer = connect(at, from, to);
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  for (const offer of answer.offers) check(offer, at.spec);
  return answer.offers;
}

/** Said in both vocabularies, and typed to the same document. */
function check({ code, params, edit, typed }: Offer, spec: NetworkSpec): void {
  for (const words of ['office', 'network'] as const) expect(say(`gesture.${code}`, params, { words })).not.toBe('');
  const run = runCommands(spec, typed);
  expect(run.refusal).toBeUndefined();
  expect(canonical(run.spec)).toBe(canonical(applyEdit(spec, edit).spec));
}

function after(offer: Offer | undefined, at: Scene = scene): NetworkSpec {
  if (!offer) throw new Error('no offer');
  return applyEdit(at.spec, offer.edit).spec;
}

function object(spec: NetworkSpec, kind: ObjectRef['kind'], where: string): unknown {
  const [ns = '', name = ''] = where.split('/');
  const found = findObject(spec, { kind, namespace: ns, name });
  return found && 'spec' in found ? found.spec : undefined;
}

describe('a Service and pods', () => {
  it('SVC1, SVC5 the selector becomes the labels; the targetPort stays unless the other port is asked for', () => {
    const [alone, both, more] = offersOf('service:shop/api', 'pod:shop/web-0');
    expect(more).toBeUndefined();
    expect([alone?.code, alone?.instead, both?.code, both?.instead]).toEqual(['service.select', undefined, 'service.wire', 8080]);
    const [left, wired] = [after(alone), after(both)].map((spec) => object(spec, 'Service', 'shop/api'));
    expect(left).toMatchObject({ selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80 }] });
    expect(wired).toMatchObject({ selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] });
    // What is left to do is offered by the same gesture.
    const [port, end] = offersOf('service:shop/api', 'pod:shop/web-0', { ...scene, spec: after(alone) });
    expect([port?.code, end]).toEqual(['service.port', undefined]);
  });
  it('what stands is changed by a merge patch, before as after', () => {
    for (const [from, to] of [
      ['service:shop/api', 'pod:shop/web-0'],
      ['object:Ingress/shop/front', 'service:shop/web'],
    ] as const)
      for (const { typed } of offersOf(from, to))
        expect(typed).toMatch(/^kubectl patch [a-z]+ [a-z]+ --namespace shop --type merge --patch /);
  });
  it('SVC5 a named port that fits stays, and what is connected already says so', () => {
    expect(connect(scene, 'service:shop/web', 'pod:shop/web-1')).toMatchObject({ ok: false, code: 'already' });
  });
  it('SVC1 pods without ports change the selector alone, and labels of one day are left out', () => {
    const [offer] = offersOf('service:shop/api', 'pod:shop/visitor');
    expect(offer?.code).toBe('service.select');
    expect(object(after(offer), 'Service', 'shop/api')).toMatchObject({
      selector: { app: 'visitor' },
      ports: [{ targetPort: 80 }],
    });
  });
  it('a Service that is only asked for is made, on port 80 or on the pods’ own', () => {
    const offers = offersOf('service:shop/wanted', 'pod:shop/web-0');
    expect(offers.map(({ code, params }) => [code, params['port'], params['target']])).toEqual([
      ['service.new', 80, 8080],
      ['service.new', 8080, 8080],
    ]);
  });
  it.each([
    ['SVC1 another namespace', 'service:shop/api', 'pod:data/db-0', 'service.namespace'],
    ['SVC1 no labels', 'service:shop/api', 'pod:shop/plain', 'labels'],
    ['SVC4 ExternalName', 'service:shop/out', 'pod:shop/web-0', 'service.external'],
    ['a room', 'service:shop/api', 'node:aks-room-000000', 'pair.service'],
    ['itself', 'service:shop/api', 'service:shop/api', 'same'],
  ])('%s is refused', (_name, from, to, code) => {
    const node = scene.plan.nodes[0]?.name ?? '';
    const answer = connect(scene, from, to.startsWith('node:') ? `node:${node}` : to);
    expect(answer).toMatchObject({ ok: false, code });
    if (!answer.ok) expect(say(`gesture.no.${answer.code}`, answer.params)).not.toBe('');
  });
});

describe('routes and Services', () => {
  it('ING11 a path of an Ingress changes its backend, or a new path is added', () => {
    const offers = offersOf('object:Ingress/shop/front', 'service:shop/web');
    expect(offers.map(({ code }) => code)).toEqual(['route.path', 'route.new']);
    expect(object(after(offers[0]), 'Ingress', 'shop/front')).toMatchObject({
      rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
    });
    expect(object(after(offers[1]), 'Ingress', 'shop/front')).toMatchObject({
      rules: [{ http: { paths: [{ path: '/' }, { path: '/web', pathType: 'Prefix' }] } }],
    });
  });
  it('an Ingress sends nowhere outside its namespace, and to no Service that is missing', () => {
    expect(connect(scene, 'object:Ingress/shop/front', 'service:data/none')).toMatchObject({
      ok: false,
      code: 'service.missing',
    });
    expect(connect(scene, 'service:shop/out', 'object:Ingress/shop/front')).toMatchObject({ ok: false, code: 'service.ports' });
  });
  it('GW10 an HTTPRoute to another namespace brings the ReferenceGrant', () => {
    const offers = offersOf('object:HTTPRoute/data/far', 'service:shop/web');
    expect(offers.map(({ code }) => code)).toEqual(['route.pathGrant', 'route.newGrant']);
    const spec = after(offers[0]);
    expect(object(spec, 'HTTPRoute', 'data/far')).toMatchObject({
      rules: [{ backendRefs: [{ name: 'web', namespace: 'shop', port: 80 }] }],
    });
    expect(object(spec, 'ReferenceGrant', 'shop/data-to-web')).toMatchObject({
      from: [{ kind: 'HTTPRoute', namespace: 'data' }],
    });
  });
});

const policy = (at: string, name: string, type: 'Ingress' | 'Egress'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: ${at} }\nspec: { podSelector: {}, policyTypes: [${type}] }\n`;
const ref = (at: string, name: string): ObjectRef => ({ kind: 'NetworkPolicy', namespace: at, name });

describe('let one write to the other', () => {
  const arrives = (spec: NetworkSpec, port: number): boolean => {
    const engine = createEngine();
    engine.load({ spec, revision: 1 });
    const answer = engine.policy({ revision: 1, query: { from: 'shop/web-0', to: 'data/db-0', port, protocol: 'TCP' } });
    return answer.ok && answer.value === 'allowed';
  };
  it('NP5, NP20, NP24 one ingress rule at a shut door: real labels, the namespace by its own name, the port they have', () => {
    const at = sceneOf([...WORLD, policy('data', 'shut', 'Ingress')], { ingress: [ref('data', 'shut')], egress: [] });
    const offers = offersOf('pod:shop/web-0', 'pod:data/db-0', at);
    expect(offers.map(({ code }) => code)).toEqual(['allow.in', 'allow.rule']);
    expect(object(after(offers[0], at), 'NetworkPolicy', 'data/db-from-web')).toEqual({
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          peers: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
              podSelector: { matchLabels: { app: 'web' } },
            },
          ],
          ports: [{ protocol: 'TCP', port: 5432 }],
        },
      ],
    });
    expect(arrives(at.spec, 5432)).toBe(false);
    for (const offer of offers) expect([arrives(after(offer, at), 5432), arrives(after(offer, at), 5433)]).toEqual([true, false]);
  });
  it('NP12 a sender that is shut in gets its egress rule with it', () => {
    const texts = [...WORLD, policy('data', 'shut', 'Ingress'), policy('shop', 'in', 'Egress')];
    const at = sceneOf(texts, { ingress: [ref('data', 'shut')], egress: [ref('shop', 'in')] });
    const offers = offersOf('pod:shop/web-0', 'pod:data/db-0', at);
    expect(offers.map(({ code }) => code)).toEqual(['allow.both', 'allow.ruleBoth']);
    for (const offer of offers) expect(arrives(after(offer, at), 5432)).toBe(true);
    const lone = sceneOf([...WORLD, policy('shop', 'in', 'Egress')], { ingress: [], egress: [ref('shop', 'in')] });
    const [out] = offersOf('pod:shop/web-0', 'pod:data/db-0', lone);
    expect([out?.code, arrives(after(out, lone), 5432)]).toEqual(['allow.out', true]);
  });
  it('NP11 at an open door the only offer shuts it for everybody else', () => {
    const at = { ...scene, doors: { ingress: [], egress: [] } };
    const [offer, more] = offersOf('pod:shop/web-0', 'pod:data/db-0', at);
    expect([offer?.code, more]).toEqual(['allow.only', undefined]);
  });
  it('NP17, SVC5 a Service stands for the pods behind it, at the port where its letters end', () => {
    const at = sceneOf([...WORLD, policy('shop', 'shut', 'Ingress')], { ingress: [ref('shop', 'shut')], egress: [] });
    const offers = offersOf('pod:data/db-0', 'service:shop/web', at);
    expect(offers.map(({ code, params }) => [code, params['on']])).toEqual([
      ['allow.in', 'TCP 8080'],
      ['allow.rule', 'TCP 8080'],
    ]);
  });
  it('NP17 a receiver that declares no port is opened on every port, in words of its own', () => {
    const shut = { ingress: [ref('shop', 'shut')], egress: [ref('shop', 'shut')] };
    const texts = [...WORLD, policy('shop', 'shut', 'Ingress')];
    const codes = (doors: Doors): string[] =>
      offersOf('pod:shop/web-0', 'pod:shop/visitor', sceneOf(texts, doors)).map(({ code }) => code);
    expect(codes({ ingress: [], egress: [] })).toEqual(['allow.onlyAny']);
    expect(codes({ ...shut, ingress: [] })).toEqual(['allow.outAny']);
    expect(codes({ ...shut, egress: [] })).toEqual(['allow.inAny', 'allow.ruleAny']);
    expect(codes(shut)).toEqual(['allow.bothAny', 'allow.ruleSameAny']);
  });
  it('NP30, SVC5 a port is of a protocol: rules and targetPorts take none of another', () => {
    const dns = `apiVersion: v1\nkind: Pod\nmetadata: { name: dns, namespace: shop, labels: { app: dns } }\nspec: { containers: [{ name: main, image: x, ports: [{ containerPort: 53, protocol: UDP }, { containerPort: 9153 }] }] }\n`;
    const names = `apiVersion: v1\nkind: Service\nmetadata: { name: names, namespace: shop }\nspec: { selector: { app: none }, ports: [{ port: 53, protocol: UDP, targetPort: 5353 }] }\n`;
    const at = sceneOf([...WORLD, dns, names], { ingress: [], egress: [] });
    expect(offersOf('pod:shop/web-0', 'pod:shop/dns', at).map(({ params }) => params['on'])).toEqual(['UDP 53', 'TCP 9153']);
    expect(offersOf('service:shop/names', 'pod:shop/dns', at).map(({ instead }) => instead)).toEqual([undefined, 53]);
  });
  it('pods without labels are refused on either side', () => {
    expect(connect(scene, 'pod:shop/plain', 'pod:data/db-0')).toMatchObject({ ok: false, code: 'labels' });
    expect(connect(scene, 'pod:data/db-0', 'pod:shop/plain')).toMatchObject({ ok: false, code: 'labels' });
  });
});

describe('pods and rooms', () => {
  const node = scene.plan.nodes[1]?.name ?? '';
  const seats = (spec: NetworkSpec, name: string): (string | undefined)[] =>
    createEngine()
      .load({ spec, revision: 1 })
      .plan.pods.filter((item) => item.name.startsWith(name))
      .map((item) => item.node);
  it('a workload is pinned whole, and let go by the same gesture', () => {
    const [offer] = offersOf('pod:shop/web-0', `node:${node}`);
    expect(offer?.code).toBe('place.all');
    const spec = after(offer);
    expect(seats(spec, 'web')).toEqual([node, node]);
    const [free] = offersOf(`node:${node}`, 'pod:shop/web-0', { ...scene, spec });
    expect(free?.code).toBe('place.free');
    expect(canonical(applyEdit(spec, free?.edit ?? { type: 'batch', edits: [] }).spec)).toBe(canonical(scene.spec));
  });
  it('a bare pod is made anew', () => {
    const [offer] = offersOf('pod:shop/visitor', `node:${node}`);
    expect([offer?.code, seats(after(offer), 'visitor')]).toEqual(['place.pod', [node]]);
  });
});

describe('Azure', () => {
  const subnet = (spec: NetworkSpec, name: string): unknown =>
    spec.network.virtualNetworks.flatMap(({ subnets }) => subnets).find((item) => item.name === name);
  it.each([
    ['F-3', 'object:RouteTable/rt', 'snet-doors', 'join.routeTable', { routeTable: 'rt' }],
    ['F-3', 'object:RouteTable/rt', 'snet-nodes', 'swap.routeTable', { routeTable: 'rt' }],
    ['F-3', 'signpost:snet-nodes', 'snet-doors', 'join.routeTable', { routeTable: 'rt-old' }],
    ['F-6', 'absent:networkSecurityGroup/snet-nodes/nsg', 'snet-nodes', 'join.guard', { networkSecurityGroup: 'nsg' }],
    ['F-6', 'object:NetworkSecurityGroup/nsg', 'snet-nodes', 'join.guard', { networkSecurityGroup: 'nsg' }],
    ['E-13', 'device:nat', 'snet-nodes', 'join.natGateway', { natGateway: 'nat' }],
  ])('%s %s joins subnet %s (%s), and the same gesture parts them', (_rule, part, name, code, field) => {
    const [offer] = offersOf(`subnet:${name}`, part);
    expect(offer?.code).toBe(code);
    const spec = after(offer);
    expect(subnet(spec, name)).toMatchObject(field);
    const [parted] = offersOf(part, `subnet:${name}`, { ...scene, spec });
    expect(parted?.code).toBe(code.replace(/^(join|swap)/, 'part'));
    expect(subnet(applyEdit(spec, parted?.edit ?? offer?.edit ?? { type: 'batch', edits: [] }).spec, name)).not.toMatchObject(
      field,
    );
  });
  it('F-5 two VNets are peered both ways, a missing half is added alone, and both halves go together', () => {
    const [offer] = offersOf('object:VirtualNetwork/vnet-house', 'site:vnet-hub');
    const spec = after(offer);
    expect(spec.network.virtualNetworks.map(({ peerings }) => peerings?.map((item) => item.remoteVirtualNetwork))).toEqual([
      ['vnet-hub'],
      ['vnet-house'],
    ]);
    const [parted] = offersOf('subnet:snet-nodes', 'site:vnet-hub', { ...scene, spec });
    expect(parted?.code).toBe('unpeer');
    expect(canonical(applyEdit(spec, parted?.edit ?? { type: 'batch', edits: [] }).spec)).toBe(canonical(scene.spec));
    expect(connect(scene, 'subnet:snet-hub', 'site:vnet-hub')).toMatchObject({ ok: false, code: 'same' });
  });
  it('E-31 a private zone is linked to a VNet, and unlinked', () => {
    const [offer] = offersOf('object:PrivateDnsZone/corp.example', 'object:VirtualNetwork/vnet-house');
    const spec = after(offer);
    expect(spec.network.privateDnsZones?.[0]?.virtualNetworkLinks).toEqual(['vnet-house']);
    expect(offersOf('subnet:snet-nodes', 'object:PrivateDnsZone/corp.example', { ...scene, spec })[0]?.code).toBe('unlink');
  });
  it('E-30 a supplier gets a door in a subnet, once', () => {
    const [offer] = offersOf('paas:sql', 'subnet:snet-doors');
    const spec = after(offer);
    expect(spec.network.privateEndpoints).toMatchObject([
      { name: 'pe-sql', subnet: 'snet-doors', target: 'sql', status: 'Approved' },
    ]);
    expect(connect({ ...scene, spec }, 'subnet:snet-doors', 'paas:sql')).toMatchObject({ ok: false, code: 'already.door' });
    expect(connect({ ...scene, spec }, 'subnet:snet-nodes', 'device:pe-sql')).toMatchObject({ ok: false, code: 'door' });
  });
});

describe('targets and palette', () => {
  it('every thing is listed once, and only what fits has no reason', () => {
    const targets = listTargets(scene, 'service:shop/api');
    expect(new Set(targets.map(({ selection }) => selection)).size).toBe(targets.length);
    const fitting = targets.filter(({ refusal }) => !refusal).map(({ selection }) => selection);
    const floors = listTargets(scene, 'subnet:snet-nodes');
    const parts = floors.filter(({ selection }) => /RouteTable|NetworkSecurityGroup|absent:/.test(selection));
    // What stands at a floor already is known by its post.
    expect(parts.filter(({ refusal }) => !refusal).map(({ selection }) => selection)).toEqual([
      'object:RouteTable/rt',
      'absent:routeTable/snet-nodes/rt',
      'object:NetworkSecurityGroup/nsg',
      'absent:networkSecurityGroup/snet-nodes/nsg',
      'absent:zoneLink/corp.example',
    ]);
    // A pod may also write to a Service: what fits one way round fits the other.
    expect(fitting).toEqual([
      'pod:shop/visitor',
      'pod:shop/web-0',
      'pod:shop/web-1',
      'object:HTTPRoute/data/far',
      'object:Ingress/shop/front',
    ]);
    const effects = targets.filter(({ effect }) => effect).map(({ selection }) => selection);
    expect(effects).toEqual(fitting);
    expect(listTargets(scene, 'pod:shop/web-0').find(({ selection }) => selection === 'pod:data/db-1')).toEqual({
      selection: 'pod:data/db-1',
      owner: 'Deployment/data/db',
    });
    for (const { refusal } of targets) if (refusal) expect(say(`gesture.no.${refusal.code}`, refusal.params)).not.toBe('');
  });
  it('a level’s refusal is the reason when nothing else remains', () => {
    const refused = { code: 'refused.object', params: { object: 'Service/shop/api' } };
    const at: Scene = { ...scene, refusalOf: () => refused };
    expect(connect(at, 'service:shop/api', 'pod:shop/web-0')).toMatchObject({ ok: false, ...refused });
    expect(listPalette(at, { namespace: 'shop' }).every(({ offer }) => !offer)).toBe(true);
  });
  it('names never collide, typed lines give the same documents, and everything is said', () => {
    const near = ['pod:shop/web-0', 'service:shop/web', `node:${scene.plan.nodes[0]?.name}`, 'subnet:snet-doors', undefined];
    for (const place of near) {
      const items = listPalette(scene, { namespace: 'shop', ...(place === undefined ? {} : { near: place }) });
      for (const { code, offer, refusal } of items) {
        expect(say(`gesture.add.${code}`)).not.toBe('');
        expect([code, refusal]).toEqual([code, undefined]);
        if (!offer) continue;
        check(offer, scene.spec);
        const spec = after(offer);
        const again = listPalette({ ...scene, spec }, { namespace: 'shop', ...(place === undefined ? {} : { near: place }) });
        const next = again.find((item) => item.code === code)?.offer;
        expect(next?.params['name']).not.toBe(offer.params['name']);
        expect(next?.params['name']).toMatch(/-\d+$/);
      }
    }
  });
  it('ING13, C-14 a new Ingress names the only class served here, declared or installed, and none where there are two', () => {
    const [base, ...rest] = scene.spec.network.managedClusters;
    const classAt = (more: Partial<NonNullable<typeof base>>): unknown => {
      const network = { ...scene.spec.network, managedClusters: base ? [{ ...base, ...more }, ...rest] : [] };
      const at: Scene = { ...scene, spec: { ...scene.spec, network } };
      const offer = listPalette(at, { namespace: 'shop' }).find(({ code }) => code === 'ingress')?.offer;
      const { name = '' } = offer?.params ?? {};
      return (object(after(offer, at), 'Ingress', String(name)) as { ingressClassName?: string }).ingressClassName;
    };
    const helm = [{ name: 'ingress-nginx', namespace: 'ingress-nginx', class: 'nginx' }];
    const addOn = { webAppRouting: { enabled: true } };
    expect(classAt({})).toBeUndefined();
    expect(classAt({ ingressControllers: helm })).toBe('nginx');
    expect(classAt({ ingressProfile: addOn })).toBe('webapprouting.kubernetes.azure.com');
    expect(classAt({ ingressControllers: helm, ingressProfile: addOn })).toBeUndefined();
  });
  it('nothing to select or to send to is said', () => {
    const empty = listPalette(scene, { namespace: 'nowhere' });
    expect(empty.filter(({ refusal }) => refusal).map(({ refusal }) => refusal?.code)).toEqual(['new.service', 'new.ingress']);
  });
  it('every code has its sentence', () => {
    const folder = join(import.meta.dirname, '../../src/manifest/gestures');
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
    const kinds = found(/^ +\| '([a-zA-Z]+)'/gm).concat('pods', 'service', 'route', 'subnet');
    const refused = [...found(/\bno\('([a-zA-Z.]+)'/g), ...kinds.map((kind) => `pair.${kind}`)];
    const offered = found(/(?:code: |\? |: )'((?:service|route|allow|place|new)\.[a-zA-Z]+|peer|unpeer|link|unlink|door)'/g);
    expect([refused.length > 30, offered.length > 25]).toEqual([true, true]);
    expect(refused.filter((code) => !hasWords(`gesture.no.${code}`))).toEqual([]);
    const anyPort = offered.filter((code) => code.startsWith('allow.')).map((code) => `${code}Any`);
    expect([...offered, ...anyPort].filter((code) => !hasWords(`gesture.${code}`))).toEqual([]);
  });
  it('hostile selections are nobody', () => {
    for (const text of ['', ':', 'pod:', 'object:__proto__/a/b', 'object:Pod', 'pod:__proto__/constructor', 'subnet:toString'])
      expect(connect(scene, text, 'service:shop/api').ok).toBe(false);
    expect(formatRef(ref('a', 'b'))).toBe('NetworkPolicy/a/b');
  });
});
