// What Azure and the ALB controller say of Application Gateway for Containers: its association, who asks for its frontends, ports of listeners.
// Rules: A-12, C-30. The first two codes are Azure's own.
import type { Diagnostic } from '../model/diagnostic.ts';
import { cidrSize, parseCidr } from '../net/ipv4.ts';
import type { HttpTables } from './httpTables.ts';
import type { Placement } from './tables.ts';
import { type Claim, type ClaimFault, isAlbGateway } from './trafficClaims.ts';
import { ASSOCIATION_ADDRESSES, associationOf, hasRoom, isDelegated, overlayFaultOf, sharers } from './trafficFrontends.ts';
import type { Report } from './validation.ts';

const CLAIM_CODES: Readonly<Record<ClaimFault, string>> = {
  unnamed: 'AlbReferenceMissing',
  unknownResource: 'AlbReferenceUnknown',
  unknownFrontend: 'AlbFrontendUnknown',
  taken: 'AlbFrontendTaken',
};
const OVERLAY_CODES = { size: 'AlbOverlaySubnetSize', shared: 'AlbOverlayShared', otherVnet: 'AlbOverlayOtherVnet' } as const;
/** The only ports its listeners may have. */
export const ALB_PORTS: readonly number[] = [80, 443];

export function checkTraffic(placement: Placement, claims: readonly Claim[], http: HttpTables): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (code, path, params = {}, severity = 'error') => found.push({ code, severity, path, params });
  checkAssociations(placement, report);
  for (const { object, field, fault, resource, frontend } of claims)
    if (fault) report(CLAIM_CODES[fault], `${object}: ${field}`, { object, resource, frontend }, 'warning');
  const served = placement.cluster?.ingressProfile?.applicationLoadBalancer?.enabled === true;
  for (const gateway of http.gateways) {
    if (!isAlbGateway(http, gateway)) continue;
    const object = `Gateway/${gateway.metadata.namespace}/${gateway.metadata.name}`;
    const { gatewayClassName, listeners } = gateway.spec;
    if (!served) report('GatewayClassNotServed', `${object}: spec.gatewayClassName`, { class: gatewayClassName }, 'warning');
    for (const [index, { port }] of listeners.entries())
      if (!ALB_PORTS.includes(port)) report('AlbListenerPort', `${object}: spec.listeners[${index}].port`, { port }, 'warning');
  }
  return found;
}

function checkAssociations(placement: Placement, report: Report): void {
  const { network, mode } = placement;
  for (const controller of network.trafficControllers ?? []) {
    const path = `trafficControllers.${controller.name}.associationSubnet`;
    const found = associationOf(network, controller);
    const params = { resource: controller.name, subnet: controller.associationSubnet };
    if (!found) {
      report('InvalidResourceReference', path, { kind: 'subnet', name: controller.associationSubnet });
      continue;
    }
    const { subnet } = found;
    if (!isDelegated(subnet)) report('AppGwForContainersAssociationSubnetNotDelegatedToTrafficController', path, params);
    if (!hasRoom(network, controller, subnet)) {
      const range = parseCidr(subnet.addressPrefix);
      const needed = ASSOCIATION_ADDRESSES * sharers(network, controller).length;
      const addresses = range ? cidrSize(range) : 0;
      report('AppGwForContainersSubnetAssociationNotEnoughIPv4AddressesInSubnet', path, { ...params, addresses, needed });
    } else if (mode === 'overlay') {
      const fault = overlayFaultOf(placement, controller);
      if (fault) report(OVERLAY_CODES[fault], path, { ...params, cidr: subnet.addressPrefix, vnet: found.vnet }, 'warning');
    }
  }
}
