// What stands around the cluster, as az commands: zones, PaaS services with their private endpoints, machines, application gateways. Section I-4, I-8.
import type { DnsZone, PaasService, PrivateEndpoint } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { simple } from './azNetwork.ts';
import { PAAS, paasUnits, vnetOfSubnet } from './azPaas.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, onlyIf, option, variable, words } from './shell.ts';

export function serviceUnits(network: NetworkDocument): AzUnit[] {
  const kept = new Set(
    (network.privateEndpoints ?? []).flatMap((endpoint) => {
      const found = zoneOf(network, endpoint);
      return found ? [`${found.zone} A ${found.label}`] : [];
    }),
  );
  return [
    ...(network.dnsZones ?? []).flatMap((zone) => zoneUnits(zone, 'dns')),
    ...(network.privateDnsZones ?? []).flatMap((zone) => [
      ...zoneUnits(
        { ...zone, records: zone.records.filter((record) => !kept.has(`${zone.name} ${record.type} ${record.name}`)) },
        'private-dns',
      ),
      ...zone.virtualNetworkLinks.map((vnet): AzUnit => {
        const at = `${GROUP} ${option('--zone-name', zone.name)} ${option('--name', `link-${vnet}`)}`;
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
        const at = `${GROUP} ${option('--zone-name', zone.name)} ${option('--record-set-name', record.name)} ${option(record.type === 'A' ? '--ipv4-address' : '--cname', value)}`;
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
    const at = `${GROUP} ${option('--name', endpoint.name)}`;
    return [
      {
        key: `private-endpoint/${endpoint.name}`,
        before: [`${id}=$(az ${kind} show ${GROUP} ${option('--name', target.name)} --query id -o tsv)`],
        create: `az network private-endpoint create ${at}`,
        flags: [
          ...flag('--vnet-name', vnetOfSubnet(network, endpoint.subnet)),
          ...flag('--subnet', endpoint.subnet),
          `--private-connection-resource-id "$${id}"`,
          ...flag('--group-id', group),
          ...flag('--connection-name', endpoint.name),
          ...onlyIf(endpoint.status === 'Pending', '--manual-request true'),
          ...ownAddress(endpoint, target.type),
        ],
        remove: `az network private-endpoint delete ${at}`,
      },
      ...zoneGroup(network, endpoint),
    ];
  });
}

/** A registry's endpoint has an address for each of its data regions, which the document does not know. */
function ownAddress({ name, ipAddress }: PrivateEndpoint, type: PaasService['type']): string[] {
  if (ipAddress === undefined || type === 'containerRegistry') return [];
  const { group, member } = PAAS[type];
  return [
    `--ip-config ${words([`name=${name}-ip`, `group-id=${group}`, `member-name=${member}`, `private-ip-address=${ipAddress}`])}`,
  ];
}

/** The zone in which this endpoint's service has the endpoint's own address under its own name: a zone group keeps that record. */
function zoneOf(
  network: NetworkDocument,
  endpoint: PrivateEndpoint,
): { readonly zone: string; readonly label: string } | undefined {
  const service = (network.paasServices ?? []).find(({ name }) => name === endpoint.target);
  const { ipAddress } = endpoint;
  if (!service || ipAddress === undefined || service.type === 'containerRegistry' || endpoint.status !== 'Approved')
    return undefined;
  const label = service.fqdn.split('.')[0] ?? '';
  // az names the service, and Azure its domain after it.
  if (label !== service.name) return undefined;
  const zone = (network.privateDnsZones ?? []).find(
    ({ name, records }) =>
      name === `privatelink${service.fqdn.slice(label.length)}` &&
      records.some(
        (record) => record.name === label && record.type === 'A' && record.values.length === 1 && record.values[0] === ipAddress,
      ),
  );
  return zone && { zone: zone.name, label };
}

function zoneGroup(network: NetworkDocument, endpoint: PrivateEndpoint): AzUnit[] {
  const found = zoneOf(network, endpoint);
  if (!found) return [];
  const at = `${GROUP} ${option('--endpoint-name', endpoint.name)} --name default`;
  return [
    {
      key: `private-endpoint/${endpoint.name}/zone-group`,
      create: `az network private-endpoint dns-zone-group create ${at}`,
      flags: [...flag('--private-dns-zone', found.zone), ...flag('--zone-name', found.label)],
      remove: `az network private-endpoint dns-zone-group delete ${at}`,
    },
  ];
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
    const at = `${GROUP} ${option('--name', machine.name)}`;
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
