// What stands around the cluster, as az commands: zones, PaaS services with their private endpoints, machines, application gateways. Section I-4, I-8.
import type { DnsZone } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { simple } from './azNetwork.ts';
import { PAAS, paasUnits, vnetOfSubnet } from './azPaas.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, onlyIf, quote, variable } from './shell.ts';

export function serviceUnits(network: NetworkDocument): AzUnit[] {
  return [
    ...(network.dnsZones ?? []).flatMap((zone) => zoneUnits(zone, 'dns')),
    ...(network.privateDnsZones ?? []).flatMap((zone) => [
      ...zoneUnits(zone, 'private-dns'),
      ...zone.virtualNetworkLinks.map((vnet): AzUnit => {
        const at = `${GROUP} --zone-name ${quote(zone.name)} --name ${quote(`link-${vnet}`)}`;
        return {
          key: `private-dns/${zone.name}/link/${vnet}`,
          create: `az network private-dns link vnet create ${at}`,
          flags: [...flag('--virtual-network', vnet), '--registration-enabled false'],
          remove: `az network private-dns link vnet delete ${at} --yes`,
        };
      }),
    ]),
    ...(network.paasServices ?? []).flatMap((service) => paasUnits(service, network)),
    ...endpointUnits(network),
    ...machineUnits(network),
    ...(network.applicationGateways ?? []).map((gateway) =>
      simple(`application-gateway/${gateway.name}`, 'network application-gateway', {
        name: gateway.name,
        flags: [
          ...flag('--sku', gateway.sku),
          ...flag('--vnet-name', vnetOfSubnet(network, gateway.subnet)),
          ...flag('--subnet', gateway.subnet),
          ...flag('--public-ip-address', gateway.publicIPAddress),
          ...flag('--private-ip-address', gateway.privateIPAddress),
          '--priority 100',
        ],
      }),
    ),
  ];
}

function zoneUnits(zone: DnsZone, kind: 'dns' | 'private-dns'): AzUnit[] {
  const made = simple(`${kind}/${zone.name}`, `network ${kind} zone`, { name: zone.name, flags: [] });
  return [
    { ...made, ...(made.remove === undefined ? {} : { remove: `${made.remove} --yes` }) },
    ...zone.records.flatMap((record) =>
      record.values.map((value): AzUnit => {
        const type = record.type === 'A' ? 'a' : 'cname';
        const verb = record.type === 'A' ? 'add-record' : 'set-record';
        const at = `${GROUP} --zone-name ${quote(zone.name)} --record-set-name ${quote(record.name)} ${record.type === 'A' ? '--ipv4-address' : '--cname'} ${quote(value)}`;
        return {
          key: `${kind}/${zone.name}/${record.name}/${record.type}/${value}`,
          create: `az network ${kind} record-set ${type} ${verb} ${at}`,
          flags: [],
          remove: `az network ${kind} record-set ${type} remove-record ${at}`,
        };
      }),
    ),
  ];
}

function endpointUnits(network: NetworkDocument): AzUnit[] {
  return (network.privateEndpoints ?? []).flatMap((endpoint): AzUnit[] => {
    const target = (network.paasServices ?? []).find(({ name }) => name === endpoint.target);
    if (!target) return [];
    const { group, kind } = PAAS[target.type];
    const id = variable('RES', target.name);
    const at = `${GROUP} --name ${quote(endpoint.name)}`;
    return [
      {
        key: `private-endpoint/${endpoint.name}`,
        before: [`${id}=$(az ${kind} show ${GROUP} --name ${quote(target.name)} --query id -o tsv)`],
        create: `az network private-endpoint create ${at}`,
        flags: [
          ...flag('--vnet-name', vnetOfSubnet(network, endpoint.subnet)),
          ...flag('--subnet', endpoint.subnet),
          `--private-connection-resource-id "$${id}"`,
          ...flag('--group-id', group),
          ...flag('--connection-name', endpoint.name),
          ...onlyIf(endpoint.status === 'Pending', '--manual-request true'),
        ],
        remove: `az network private-endpoint delete ${at}`,
      },
    ];
  });
}

function machineUnits(network: NetworkDocument): AzUnit[] {
  return (network.virtualMachines ?? []).flatMap((machine): AzUnit[] => {
    const card = `${machine.name}-nic`;
    const nic = simple(`nic/${machine.name}`, 'network nic', {
      name: card,
      flags: [
        ...flag('--vnet-name', vnetOfSubnet(network, machine.subnet)),
        ...flag('--subnet', machine.subnet),
        ...flag('--private-ip-address', machine.ipAddress),
        ...flag('--network-security-group', machine.networkSecurityGroup),
        ...flag('--public-ip-address', machine.publicIPAddress),
        ...flag('--ip-forwarding', machine.enableIPForwarding),
      ],
    });
    const at = `${GROUP} --name ${quote(machine.name)}`;
    return [
      nic,
      {
        key: `vm/${machine.name}`,
        create: `az vm create ${at}`,
        flags: [...flags('--nics', [card]), '--image Ubuntu2204', '--generate-ssh-keys'],
        update: `az vm update ${at}`,
        fixed: ['--nics', '--image', '--generate-ssh-keys'],
        remove: `az vm delete ${at} --yes`,
      },
    ];
  });
}
