// Broken input: one clear sentence with file, line and column, exit 2, nothing on standard output.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTerminal, type Ran, SHOP, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
});
afterEach(() => terminal.close());

async function refused(args: readonly string[], stdin?: string): Promise<string> {
  const ran: Ran = await terminal.run(args, stdin);
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err.endsWith('\n')).toBe(true);
  return ran.err.trimEnd();
}

describe('files', () => {
  test('a file or folder that is not there, or holds nothing', async () => {
    expect(await refused(['check', 'nothing.yaml'])).toBe('nothing.yaml: there is no such file or folder.');
    terminal.write('empty/readme.txt', 'hello');
    expect(await refused(['check', 'empty'])).toBe('empty: no *.yaml, *.yml or *.json file is below this folder.');
    expect(await refused(['check', 'a\0b'])).toContain('no such file');
  });

  test('a binary file, a file that is no UTF-8, and a device', async () => {
    terminal.write('picture.yaml', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
    expect(await refused(['check', 'picture.yaml'])).toBe(
      'picture.yaml: this is a binary file (a zero byte at offset 4), not YAML or JSON text.',
    );
    terminal.write('latin.yaml', Uint8Array.from([0x6b, 0xe9, 0x0a]));
    expect(await refused(['check', 'latin.yaml'])).toBe('latin.yaml: this is not UTF-8 text.');
    expect(await refused(['check', '/dev/zero'])).toBe('/dev/zero: this is not a file.');
  });

  test('5 MB are too large, from a file and from standard input', async () => {
    const large = `# ${'x'.repeat(5 * 1024 * 1024)}\n`;
    terminal.write('large.yaml', large);
    expect(await refused(['check', 'large.yaml'])).toBe('large.yaml: 5 MB is too large; the most is 4 MB.');
    expect(await refused(['check', '-'], large)).toContain('standard input: 5 MB is too large');
  });

  test('standard input named twice', async () => {
    expect(await refused(['diff', '-', '-'], SHOP)).toBe('standard input (-) can be named once.');
  });

  test('options of another format are refused, not passed over', async () => {
    terminal.write('shop.yaml', SHOP);
    expect(await refused(['export', 'shop.yaml', '--as', 'yaml', '--out', 'o.yaml'])).toBe('--out goes with --as pcapng.');
  });

  test('a subnet name that two VNets have: both are told, and either can be asked for', async () => {
    const vnet = (name: string, at: number): string =>
      `- { name: ${name}, addressSpace: [10.${at}.0.0/16], subnets: [{ name: default, addressPrefix: 10.${at}.1.0/24 }] }`;
    terminal.write(
      'hubs.yaml',
      `apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: two }\nvirtualNetworks:\n${vnet('hub', 1)}\n${vnet('spoke', 2)}\nmanagedClusters: []\n`,
    );
    expect(await refused(['routes', 'hubs.yaml', '--subnet', 'default'])).toBe(
      'Several VNets have a subnet "default": say hub/default or spoke/default.',
    );
    const ran = await terminal.run(['routes', 'hubs.yaml', '--subnet', 'spoke/default', '--json']);
    expect(JSON.parse(ran.out)).toMatchObject({ virtualNetwork: 'spoke', subnet: 'default' });
  });

  test('a folder that is its own grandchild does not hang', async () => {
    terminal.write('world/shop.yaml', SHOP);
    symlinkSync(join(terminal.folder, 'world'), join(terminal.folder, 'world', 'again'));
    expect(await terminal.run(['check', 'world', '--json'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('texts', () => {
  test('YAML that is none: file, line and column', async () => {
    terminal.write('bad.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: x\n');
    expect(await refused(['check', 'bad.yaml'])).toMatch(/^bad\.yaml:4:\d+: \S/);
  });

  test('among several files the one at fault is named', async () => {
    terminal.write('world/a.yaml', SHOP);
    terminal.write(
      'world/b.yaml',
      'apiVersion: v1\nkind: Service\nmetadata: { name: x, namespace: shop }\nspec: { ports: [{ port: 99999 }] }\n',
    );
    expect(await refused(['check', 'world'])).toMatch(/^world\/b\.yaml:4:\d+: .*65535/);
    expect(await refused(['check', 'world/a.yaml', 'world/b.yaml'])).toMatch(/^world\/b\.yaml:4:/);
  });

  test('endPort below port, an unknown kind, 1,000 nested lists', async () => {
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: shop }\nspec:\n  podSelector: {}\n  ingress:\n  - ports:\n    - { port: 90, endPort: 80 }\n';
    expect(await refused(['check', '-'], policy)).toMatch(/^standard input:8:\d+: .*endPort/);
    expect(await refused(['check', '-'], `${'['.repeat(1000)}${']'.repeat(1000)}`)).toMatch(/^standard input:1:\d+: \S/);
    expect(await refused(['check', '-'], `${'? '.repeat(500)}x`)).toMatch(/^standard input:1:\d+: \S/);
  });
});

describe('conformance files', () => {
  const file = (cases: unknown, kind = 'netpol'): string => JSON.stringify({ format: 'cidr-house-conformance/1', kind, cases });

  test('what is no case file is refused before any case runs', async () => {
    terminal.write('good.json', file([]));
    terminal.write('bad.json', 'nonsense');
    terminal.write('other.json', '{"format":"other/2","kind":"netpol","cases":[]}');
    terminal.write('kind.json', file([], 'quantum'));
    terminal.write(
      'probe.json',
      file([{ id: 'a', world: {}, policies: [], probes: [{ from: 'a/b', to: 'c/d', port: 'x', expected: 'allowed' }] }]),
    );
    expect(await refused(['conformance', 'good.json', 'bad.json'])).toMatch(/^bad\.json: this is not JSON/);
    expect(await refused(['conformance', 'other.json'])).toContain('format must be "cidr-house-conformance/1", found "other/2"');
    expect(await refused(['conformance', 'kind.json'])).toMatch(/^kind\.json: kind: /);
    expect(await refused(['conformance', 'probe.json'])).toMatch(/^probe\.json: cases\.0\.probes\.0\.port: /);
    expect(await refused(['conformance', 'gone.json'])).toBe('gone.json: there is no such file.');
  });

  test('a case whose manifests are invalid fails with the sentence', async () => {
    terminal.write(
      'cases.json',
      file([
        {
          id: 'broken',
          world: { pods: [{ ns: 'a', name: 'b', ip: '10.0.0.9' }] },
          policies: ['kind: ['],
          probes: [{ from: 'a/b', to: '1.2.3.4', port: 80, expected: 'allowed' }],
        },
      ]),
    );
    terminal.write(
      'routing.json',
      file(
        [{ id: 'r', api: 'ingress', manifests: ['kind: ['], requests: [{ host: 'a', path: '/', expected: '404' }] }],
        'routing',
      ),
    );
    const ran = await terminal.run(['conformance', 'cases.json', 'routing.json']);
    const lines = ran.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(ran.code).toBe(1);
    expect(lines).toEqual([
      { id: 'broken', pass: false, mismatches: [{ index: 0, expected: 'allowed', actual: { refused: expect.any(String) } }] },
      {
        id: 'r',
        pass: false,
        mismatches: [{ index: 0, expected: { expected: '404' }, actual: { refused: expect.any(String) } }],
      },
      { cases: 2, passed: 0, failed: 2 },
    ]);
  });

  test('no cases at all is an answer', async () => {
    terminal.write('none.json', file([]));
    expect(await terminal.run(['conformance', 'none.json'])).toEqual({
      code: 0,
      err: '',
      out: '{"cases":0,"passed":0,"failed":0}\n',
    });
  });
});
