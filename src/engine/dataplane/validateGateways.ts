// What Azure says of application gateways: their SKU, their subnet's routes and guards, what they name. Rules: C-16, C-20, E-42, S10.
import { capturedBy, guardAgainst } from './gatewayManager.ts';
import type { Placed, Report } from './validation.ts';

const V2 = /^(?:Standard|WAF)_v2$/i;

export function checkGateways({ network, cluster }: Placed, report: Report): void {
  const gateways = network.applicationGateways ?? [];
  for (const gateway of gateways) {
    const path = `applicationGateways.${gateway.name}`;
    const params = { gateway: gateway.name, subnet: gateway.subnet };
    if (!V2.test(gateway.sku)) report('AppGatewaySkuUnsupported', `${path}.sku`, { gateway: gateway.name, sku: gateway.sku });
    const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === gateway.subnet));
    const subnet = vnet?.subnets.find(({ name }) => name === gateway.subnet);
    if (!vnet || !subnet) {
      report('InvalidResourceReference', `${path}.subnet`, { kind: 'subnet', name: gateway.subnet });
      continue;
    }
    if (capturedBy(network, vnet, subnet)) report('AppGatewayDefaultRouteUnsupported', `${path}.subnet`, params);
    if (guardAgainst(network, subnet))
      report('ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup', `${path}.subnet`, params);
    const named = gateway.publicIPAddress;
    const known = named === undefined || network.publicIPAddresses?.some(({ name }) => name === named) === true;
    if (!known && !/^[\d.]+$/.test(named))
      report('InvalidResourceReference', `${path}.publicIPAddress`, { kind: 'publicIPAddress', name: named });
  }
  const addon = cluster?.addonProfiles?.ingressApplicationGateway;
  const named = addon?.enabled === true ? addon.applicationGateway : undefined;
  if (named !== undefined && !gateways.some(({ name }) => name === named)) {
    const path = `managedClusters.${cluster?.name ?? ''}.addonProfiles.ingressApplicationGateway`;
    report('InvalidResourceReference', path, { kind: 'applicationGateway', name: named });
  }
}
