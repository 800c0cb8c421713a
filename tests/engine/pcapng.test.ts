// pcapng files: blocks that add up, and what tshark makes of them where this machine has one.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../src/engine/report/capture/frame.ts';
import type { CapturePoint } from '../../src/engine/report/capture/capturedPacket.ts';
import { nameOfPoint, writePcapng } from '../../src/engine/report/capture/pcapng.ts';
import { hasTshark, openCapture, withFile } from './capturing.ts';

const world = openCapture({});
const FLOWS = [
  ['shop/client', 'http://far/'],
  ['shop/client', 'https://api.presspay.example/'],
  ['shop/client', 'pod:shop/shut:8080'],
  ['shop/client', 'pod:shop/far:81'],
  ['shop/client', 'pod:shop/far:9/udp'],
  ['internet:customer', 'shop/door:80'],
  ['onprem:monitor', 'shop/local:80'],
] as const;
const NOWHERE: CapturePoint = { place: { kind: 'internet', name: '' }, interface: '' };

function tshark(path: string, ...args: readonly string[]): string[] {
  const checked = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
  const { stdout, status } = spawnSync('tshark', ['-r', path, ...checked, ...args], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.split('\n').filter((line) => line !== '');
}

describe('pcapng', () => {
  it('blocks say their length at both ends and fill the file', () => {
    const {
      pcapng = new Uint8Array(),
      points,
      packets,
    } = world.capture({ from: 'shop/client', to: 'http://far/', pcapng: true });
    const view = new DataView(pcapng.buffer);
    const types: number[] = [];
    let at = 0;
    while (at < pcapng.length) {
      const length = view.getUint32(at + 4, true);
      expect(length % 4).toBe(0);
      expect(view.getUint32(at + length - 4, true)).toBe(length);
      types.push(view.getUint32(at, true));
      at += length;
    }
    expect(at).toBe(pcapng.length);
    expect(types).toEqual([0x0a0d0d0a, ...points.map(() => 1), ...packets.map(() => 6)]);
  });

  it('the internet checksum of a run that holds its own checksum is zero', () => {
    const bytes = Uint8Array.from([0x45, 0, 0, 0x3c, 0x1c, 0x46, 0x40, 0, 0x40, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    new DataView(bytes.buffer).setUint16(10, checksum(bytes));
    expect(checksum(bytes)).toBe(0);
  });

  it(`tshark finds nothing malformed in any of them${hasTshark ? '' : ' (skipped: there is no tshark here)'}`, () => {
    if (!hasTshark) return;
    // All in one file, one after the other: tshark is slow to start.
    const points: CapturePoint[] = [];
    const packets = FLOWS.flatMap(([from, to], nth) => {
      const answer = world.capture({ from, to });
      const before = points.length;
      points.push(...answer.points);
      return answer.packets.map((packet) => ({ ...packet, point: packet.point + before, time: packet.time + nth * 200_000_000 }));
    });
    const file = writePcapng({ points, packets }, { comment: 'all', commentOf: ({ id }) => `packet ${id}` });
    withFile(file, (path) => {
      const columns = [
        'frame.interface_name',
        'frame.comment',
        'ip.checksum.status',
        'tcp.checksum.status',
        'udp.checksum.status',
        '_ws.malformed',
      ];
      const told = tshark(path, '-T', 'fields', '-E', 'occurrence=f', ...columns.flatMap((name) => ['-e', name]));
      expect(told).toEqual(
        packets.map(({ point, id, protocol }) => {
          const fine = { TCP: ['1', ''], UDP: ['', '1'], ICMP: ['', '1'] }[protocol];
          return [nameOfPoint(points[point] ?? NOWHERE), `packet ${id}`, '1', ...fine, ''].join('\t');
        }),
      );
    });
  });

  it(`tshark follows the sequence numbers and reads names${hasTshark ? '' : ' (skipped: there is no tshark here)'}`, () => {
    if (!hasTshark) return;
    const { pcapng = new Uint8Array() } = world.capture({
      from: 'shop/client',
      to: 'https://api.presspay.example/',
      at: 'shop/client',
      pcapng: true,
    });
    withFile(pcapng, (path) => {
      const columns = ['tcp.analysis.flags', 'tls.handshake.extensions_server_name', 'dns.a'];
      const told = tshark(path, '-T', 'fields', ...columns.flatMap((name) => ['-e', name])).map((line) => line.split('\t'));
      const column = (index: number): string[] => told.flatMap((cells) => cells[index] || []);
      expect([0, 1, 2].map(column)).toEqual([[], ['api.presspay.example'], ['203.0.113.150']]);
    });
  });
});
