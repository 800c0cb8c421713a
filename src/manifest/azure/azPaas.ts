// PaaS services as az commands, with the lists of whom their public endpoint lets in (E-30, E-35).
import type { PaasService } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { cidrLast, formatIpv4, parseCidr } from '../../engine/net/ipv4.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { option } from './shell.ts';

interface PaasWords {
  /** The part that a private endpoint reaches. */
  readonly group: string;
  /** The name of its one address there. */
  readonly member: string;
  readonly kind: string;
  readonly more: readonly string[];
  readonly access: readonly [enabled: string, disabled: string];
}

/** How az calls each type. */
export const PAAS: Readonly<Record<PaasService['type'], PaasWords>> = {
  sqlServer: {
    group: 'sqlServer',
    member: 'sqlServer',
    kind: 'sql server',
    more: ['--admin-user "$SQL_ADMIN"', '--admin-password "$SQL_PASSWORD"'],
    access: ['--enable-public-network true', '--enable-public-network false'],
  },
  keyVault: {
    group: 'vault',
    member: 'default',
    kind: 'keyvault',
    more: [],
    access: ['--public-network-access Enabled', '--public-network-access Disabled'],
  },
  storageAccount: {
    group: 'blob',
    member: 'blob',
    kind: 'storage account',
    more: ['--sku Standard_LRS'],
    access: ['--public-network-access Enabled', '--public-network-access Disabled'],
  },
  containerRegistry: {
    group: 'registry',
    member: 'registry',
    kind: 'acr',
    more: ['--sku Premium'],
    access: ['--public-network-enabled true', '--public-network-enabled false'],
  },
};

export function vnetOfSubnet(network: NetworkDocument, subnet: string): string {
  return network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet))?.name ?? '';
}

export function paasUnits(service: PaasService, network: NetworkDocument): AzUnit[] {
  const { kind, more, access } = PAAS[service.type];
  const isListed = service.ipRules !== undefined || service.virtualNetworkRules !== undefined;
  return [
    {
      key: `paas/${service.name}`,
      create: `az ${kind} create ${GROUP} ${option('--name', service.name)}`,
      flags: [
        '--location "$LOC"',
        ...more,
        access[service.publicNetworkAccess === 'Enabled' ? 0 : 1],
        // A list that is there lets in nobody else; a database never does.
        ...(isListed && service.type !== 'sqlServer' ? ['--default-action Deny'] : []),
      ],
      update: `az ${kind} update ${GROUP} ${option('--name', service.name)}`,
      fixed: ['--location', '--sku', '--admin-user', '--admin-password'],
      remove: `az ${kind} delete ${GROUP} ${option('--name', service.name)}${service.type === 'keyVault' ? '' : ' --yes'}`,
    },
    ...(service.ipRules ?? []).map((range) => addressUnit(service, range)),
    // A registry has no list of subnets.
    ...(service.type === 'containerRegistry' ? [] : (service.virtualNetworkRules ?? [])).map((subnet) =>
      subnetUnit(service, { vnet: vnetOfSubnet(network, subnet), subnet }),
    ),
  ];
}

function addressUnit(service: PaasService, range: string): AzUnit {
  const key = `paas/${service.name}/ip/${range}`;
  if (service.type === 'sqlServer') {
    const at = `${GROUP} ${option('--server', service.name)} ${option('--name', `allow-${range.replaceAll('/', '-')}`)}`;
    const [first, last] = endsOf(range);
    return {
      key,
      create: `az sql server firewall-rule create ${at}`,
      flags: [`${option('--start-ip-address', first)}`, `${option('--end-ip-address', last)}`],
      remove: `az sql server firewall-rule delete ${at}`,
    };
  }
  const at = `${GROUP} ${ownerFlag(service)} ${option('--ip-address', range)}`;
  const { kind } = PAAS[service.type];
  return { key, create: `az ${kind} network-rule add ${at}`, flags: [], remove: `az ${kind} network-rule remove ${at}` };
}

function subnetUnit(service: PaasService, place: { readonly vnet: string; readonly subnet: string }): AzUnit {
  const key = `paas/${service.name}/subnet/${place.subnet}`;
  const where = `${option('--vnet-name', place.vnet)} ${option('--subnet', place.subnet)}`;
  if (service.type === 'sqlServer') {
    const at = `${GROUP} ${option('--server', service.name)} ${option('--name', `allow-${place.subnet}`)}`;
    return {
      key,
      create: `az sql server vnet-rule create ${at}`,
      flags: [where],
      remove: `az sql server vnet-rule delete ${at}`,
    };
  }
  const { kind } = PAAS[service.type];
  const at = `${GROUP} ${ownerFlag(service)} ${where}`;
  return { key, create: `az ${kind} network-rule add ${at}`, flags: [], remove: `az ${kind} network-rule remove ${at}` };
}

function ownerFlag(service: PaasService): string {
  return option(service.type === 'storageAccount' ? '--account-name' : '--name', service.name);
}

/** First and last address of a range; of what is no range, itself. */
function endsOf(range: string): readonly [string, string] {
  const parsed = parseCidr(range);
  if (!parsed) return [range, range];
  return [formatIpv4(parsed.base), formatIpv4(cidrLast(parsed))];
}
