// capture, export --as pcapng and load from the command line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DENY, openTerminal, SHOP } from './terminal.ts';

const terminal = openTerminal();
terminal.write('shop.yaml', SHOP);
terminal.write('deny.yaml', DENY);
terminal.write('plan.yaml', 'duration: 20s\nflows:\n- { from: shop/web, to: "shop/api:80", rate: 10, spread: even }\n');
afterAll(() => terminal.close());

const FLOW = ['--from', 'shop/web', '--to', 'http://api/'];

describe('capture', () => {
  test('at one point: the lines of tcpdump and nothing else', async () => {
    const ran = await terminal.run([
      'capture',
      'shop.yaml',
      ...FLOW,
      '--at',
      'shop/api',
      '--filter',
      'tcp[tcpflags] & tcp-syn != 0',
    ]);
    expect(ran).toMatchObject({ code: 0, err: '2 packets captured\n' });
    expect(ran.out.match(/^\d\d:\d\d:\d\d\.\d{6} IP \S+ > \S+: Flags \[S\.?\], .*$/gm)).toHaveLength(2);
  });

  test('everywhere: a part for each point, and what was rewritten', async () => {
    const { out } = await terminal.run(['capture', 'shop.yaml', ...FLOW]);
    for (const part of ['pod shop/web:eth0', 'pod shop/api:eth0', 'rewritten on the way', 'destination 10.0.0.'])
      expect(out).toContain(part);
  });

  test('JSON holds packets with one id at all points', async () => {
    const { out } = await terminal.run(['capture', 'shop.yaml', 'deny.yaml', ...FLOW, '--json', '--policy', 'calico']);
    const answer = JSON.parse(out) as { packets: { id: number; payload: string }[]; verdict: object; lines: string[] };
    expect(answer.verdict).toMatchObject({ outcome: 'timeout' });
    expect(answer.lines).toHaveLength(answer.packets.length);
    expect(answer.packets.every(({ payload }) => /^([0-9a-f]{2})*$/.test(payload))).toBe(true);
  });

  test('what cannot be used is refused with a sentence', async () => {
    const refuse = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await terminal.run(['capture', 'shop.yaml', ...args]);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await refuse('--from', 'shop/web')).toContain('--to is missing');
    expect(await refuse(...FLOW, '--filter', 'tcp prot 80')).toBe(
      'tcpdump: syntax error in filter expression at letter 5: "prot".\n',
    );
    expect(await refuse(...FLOW, '--at', 'lb:kubernetes')).toContain('No packet can be captured at lb:kubernetes');
    expect(await refuse('--from', 'shop/nobody', '--to', 'http://api/')).toContain('this world has no such pod');
  });
});

describe('export --as pcapng', () => {
  test('to standard output, and to a file: the same bytes', async () => {
    const ran = await terminal.run(['export', 'shop.yaml', '--as', 'pcapng', ...FLOW]);
    expect(ran).toMatchObject({ code: 0, out: '' });
    expect(Array.from(ran.bytes?.slice(0, 4) ?? [])).toEqual([0x0a, 0x0d, 0x0d, 0x0a]);
    const filed = await terminal.run(['export', 'shop.yaml', '--as', 'pcapng', ...FLOW, '--out', 'talk.pcapng']);
    expect(filed).toMatchObject({ code: 0, out: '', err: ran.err });
    expect(new Uint8Array(readFileSync(join(terminal.folder, 'talk.pcapng')))).toEqual(ran.bytes);
  });

  test('needs a flow, and a file that can be written', async () => {
    expect(await terminal.run(['export', 'shop.yaml', '--as', 'pcapng'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--from'),
    });
    const nowhere = await terminal.run(['export', 'shop.yaml', '--as', 'pcapng', ...FLOW, '--out', 'no/such/folder/talk.pcapng']);
    expect(nowhere).toMatchObject({ code: 2, err: 'no/such/folder/talk.pcapng: this file cannot be written.\n' });
  });
});

describe('load', () => {
  test('0 when all arrive, 1 when something is lost', async () => {
    const fine = await terminal.run(['load', 'shop.yaml', '--plan', 'plan.yaml']);
    expect(fine).toMatchObject({ code: 0, err: '' });
    expect(fine.out).toContain('200 connections, 200 attempts in 20 s of virtual time (seed 1)');
    const lost = await terminal.run([
      'load',
      'shop.yaml',
      'deny.yaml',
      '--plan',
      'plan.yaml',
      '--json',
      '--seed',
      '7',
      '--policy',
      'calico',
    ]);
    expect(lost.code).toBe(1);
    expect(JSON.parse(lost.out)).toMatchObject({
      seed: 7,
      connections: 200,
      endings: expect.arrayContaining([expect.objectContaining({ reason: 'network-policy' })]),
    });
  });

  test('a plan that cannot be used is refused with its place', async () => {
    terminal.write('odd.yaml', 'duration: 20s\nflow: []\n');
    expect(await terminal.run(['load', 'shop.yaml', '--plan', 'odd.yaml'])).toMatchObject({
      code: 2,
      out: '',
      err: 'odd.yaml:2:1: flow: unknown field; did you mean flows?\n',
    });
    expect(await terminal.run(['load', 'shop.yaml', '--plan', 'none.yaml'])).toMatchObject({
      code: 2,
      err: 'none.yaml: there is no such file.\n',
    });
    terminal.write('large.yaml', 'duration: 24h\nflows: [{ from: shop/web, to: "api:80", rate: 1000 }]\n');
    expect(await terminal.run(['load', 'shop.yaml', '--plan', 'large.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('connections: must be from 0 to 5000000'),
    });
  });
});
