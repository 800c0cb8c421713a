// One fix by gesture, in a form, in YAML and by a typed line, each from the same start in a game of its own with the real engine: the documents
// that result are equal to the byte, in canonical form and as they are taken home, and undo gives the start back.
import { describe, expect, it, vi } from 'vitest';
import type { NetworkPolicy } from '../../src/engine/model/kubernetes.ts';
import { findObject } from '../../src/engine/model/spec.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
import { canonicalJson } from '../../src/share/canonicalJson.ts';
import type { App } from '../../src/store/store.ts';
import { addThing, writeField } from '../../src/studio/design/change.ts';
import { type Place, putAt } from '../../src/studio/design/place.ts';
import { thingSpec } from '../../src/studio/design/things.ts';
import { changePolicy, type PolicyChange } from '../../src/studio/reader/change.ts';
import { parsePolicySentences } from '../../src/studio/sentence/parseSentences.ts';
import { openInProcess } from '../support/inProcessApp.ts';

const WORLD = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
location: westeurope
virtualNetworks:
- name: vnet-house
  addressSpace: [10.10.0.0/16]
  subnets:
  - { name: snet-nodes, addressPrefix: 10.10.0.0/24 }
  - { name: snet-vms, addressPrefix: 10.10.1.0/24 }
routeTables:
- name: rt-house
  routes: [{ name: home, addressPrefix: 172.20.0.0/16, nextHopType: None }]
networkSecurityGroups: [{ name: nsg-house, securityRules: [] }]
managedClusters:
- name: aks
  kubernetesVersion: '1.34'
  networkProfile:
    networkPlugin: azure
    networkPluginMode: overlay
    networkPolicy: calico
    podCidr: 10.244.0.0/16
    serviceCidr: 10.100.0.0/16
    dnsServiceIP: 10.100.0.10
    outboundType: loadBalancer
  agentPoolProfiles: [{ name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: c, image: registry.example/web:1, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: data, labels: { app: db } }
spec: { containers: [{ name: c, image: registry.example/db:1, ports: [{ containerPort: 5432 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: late, namespace: shop, labels: { tier: front } }
spec: { containers: [{ name: c, image: registry.example/web:1, ports: [{ containerPort: 8080 }] }] }
`;

type Hand = (app: App) => Promise<unknown>;

async function open(): Promise<App> {
  const app = openInProcess();
  const { actions } = app.store.getState();
  await actions.openSandbox();
  if (!(await actions.importText(WORLD, 'replace'))) throw new Error(JSON.stringify(app.store.getState().session.problems));
  return app;
}

const SAY = (key: string, params?: object): string => `${key} ${JSON.stringify(params ?? {})}`;

async function type({ store }: App, text: string): Promise<void> {
  await store.getState().actions.typeLine(text, SAY);
  const said = store.getState().session.terminal.entries.filter(({ error }) => error);
  expect(said).toEqual([]);
}

async function connect({ store }: App, from: string, to: string, code: string): Promise<void> {
  const { actions } = store.getState();
  actions.startConnecting(from);
  await actions.connectTo(to);
  const choices = store.getState().session.connecting?.choices ?? [];
  const at = choices.findIndex((choice) => choice.code === code);
  expect(at, `${code} among ${choices.map((choice) => choice.code).join()}`).toBeGreaterThanOrEqual(0);
  expect(await actions.acceptChoice(at)).toBe(true);
}

async function yaml({ store }: App, key: string, text: string): Promise<void> {
  const done = await store.getState().actions.applyYaml(key, text);
  expect(store.getState().session.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(done).toBe(true);
}

async function networkYaml(app: App, change: (text: string) => string): Promise<void> {
  const text = change(WORLD.slice(0, WORLD.indexOf('---')));
  expect(WORLD).not.toContain(text);
  await yaml(app, 'Network', text);
}

async function network(app: App, place: Place, thing: string, value: unknown): Promise<void> {
  const { actions, document } = app.store.getState();
  const name = place.at(-1);
  const at = place.slice(0, -1);
  const field = thingSpec(thing, undefined)?.fields.find((each) => each.name === name);
  if (!field) throw new Error(`no field ${thing}.${name}`);
  actions.draftNetwork(writeField(document.spec.network, { place: at, field }, value));
  expect(await actions.applyDesign('edit.design', { name: 'house' })).toBe(true);
}

/** A new thing in a list of the Network document, its fields filled in one after the other. */
async function addByForm(
  { store }: App,
  at: { readonly list: Place; readonly thing: string },
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { actions, document } = store.getState();
  const { network: added, place } = addThing(document.spec.network, at);
  const known = thingSpec(at.thing, undefined)?.fields;
  let next = added;
  for (const [name, value] of Object.entries(fields)) {
    const field = known?.find((each) => each.name === name);
    if (!field) throw new Error(`no field ${name}`);
    next = writeField(next, { place, field }, value);
  }
  actions.draftNetwork(next);
  expect(await actions.applyDesign('edit.design', { name: 'house' })).toBe(true);
}

/** Every hand from the same start. */
async function equal(hands: Readonly<Record<string, Hand>>): Promise<void> {
  const made: { hand: string; json: string; home: string }[] = [];
  for (const [hand, play] of Object.entries(hands)) {
    const app = await open();
    const { actions } = app.store.getState();
    const before = app.store.getState().document;
    await play(app);
    const { document } = app.store.getState();
    expect(document.spec, hand).not.toEqual(before.spec);
    const told = await actions.equivalentsOf(document.applied - 1);
    expect(told?.commands, hand).not.toBe('');
    made.push({ hand, json: canonicalJson(document.spec), home: await actions.takeHome('yaml') });
    for (let steps = document.applied; steps > before.applied; steps--) actions.undo();
    await vi.waitFor(() => expect(app.store.getState().document.applied).toBe(before.applied));
    expect(sameValue(app.store.getState().document.spec, before.spec), `${hand}, undone`).toBe(true);
  }
  for (const { hand, json, home } of made) {
    expect(JSON.parse(json), hand).toEqual(JSON.parse(made[0]?.json ?? ''));
    expect(json, hand).toBe(made[0]?.json);
    expect(home, hand).toBe(made[0]?.home);
  }
}

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: data
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: shop
      podSelector:
        matchLabels:
          app: web
    ports:
    - port: 5432
`;

const SHUT: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'db', namespace: 'data' },
  spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] },
};
const PEER = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
  podSelector: { matchLabels: { app: 'web' } },
} as const;
const FORM: readonly PolicyChange[] = [
  { type: 'addRule', direction: 'ingress', added: { peers: [PEER] } },
  { type: 'addPort', direction: 'ingress', rule: 0, port: { protocol: 'TCP', port: 5432 } },
];

async function draft({ store }: App, policy: NetworkPolicy): Promise<void> {
  const { actions } = store.getState();
  expect(await actions.applyYaml('new', await actions.draftPolicy('new', policy))).toBe(true);
}

describe('the same fix by four hands', () => {
  it('NP12, NP17 a policy: form, sentence, YAML and kubectl apply fill in the same types and protocol', async () => {
    await equal({
      form: (app) => draft(app, FORM.reduce(changePolicy, SHUT)),
      sentence: async (app) => {
        const said = parsePolicySentences('policy db\npods app=db in data accept TCP 5432 from pods app=web in namespace shop');
        if (!said.ok) throw new Error(`${said.problem.code} ${JSON.stringify(said.problem)}`);
        await draft(app, said.policy);
      },
      yaml: (app) => yaml(app, 'new', POLICY),
      typed: (app) => type(app, `kubectl apply -f - <<EOF\n${POLICY}EOF`),
    });
  });

  it('NP5 a policy: what one pull on the board writes is what its YAML and its typed lines write', async () => {
    const app = await open();
    await connect(app, 'pod:shop/web', 'pod:data/db', 'allow.only');
    const { spec, log } = app.store.getState().document;
    const made = Object.values(spec.objects['data'] ?? {}).find((each): each is NetworkPolicy => each.kind === 'NetworkPolicy');
    if (!made) throw new Error('no policy');
    const told = await app.store.getState().actions.equivalentsOf(log.length - 1);
    const written = told?.texts[0]?.lines.map(({ text }) => text).join('\n') ?? '';
    await equal({
      gesture: (other) => connect(other, 'pod:shop/web', 'pod:data/db', 'allow.only'),
      form: (other) => draft(other, made),
      yaml: (other) => yaml(other, 'new', written),
      typed: (other) => type(other, told?.commands ?? ''),
    });
  });

  it('SVC1, SVC5 a Service: gesture, form, YAML and kubectl patch', async () => {
    const text = (target: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec:\n  selector: { tier: front }\n  ports:\n  - port: 80\n${target}`;
    await equal({
      gesture: (app) => connect(app, 'service:shop/web', 'pod:shop/late', 'service.wire'),
      form: async (app) => {
        const { actions } = app.store.getState();
        await actions.draftSelector('Service/shop/web', { tier: 'front' });
        await yaml(app, 'Service/shop/web', app.store.getState().session.drafts['Service/shop/web'] ?? '');
        const line = `kubectl patch service web -n shop --type json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]'`;
        expect(await actions.wire('Service/shop/web', line)).toEqual({ ok: true });
      },
      yaml: (app) => yaml(app, 'Service/shop/web', text('    targetPort: 8080\n')),
      typed: (app) =>
        type(
          app,
          `kubectl patch svc web -n shop -p '{"spec":{"selector":{"app":null,"tier":"front"},"ports":[{"port":80,"targetPort":8080}]}}'`,
        ),
    });
  });

  it('F-3 a route table on a floor: gesture, form, YAML and az', async () => {
    const place = ['virtualNetworks', 0, 'subnets', 1, 'routeTable'] as const;
    await equal({
      gesture: (app) => connect(app, 'subnet:snet-vms', 'object:RouteTable/rt-house', 'join.routeTable'),
      form: (app) => network(app, place, 'Subnet', 'rt-house'),
      yaml: (app) => networkYaml(app, (text) => text.replace('10.10.1.0/24 }', '10.10.1.0/24, routeTable: rt-house }')),
      typed: (app) => type(app, 'az network vnet subnet update -g rg --vnet-name vnet-house -n snet-vms --route-table rt-house'),
    });
  });

  it('F-6 a rule of a guard: form, YAML and az write the same defaults', async () => {
    await equal({
      form: async (app) => {
        const rule = {
          name: 'web',
          priority: 200,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          destinationPortRange: ['443'],
        };
        await addByForm(app, { list: ['networkSecurityGroups', 0, 'securityRules'], thing: 'SecurityRule' }, rule);
      },
      yaml: (app) =>
        networkYaml(app, (text) =>
          text.replace(
            'securityRules: []',
            'securityRules: [{ name: web, priority: 200, direction: Inbound, access: Allow, protocol: Tcp, destinationPortRange: "443" }]',
          ),
        ),
      typed: (app) =>
        type(
          app,
          'az network nsg rule create -g rg --nsg-name nsg-house -n web --priority 200 --direction Inbound --access Allow --protocol Tcp --destination-port-ranges 443',
        ),
    });
  });

  it('F-3 a route: form, YAML and az', async () => {
    await equal({
      form: async (app) => {
        const route = { name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.10.1.4' };
        await addByForm(app, { list: ['routeTables', 0, 'routes'], thing: 'Route' }, route);
      },
      yaml: (app) =>
        networkYaml(app, (text) =>
          text.replace(
            'nextHopType: None }]',
            'nextHopType: None }, { name: out, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.10.1.4 }]',
          ),
        ),
      typed: (app) =>
        type(
          app,
          'az network route-table route create -g rg --route-table-name rt-house -n out --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.10.1.4',
        ),
    });
  });

  it('A-30 a number of the cluster: form, YAML and az', async () => {
    await equal({
      form: async (app) => {
        const { actions, document } = app.store.getState();
        const place = ['managedClusters', 0, 'agentPoolProfiles', 0, 'count'] as const;
        actions.draftNetwork(putAt(document.spec.network, place, 3));
        expect(await actions.applyDesign('edit.design', { name: 'house' })).toBe(true);
      },
      yaml: (app) => networkYaml(app, (text) => text.replace('count: 2', 'count: 3')),
      typed: (app) => type(app, 'az aks nodepool scale -g rg --cluster-name aks -n room --node-count 3'),
    });
  });

  it('SVC1 a label: YAML, kubectl label, kubectl patch and kubectl apply', async () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: late, namespace: shop, labels: { tier: front, app: web } }\nspec: { containers: [{ name: c, image: registry.example/web:1, ports: [{ containerPort: 8080 }] }] }\n`;
    const labelled = (app: App): unknown =>
      findObject(app.store.getState().document.spec, { kind: 'Pod', namespace: 'shop', name: 'late' })?.metadata.labels;
    await equal({
      yaml: async (app) => {
        await yaml(app, 'Pod/shop/late', text);
        expect(labelled(app)).toEqual({ tier: 'front', app: 'web' });
      },
      label: (app) => type(app, 'kubectl label pod late -n shop app=web'),
      patch: (app) => type(app, `kubectl patch pod late -n shop -p '{"metadata":{"labels":{"app":"web"}}}'`),
      apply: (app) => type(app, `kubectl apply -f - <<EOF\n${text}EOF`),
    });
  });
});
