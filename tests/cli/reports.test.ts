// The commands that explain: why, diff, compare, migrate, exposure, cost — answers, exit codes, refusals in one sentence.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DENY, openTerminal, SHOP, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
  terminal.write('shop.yaml', SHOP);
  terminal.write('deny.yaml', `${SHOP}\n---\n${DENY}`);
});
afterEach(() => terminal.close());

describe('why', () => {
  test('names the object that is in the way, and the edit', async () => {
    const ran = await terminal.run(['why', 'deny.yaml', '--from', 'shop/web', '--to', 'shop/api:80']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('NetworkPolicy/shop/deny');
    expect(ran.out).toMatch(/^1\. /m);
  });

  test('a flow that is so already exits 0, and without ends it is refused', async () => {
    const args = ['why', 'shop.yaml', '--from', 'shop/web', '--to', 'shop/api:80', '--want', 'delivered'];
    expect((await terminal.run(args)).out).toContain('already');
    expect(await terminal.run(['why', 'shop.yaml', '--from', 'shop/web'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('diff', () => {
  test('a policy more: flows lost, and the gate closes on them', async () => {
    const ran = await terminal.run(['diff', 'shop.yaml', 'deny.yaml', '--fail-on', 'lost']);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/Objects that differ: NetworkPolicy\/shop\/deny/);
    expect(ran.out).toMatch(/Lost: [1-9]/);
    expect(await terminal.run(['diff', 'shop.yaml', 'deny.yaml', '--fail-on', 'gained'])).toMatchObject({ code: 0 });
  });

  test('the same world twice', async () => {
    const { out, code } = await terminal.run(['diff', 'shop.yaml', 'shop.yaml', '--fail-on', 'any']);
    expect(code).toBe(0);
    expect(out).toContain('Gained: 0');
  });
});

describe('compare', () => {
  test('two modes, two blocks', async () => {
    const { out, code } = await terminal.run(['compare', 'shop.yaml', '--modes', 'nodeSubnet,overlay']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Azure CNI node subnet$/m);
    expect(out).toMatch(/^Azure CNI Overlay \(now\)$/m);
    expect(out).not.toMatch(/mode\.|undefined/);
  });

  test('a mode that is none is refused with the nearest name', async () => {
    expect(await terminal.run(['compare', 'shop.yaml', '--modes', 'overlai'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean overlay?') as string,
    });
  });
});

describe('migrate', () => {
  test('allowed exits 0 and lists the steps, not allowed exits 1 and says why', async () => {
    const allowed = await terminal.run(['migrate', 'shop.yaml', '--to', 'overlayCilium']);
    expect(allowed).toMatchObject({ code: 0 });
    expect(allowed.out).toContain('1. Azure CNI Overlay → Azure CNI Overlay, powered by Cilium');
    const refused = await terminal.run(['migrate', 'shop.yaml', '--to', 'kubenet']);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/not allowed\n {2}! /);
  });

  test('exactly one question', async () => {
    expect(await terminal.run(['migrate', 'shop.yaml'])).toMatchObject({ code: 2 });
    expect(await terminal.run(['migrate', 'shop.yaml', '--to', 'overlay', '--outbound-type', 'none'])).toMatchObject({ code: 2 });
    expect((await terminal.run(['migrate', 'shop.yaml', '--outbound-type', 'none', '--json'])).out).toContain(
      '"connectionsBreak"',
    );
  });
});

describe('exposure', () => {
  test('needs and a blast radius', async () => {
    terminal.write('needs.txt', '# what the shop needs\nshop/web > shop/api:80\n');
    const ran = await terminal.run(['exposure', 'shop.yaml', '--needs', 'needs.txt', '--pod', 'shop/web', '--json']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ needed: 1, unmet: [], blastRadius: { pod: 'shop/web' } });
  });

  test('an unmet need exits 1; a line that is none names its number', async () => {
    terminal.write('needs.txt', 'shop/web > shop/api:80\n');
    const ran = await terminal.run(['exposure', 'deny.yaml', '--needs', 'needs.txt']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('Needs that are not met: 1');
    terminal.write('bad.txt', '\nshop/web to shop/api\n');
    expect(await terminal.run(['exposure', 'shop.yaml', '--needs', 'bad.txt'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('bad.txt:2') as string,
    });
    expect(await terminal.run(['exposure', 'shop.yaml', '--needs', 'none.txt'])).toMatchObject({ code: 2 });
    expect(await terminal.run(['exposure', 'shop.yaml', '--pod', 'shop/nobody'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('cost', () => {
  test('by object, labelled, and the total is the sum', async () => {
    const ran = await terminal.run(['cost', 'shop.yaml']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('illustrative');
    const { lines, total } = JSON.parse((await terminal.run(['cost', 'shop.yaml', '--json'])).out) as {
      lines: { cost: number }[];
      total: number;
    };
    expect(lines.reduce((sum, { cost }) => sum + cost, 0)).toBe(total);
  });
});

describe('routes', () => {
  const NET = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: w }
virtualNetworks:
- { name: v, addressSpace: [10.1.0.0/16], subnets: [{ name: snet-a, addressPrefix: 10.1.0.0/24, routeTable: rt, networkSecurityGroup: nsg }] }
routeTables: [{ name: rt, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: None }] }]
networkSecurityGroups: [{ name: nsg, securityRules: [] }]
managedClusters: []
`;

  test('as az prints them; rules and JSON on demand', async () => {
    terminal.write('net.yaml', NET);
    const { out, code } = await terminal.run(['routes', 'net.yaml', '--subnet', 'snet-a']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Source +State +Address Prefix +Next Hop Type +Next Hop IP +Name\nDefault +Active +10\.1\.0\.0\/16 +VnetLocal\n/,
    );
    expect(out).toMatch(/^Default +Invalid +0\.0\.0\.0\/0 +Internet$/m);
    expect(out).toMatch(/^User +Active +0\.0\.0\.0\/0 +None +all$/m);
    expect(out).not.toContain('nsg');
    expect((await terminal.run(['routes', 'net.yaml', '--subnet', 'snet-a', '--rules'])).out).toMatch(
      /^Inbound +65000 +AllowVnetInBound/m,
    );
    const json = JSON.parse(
      (await terminal.run(['routes', 'net.yaml', '--subnet', 'snet-a', '--rules', '--json'])).out,
    ) as object;
    expect(json).toMatchObject({ subnet: 'snet-a', virtualNetwork: 'v', groups: [{ group: 'nsg' }] });
  });

  test('a subnet that is not there is refused with the nearest name', async () => {
    terminal.write('net.yaml', NET);
    expect(await terminal.run(['routes', 'net.yaml', '--subnet', 'snet-b'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean snet-a?') as string,
    });
    expect(await terminal.run(['routes', 'net.yaml'])).toMatchObject({ code: 2 });
  });
});
