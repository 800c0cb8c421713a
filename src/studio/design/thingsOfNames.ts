// Suppliers and directories: private endpoints, PaaS services, private zones with their links, public zones, records. Rules: E-30…E-35, G-5.
import { PAAS_TYPES } from '../../engine/model/azure.ts';
import type { FieldSpec, ThingSpec } from './fieldSpec.ts';

const NAME: FieldSpec = { name: 'name', type: 'name', required: true, rules: [] };
const RECORDS = [{ field: 'records', thing: 'DnsRecord' }] as const;

export const NAME_THINGS: Readonly<Record<string, ThingSpec>> = {
  PaasService: {
    type: 'PaasService',
    called: 'service',
    fresh: {
      type: 'storageAccount',
      fqdn: 'example.blob.core.windows.net',
      publicNetworkAccess: 'Enabled',
      ports: [{ port: 443, protocol: 'TCP' }],
    },
    fields: [
      NAME,
      { name: 'type', type: 'choice', choices: PAAS_TYPES, required: true, rules: ['E-30'] },
      { name: 'fqdn', type: 'text', required: true, rules: ['E-31'] },
      { name: 'publicIPAddress', type: 'address', rules: ['E-31'] },
      {
        name: 'publicNetworkAccess',
        type: 'choice',
        choices: ['Enabled', 'Disabled'],
        required: true,
        rules: ['E-30', 'E-31'],
      },
      { name: 'ipRules', type: 'texts', rules: ['E-35'] },
      { name: 'virtualNetworkRules', type: 'refs', names: 'subnets', rules: ['E-35'] },
    ],
    lists: [],
  },
  PrivateEndpoint: {
    type: 'PrivateEndpoint',
    called: 'pe',
    fresh: { subnet: '', target: '', status: 'Approved' },
    fields: [
      NAME,
      { name: 'target', type: 'ref', names: 'paasServices', required: true, rules: ['E-30'] },
      { name: 'subnet', type: 'ref', names: 'subnets', required: true, rules: ['E-30', 'E-33'] },
      { name: 'ipAddress', type: 'address', rules: ['A-28', 'E-32'] },
      {
        name: 'status',
        type: 'choice',
        choices: ['Approved', 'Pending', 'Rejected', 'Disconnected'],
        required: true,
        rules: ['E-30'],
      },
    ],
    lists: [],
  },
  PrivateDnsZone: {
    type: 'PrivateDnsZone',
    called: 'privatelink.blob.core.windows.net',
    fresh: { virtualNetworkLinks: [], records: [] },
    fields: [
      { name: 'name', type: 'name', required: true, rules: ['E-31'] },
      { name: 'virtualNetworkLinks', type: 'refs', names: 'virtualNetworks', required: true, rules: ['E-31'] },
    ],
    lists: RECORDS,
  },
  DnsZone: {
    type: 'DnsZone',
    called: 'example.com',
    fresh: { records: [] },
    fields: [{ name: 'name', type: 'name', required: true, rules: ['G-5'] }],
    lists: RECORDS,
  },
  DnsServer: {
    type: 'DnsServer',
    called: 'dns',
    fresh: { ipAddress: '10.50.0.4', forwarders: ['168.63.129.16'], zones: [] },
    fields: [
      NAME,
      { name: 'ipAddress', type: 'address', required: true, rules: ['G-5'] },
      { name: 'forwarders', type: 'addresses', required: true, rules: ['E-31', 'G-6'] },
    ],
    lists: [{ field: 'zones', thing: 'DnsServerZone' }],
  },
  DnsServerZone: {
    type: 'DnsServerZone',
    called: 'corp.example',
    fresh: { records: [] },
    fields: [NAME, { name: 'forwarders', type: 'addresses', rules: ['G-6'] }],
    lists: RECORDS,
  },
  DnsRecord: {
    type: 'DnsRecord',
    called: 'www',
    fresh: { type: 'A', values: [] },
    fields: [
      NAME,
      { name: 'type', type: 'choice', choices: ['A', 'CNAME'], required: true, rules: ['E-31'] },
      { name: 'values', type: 'recordValues', required: true, rules: ['E-31'] },
    ],
    lists: [],
  },
};
