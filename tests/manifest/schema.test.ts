// The published JSON Schema is the field table's, and says yes and no where the reader does. `UPDATE_GOLDEN=1` writes it anew.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { DEFAULT_NETWORK } from '../../src/engine/model/spec.ts';
import { networkSchema } from '../../src/manifest/networkSchema.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { networkToPlain } from '../../src/manifest/plainObjects.ts';
import { MANIFESTS } from '../support/yamlCorpus.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'schema/network.schema.json');
const SCHEMA = networkSchema();

type Node = Readonly<Record<string, unknown>>;

/** As much of JSON Schema as the file uses: paths where the value breaks it. */
function breaks(schema: Node, value: unknown, path = ''): string[] {
  if (typeof schema['$ref'] === 'string')
    return breaks((SCHEMA['$defs'] as Record<string, Node>)[schema['$ref'].slice('#/$defs/'.length)] ?? {}, value, path);
  if (Array.isArray(schema['anyOf']))
    return (schema['anyOf'] as Node[]).some((option) => breaks(option, value).length === 0) ? [] : [path];
  if ('const' in schema) return value === schema['const'] ? [] : [path];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return [path];
  if (typeof schema['pattern'] === 'string' && typeof value === 'string' && !new RegExp(schema['pattern']).test(value))
    return [path];
  if (typeof schema['minimum'] === 'number' && typeof value === 'number' && value < schema['minimum']) return [path];
  if (typeof schema['maximum'] === 'number' && typeof value === 'number' && value > schema['maximum']) return [path];
  switch (schema['type']) {
    case 'string':
    case 'boolean':
      return typeof value === schema['type'] ? [] : [path];
    case 'integer':
      return Number.isInteger(value) ? [] : [path];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => breaks((schema['items'] ?? {}) as Node, item, `${path}[${index}]`))
        : [path];
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
      const properties = (schema['properties'] ?? {}) as Record<string, Node>;
      const others = schema['additionalProperties'];
      const missing = ((schema['required'] ?? []) as string[]).filter((key) => !Object.hasOwn(value, key));
      const below = Object.entries(value).flatMap(([key, item]) =>
        Object.hasOwn(properties, key)
          ? breaks(properties[key] ?? {}, item, `${path}.${key}`)
          : typeof others === 'object'
            ? breaks(others as Node, item, `${path}.${key}`)
            : [`${path}.${key}`],
      );
      return [...missing.map((key) => `${path}.${key}`), ...below];
    }
    default:
      return [];
  }
}

function plain(text: string): unknown {
  return parseDocument(text, { version: '1.1' }).toJS();
}

describe('schema/network.schema.json', () => {
  it('is what the field table says', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(join(ROOT, 'schema'), { recursive: true });
      writeFileSync(FILE, `${JSON.stringify(SCHEMA, undefined, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(SCHEMA);
  });

  it('accepts the corpus, the default network and the start of every level', () => {
    const levels = readdirSync(join(ROOT, 'levels')).map((level) =>
      readFileSync(join(ROOT, 'levels', level, 'start/network.yaml'), 'utf8'),
    );
    expect(levels.length).toBeGreaterThan(4);
    for (const text of [MANIFESTS['network'] ?? '', ...levels]) expect(breaks(SCHEMA, plain(text))).toEqual([]);
    expect(breaks(SCHEMA, networkToPlain(DEFAULT_NETWORK))).toEqual([]);
  });

  it.each([
    ['podCidr: 10.244.0.0/16', 'podCidr: 10.244.0.0', '.managedClusters[0].networkProfile.podCidr'],
    ['dnsServiceIP: 10.100.0.10', 'dnsServiceIP: 10.100.0.256', '.managedClusters[0].networkProfile.dnsServiceIP'],
    ['networkPolicy: calico', 'networkPolicy: Calico', '.managedClusters[0].networkProfile.networkPolicy'],
    ['networkPolicy: calico', 'networkPolice: calico', '.managedClusters[0].networkProfile.networkPolice'],
    ['addressSpace: [10.0.0.0/16]', 'addressSpace: 10.0.0.0/16', '.virtualNetworks[0].addressSpace'],
    ['port: 9090', 'port: 90900', '.onPremises[0].hosts[0].ports[0].port'],
    ['count: 3', 'count: -3', '.managedClusters[0].agentPoolProfiles[0].count'],
    ["maxSurge: '1'", 'maxSurge: one', '.managedClusters[0].agentPoolProfiles[0].upgradeSettings.maxSurge'],
    ['- name: aks', '- kubernetesVersion: "1.30"', '.managedClusters[0].kubernetesVersion'],
    ['name: jump, subnet: snet-vms', 'name: jump', '.virtualMachines[0].subnet'],
  ])('refuses what the reader refuses: %s → %s', (right, wrong, path) => {
    const text = (MANIFESTS['network'] ?? '').replace(right, wrong);
    expect(parseManifests(text).problems.some(({ severity }) => severity === 'error')).toBe(true);
    if (!wrong.includes('kubernetesVersion')) expect(breaks(SCHEMA, plain(text))).toContain(path);
  });
});
