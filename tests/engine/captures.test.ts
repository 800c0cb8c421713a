// Captures: what each point sees of a flow, and the golden lines of every verdict (`UPDATE_GOLDEN=1` writes them anew).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaptureAnswer } from '../../src/engine/report/capture/captureFlow.ts';
import { hasTcpdump, openCapture, realTcpdump, withFile } from './capturing.ts';
import { policy } from './worlds.ts';

const overlay = openCapture({});
const GOLDEN = join(import.meta.dirname, '..', 'golden', 'captures');

/** `source > destination` of the first packet that passes a point. */
function first(answer: CaptureAnswer, point: string): string | undefined {
  const index = answer.points.findIndex(({ name }) => name === `${point}:eth0`);
  const packet = answer.packets.find((seen) => seen.point === index);
  return packet && `${packet.sourceIP}:${packet.sourcePort} > ${packet.destinationIP}:${packet.destinationPort}`;
}

function flagsAt(answer: CaptureAnswer, point: string): string[] {
  const index = answer.points.findIndex(({ name }) => name === `${point}:eth0`);
  return answer.lines.flatMap((line, at) =>
    answer.packets[at]?.point === index ? (/Flags \[(\S+)\]/.exec(line)?.[1] ?? []) : [],
  );
}

/** Seconds of virtual time at which a point sees a SYN. */
function synSeconds(answer: CaptureAnswer, point: string): number[] {
  const index = answer.points.findIndex(({ name }) => name === `${point}:eth0`);
  const seen = answer.packets.filter((packet) => packet.point === index && packet.tcp?.flags === 2);
  return seen.map(({ time }) => Math.round((time - (seen[0]?.time ?? 0)) / 1e6));
}

describe('what a point sees', () => {
  it('PW20 the client shows the ClusterIP, its node and the server what the Service was translated to', () => {
    const answer = overlay.capture({ from: 'shop/client', to: 'shop/far:80', filter: 'tcp' });
    const [client, node] = [first(answer, 'shop/client') ?? '', first(answer, 'room-0') ?? ''];
    expect(client).toMatch(/ > 10\.100\.0\.\d+:80$/);
    expect(node).toMatch(/ > 10\.244\.\d+\.\d+:8080$/);
    expect(first(answer, 'room-1')).toBe(node);
    expect(first(answer, 'shop/far')).toBe(node);
    expect(node.split(' ')[0]).toBe(client.split(' ')[0]);
  });

  it('PW19 Cilium translates at the socket: the client never shows the ClusterIP', () => {
    const edit = (text: string): string =>
      text.replace('networkPolicy: calico', 'networkPolicy: cilium\n    networkDataplane: cilium');
    const answer = openCapture({ edit }).capture({ from: 'shop/client', to: 'shop/far:80', filter: 'tcp' });
    expect(first(answer, 'shop/client')).toMatch(/ > 10\.244\.\d+\.\d+:8080$/);
  });

  it('A-3 the NIC of the node shows the node where the node stamps the packet, the pod where it does not', () => {
    const sources = (['overlay', 'nodeSubnet'] as const).map((mode) => {
      const edit = (text: string): string =>
        text.replace('ipAddress: 10.10.9.4 }', 'ipAddress: 10.10.9.4, ports: [{ port: 22, protocol: TCP }] }');
      const answer = openCapture({
        mode,
        edit,
        subnet: '10.10.0.0/23',
        ...(mode === 'nodeSubnet' ? { maxPods: 30 } : {}),
      }).capture({
        from: 'shop/client',
        to: '10.10.9.4:22',
      });
      return [first(answer, 'shop/client'), first(answer, 'room-0'), first(answer, 'jump')].map((seen) => seen?.split(':')[0]);
    });
    expect(sources[0]?.[1]).not.toBe(sources[0]?.[0]);
    expect(sources[0]?.[2]).toBe(sources[0]?.[1]);
    expect(new Set(sources[1]).size).toBe(1);
  });

  it('PW5 pods of one node talk without its NIC', () => {
    const answer = overlay.capture({ from: 'shop/client', to: 'pod:shop/near:8080' });
    const names = answer.points.map(({ name }) => name.replace(/[0-9a-f]{11}$/, '…'));
    expect(names).toEqual(['shop/client:eth0', 'room-0:azv…', 'room-0:azv…', 'shop/near:eth0']);
  });

  it('B-7 the pod sees the node with policy Cluster, the client with Local', () => {
    const seen = ['door', 'local'].map((name) => {
      const answer = overlay.capture({ from: 'internet:customer', to: `shop/${name}:80` });
      return first(answer, 'shop/far')?.split(':')[0];
    });
    expect(seen[1]).toBe('203.0.113.9');
    expect(seen[0]).toMatch(/^10\.(10|244)\./);
  });

  it('PW18 what one point rewrites, answers get back', () => {
    const { sightings, packets } = overlay.capture({ from: 'shop/client', to: 'shop/far:80', filter: 'tcp' });
    expect(sightings.every(({ packets: seen }) => seen.length === 6)).toBe(true);
    for (const { packets: seen, rewritings } of sightings) {
      const out = packets[seen[0] ?? 0]?.sourcePort === 40_000;
      expect(rewritings.map(({ field }) => field)).toEqual([out ? 'destination' : 'source']);
    }
  });
});

describe('what each verdict looks like', () => {
  it('H-7 an open port: handshake, data, goodbye', () => {
    const answer = overlay.capture({ from: 'shop/client', to: 'http://far/', filter: 'tcp' });
    expect(flagsAt(answer, 'shop/client')).toEqual(['S', 'S.', '.', 'P.', '.', 'P.', '.', 'F.', 'F.', '.']);
    expect(answer.lines.some((line) => line.endsWith('HTTP: GET / HTTP/1.1'))).toBe(true);
  });

  it('H-7 nothing listens, or nobody is behind the Service: a reset at once', () => {
    const shut = overlay.capture({ from: 'shop/client', to: 'pod:shop/far:81' });
    expect(flagsAt(shut, 'shop/far')).toEqual(['S', 'R.']);
    const nobody = overlay.capture({ from: 'shop/client', to: 'shop/nobody:80', filter: 'tcp' });
    expect(
      nobody.points.filter((_, index) => nobody.packets.some(({ point }) => point === index)).map(({ name }) => name),
    ).toEqual(['shop/client:eth0', expect.stringMatching(/^room-0:azv[0-9a-f]{11}$/)]);
    expect(flagsAt(nobody, 'shop/client')).toEqual(['S', 'R.']);
  });

  it('H-7 E-12 a drop: the SYN again after 1, 3, 7, 15 seconds and more, and silence', () => {
    const answer = overlay.capture({ from: 'shop/client', to: 'pod:shop/shut:8080' });
    expect(answer.verdict).toMatchObject({ outcome: 'timeout', reason: 'network-policy' });
    expect(synSeconds(answer, 'shop/client')).toEqual([0, 1, 3, 7, 15, 31, 63]);
    expect(new Set(answer.packets.map(({ tcp }) => tcp?.sequence)).size).toBe(1);
    expect(synSeconds(answer, 'shop/shut')).toEqual([]);
    expect(synSeconds(answer, 'room-1')).toHaveLength(7);
  });

  it('DNS4 DNS6 each name of the search list is a pair of questions', () => {
    const { lines } = overlay.capture({
      from: 'shop/client',
      to: 'http://www.example.com/',
      at: 'shop/client',
      filter: 'dst port 53',
    });
    const asked = lines.map((line) => /(A|AAAA)\? (\S+)\./.exec(line)?.slice(1, 3).join(' '));
    expect(asked.slice(0, 2)).toEqual([
      'A www.example.com.shop.svc.cluster.local',
      'AAAA www.example.com.shop.svc.cluster.local',
    ]);
    expect(asked).toHaveLength(10);
    expect(asked.at(-1)).toBe('AAAA www.example.com');
  });

  it('DNS5 a name that is nowhere: NXDomain, and no talk', () => {
    const { packets, lines } = overlay.capture({ from: 'shop/client', to: 'http://nope/', at: 'shop/client' });
    expect(packets.every(({ protocol }) => protocol === 'UDP')).toBe(true);
    expect(lines.filter((line) => line.includes('NXDomain')).length).toBe(lines.length / 2);
  });

  it('H-7 NP44 questions that a policy stops are asked again, and never answered', () => {
    const closed = openCapture({}, policy('shop/closed', 'podSelector: { matchLabels: { app: client } }, policyTypes: [Egress]'));
    const { lines, verdict } = closed.capture({ from: 'shop/client', to: 'http://far/', at: 'shop/client' });
    expect(verdict.outcome).toBe('dns-timeout');
    expect(lines.map((line) => line.slice(0, 8))).toEqual(['00:00:00', '00:00:00', '00:00:05', '00:00:05']);
  });

  it('S50 G-2 a trailing dot spares the walk through the search list', () => {
    const count = (to: string): number =>
      overlay.capture({ from: 'shop/client', to, at: 'shop/client', filter: 'dst port 53' }).packets.length;
    expect([count('http://api.presspay.example:443/'), count('http://api.presspay.example.:443/')]).toEqual([10, 2]);
  });
});

describe('asking', () => {
  it('H-3 a place by any of its names; an unknown one is refused with those that are passed', () => {
    const lines = (at: string): readonly string[] => overlay.capture({ from: 'shop/client', to: 'shop/far:80', at }).lines;
    expect(lines('node:room-1')).toEqual(lines('room-1:eth0'));
    expect(lines('shop/near')).toEqual([]);
    expect(overlay.ask({ from: 'shop/client', to: 'shop/far:80', at: 'shop/nowhere' })).toMatchObject({
      ok: false,
      code: 'badPoint',
      params: { points: expect.stringContaining('room-1:eth0') },
    });
  });

  it('the same question gives the same bytes', () => {
    const ask = (): CaptureAnswer => overlay.capture({ from: 'shop/client', to: 'http://far/', pcapng: true });
    expect(ask()).toEqual(ask());
  });
});

const CASES: readonly (readonly [name: string, from: string, to: string, at: string])[] = [
  ['http', 'shop/client', 'http://far/', 'shop/client'],
  ['https', 'shop/client', 'https://api.presspay.example/', 'room-0'],
  ['refused', 'shop/client', 'pod:shop/far:81', 'shop/far'],
  ['silence', 'shop/client', 'pod:shop/shut:8080', 'room-1'],
  ['unreachable', 'shop/client', 'pod:shop/far:9/udp', 'shop/client'],
  ['nxdomain', 'shop/client', 'http://nope/', 'kube-system/coredns'],
  ['headquarters', 'shop/client', '172.20.5.20:8443', 'vpngw'],
  ['customer', 'internet:customer', 'shop/local:80', 'shop/far'],
];

describe('tcpdump’s line format', () => {
  it.each(CASES)('golden lines: %s', (name, from, to, at) => {
    const file = join(GOLDEN, `${name}.txt`);
    const text = overlay
      .capture({ from, to, at })
      .lines.map((line) => `${line}\n`)
      .join('');
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it.each(CASES)(
    `the real tcpdump prints the same: %s${hasTcpdump ? '' : ' (skipped: there is no tcpdump here)'}`,
    (_name, from, to, at) => {
      if (!hasTcpdump) return;
      const { lines, pcapng } = overlay.capture({ from, to, at, pcapng: true });
      withFile(pcapng ?? new Uint8Array(), (path) => expect(realTcpdump(path, '')).toEqual(lines));
    },
  );
});
