// Gateways to headquarters as az commands.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, option } from './shell.ts';

export function gatewayUnits(network: NetworkDocument): AzUnit[] {
  return (network.virtualNetworkGateways ?? []).flatMap((gateway): AzUnit[] => {
    const address = `${gateway.name}-ip`;
    return [
      {
        key: `gateway-ip/${gateway.name}`,
        create: `az network public-ip create ${GROUP} ${option('--name', address)}`,
        flags: ['--sku Standard', '--allocation-method Static'],
        remove: `az network public-ip delete ${GROUP} ${option('--name', address)}`,
      },
      {
        key: `gateway/${gateway.name}`,
        create: `az network vnet-gateway create ${GROUP} ${option('--name', gateway.name)}`,
        flags: [
          ...flag('--vnet', gateway.virtualNetwork),
          ...flags('--public-ip-addresses', [address]),
          ...flag('--gateway-type', gateway.gatewayType),
          ...(gateway.gatewayType === 'Vpn' ? ['--sku VpnGw2'] : ['--sku ErGw1AZ']),
        ],
        remove: `az network vnet-gateway delete ${GROUP} ${option('--name', gateway.name)}`,
      },
      // A circuit is ordered from a provider; a tunnel is made here.
      ...(gateway.gatewayType === 'Vpn' ? gateway.connections.flatMap((site) => tunnelUnits(network, gateway.name, site)) : []),
    ];
  });
}

function tunnelUnits(network: NetworkDocument, gateway: string, site: string): AzUnit[] {
  const ranges = network.onPremises?.find(({ name }) => name === site)?.addressSpace;
  const tunnel = `${GROUP} ${option('--name', `${gateway}-${site}`)}`;
  return [
    {
      key: `local-gateway/${gateway}/${site}`,
      create: `az network local-gateway create ${GROUP} ${option('--name', site)}`,
      flags: ['--gateway-ip-address "$HQ_IP"', ...flags('--local-address-prefixes', ranges)],
      remove: `az network local-gateway delete ${GROUP} ${option('--name', site)}`,
    },
    {
      key: `tunnel/${gateway}/${site}`,
      create: `az network vpn-connection create ${tunnel}`,
      flags: [...flag('--vnet-gateway1', gateway), ...flag('--local-gateway2', site), '--shared-key "$HQ_KEY"'],
      remove: `az network vpn-connection delete ${tunnel}`,
    },
  ];
}
