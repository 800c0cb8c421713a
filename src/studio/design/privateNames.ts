// What is missing before a private endpoint's name is answered with its private address: the zone, its link to a network, the record (E-31). Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';

export interface NameGap {
  readonly code: 'zone' | 'link' | 'record' | 'notApproved';
  readonly params: Readonly<Record<string, string>>;
}

/** Seen from the resolver of one virtual network. */
export function privateGaps(network: NetworkDocument, vnet: string): readonly NameGap[] {
  return (network.privateEndpoints ?? []).flatMap((endpoint): NameGap[] => {
    const service = network.paasServices?.find(({ name }) => name === endpoint.target);
    const [record = '', ...rest] = (service?.fqdn ?? '').split('.');
    if (!service || rest.length === 0) return [];
    const name = zoneOf(rest.join('.'));
    const zone = network.privateDnsZones?.find((each) => each.name === name);
    const params = { endpoint: endpoint.name, service: service.name, zone: name, vnet, record, status: endpoint.status };
    const gap = (code: NameGap['code']): NameGap => ({ code, params });
    return [
      ...(endpoint.status === 'Approved' ? [] : [gap('notApproved')]),
      ...(zone ? [] : [gap('zone')]),
      ...(zone && !zone.virtualNetworkLinks.includes(vnet) ? [gap('link')] : []),
      ...(zone && !zone.records.some((each) => each.name === record) ? [gap('record')] : []),
    ];
  });
}

function zoneOf(parent: string): string {
  return parent === 'vault.azure.net' ? 'privatelink.vaultcore.azure.net' : `privatelink.${parent}`;
}
