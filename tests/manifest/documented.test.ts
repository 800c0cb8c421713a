// docs/world-format.md shows worlds: each is read as it stands there, and its sentences are the ones that are said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldsOfType } from '../../src/manifest/fields.ts';
import { HOUSE_ENUMS, HOUSE_FIELDS } from '../../src/manifest/networkTable.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { policy, sentencesOf, service } from './sentences.ts';

const TEXT = readFileSync(join(import.meta.dirname, '../../docs/world-format.md'), 'utf8');
const shown = [...TEXT.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
/** Patches, answers and whole levels have tests of their own: tests/levels/patches.test.ts, tests/cli/grade.test.ts, tests/made. */
const examples = shown.filter((text) => !/^(?:kind: (?:Patch|Answers)|format: cidr-house-level)$/m.test(text));

describe('docs/world-format.md', () => {
  it('shows worlds that are read without a complaint', () => {
    expect(examples).toHaveLength(3);
    for (const text of examples) expect(parseWorld([{ name: 'example', text }])).toMatchObject({ problems: [], spec: {} });
    expect(parseManifests(examples[2] ?? '').removals).toHaveLength(1);
  });

  it('shows sentences that are said', () => {
    const said = [
      ...sentencesOf(service('type: NodePort\nports:\n- port: 80\n  nodePort: 22')),
      ...sentencesOf(policy('podSelector: {}\ningres: []')),
      ...sentencesOf('apiVersion: networking.k8s.io/v1\nkind: NetworkPolcy\nmetadata: { name: a }'),
    ];
    for (const sentence of said) expect(TEXT).toContain(sentence);
  });

  it('shows everything of the Network document that is simulated, and names what is not', () => {
    const network = parseManifests(examples[1] ?? '').network;
    const sections = [...(fieldsOfType('Network')?.values() ?? [])]
      .filter(({ treatment }) => treatment === 'honoured')
      .map(({ name }) => name);
    expect(Object.keys(network ?? {}).sort()).toEqual([...sections].sort());
    const later = ['Subnet', 'ManagedCluster']
      .flatMap((type) => [...(fieldsOfType(type)?.values() ?? [])])
      .filter(({ treatment }) => treatment !== 'honoured');
    for (const { name } of later) expect(TEXT).toContain(`\`${name}\``);
  });

  it('names every field of the Network document, and every word that a field may be', () => {
    const named = (word: string): boolean => new RegExp(`(?<![A-Za-z])${word}(?![A-Za-z])`).test(TEXT);
    const fields = Object.entries(HOUSE_FIELDS).flatMap(([type, line]) =>
      line.split(' ').map((field) => `${type}.${field.split(':')[0] ?? ''}`),
    );
    expect(fields.length).toBeGreaterThan(150);
    expect(fields.filter((field) => !named(field.split('.')[1] ?? ''))).toEqual([]);
    const words = Object.entries(HOUSE_ENUMS).flatMap(([field, list]) => list.map((word) => `${field} ${word}`));
    expect(words.filter((word) => !word.endsWith('*') && !named(word.split(' ')[1] ?? ''))).toEqual([]);
  });
});
