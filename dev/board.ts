// Development only: the board by itself, on a made-up house, driven by the address (`?nodes=3&pods=11&theme=night&projection=plan&flow=0`).
// Not part of the build. Real engine, no worker; a store just large enough for the board.
import { createEngine } from '../src/engine/createEngine.ts';
import type { Trace } from '../src/engine/forward/trace.ts';
import type { GoalResult } from '../src/engine/goals/goal.ts';
import type { KubernetesResource } from '../src/engine/model/kubernetes.ts';
import type { NetworkDocument } from '../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../src/engine/model/spec.ts';
import { traceLength } from '../src/store/playback.ts';
import type { Actions, AppState, SessionState } from '../src/store/state.ts';
import { createBoard } from '../src/view/board.ts';

const query = new URLSearchParams(location.search);
const number = (name: string, fallback: number): number => Number(query.get(name) ?? fallback);

const NAMESPACES = ['shop', 'pay', 'data', 'ops'];
const APPS = ['web', 'pay', 'db', 'probe', 'cart', 'report', 'logs', 'scan'];

/** `?azure`: everything that stands around a cluster. */
function around(): Partial<NetworkDocument> {
  return {
    routeTables: [{ name: 'rt-house', routes: [] }],
    networkSecurityGroups: [{ name: 'nsg-house', securityRules: [] }],
    natGateways: [{ name: 'natgw-shop', publicIpAddresses: [] }],
    azureFirewalls: [
      { name: 'fw', virtualNetwork: 'vnet-hub', privateIPAddress: '10.20.1.4', publicIPAddresses: [], ruleCollectionGroups: [] },
    ],
    applicationGateways: [
      { name: 'agw', subnet: 'snet-agw', sku: 'Standard_v2', privateIPAddress: '10.0.6.10', operationalState: 'Running' },
    ],
    privateEndpoints: [
      { name: 'pe-labels', subnet: 'snet-pe', ipAddress: '10.0.7.5', target: 'labels', status: 'Approved' },
      { name: 'pe-photos', subnet: 'snet-pe', ipAddress: '10.0.7.6', target: 'photos', status: 'Pending' },
    ],
    dnsServers: [{ name: 'dns', ipAddress: '10.20.2.5', forwarders: ['168.63.129.16'], zones: [] }],
    paasServices: ['labels', 'photos'].map((name) => ({
      name,
      type: 'storageAccount' as const,
      fqdn: `${name}.blob.core.windows.net`,
      publicIPAddress: name === 'labels' ? '52.1.2.3' : '52.1.2.4',
      publicNetworkAccess: 'Disabled' as const,
      ipRules: [],
      virtualNetworkRules: [],
      ports: [{ port: 443, protocol: 'TCP' as const }],
    })),
  };
}

function makeNetwork(): NetworkDocument {
  const bare = query.has('bare');
  const azure = query.has('azure');
  const posts = azure ? { networkSecurityGroup: 'nsg-house', routeTable: 'rt-house', natGateway: 'natgw-shop' } : {};
  return {
    ...(azure ? around() : {}),
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: 'house' },
    virtualNetworks: [
      {
        name: 'vnet-shop',
        addressSpace: ['10.0.0.0/16'],
        subnets: [
          { name: 'snet-aks', addressPrefix: '10.0.0.0/22', ...posts },
          ...(azure
            ? [
                { name: 'snet-agw', addressPrefix: '10.0.6.0/24' },
                { name: 'snet-pe', addressPrefix: '10.0.7.0/27', networkSecurityGroup: 'nsg-house' },
              ]
            : []),
          ...(bare
            ? []
            : [
                { name: 'GatewaySubnet', addressPrefix: '10.0.255.0/27' },
                { name: 'snet-vms', addressPrefix: '10.0.9.0/28' },
              ]),
        ],
        ...(azure ? { peerings: [{ name: 'to-hub', remoteVirtualNetwork: 'vnet-hub' }] } : {}),
      },
      ...(azure
        ? [
            {
              name: 'vnet-hub',
              addressSpace: ['10.20.0.0/16'],
              subnets: [
                { name: 'AzureFirewallSubnet', addressPrefix: '10.20.1.0/26' },
                { name: 'snet-hub', addressPrefix: '10.20.2.0/27' },
              ],
              peerings: [{ name: 'to-shop', remoteVirtualNetwork: 'vnet-shop' }],
            },
          ]
        : []),
    ],
    ...(bare
      ? {}
      : {
          virtualNetworkGateways: [
            { name: 'vpngw', virtualNetwork: 'vnet-shop', gatewayType: 'Vpn' as const, connections: ['hq'] },
          ],
          onPremises: [
            {
              name: 'hq',
              addressSpace: ['172.20.0.0/16'],
              advertisedRoutes: ['172.20.0.0/16'],
              hosts: [
                { name: 'monitor', ipAddress: '172.20.1.10' },
                { name: 'press', ipAddress: '172.20.5.20', ports: [{ port: 8443, protocol: 'TCP' as const }] },
              ],
            },
          ],
          virtualMachines: [{ name: 'jump', subnet: 'snet-vms', ipAddress: '10.0.9.4' }],
        }),
    internetHosts: [
      { name: 'customer', ipAddress: '203.0.113.9' },
      { name: 'api.presspay.example', ipAddress: '203.0.113.150', ports: [{ port: 443, protocol: 'TCP' }] },
    ],
    managedClusters: [
      {
        name: 'aks',
        networkProfile: {
          networkPlugin: 'azure',
          networkPluginMode: 'overlay',
          networkPolicy: 'calico',
          podCidr: '10.244.0.0/16',
          serviceCidr: '10.100.0.0/16',
          dnsServiceIP: '10.100.0.10',
          outboundType: 'loadBalancer',
        },
        agentPoolProfiles: [{ name: 'node', count: number('nodes', 3), maxPods: 250, vnetSubnet: 'snet-aks' }],
      },
    ],
  };
}

function makeObjects(): NetworkSpec['objects'] {
  const objects: Record<string, Record<string, KubernetesResource>> = {};
  const add = (resource: KubernetesResource): void => {
    const group = (objects[resource.metadata.namespace] ??= {});
    group[`${resource.kind}/${resource.metadata.name}`] = resource;
  };
  const count = number('namespaces', 4);
  const names = Array.from({ length: count }, (_item, index) => NAMESPACES[index] ?? `team-${index}`);
  for (const name of names) add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '' } });
  for (let index = 0; index < number('pods', 11); index++) {
    const namespace = names[index % names.length] ?? 'shop';
    const app = APPS[index % APPS.length] ?? 'web';
    add({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${app}-${index}`, namespace, labels: { app } },
      spec: { containers: [{ name: app, ports: [{ containerPort: 8080, protocol: 'TCP' }] }] },
      ...(index === 6 ? { status: { conditions: [{ type: 'Ready', status: 'False' as const }] } } : {}),
    });
  }
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
  });
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'data' },
    spec: { type: 'ClusterIP', selector: { app: 'db' }, ports: [{ port: 5432, targetPort: 8080, protocol: 'TCP' }] },
  });
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'pay' },
    spec: { type: 'ClusterIP', selector: { app: 'nobody' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
  });
  add({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-shop', namespace: 'data' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress'],
      ingress: [{ peers: [{ podSelector: { matchLabels: { app: 'shop' } } }] }],
    },
  });
  return objects;
}

const spec: NetworkSpec = { network: makeNetwork(), objects: makeObjects() };
const engine = createEngine();
const compiled = engine.load({ spec, revision: 1 });
const flows: readonly (readonly [string, string])[] = [
  ['internet:customer', 'http://20.0.0.10'],
  ['shop/web-0', 'db.data:5432'],
  ['shop/web-0', 'https://api.presspay.example'],
  ['onprem:monitor', 'vm:jump:22'],
  ['pay/pay-1', 'shop/cart-4:8080'],
];
const external = compiled.plan.services.find((service) => service.externalIP)?.externalIP ?? '';
const traces = flows.flatMap(([from, to]): Trace[] => {
  const answer = engine.trace({ revision: 1, flow: { from, to: to.replace('20.0.0.10', external) } });
  return answer.ok ? [answer.value] : [];
});
const goals: GoalResult[] = query.has('goals')
  ? traces.map((trace, index) => ({ id: `${index}`, pass: trace.verdict.outcome === 'delivered', checked: 1, failed: 0, trace }))
  : [];

const numbers = (query.get('insets') ?? '0,0,0,0').split(',').map(Number);
const flow = query.get('flow');
const played = flow === null ? undefined : traces[Number(flow)];
let state: AppState & { readonly actions: Actions } = {
  document: { spec, start: spec, revision: 1, log: [], applied: 0 },
  session: {
    screen: 'level',
    selection: query.get('select') ?? undefined,
    projection: query.get('projection') === 'plan' ? 'plan' : 'iso',
    turn: number('turn', 0) as 0 | 1 | 2 | 3,
    theme: query.get('theme') === 'night' ? 'night' : 'day',
    words: 'network',
    boardHidden: false,
    traffic: query.has('traffic'),
    ...(played
      ? {
          playback: {
            trace: played,
            position: Math.min(traceLength(played) - 1, number('position', 0)),
            playing: query.has('play'),
            speed: 1,
          },
        }
      : {}),
    drafts: {},
    problems: [],
    hintRung: 0,
    solutionViewed: false,
    insets: { top: numbers[0] ?? 0, right: numbers[1] ?? 0, bottom: numbers[2] ?? 0, left: numbers[3] ?? 0 },
  },
  results: {
    revision: 1,
    compiled,
    judgement: { revision: 1, goals, scores: { exposure: 0, cost: 0, changes: 0 } },
    engine: 'ready',
  },
  progress: { levels: {} },
  actions: {} as Actions,
};
const listeners = new Set<() => void>();
const session = (part: Partial<SessionState>): void => {
  state = { ...state, session: { ...state.session, ...part } };
  for (const listener of listeners) listener();
};
const seek = (position: number): void => {
  const { playback } = state.session;
  if (!playback) return;
  const last = traceLength(playback.trace) - 1;
  const at = Math.min(last, Math.max(0, position));
  session({ playback: { ...playback, position: at, playing: playback.playing && at < last } });
};
const actions: Partial<Actions> = {
  select: (selection) => session({ selection }),
  setProjection: (projection) => session({ projection }),
  setTurn: (turn) => session({ turn }),
  seek,
  step: (by) => seek((state.session.playback?.position ?? 0) + by),
};
state = { ...state, actions: actions as Actions };

const parent = document.getElementById('board');
if (!parent) throw new Error('no #board');
const board = createBoard({
  parent,
  store: {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  },
});
// For the console and for pictures of this page only.
Object.assign(window, { dev: { board, traces, session, seek, state: () => state } });
