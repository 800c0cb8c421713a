// The commands on small worlds: answers alone on standard output, sentences on standard error, exit codes 0, 1 and 2.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DENY, openTerminal, SHOP, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
  terminal.write('shop.yaml', SHOP);
});
afterEach(() => terminal.close());

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const ran = await terminal.run([...args, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return JSON.parse(ran.out) as Record<string, unknown>;
}

describe('trace', () => {
  test('a Service is delivered, with hops, verdict and the reply', async () => {
    const trace = await json('trace', 'shop.yaml', '--from', 'shop/web', '--to', 'shop/api:80');
    expect(trace).toMatchObject({
      flow: { from: 'shop/web', to: 'shop/api:80' },
      verdict: { outcome: 'delivered' },
      deliveredTo: 'shop/api',
    });
    expect(trace['hops']).toEqual(
      expect.arrayContaining([expect.objectContaining({ at: expect.anything(), steps: expect.any(Array) })]),
    );
    expect(trace['reply']).toMatchObject({ verdict: { outcome: 'delivered' } });
  });

  test('a lost packet is an answer: exit 0, and the policy is named', async () => {
    terminal.write('deny.yaml', DENY);
    const trace = await json('trace', 'shop.yaml', 'deny.yaml', '--from', 'shop/web', '--to', 'shop/api:80');
    expect(trace['verdict']).toMatchObject({
      outcome: 'timeout',
      reason: 'network-policy',
      rule: { object: 'NetworkPolicy/shop/deny' },
    });
  });

  test('--policy none: the badge readers hang there unplugged', async () => {
    terminal.write('deny.yaml', DENY);
    const trace = await json('trace', '.', '--from', 'shop/web', '--to', 'shop/api:80', '--policy', 'none');
    expect(trace['verdict']).toMatchObject({ outcome: 'delivered' });
  });

  test('standard input is a world, and the text for people names hops and the verdict', async () => {
    const ran = await terminal.run(['trace', '-', '--from', 'shop/web', '--to', 'shop/api:80'], `${SHOP}---\n${DENY}`);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^shop\/web → shop\/api:80\n/);
    expect(ran.out).toMatch(/ 1 {2}pod shop\/web\n/);
    expect(ran.out).toMatch(/^verdict {7}timeout: a NetworkPolicy denied it$/m);
    expect(ran.out).toMatch(/^decided by {4}NetworkPolicy\/shop\/deny /m);
  });

  test('missing ends, unreadable ends and a wrong seed are sentences', async () => {
    expect(await terminal.run(['trace', 'shop.yaml', '--from', 'shop/web'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--to is missing'),
    });
    expect(await terminal.run(['trace', 'shop.yaml', '--from', 'shop/wbe', '--to', 'shop/api:80'])).toEqual({
      code: 2,
      out: '',
      err: 'shop/wbe: this world has no such pod. Did you mean shop/web?\n',
    });
    expect(await terminal.run(['trace', 'shop.yaml', '--from', 'shop/web', '--to', 'shop/apo:80'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/Did you mean shop\/api:80\?/),
    });
    expect(await terminal.run(['trace', 'shop.yaml', '--from', 'shop/web', '--to', 'shop/api'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('needs a port'),
    });
    expect(await terminal.run(['trace', 'shop.yaml', '--from', 'a', '--to', 'b', '--seed', 'x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--seed takes a whole number'),
    });
  });
});

describe('check', () => {
  test('a world in order: no diagnostics, the plan of the default cluster', async () => {
    const answer = await json('check', 'shop.yaml');
    expect(answer).toMatchObject({
      diagnostics: [],
      plan: { podsUnplaced: [], nodes: [{ ready: true }, { ready: true }, { ready: true }] },
    });
  });

  test('a diagnostic has its sentence, and the line it stands on', async () => {
    terminal.write(
      'net.yaml',
      'apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: net }\nvirtualNetworks:\n- { name: v, addressSpace: [10.224.0.0/12], subnets: [{ name: s, addressPrefix: 10.224.0.0/16 }] }\nmanagedClusters:\n- name: aks\n  networkProfile:\n    networkPlugin: azure\n    networkPluginMode: overlay\n    podCidr: 172.31.0.0/16\n  agentPoolProfiles: [{ name: p, count: 1, vnetSubnet: s }]\n',
    );
    const ran = await terminal.run(['check', 'net.yaml', '--json']);
    const { diagnostics } = JSON.parse(ran.out) as {
      diagnostics: { code: string; message: string; line: number; severity: string }[];
    };
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'ReservedCidr', severity: 'error', line: 11 }));
    for (const { message, code } of diagnostics) expect(message).not.toBe(code);
    const text = await terminal.run(['check', 'net.yaml']);
    expect(text.out).toMatch(/^error {4}ReservedCidr {2}net\.yaml:11 {2}/m);
  });
});

describe('matrix', () => {
  test('pairs by index, ports that somebody listens on', async () => {
    terminal.write('deny.yaml', DENY);
    const matrix = (await json('matrix', '.')) as { pods: string[]; ports: string[]; allowed: number[][] };
    expect(matrix.pods).toEqual(['shop/api', 'shop/web']);
    expect([...matrix.ports].sort()).toEqual(['80/TCP', '8080/TCP']);
    const reaches = (from: string, to: string, port: string): boolean =>
      matrix.allowed.some(
        ([a, b, c]) => a === matrix.pods.indexOf(from) && b === matrix.pods.indexOf(to) && c === matrix.ports.indexOf(port),
      );
    expect(reaches('shop/api', 'shop/web', '80/TCP')).toBe(true);
    expect(reaches('shop/web', 'shop/api', '8080/TCP')).toBe(false);
  });

  test('--ports asks about those alone; the text is a truth table', async () => {
    expect(await json('matrix', 'shop.yaml', '--ports', '8080/tcp')).toMatchObject({ ports: ['8080/TCP'] });
    const ran = await terminal.run(['matrix', 'shop.yaml', '--ports', '8080']);
    expect(ran.out).toMatch(/^8080\/TCP: \d+ of 4 allowed\n/);
    expect(ran.out).toMatch(/^2 {2}shop\/web .*x/m);
  });
});

describe('export', () => {
  test('yaml read again is the same world', async () => {
    const first = await terminal.run(['export', 'shop.yaml', '--as', 'yaml']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(await terminal.run(['export', '-', '--as', 'yaml'], first.out)).toEqual(first);
  });

  test('kubectl: a script that applies namespaces first', async () => {
    const ran = await terminal.run(['export', 'shop.yaml', '--as', 'kubectl']);
    expect(ran.code).toBe(0);
    expect(ran.out.split('\n').slice(0, 3)).toEqual(['#!/bin/sh', 'set -e', "kubectl apply -f - <<'MANIFESTS'"]);
    expect(ran.out.match(/^kind: (\w+)$/gm)?.[0]).toBe('kind: Namespace');
    expect(ran.out.match(/^MANIFESTS$/gm)).toHaveLength(2);
  });

  test('az and bicep write the Network document; --since the way between two worlds', async () => {
    const az = await terminal.run(['export', 'shop.yaml', '--as', 'az']);
    expect(az).toMatchObject({ code: 0, out: expect.stringContaining('az group create --name "$RG" --location "$LOC"\n') });
    const bicep = await terminal.run(['export', 'shop.yaml', '--as', 'bicep']);
    expect(bicep).toMatchObject({ code: 0, out: expect.stringContaining('Microsoft.ContainerService/managedClusters@') });
    expect(await terminal.run(['export', 'shop.yaml', '--as', 'az', '--since', 'shop.yaml'])).toMatchObject({
      code: 0,
      out: '# nothing differs\n',
    });
    expect(await terminal.run(['export', 'shop.yaml', '--as', 'bicep', '--since', 'shop.yaml'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--since goes with'),
    });
  });

  test('patch needs the world that it is for', async () => {
    expect(await terminal.run(['export', 'shop.yaml', '--as', 'patch'])).toMatchObject({ code: 2, out: '' });
    expect(await terminal.run(['export', 'shop.yaml', '--as', 'patch', '--since', 'shop.yaml'])).toMatchObject({
      code: 0,
      out: '# nothing differs\n',
    });
  });

  test('a notation that is none is refused with the nearest one', async () => {
    expect(await terminal.run(['export', 'shop.yaml', '--as', 'yml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean yaml?'),
    });
  });
});

describe('help', () => {
  test('--help of the whole and of each command is an answer; no command is not', async () => {
    const general = await terminal.run(['--help']);
    expect(general).toMatchObject({ code: 0, err: '' });
    for (const name of ['trace', 'check', 'matrix', 'conformance', 'grade', 'export', 'capture', 'load']) {
      expect(general.out).toContain(name);
      const help = await terminal.run([name, '--help']);
      expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`Usage: npm run -s cli -- ${name}`) });
      expect(await terminal.run(['help', name])).toEqual(help);
    }
    expect(await terminal.run([])).toMatchObject({ code: 2, out: '' });
    expect(await terminal.run(['trase'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Did you mean trace?'),
    });
  });
});

describe('a world of many warnings', () => {
  test('is read to its last file, and a score of warnings is enough', async () => {
    const pod = (name: string, image: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec: { containers: [{ name: c${image} }] }\n`;
    terminal.write('many/a.yaml', Array.from({ length: 150 }, (_, index) => pod(`p${index}`, '')).join('---\n'));
    terminal.write('many/b.yaml', pod('late', ', image: example/late'));
    const ran = await terminal.run(['matrix', 'many', '--ports', '80', '--json']);
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.out) as { pods: string[] }).pods).toContain('shop/late');
    expect(ran.err.split('\n').length).toBeLessThan(25);
    expect(ran.err).toMatch(/^… and \d+ more warnings\.$/m);
  });
});
