// Repairs of what stands around the cluster: zone links and records, private endpoints, the guest lists of suppliers, peerings and gateway transit,
// ways out, stopped gateways. Guards, signposts and the gate are in counterfactualGuards.ts. Rules: E-1, E-22, E-30, E-31, E-35, F-5, E-40, C-22.
import type { Step } from '../forward/trace.ts';
import type { PaasService, PrivateDnsZone } from '../model/azure.ts';
import type { NetworkDocument, VirtualNetwork, VirtualNetworkPeering } from '../model/networkDocument.ts';
import { formatIpv4, parseIpv4 } from '../net/ipv4.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { covers, repairApiServer, shutApiServer, zoneOfAks } from './counterfactualApi.ts';
import { repairEgress } from './counterfactualEgress.ts';
import { leaveSideWay } from './counterfactualExits.ts';
import { admitManager } from './counterfactualGateways.ts';
import { repairGuards } from './counterfactualGuards.ts';
import { repairProbe } from './counterfactualProbe.ts';
import { changed, inNetwork, nameIn } from './counterfactualWrite.ts';

export function repairAzure(input: Case): Candidate[] {
  const { reason, rule } = input.trace.verdict;
  const last = stepsOf(input.trace).at(-1);
  const object = rule?.object ?? '';
  return [
    ...repairNames(input),
    ...(reason === 'endpoint-not-approved' ? approve(input, nameIn(object, 'PrivateEndpoint')) : []),
    ...(reason === 'service-firewall' ? [...leaveSideWay(input), ...admit(input, nameIn(object, 'PaasService'))] : []),
    ...repairApiServer(input),
    ...(last?.code === 'route.none' ? connect(input, last) : []),
    ...(reason === 'no-egress' ? repairEgress(input) : []),
    ...openSite(input, nameIn(object, 'OnPremises')),
    ...startGateway(input, object),
    ...admitManager(input),
    ...repairProbe(input),
    ...repairGuards(input),
  ];
}

/** A private zone that knows the name and was not asked, or was asked and lacks the record (E-31, S29). */
export function repairNames(input: Case): Candidate[] {
  const { spec, dataplane, trace } = input;
  const { network } = spec;
  return stepsOf(trace).flatMap((step): Candidate[] => {
    const listed = network.privateDnsZones?.find(({ name }) => name === step.params['zone']);
    const zone = listed ?? zoneOfAks(input, String(step.params['zone'] ?? ''));
    const vnet = homeOf(network, dataplane.placement.clusterVnet, trace.flow.from);
    if (step.code === 'dns.notLinked' && zone && vnet !== undefined) {
      const linked = { ...zone, virtualNetworkLinks: [...zone.virtualNetworkLinks, vnet] };
      const params = { zone: zone.name, vnet, field: 'virtualNetworkLinks', suggested: vnet };
      return [
        inNetwork('dns.link', `PrivateDnsZone/${zone.name}`, {
          params,
          network: listed ? withZone(network, linked) : withNewZone(network, linked),
        }),
      ];
    }
    return step.code === 'dns.noRecord' ? addRecord({ spec, dataplane, trace }, step) : [];
  });
}

/** The record is that of the private endpoint whose service has this name. */
function addRecord({ spec, dataplane }: Case, step: Step): Candidate[] {
  const { network } = spec;
  const name = nameIn(step.rule?.object ?? '', 'PrivateDnsZone');
  const zone = network.privateDnsZones?.find((each) => each.name === name);
  const question = String(step.params['question'] ?? '').replace(/\.$/, '');
  const host = question.slice(0, question.indexOf('.'));
  const service = network.paasServices?.find(({ fqdn }) => fqdn.slice(0, fqdn.indexOf('.')) === host);
  const endpoint = dataplane.placement.privateEndpoints.find(({ target }) => target?.name === service?.name);
  if (!zone || !service || !endpoint) return [];
  const address = formatIpv4(endpoint.address);
  const written = { ...zone, records: [...zone.records, { name: host, type: 'A' as const, values: [address] }] };
  const params = { zone: zone.name, field: 'records', name: host, suggested: address };
  return [inNetwork('dns.record', `PrivateDnsZone/${zone.name}`, { params, network: withZone(network, written) })];
}

function withNewZone(network: NetworkDocument, zone: PrivateDnsZone): NetworkDocument {
  return { ...network, privateDnsZones: [...(network.privateDnsZones ?? []), zone] };
}

function withZone(network: NetworkDocument, zone: PrivateDnsZone): NetworkDocument {
  return { ...network, privateDnsZones: changed(network.privateDnsZones, zone) };
}

/** The virtual network that the sender asks from. */
function homeOf(network: NetworkDocument, clusterVnet: string, from: string): string | undefined {
  const machine = network.virtualMachines?.find(({ name }) => from === `vm:${name}`);
  if (machine) return network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === machine.subnet))?.name;
  return /^(onprem|internet):/.test(from) ? undefined : clusterVnet;
}

function approve({ spec: { network } }: Case, name: string | undefined): Candidate[] {
  const endpoint = network.privateEndpoints?.find((each) => each.name === name);
  if (!endpoint || endpoint.status === 'Approved') return [];
  const params = { endpoint: endpoint.name, field: 'status', current: endpoint.status, suggested: 'Approved' };
  const privateEndpoints = changed(network.privateEndpoints, { ...endpoint, status: 'Approved' as const });
  return [inNetwork('paas.approve', `PrivateEndpoint/${endpoint.name}`, { params, network: { ...network, privateEndpoints } })];
}

/** The guest onto the list that refused it; a closed street door is opened for this guest alone (E-35). */
function admit({ spec: { network }, trace }: Case, name: string | undefined): Candidate[] {
  const service = network.paasServices?.find((each) => each.name === name);
  const steps = stepsOf(trace);
  const refused = steps.findLast(({ type, effect }) => type === 'deliver' && effect === 'refuse');
  if (!service || !refused) return [];
  const subnet = steps.find(({ code }) => code === 'route.serviceEndpoint')?.params['subnet'];
  const source = refused.before.sourceIP;
  const list = subnet === undefined ? 'ipRules' : 'virtualNetworkRules';
  const guest = subnet === undefined ? source : String(subnet);
  const listed: PaasService = { ...service, publicNetworkAccess: 'Enabled', [list]: [...(service[list] ?? []), guest] };
  const closed = service.publicNetworkAccess === 'Disabled';
  const params = {
    service: service.name,
    field: closed ? 'publicNetworkAccess' : list,
    current: closed ? 'Disabled' : (service[list] ?? []).join(', ') || '–',
    suggested: guest,
  };
  const paasServices = changed(network.paasServices, listed);
  return [
    inNetwork(closed ? 'paas.door' : 'paas.guest', `PaasService/${service.name}`, {
      params,
      network: { ...network, paasServices },
    }),
  ];
}

/** No way between two networks: a peering in both directions, a gateway's transit, a connection, an announced range (F-5, E-40). */
function connect({ spec: { network } }: Case, step: Step): Candidate[] {
  const [from, to] = [String(step.params['from'] ?? ''), String(step.params['to'] ?? '')];
  const [left, right] = [from, to].map((name) => network.virtualNetworks.find((each) => each.name === name));
  if (left && right) {
    const virtualNetworks = network.virtualNetworks.map((each) =>
      each === left ? peered(left, right.name) : each === right ? peered(right, left.name) : each,
    );
    const params = { vnet: left.name, remote: right.name, field: 'peerings', suggested: right.name };
    return [inNetwork('net.peering', `VirtualNetwork/${left.name}`, { params, network: { ...network, virtualNetworks } })];
  }
  const vnet = left ?? right;
  const site = network.onPremises?.find(({ name }) => name === from || name === to);
  return vnet && site ? [...announce(network, site.name), ...transit(network, vnet, site.name)] : [];
}

function peered(vnet: VirtualNetwork, remote: string): VirtualNetwork {
  const known = (vnet.peerings ?? []).some(({ remoteVirtualNetwork }) => remoteVirtualNetwork === remote);
  const peering: VirtualNetworkPeering = { name: `to-${remote}`, remoteVirtualNetwork: remote };
  return known ? vnet : { ...vnet, peerings: [...(vnet.peerings ?? []), peering] };
}

function announce(network: NetworkDocument, name: string): Candidate[] {
  const site = network.onPremises?.find((each) => each.name === name);
  const missing = site?.addressSpace.filter((range) => !(site.advertisedRoutes ?? site.addressSpace).includes(range)) ?? [];
  if (!site || missing.length === 0) return [];
  const advertisedRoutes = [...(site.advertisedRoutes ?? []), ...missing];
  const params = { site: name, field: 'advertisedRoutes', suggested: missing.join(', ') };
  const onPremises = changed(network.onPremises, { ...site, advertisedRoutes });
  return [inNetwork('net.announce', `OnPremises/${name}`, { params, network: { ...network, onPremises } })];
}

/** A gateway of its own that is not connected, or a neighbour's that is not shared. */
function transit(network: NetworkDocument, vnet: VirtualNetwork, site: string): Candidate[] {
  return (network.virtualNetworkGateways ?? []).flatMap((gateway): Candidate[] => {
    const hub = network.virtualNetworks.find(({ name }) => name === gateway.virtualNetwork);
    if (hub === vnet && !gateway.connections.includes(site)) {
      const connections = [...gateway.connections, site];
      const params = { gateway: gateway.name, field: 'connections', suggested: site };
      const virtualNetworkGateways = changed(network.virtualNetworkGateways, { ...gateway, connections });
      return [
        inNetwork('net.connection', `VirtualNetworkGateway/${gateway.name}`, {
          params,
          network: { ...network, virtualNetworkGateways },
        }),
      ];
    }
    if (!hub || hub === vnet || !gateway.connections.includes(site)) return [];
    const share = (of: VirtualNetwork, remote: string, part: Partial<VirtualNetworkPeering>): VirtualNetwork => ({
      ...of,
      peerings: (peered(of, remote).peerings ?? []).map((each) =>
        each.remoteVirtualNetwork === remote ? { ...each, ...part } : each,
      ),
    });
    const virtualNetworks = network.virtualNetworks.map((each) =>
      each === vnet
        ? share(vnet, hub.name, { useRemoteGateways: true })
        : each === hub
          ? share(hub, vnet.name, { allowGatewayTransit: true })
          : each,
    );
    const params = { vnet: vnet.name, remote: hub.name, gateway: gateway.name, field: 'peerings' };
    return [inNetwork('net.transit', `VirtualNetwork/${vnet.name}`, { params, network: { ...network, virtualNetworks } })];
  });
}

/** Headquarters takes everything and lets nothing out, or draws answers away (E-27, E-40). */
function openSite({ spec: { network }, trace }: Case, name: string | undefined): Candidate[] {
  const site = network.onPremises?.find((each) => each.name === name);
  if (!site) return [];
  const write = (code: string, part: Partial<typeof site>, params: Candidate['params']): Candidate => {
    const onPremises = changed(network.onPremises, { ...site, ...part });
    return inNetwork(code, `OnPremises/${site.name}`, {
      params: { site: site.name, ...params },
      network: { ...network, onPremises },
    });
  };
  const advertised = site.advertisedRoutes ?? [];
  return [
    ...(site.internetEgress === true
      ? []
      : [write('net.siteEgress', { internetEgress: true }, { field: 'internetEgress', suggested: 'true' })]),
    ...(advertised.includes('0.0.0.0/0') &&
    (trace.verdict.reason === 'asymmetric-return' || trace.verdict.reason === 'http-route' || site.internetEgress !== true)
      ? [
          write(
            'net.siteDefault',
            { advertisedRoutes: advertised.filter((range) => range !== '0.0.0.0/0') },
            { field: 'advertisedRoutes', current: '0.0.0.0/0' },
          ),
        ]
      : []),
  ];
}

function startGateway({ spec: { network } }: Case, object: string): Candidate[] {
  const gateway = network.applicationGateways?.find(({ name }) => name === nameIn(object, 'ApplicationGateway'));
  if (gateway?.operationalState !== 'Stopped') return [];
  const params = { gateway: gateway.name, field: 'operationalState', current: 'Stopped', suggested: 'Running' };
  const applicationGateways = changed(network.applicationGateways, { ...gateway, operationalState: 'Running' as const });
  return [inNetwork('net.start', `ApplicationGateway/${gateway.name}`, { params, network: { ...network, applicationGateways } })];
}

/** Closing what let it through: a peering, a private endpoint, a supplier's street door; guards and the gate. */
export function closeAzure(input: Case): Candidate[] {
  const { network } = input.spec;
  const { trace } = input;
  const steps = stepsOf(trace);
  const peering = steps.find(({ code }) => code === 'route.peering')?.params;
  const [vnet, remote] = [String(peering?.['vnet'] ?? ''), String(peering?.['remote'] ?? '')];
  const service = network.paasServices?.find(({ name }) => trace.deliveredTo === `paas:${name}`);
  const endpoint = network.privateEndpoints?.find(({ name, status }) => trace.via.includes(name) && status === 'Approved');
  const privateEndpoints = endpoint ? changed(network.privateEndpoints, { ...endpoint, status: 'Rejected' as const }) : undefined;
  return [
    ...(endpoint && privateEndpoints
      ? [
          inNetwork('paas.reject', `PrivateEndpoint/${endpoint.name}`, {
            params: { endpoint: endpoint.name, field: 'status', current: 'Approved', suggested: 'Rejected' },
            network: { ...network, privateEndpoints },
          }),
        ]
      : []),
    ...(service && !endpoint ? [...strikeGuest(input, service), ...closeSupplier(network, service)] : []),
    ...shutApiServer(input),
    ...(peering
      ? [
          inNetwork('net.unpeer', `VirtualNetwork/${vnet}`, {
            params: { vnet, remote, field: 'peerings' },
            network: { ...network, virtualNetworks: network.virtualNetworks.map((each) => unpeered(each, vnet, remote)) },
          }),
        ]
      : []),
  ];
}

/** A guest list that holds the sender: without that line (E-35). */
function strikeGuest({ spec: { network }, trace }: Case, service: PaasService): Candidate[] {
  const source = parseIpv4(trace.sourceSeen ?? '');
  if (source === undefined) return [];
  return (service.ipRules ?? [])
    .filter((text) => covers(text, source))
    .map((current) => {
      const ipRules = (service.ipRules ?? []).filter((text) => text !== current);
      const params = { service: service.name, field: 'ipRules', current, source: formatIpv4(source) };
      const paasServices = changed(network.paasServices, { ...service, ipRules });
      return inNetwork('paas.strike', `PaasService/${service.name}`, { params, network: { ...network, paasServices } });
    });
}

function closeSupplier(network: NetworkDocument, service: PaasService): Candidate[] {
  const params = { service: service.name, field: 'publicNetworkAccess', current: 'Enabled', suggested: 'Disabled' };
  const paasServices = changed(network.paasServices, { ...service, publicNetworkAccess: 'Disabled' as const });
  return [inNetwork('paas.close', `PaasService/${service.name}`, { params, network: { ...network, paasServices } })];
}

function unpeered(vnet: VirtualNetwork, left: string, right: string): VirtualNetwork {
  const other = vnet.name === left ? right : vnet.name === right ? left : undefined;
  if (other === undefined) return vnet;
  return { ...vnet, peerings: (vnet.peerings ?? []).filter(({ remoteVirtualNetwork }) => remoteVirtualNetwork !== other) };
}
