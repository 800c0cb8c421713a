// az sql server: a database server as the document declares it, and its two lists of guests: addresses of the street, subnets (E-35).
import type { PaasService } from '../../engine/model/azure.ts';
import { cidrLast, formatIpv4, parseCidr } from '../../engine/net/ipv4.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { fail } from '../call.ts';
import type { Plain } from '../types.ts';
import type { AzCall, AzLooks, AzValue } from './az.ts';
import type { AzTable } from './output.ts';
import { idOf } from './resources.ts';

const RULE_TABLE: AzTable = [
  ['Name', 'name'],
  ['StartIpAddress', 'startIpAddress'],
  ['EndIpAddress', 'endIpAddress'],
];
const SUBNET_TABLE: AzTable = [
  ['Name', 'name'],
  ['State', 'state'],
  ['Subnet', 'virtualNetworkSubnetId'],
];
const SERVER_TABLE: AzTable = [
  ['Name', 'name'],
  ['Location', 'location'],
  ['Fqdn', 'fullyQualifiedDomainName'],
  ['PublicNetworkAccess', 'publicNetworkAccess'],
];

function servers(call: AzCall): readonly PaasService[] {
  return (call.shell.env.spec.network.paasServices ?? []).filter(({ type }) => type === 'sqlServer');
}

function serverOf(call: AzCall, { name, fqdn, publicNetworkAccess }: PaasService): Plain {
  return {
    fullyQualifiedDomainName: fqdn,
    id: idOf(call.scope, 'Sql/servers', name),
    location: call.scope.location,
    name,
    publicNetworkAccess,
    resourceGroup: call.scope.group,
    state: 'Ready',
    type: 'Microsoft.Sql/servers',
  };
}

/** `flag` names the server: by its name here, or as its address begins. */
function withServer(call: AzCall, flag: string | undefined, read: (server: PaasService) => AzValue): AzValue {
  if (flag === undefined || flag === '') return fail('the following arguments are required: --server/-s', 2);
  const server = servers(call).find(({ name, fqdn }) => name === flag || fqdn.startsWith(`${flag}.`));
  if (server) return read(server);
  const message = `The Resource 'Microsoft.Sql/servers/${flag.slice(0, 80)}' under resource group '${call.scope.group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return fail(`(ResourceNotFound) ${message}\nCode: ResourceNotFound\nMessage: ${message}`, 3);
}

/** An address or a range as its two ends. */
function endsOf(text: string): { readonly startIpAddress: string; readonly endIpAddress: string } {
  const range = parseCidr(text.includes('/') ? text : `${text}/32`);
  if (!range) return { startIpAddress: text, endIpAddress: text };
  return { startIpAddress: formatIpv4(range.base), endIpAddress: formatIpv4(cidrLast(range)) };
}

function subnetId(call: AzCall, subnet: string): string {
  const vnet = call.shell.env.spec.network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet));
  return idOf(call.scope, 'Network/virtualNetworks', vnet?.name ?? '', 'subnets', subnet);
}

export const SUPPLIER_LOOKS: AzLooks = {
  'sql server list': {
    flags: '',
    run: (call) => ({ value: servers(call).map((server) => serverOf(call, server)), table: SERVER_TABLE }),
  },
  'sql server show': {
    flags: '',
    run: (call) => withServer(call, call.name, (server) => ({ value: serverOf(call, server), table: SERVER_TABLE })),
  },
  'sql server firewall-rule list': {
    flags: 'server,s=',
    run: (call) =>
      withServer(call, one(call.given, 'server'), ({ ipRules = [] }) => ({
        value: ipRules.map((text) => ({
          ...endsOf(text),
          name: `allow-${text.replaceAll('/', '-')}`,
          resourceGroup: call.scope.group,
          type: 'Microsoft.Sql/servers/firewallRules',
        })),
        table: RULE_TABLE,
      })),
  },
  'sql server vnet-rule list': {
    flags: 'server,s=',
    run: (call) =>
      withServer(call, one(call.given, 'server'), ({ virtualNetworkRules = [] }) => ({
        value: virtualNetworkRules.map((subnet) => ({
          ignoreMissingVnetServiceEndpoint: false,
          name: `allow-${subnet}`,
          resourceGroup: call.scope.group,
          state: 'Ready',
          type: 'Microsoft.Sql/servers/virtualNetworkRules',
          virtualNetworkSubnetId: subnetId(call, subnet),
        })),
        table: SUBNET_TABLE,
      })),
  },
};
