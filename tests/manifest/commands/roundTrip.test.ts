// What the export writes, typed in again, gives the document back: az scripts whole and between two worlds, kubectl scripts, patches.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from '../../../src/engine/edit/edit.ts';
import type { NetworkDocument } from '../../../src/engine/model/networkDocument.ts';
import { allObjects, EMPTY_SPEC, findObject, type NetworkSpec, refOf } from '../../../src/engine/model/spec.ts';
import { writeAz, writeAzSince } from '../../../src/manifest/azure/writeAz.ts';
import { runCommands } from '../../../src/manifest/commands/runCommands.ts';
import { parseManifests } from '../../../src/manifest/parseManifests.ts';
import { networkToPlain, rebuildResource, resourceToPlain } from '../../../src/manifest/plainObjects.ts';
import { writeKubectl } from '../../../src/manifest/writeCommands.ts';
import { writePatch } from '../../../src/manifest/writePatch.ts';
import { randomWorld } from '../../support/randomWorld.ts';
import { specOfRaw } from '../../support/rawWorld.ts';
import { worldOf } from './typing.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Example {
  readonly name: string;
  readonly network: NetworkDocument;
}

function examples(): Example[] {
  const found: Example[] = [];
  const add = (name: string, text: string): void => {
    const { network, problems } = parseManifests(text);
    if (network && problems.every(({ severity }) => severity !== 'error')) found.push({ name, network });
  };
  for (const file of ['azure', 'own-azure']) {
    const { cases } = JSON.parse(readFileSync(join(ROOT, `tests/conformance/${file}.json`), 'utf8')) as {
      cases: { id: string; world: readonly string[] }[];
    };
    for (const one of cases) add(`${file} ${one.id}`, one.world.join('\n---\n'));
  }
  for (const level of readdirSync(join(ROOT, 'levels'))) {
    add(level, readFileSync(join(ROOT, 'levels', level, 'start/network.yaml'), 'utf8'));
  }
  add('whole', readFileSync(join(ROOT, 'tests/golden/azure/whole.yaml'), 'utf8'));
  return found;
}

const EXAMPLES = examples();

/** What az cannot make stays as it was: headquarters, the street, servers of one's own. */
const KEPT = [
  'apiVersion',
  'kind',
  'metadata',
  'location',
  'onPremises',
  'internetHosts',
  'dnsServers',
  'trafficControllers',
] as const;

function bare(network: NetworkDocument): NetworkDocument {
  const kept = Object.fromEntries(KEPT.flatMap((key) => (network[key] === undefined ? [] : [[key, network[key]]])));
  return { ...kept, virtualNetworks: [], managedClusters: [] } as unknown as NetworkDocument;
}

/** What is installed by helm is typed in the terminal, not here: tests/terminal. */
const isHelm = (line: string): boolean => line.startsWith('helm ');

function typed(network: NetworkDocument, script: string): NetworkDocument {
  const lines = script.split('\n').filter((line) => !isHelm(line));
  const { spec, refusal } = runCommands({ network, objects: {} }, lines.join('\n'));
  expect(refusal).toBeUndefined();
  return spec.network;
}

type Plain = Record<string, unknown>;

/** Without what no command says: addresses that Azure chooses, programs and their ports, groups of classic rules. */
function comparable(network: NetworkDocument): unknown {
  const drop = (type: string): readonly string[] => UNSAID[type] ?? [];
  const walk = (value: unknown, type: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => walk(item, type));
      return items.every((item) => typeof item === 'object')
        ? [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
        : items;
    }
    if (typeof value !== 'object' || value === null) return value;
    const plain = value as Plain;
    const entries = Object.entries(plain).filter(([key]) => !drop(type).includes(key));
    // A switch that is off and one that is absent are one command.
    return Object.fromEntries(
      entries
        .map(([key, item]) => [key, walk(item, key)] as const)
        .filter(([, item]) => item !== false && JSON.stringify(item) !== '{}'),
    );
  };
  const plain = walk(networkToPlain(network), '') as Plain;
  return {
    ...plain,
    azureFirewalls: (plain['azureFirewalls'] as Plain[] | undefined)?.map((firewall) => ({
      ...firewall,
      ruleCollectionGroups: inOrder(firewall['ruleCollectionGroups'] as Groups),
    })),
    // A rule may say one prefix or a list of one.
    networkSecurityGroups: JSON.parse(
      JSON.stringify(plain['networkSecurityGroups'] ?? []).replaceAll(
        /"(\w+?(?:Prefix|Range))(?:es|s)":\[("[^"]*")\]/g,
        '"$1":$2',
      ),
    ) as unknown,
  };
}

type Groups = readonly {
  readonly priority: number;
  readonly ruleCollections: readonly { readonly type: string; readonly priority: number }[];
}[];

/** Rule collections by type in the order in which they are asked, which is all that a firewall goes by. */
function inOrder(groups: Groups): unknown {
  const asked = [...groups]
    .sort((a, b) => a.priority - b.priority)
    .flatMap(({ ruleCollections }) => [...ruleCollections].sort((a, b) => a.priority - b.priority));
  return ['Dnat', 'Network', 'Application'].map((type) =>
    asked.filter((item) => item.type === type).map((item) => ({ ...item, priority: 0 })),
  );
}

const UNSAID: Readonly<Record<string, readonly string[]>> = {
  publicIPAddresses: ['ipAddress'],
  virtualMachines: ['ports'],
  paasServices: ['fqdn', 'publicIPAddress', 'ports', 'ipRules', 'virtualNetworkRules'],
  azureFirewalls: ['privateIPAddress', 'instances'],
  privateEndpoints: ['status'],
  applicationGateways: ['operationalState'],
  managedClusters: ['nodes', 'ingressControllers', 'identity'],
  networkProfile: ['networkPolicy'],
  agentPoolProfiles: ['upgradeSettings', 'osType'],
  webAppRouting: ['dnsZones', 'nginx'],
  ingressProfile: ['applicationLoadBalancer'],
  apiServerAccessProfile: ['subnet'],
  virtualNetworkGateways: ['connections'],
};

describe('az, typed back', () => {
  it('there are enough examples', () => {
    expect(EXAMPLES.length).toBeGreaterThan(100);
  });

  it('a whole script makes the document, and writing that gives the same script', () => {
    for (const { name, network } of EXAMPLES.filter((_, index) => index % 3 === 0 || process.env['LONG'] === '1')) {
      const made = typed(bare(network), writeAz(network));
      expect(comparable(made), name).toEqual(comparable(network));
      expect(writeAz(made), name).toBe(writeAz(network));
    }
  });

  it('the way from one world to another leads there', () => {
    const near = EXAMPLES.flatMap((example, index) => {
      const next = EXAMPLES[(index + 1) % EXAMPLES.length];
      return next && example.network.managedClusters[0]?.name === next.network.managedClusters[0]?.name
        ? [[example, next] as const]
        : [];
    });
    expect(near.length).toBeGreaterThan(200);
    for (const [from, to] of near.filter((_, index) => index % 8 === 0 || process.env['LONG'] === '1')) {
      const start = { ...from.network, ...Object.fromEntries(KEPT.map((key) => [key, to.network[key]])) } as NetworkDocument;
      const script = writeAzSince(start, to.network);
      const made = typed(start, script);
      // What only a new cluster or pool could have is told in comments.
      const left = writeAzSince(made, to.network)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#') && !isHelm(line) && !/^(RG|LOC)=/.test(line));
      expect(left, `${from.name} → ${to.name}`).toEqual([]);
    }
  });
});

/** As a text would hold it: no list that is there and empty. */
function written(world: NetworkSpec): NetworkSpec {
  const edits = allObjects(world).flatMap((resource): Edit[] => {
    const strict = rebuildResource(resourceToPlain(resource));
    return strict ? [{ type: 'putObject', resource: strict }] : [];
  });
  return applyEdit({ ...world, objects: {} }, { type: 'batch', edits }).spec;
}

/** A namespace that something stands in is there, declared or not. */
function declared(made: NetworkSpec, to: NetworkSpec): NetworkSpec['objects'] {
  const left = allObjects(made).flatMap((resource): Edit[] =>
    resource.kind === 'Namespace' && !findObject(to, refOf(resource)) ? [{ type: 'removeObject', ref: refOf(resource) }] : [],
  );
  return applyEdit(made, { type: 'batch', edits: left }).spec.objects;
}

describe('kubectl, typed back', () => {
  const worlds: NetworkSpec[] = Array.from({ length: 60 }, (_, seed) => written(specOfRaw(randomWorld(seed + 1))));

  it('apply makes the objects', () => {
    for (const world of worlds) {
      const { spec, refusal } = runCommands({ network: world.network, objects: {} }, writeKubectl(allObjects(world)));
      expect(refusal).toBeUndefined();
      expect(spec.objects).toEqual(world.objects);
    }
  });

  it('a patch leads from one world to the next', () => {
    for (const [index, from] of worlds.entries()) {
      const to = worlds[(index + 1) % worlds.length] ?? from;
      const { spec, refusal } = runCommands(from, writePatch(from, to));
      expect(refusal).toBeUndefined();
      expect(declared(spec, to)).toEqual(to.objects);
    }
  });
});

describe('hostile names', () => {
  const NASTY = [
    "it's",
    '$(touch x)',
    '`id`',
    '-rf',
    '--yes',
    'a b',
    'a;b',
    '"q"',
    '$RG',
    'x\\',
    '*',
    '~',
    '#x',
    '|',
    '>',
    '{a,b}',
    'ä',
    "'",
    'a\'b"c$d`e',
  ];

  const ANY = { sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' };

  it('a shell reads the script, runs nothing else, and the words come back', () => {
    for (const nasty of NASTY) {
      const network: NetworkDocument = {
        ...EMPTY_SPEC.network,
        networkSecurityGroups: [
          {
            name: nasty,
            securityRules: [{ ...ANY, name: nasty, priority: 100, direction: 'Inbound', access: 'Allow', protocol: '*' }],
          },
        ],
        publicIPAddresses: [{ name: nasty }],
        routeTables: [{ name: nasty, routes: [{ name: nasty, addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' }] }],
        virtualNetworks: [
          {
            name: nasty,
            addressSpace: ['10.0.0.0/16'],
            subnets: [{ name: nasty, addressPrefix: '10.0.0.0/24', networkSecurityGroup: nasty }],
          },
        ],
        managedClusters: [],
      };
      const script = writeAz(network);
      expect(spawnSync('bash', ['-n'], { input: script }).status, nasty).toBe(0);
      const said = spawnSync('bash', ['-euc', `az() { printf '%s\\0' "$@"; }\n${script}`], { encoding: 'utf8' });
      expect(said.status, nasty).toBe(0);
      const words = said.stdout.split('\0');
      // az would take a lone word that begins with a dash for a flag.
      expect(words, nasty).toContain(nasty.startsWith('-') ? `--name=${nasty}` : nasty);
      if (nasty.startsWith('-')) expect(words).not.toContain(nasty);
      expect(typed(bare(network), script), nasty).toEqual(network);
    }
  });
});

it('I-8 the record of a private endpoint is a zone group’s, wherever az would write just that record', () => {
  const text = (label: string): string => `apiVersion: cidr.house/v1
kind: Network
metadata: { name: n }
virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: s, addressPrefix: 10.0.0.0/24 }] }]
paasServices: [{ name: vault1, type: keyVault, fqdn: vault1.vault.azure.net, ports: [] }]
privateEndpoints: [{ name: pe, subnet: s, ipAddress: 10.0.0.9, target: vault1 }]
privateDnsZones: [{ name: privatelink.vault.azure.net, virtualNetworkLinks: [v], records: [{ name: ${label}, type: A, values: [10.0.0.9] }] }]
managedClusters: []`;
  const read = (label: string): NetworkDocument => worldOf(text(label)).network;
  const script = writeAz(read('vault1'));
  expect(script).toContain('private-endpoint dns-zone-group create');
  expect(script).toContain('private-ip-address=10.0.0.9');
  expect(script).not.toContain('record-set');
  expect(writeAz(read('other'))).toContain('record-set a add-record');
  expect(typed(bare(read('vault1')), script).privateDnsZones).toEqual(read('vault1').privateDnsZones);
});

it('an example world goes through both', () => {
  const world = worldOf(readFileSync(join(ROOT, 'levels/040-who-rang/start/network.yaml'), 'utf8'));
  expect(typed(bare(world.network), writeAz(world.network)).virtualNetworks).toEqual(world.network.virtualNetworks);
});
