// What stands is changed as az changes it: a peering by --set, a subnet's list by --remove, a route table's one switch. Rules: F-3, F-5.
import { expect, it } from 'vitest';
import { house, worldOf } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

const PEERED = house().replace(
  'virtualNetworkGateways:',
  `- name: vnet-hub
  addressSpace: [10.20.0.0/16]
  subnets:
  - { name: snet-hub, addressPrefix: 10.20.0.0/24 }
  peerings:
  - { name: to-house, remoteVirtualNetwork: vnet-house }
virtualNetworkGateways:`,
);
const AT = '-g rg --vnet-name vnet-hub -n to-house';
const ASK = `az network vnet peering show ${AT} --query allowForwardedTraffic -o tsv`;

it('F-5 forwarded letters are let in and shut out again by --set, and nothing else is taken for a field', async () => {
  const terminal = openTerminal(worldOf(PEERED));
  expect(await terminal.type(ASK)).toContain('false');
  await terminal.type(`az network vnet peering update ${AT} --set allowForwardedTraffic=true`);
  expect(await terminal.type(ASK)).toContain('true');
  expect(await terminal.type(`az network vnet peering update ${AT} --set allowForwardedTrafic=true`)).toContain('--set');
  expect(await terminal.type(`az network vnet peering update ${AT}`)).toContain('--set');
  expect(
    await terminal.type('az network vnet peering update -g rg --vnet-name vnet-hub -n nowhere --set useRemoteGateways=true'),
  ).toContain('nowhere');
  await terminal.type(`az network vnet peering update ${AT} --set allowForwardedTraffic=false`);
  expect(await terminal.type(ASK)).toContain('false');
});

it('the service endpoints of a subnet go by --remove, and a table stops learning', async () => {
  const terminal = openTerminal(
    worldOf(house().replace('virtualNetworkGateways:', 'routeTables:\n- { name: rt, routes: [] }\nvirtualNetworkGateways:')),
  );
  const subnet = '-g rg --vnet-name vnet-house -n snet-nodes';
  const ends = `az network vnet subnet show ${subnet} --query "serviceEndpoints[].service" -o tsv`;
  await terminal.type(`az network vnet subnet update ${subnet} --service-endpoints Microsoft.Sql`);
  expect(await terminal.type(ends)).toContain('Microsoft.Sql');
  expect(await terminal.type(`az network vnet subnet update ${subnet} --remove everything`)).toContain('--remove');
  await terminal.type(`az network vnet subnet update ${subnet} --remove serviceEndpoints`);
  expect(await terminal.type(ends)).not.toContain('Microsoft.Sql');
  expect(await terminal.type('az network route-table update -g rg -n rtt --disable-bgp-route-propagation true')).toContain('rtt');
  await terminal.type('az network route-table update -g rg -n rt --disable-bgp-route-propagation true');
  expect(await terminal.type('az network route-table show -g rg -n rt --query disableBgpRoutePropagation -o tsv')).toContain(
    'true',
  );
});
