// Captures of many worlds: those of the conformance cases. Whatever the way and the verdict, what the points see fits together, and the real
// tools read it. Rules: 0.2, H-7, PW18, PW20, E-27.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CapturedPacket, CapturePoint } from '../../src/engine/report/capture/capturedPacket.ts';
import type { CaptureAnswer } from '../../src/engine/report/capture/captureFlow.ts';
import { writePcapng } from '../../src/engine/report/capture/pcapng.ts';
import { captureIn, hasTcpdump, hasTshark, realTcpdump, withFile } from '../engine/capturing.ts';

interface Case {
  readonly id: string;
  readonly world: readonly string[];
  readonly checks: readonly { readonly flow?: { readonly from: string; readonly to: string } }[];
}

/** Every so many of them; another `CAPTURE_SLICE` takes others. */
const EVERY = 4;
const SLICE = Number(process.env['CAPTURE_SLICE'] ?? 0) % EVERY;

const cases = ['azure', 'own-azure'].flatMap((name) => {
  const text = readFileSync(join(import.meta.dirname, '..', 'conformance', `${name}.json`), 'utf8');
  return (JSON.parse(text) as { readonly cases: readonly Case[] }).cases;
});

interface Named {
  readonly name: string;
  readonly answer: CaptureAnswer;
}

function captureAll(): Named[] {
  return cases
    .filter((_, index) => index % EVERY === SLICE)
    .flatMap(({ id, world, checks }) => {
      const flows = checks.flatMap(({ flow }) => flow ?? []);
      if (flows.length === 0) return [];
      const { ask } = captureIn(...world);
      return flows.flatMap(({ from, to }) => {
        const answer = ask({ from, to, pcapng: true });
        return answer.ok ? [{ name: `${id}: ${from} to ${to}`, answer: answer.value }] : [];
      });
    });
}

const all = captureAll();

const ends = ({ sourceIP, sourcePort, destinationIP, destinationPort }: CapturedPacket): string =>
  `${sourceIP}:${sourcePort} ${destinationIP}:${destinationPort}`;
const turned = (text: string): string => text.split(' ').reverse().join(' ');

describe('captures of many worlds', () => {
  it('time goes on, a packet only grows older, and every packet has its line', () => {
    expect(all.length).toBeGreaterThan(100);
    for (const { name, answer } of all) {
      const { packets, lines, points } = answer;
      expect([name, lines.length, lines.includes('')]).toEqual([name, packets.length, false]);
      packets.forEach((packet, index) => {
        expect([name, packet.time]).toEqual([name, Math.max(packet.time, packets[index - 1]?.time ?? 0)]);
        expect([name, packet.ttl > 0 && packet.ttl <= 64, packet.point < points.length]).toEqual([name, true, true]);
      });
      for (const { packets: seen } of answer.sightings) {
        const ttls = seen.map((at) => packets[at]?.ttl ?? 0);
        expect([name, ttls]).toEqual([name, [...ttls].sort((a, b) => b - a)]);
      }
    }
  });

  it('PW18 PW20 what a point hears as an answer is a question turned round that it has seen', () => {
    for (const { name, answer } of all) {
      const { packets, points } = answer;
      points.forEach((point, index) => {
        const own = packets.filter((packet) => packet.point === index && packet.protocol !== 'ICMP');
        const asked = new Set(own.map(ends));
        const isClient = ({ tcp }: CapturedPacket): boolean => tcp?.flags === 2;
        // But for those who get what they never asked for.
        if (answer.verdict.reason === 'asymmetric-return' && !own.some(isClient)) return;
        for (const packet of own) {
          if (packet.tcp?.flags !== 18) continue;
          expect([name, point.place.name, asked.has(turned(ends(packet)))]).toEqual([name, point.place.name, true]);
        }
      });
    }
  });

  it('H-7 the sender sees what its verdict says: a talk, a reset, or its own voice', () => {
    for (const { name, answer } of all) {
      const { packets, verdict, lines } = answer;
      const first = packets.find(({ tcp }) => tcp?.flags === 2);
      if (!first) continue;
      const client = lines.flatMap((line, index) => {
        const packet = packets[index];
        const mine = packet?.point === first.point && [ends(packet), turned(ends(packet))].includes(ends(first));
        return mine ? (/Flags \[(\S+)\]/.exec(line)?.[1] ?? []) : [];
      });
      const told = client.join(' ');
      const fits =
        verdict.outcome === 'refused'
          ? /^S R\.$/
          : verdict.outcome === 'timeout'
            ? /^(?:S(?: S){6}|S S\. \. .*)$/
            : verdict.outcome === 'reset'
              ? /^S S\. \. .*R\.$/
              : /^S S\. \. .*F\. (?:\. )?F\. \.$/;
      expect([name, verdict.outcome, told]).toEqual([name, verdict.outcome, expect.stringMatching(fits)]);
    }
  });

  it(`tshark finds nothing malformed in all of them${hasTshark ? '' : ' (skipped: there is no tshark here)'}`, () => {
    if (!hasTshark) return;
    const points: CapturePoint[] = [];
    const packets = all.flatMap(({ answer }, nth) => {
      const before = points.length;
      points.push(...answer.points);
      return answer.packets.map((packet) => ({ ...packet, point: packet.point + before, time: packet.time + nth * 200_000_000 }));
    });
    withFile(writePcapng({ points, packets }, { comment: 'all' }), (path) => {
      const bad = '_ws.malformed || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0';
      const checked = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
      const { stdout, status } = spawnSync('tshark', ['-r', path, ...checked, '-Y', bad], { encoding: 'utf8' });
      expect([status, stdout]).toEqual([0, '']);
    });
  });

  it(`the real tcpdump prints the same lines at some of their points${hasTcpdump ? '' : ' (skipped: there is no tcpdump here)'}`, () => {
    if (!hasTcpdump) return;
    all.forEach(({ name, answer }, nth) => {
      const point = answer.points[nth % Math.max(1, answer.points.length)];
      if (!point || nth % 3 !== 0) return;
      const index = answer.points.indexOf(point);
      const packets = answer.packets.filter((packet) => packet.point === index);
      const lines = answer.lines.filter((_, at) => answer.packets[at]?.point === index);
      withFile(writePcapng({ points: answer.points, packets }, { comment: name }), (path) =>
        expect([name, realTcpdump(path, '')]).toEqual([name, lines]),
      );
    });
  });
});
