// pcapng files: blocks that add up, and what tshark makes of them where this machine has one.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../src/engine/report/capture/frame.ts';
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

  it.each(FLOWS)(
    `tshark finds nothing malformed: %s to %s${hasTshark ? '' : ' (skipped: there is no tshark here)'}`,
    (from, to) => {
      if (!hasTshark) return;
      const { pcapng = new Uint8Array(), packets, points } = world.capture({ from, to, pcapng: true });
      withFile(pcapng, (path) => {
        const bad = '_ws.malformed || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0';
        expect(tshark(path, '-Y', bad)).toEqual([]);
        expect(tshark(path, '-T', 'fields', '-e', 'frame.interface_name', '-e', 'frame.comment')).toEqual(
          packets.map(({ point, id }) => `${points[point]?.name}\tpacket ${id}`),
        );
      });
    },
  );

  it(`tshark follows the sequence numbers and reads names${hasTshark ? '' : ' (skipped: there is no tshark here)'}`, () => {
    if (!hasTshark) return;
    const { pcapng = new Uint8Array() } = world.capture({
      from: 'shop/client',
      to: 'https://api.presspay.example/',
      at: 'shop/client',
      pcapng: true,
    });
    withFile(pcapng, (path) => {
      expect(tshark(path, '-Y', 'tcp.analysis.flags')).toEqual([]);
      expect(tshark(path, '-Y', 'tls.handshake.type == 1', '-T', 'fields', '-e', 'tls.handshake.extensions_server_name')).toEqual(
        ['api.presspay.example'],
      );
      expect(tshark(path, '-Y', 'dns.flags.response == 1 && dns.a', '-T', 'fields', '-e', 'dns.a')).toEqual(['203.0.113.150']);
    });
  });
});
