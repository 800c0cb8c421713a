// A supplier (PaaS) and its two doors: the one to the street with its list of guests, and private endpoints inside a VNet.
// Rules: E-30, E-31, E-33, E-35…E-38, A-5.
import type { Supplier } from '../dataplane/suppliers.ts';
import type { PrivateEndpointEntry } from '../dataplane/tables.ts';
import type { OpenPort } from '../model/azure.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { cidrContains, cidrOf, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { meetSubnet } from './stageSubnet.ts';
import { addStep, answer, enter, sourceAddress, stop, type WalkState } from './walkState.ts';

const SQL_PORTS: readonly OpenPort[] = [{ port: 1433, protocol: 'TCP' }];
const HTTPS_PORTS: readonly OpenPort[] = [{ port: 443, protocol: 'TCP', tls: true }];

/** The packet is at a private endpoint's address, in its VNet. */
export function enterPrivateEndpoint(state: WalkState, endpoint: PrivateEndpointEntry): undefined {
  const { name, status, target } = endpoint;
  // Guards of its subnet are asked only where the subnet says so (E-33), or where the API server stands in it (E-38).
  const policies = state.dataplane.topology.subnetNamed(endpoint.subnet)?.privateEndpointNetworkPolicies;
  const guarded = endpoint.integrated === true || policies === 'Enabled' || policies === 'NetworkSecurityGroupEnabled';
  if (guarded && meetSubnet(state, { vnet: endpoint.virtualNetwork, subnet: endpoint.subnet }, 'Inbound')) return undefined;
  enter(state, { kind: 'privateEndpoint', name });
  if (status !== 'Approved' || !target) {
    const rule: RuleRef = { object: `PrivateEndpoint/${name}`, field: target ? 'status' : 'target' };
    const params = { endpoint: name, status: target ? status : 'Disconnected' };
    addStep(state, { type: 'route', effect: 'drop', code: 'supplier.notApproved', params, cites: ['E-30'], rule });
    stop(state, 'timeout', 'endpoint-not-approved', rule);
    return undefined;
  }
  state.via.push(name);
  const params = { endpoint: name, service: target.name };
  addStep(state, { type: 'route', effect: 'pass', code: 'supplier.endpoint', params, cites: ['E-30', 'E-32'] });
  deliver(state, target);
  return undefined;
}

/** The packet is at the supplier's door to the street; `subnet` when it came by that subnet's service endpoint (E-35). */
export function enterSupplier(state: WalkState, service: Supplier, subnet?: string): undefined {
  enter(state, { kind: 'paasService', name: service.name });
  const refused = whyRefused(service, {
    guest: subnet ?? sourceAddress(state),
    outboundIP: state.dataplane.placement.outboundIP,
  });
  if (refused === undefined) {
    deliver(state, service);
    return undefined;
  }
  const rule = ruleOf(service, refused);
  addStep(state, {
    type: 'deliver',
    effect: 'refuse',
    code: refused === 'publicNetworkAccess' ? 'supplier.closed' : 'supplier.notListed',
    params: { service: service.name, source: state.packet.sourceIP, field: rule.field },
    cites: service.type === 'apiServer' ? ['E-37'] : ['E-31', 'E-35'],
    rule,
  });
  // An API server is silent to strangers; suppliers that speak HTTP say no in HTTP; a database gateway ends the login.
  if (service.type === 'apiServer') stop(state, 'timeout', 'service-firewall', rule);
  else answer(state, { outcome: service.type === 'sqlServer' ? 'refused' : 'http-403', reason: 'service-firewall', rule });
  return undefined;
}

function ruleOf({ type, name }: Supplier, field: string): RuleRef {
  if (type !== 'apiServer') return { object: `PaasService/${name}`, field };
  return { object: `ManagedCluster/${name}`, field: 'apiServerAccessProfile.authorizedIPRanges' };
}

/** The field that keeps a guest out; undefined for one that may come in. A guest is an address, or a subnet by name. */
function whyRefused(
  service: Supplier,
  { guest, outboundIP }: { readonly guest: Ipv4 | string; readonly outboundIP: Ipv4 | undefined },
): 'publicNetworkAccess' | 'ipRules' | 'virtualNetworkRules' | undefined {
  if (service.publicNetworkAccess === 'Disabled') return 'publicNetworkAccess';
  const { ipRules, virtualNetworkRules } = service;
  // A database lets nobody in until a rule does; the others let everybody in until there are rules.
  if (!ipRules && !virtualNetworkRules && service.type !== 'sqlServer') return undefined;
  if (typeof guest === 'string') return virtualNetworkRules?.includes(guest) === true ? undefined : 'virtualNetworkRules';
  // Only the cluster's own outbound address (E-37).
  const own = service.type === 'apiServer' && guest === outboundIP ? OWN_ADDRESS : undefined;
  return ipRules?.some((text) => text === own || covers(text, guest)) === true ? undefined : 'ipRules';
}

const OWN_ADDRESS = '0.0.0.0/32';

function covers(text: string, address: Ipv4): boolean {
  const single = parseIpv4(text);
  const range = single === undefined ? parseCidr(text) : cidrOf(single, 32);
  return range !== undefined && cidrContains(range, address);
}

function deliver(state: WalkState, service: Supplier): void {
  enter(state, { kind: 'paasService', name: service.name });
  const { destinationPort: port, protocol, sourceIP: source } = state.packet;
  const ports = service.ports.length > 0 ? service.ports : service.type === 'sqlServer' ? SQL_PORTS : HTTPS_PORTS;
  if (!ports.some((item) => item.port === port && item.protocol === protocol)) {
    const rule = ruleOf(service, 'ports');
    const params = { service: service.name, port, protocol };
    addStep(state, { type: 'deliver', effect: 'drop', code: 'supplier.noSuchPort', params, cites: ['E-30'], rule });
    stop(state, 'timeout', 'not-listening', rule);
    return;
  }
  const params = { service: service.name, source };
  addStep(state, { type: 'deliver', effect: 'deliver', code: 'supplier.delivered', params, cites: ['E-30', 'A-5'] });
  answer(state, { outcome: 'delivered' });
  state.deliveredTo = `${service.type === 'apiServer' ? 'apiserver' : 'paas'}:${service.name}`;
  state.sourceSeen = source;
}
