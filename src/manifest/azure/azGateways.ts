// Gateways to headquarters as az commands.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, quote } from './shell.ts';

export function gatewayUnits(network: NetworkDocument): AzUnit[] {
  return (network.virtualNetworkGateways ?? []).flatMap((gateway): AzUnit[] => {
    const name = quote(gateway.name);
    const address = `${gateway.name}-ip`;
    return [
      {
        key: `gateway-ip/${gateway.name}`,
        create: `az network public-ip create ${GROUP} --name ${quote(address)}`,
        flags: ['--sku Standard', '--allocation-method Static'],
        remove: `az network public-ip delete ${GROUP} --name ${quote(address)}`,
      },
      {
        key: `gateway/${gateway.name}`,
        create: `az network vnet-gateway create ${GROUP} --name ${name}`,
        flags: [
          ...flag('--vnet', gateway.virtualNetwork),
          ...flags('--public-ip-addresses', [address]),
          ...flag('--gateway-type', gateway.gatewayType),
          ...(gateway.gatewayType === 'Vpn' ? ['--sku VpnGw2'] : ['--sku ErGw1AZ']),
        ],
        remove: `az network vnet-gateway delete ${GROUP} --name ${name}`,
      },
      // A circuit is ordered from a provider; a tunnel is made here.
      ...(gateway.gatewayType === 'Vpn' ? gateway.connections.flatMap((site) => tunnelUnits(network, gateway.name, site)) : []),
    ];
  });
}

function tunnelUnits(network: NetworkDocument, gateway: string, site: string): AzUnit[] {
  const ranges = network.onPremises?.find(({ name }) => name === site)?.addressSpace;
  const tunnel = `${GROUP} --name ${quote(`${gateway}-${site}`)}`;
  return [
    {
      key: `local-gateway/${gateway}/${site}`,
      create: `az network local-gateway create ${GROUP} --name ${quote(site)}`,
      flags: ['--gateway-ip-address "$HQ_IP"', ...flags('--local-address-prefixes', ranges)],
      remove: `az network local-gateway delete ${GROUP} --name ${quote(site)}`,
    },
    {
      key: `tunnel/${gateway}/${site}`,
      create: `az network vpn-connection create ${tunnel}`,
      flags: [...flag('--vnet-gateway1', gateway), ...flag('--local-gateway2', site), '--shared-key "$HQ_KEY"'],
      remove: `az network vpn-connection delete ${tunnel}`,
    },
  ];
}
