// The Network document as az commands and Bicep, section by section. `UPDATE_GOLDEN=1` writes the files in tests/golden/azure anew.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NetworkDocument } from '../../../src/engine/model/networkDocument.ts';
import { writeAz, writeAzSince } from '../../../src/manifest/azure/writeAz.ts';
import { writeBicep } from '../../../src/manifest/azure/writeBicep.ts';
import { parseManifests } from '../../../src/manifest/parseManifests.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'golden', 'azure');
const text = readFileSync(join(FOLDER, 'whole.yaml'), 'utf8');
const whole = read(text);

function read(yaml: string): NetworkDocument {
  const { network, problems } = parseManifests(yaml);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!network) throw new Error('no Network document');
  return network;
}

function golden(name: string, written: string): void {
  const file = join(FOLDER, name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, written);
  expect(written).toBe(readFileSync(file, 'utf8'));
}

/** What a shell hands to az, one command a line. */
function run(script: string): string[] {
  const ran = spawnSync(
    'sh',
    ['-eu', '-c', `az() { printf '%s|' "$@" >&2; echo >&2; echo ID; }\nHQ_IP=x HQ_KEY=x SQL_ADMIN=x SQL_PASSWORD=x\n${script}`],
    { encoding: 'utf8' },
  );
  expect(ran.status).toBe(0);
  return ran.stderr.split('\n').filter((line) => line !== '');
}

describe('golden files', () => {
  it('I-1…I-9 az makes every section, each after what it names', () => {
    golden('whole.az.sh', writeAz(whole));
    const commands = run(writeAz(whole));
    const at = (start: string): number => commands.findIndex((command) => command.startsWith(start));
    const order = [
      'group|create',
      'network|public-ip|create',
      'network|nsg|create',
      'network|route-table|create',
      'network|nat|gateway|create',
      'network|vnet|subnet|create',
      'network|vnet|peering|create',
      'network|firewall|create',
      'network|private-endpoint|create',
      'network|application-gateway|create',
      'aks|create',
      'aks|nodepool|add',
    ].map(at);
    expect(order.every((place, index) => place > (order[index - 1] ?? -1))).toBe(true);
  });

  it('Bicep has every section that needs nothing more than the document says', () => {
    golden('whole.bicep', writeBicep(whole));
    expect(writeBicep(whole)).not.toMatch(/password|secret|key:/i);
  });

  it('every symbol that Bicep names is declared once', () => {
    const bicep = writeBicep(whole);
    const declared = [...bicep.matchAll(/^(?:resource|param) (\w+) /gm)].map(([, name]) => name);
    expect(new Set(declared).size).toBe(declared.length);
    for (const [, used] of bicep.matchAll(/: (\w+)\.id$/gm)) expect(declared).toContain(used);
    for (const [, used] of bicep.matchAll(/parent: (\w+)$/gm)) expect(declared).toContain(used);
  });
});

describe('the way between two worlds', () => {
  const change = (from: string, to: string): string => {
    expect(text).toContain(from);
    return writeAzSince(whole, read(text.replace(from, to)));
  };
  const lines = (script: string): string[] => script.trimEnd().split('\n').slice(2);

  it('nothing differs', () => {
    expect(writeAzSince(whole, whole)).toBe('# nothing differs\n');
  });

  it('a rule, a route, a subnet, an authorised range', () => {
    expect(lines(change('priority: 200, direction', 'priority: 210, direction'))).toEqual([
      `az network nsg rule create --resource-group "$RG" --nsg-name nsg-nodes --name web \\`,
      '  --priority 210 \\',
      '  --direction Inbound \\',
      '  --access Allow \\',
      '  --protocol Tcp \\',
      '  --source-address-prefixes Internet \\',
      '  --destination-port-ranges 80 443',
    ]);
    expect(lines(change('natGateway: nat, ', ''))).toEqual([
      `az network vnet subnet update --resource-group "$RG" --vnet-name vnet-orchard --name nodes --nat-gateway ''`,
    ]);
    expect(lines(change('[203.0.113.0/24, 198.51.100.7/32]', '[203.0.113.0/24]'))).toEqual([
      'az aks update --resource-group "$RG" --name aks --api-server-authorized-ip-ranges 203.0.113.0/24',
    ]);
    expect(lines(change('count: 2, vnetSubnet', 'count: 5, vnetSubnet')).at(-1)).toBe(
      'az aks nodepool scale --resource-group "$RG" --cluster-name aks --name more --node-count 5',
    );
  });

  it('what is gone goes last, and what it held goes with it', () => {
    const without = read(
      text
        .replace(/networkSecurityGroups:\n(?:- name.*\n {2}securityRules:\n {2}- .*\n)/, '')
        .replace('networkSecurityGroup: nsg-nodes, ', ''),
    );
    expect(lines(writeAzSince(whole, without))).toEqual([
      `az network vnet subnet update --resource-group "$RG" --vnet-name vnet-orchard --name nodes --network-security-group ''`,
      'az network nsg delete --resource-group "$RG" --name nsg-nodes',
    ]);
    expect(lines(writeAzSince(without, whole)).slice(0, 1)).toEqual([
      'az network nsg create --resource-group "$RG" --name nsg-nodes',
    ]);
  });

  it('what cannot change in place is told', () => {
    expect(
      lines(
        change('serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10', 'serviceCidr: 10.101.0.0/16, dnsServiceIP: 10.101.0.10'),
      ),
    ).toEqual([
      '# --service-cidr is decided when this is made: cluster/aks keeps it until it is made anew',
      '# --dns-service-ip is decided when this is made: cluster/aks keeps it until it is made anew',
    ]);
  });
});

describe('hostile names', () => {
  const hostile = "a'; touch x; ${id()} $(id) \\ `id`\n//";
  const world: NetworkDocument = {
    ...whole,
    metadata: { name: hostile },
    location: hostile,
    networkSecurityGroups: [{ name: hostile, securityRules: [] }],
    virtualNetworks: [
      {
        name: hostile,
        addressSpace: [hostile],
        subnets: [{ name: hostile, addressPrefix: hostile, networkSecurityGroup: hostile }],
      },
    ],
    managedClusters: whole.managedClusters.map((cluster) => ({
      ...cluster,
      name: hostile,
      agentPoolProfiles: [{ name: hostile, count: 1, vnetSubnet: hostile }],
    })),
  };

  it('are words to a shell', () => {
    const script = writeAz({ ...world, onPremises: [{ name: `x\n${hostile}`, addressSpace: [], hosts: [] }] });
    const ran = spawnSync(
      'sh',
      ['-eu', '-c', `az() { printf '%s|' "$@" >&2; echo >&2; echo ID; }\nHQ_IP=x HQ_KEY=x SQL_ADMIN=x SQL_PASSWORD=x\n${script}`],
      { encoding: 'utf8' },
    );
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain(`|--name|${hostile}|`);
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('uid=');
  });

  it('are texts to Bicep: nothing leaves its quotes', () => {
    const bicep = writeBicep(world);
    const outside = bicep.replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''").replaceAll(/^\/\/.*$/gm, '');
    expect(outside).not.toMatch(/touch x|id\(\)|`/);
    expect(bicep).toContain("'a\\'; touch x; \\${id()} $(id) \\\\ `id`\\n//'");
  });
});
