// Captures of longer ways: answers that go astray, proxies with a connection of their own, headquarters.
import { describe, expect, it } from 'vitest';
import type { CaptureAnswer } from '../../src/engine/report/capture/captureFlow.ts';
import { hasTcpdump, hasTshark, openCapture, realTcpdump, withFile } from './capturing.ts';
import { pod, policy, service } from './worlds.ts';
import { spawnSync } from 'node:child_process';

function flags(answer: CaptureAnswer, point: string): string {
  const index = answer.points.findIndex(({ name }) => name === `${point}:eth0`);
  return answer.lines
    .flatMap((line, at) => (answer.packets[at]?.point === index ? (/Flags \[(\S+)\]/.exec(line)?.[1] ?? []) : []))
    .join(' ');
}

describe('answers that go astray', () => {
  const edit = (text: string): string =>
    text
      .replace('advertisedRoutes: [172.20.0.0/16]', 'advertisedRoutes: [172.20.1.0/24]')
      .replace('ipAddress: 10.10.9.4 }', 'ipAddress: 10.10.9.4, ports: [{ port: 22, protocol: TCP }] }');

  it('E-27 H-7 the receiver answers every SYN, the sender hears nothing', () => {
    const answer = openCapture({ edit }).capture({ from: 'onprem:press', to: '10.10.9.4:22' });
    expect(answer.verdict.reason).toBe('asymmetric-return');
    expect(flags(answer, 'press')).toBe('S S S S S S S');
    expect(flags(answer, 'vpngw')).toBe(Array.from({ length: 14 }, () => 'S').join(' '));
    expect(flags(answer, 'jump')).toBe(Array.from({ length: 7 }, () => 'S S.').join(' '));
  });

  it('a host whose range is advertised has its answer at every point', () => {
    const answer = openCapture({ edit }).capture({ from: 'onprem:monitor', to: '10.10.9.4:22' });
    for (const point of ['monitor', 'jump']) expect(flags(answer, point)).toBe('S S. . F. F. .');
    expect(flags(answer, 'vpngw').split(' ')).toHaveLength(12);
  });
});

const IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.12.1';
const CONTROLLER = [
  pod('edge/controller', { ports: [80, 443], node: 'room-0' }).replace('- name: main', `- name: main\n    image: ${IMAGE}`),
  service('edge/front', 'selector: { app: controller }, ports: [{ name: http, port: 80 }]'),
  'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }',
  'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop }\nspec: { ingressClassName: nginx, rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: far, port: { number: 80 } } } }] } }] }',
];
const URL = 'http://front.edge/';

describe('proxies', () => {
  const world = openCapture({}, ...CONTROLLER);
  const through = world.capture({ from: 'shop/client', to: URL, filter: 'tcp', pcapng: true });

  it('PW16 C-7 the controller ends the client’s connection and opens its own to the pod', () => {
    const ends = (point: string): string[] => {
      const index = through.points.findIndex(({ name }) => name === `${point}:eth0`);
      const seen = through.packets
        .filter(({ point: at }) => at === index)
        .map((packet) => `${packet.sourceIP} ${packet.destinationIP} ${packet.destinationPort}`);
      return [...new Set(seen)].filter((text) => /(?:80|8080)$/.test(text));
    };
    const [toPod] = ends('shop/far');
    expect(ends('edge/controller')).toHaveLength(2);
    expect(ends('edge/controller')).toContain(toPod);
    expect(ends('shop/far')).toHaveLength(1);
    expect(ends('shop/client')).not.toContain(toPod);
    // Another connection has other sequence numbers.
    const sequence = (point: string): unknown =>
      through.packets.find((packet) => through.points[packet.point]?.name === `${point}:eth0`)?.tcp?.sequence;
    expect(sequence('shop/far')).not.toBe(sequence('shop/client'));
  });

  it('the backend’s whole talk lies between the client’s question and its answer', () => {
    const at = (point: string, text: string): number => {
      const index = through.points.findIndex(({ name }) => name === `${point}:eth0`);
      return (
        through.packets.find((packet, seen) => packet.point === index && through.lines[seen]?.includes(text) === true)?.time ??
        Number.NaN
      );
    };
    expect(at('shop/client', 'HTTP: GET')).toBeLessThan(at('shop/far', 'Flags [S]'));
    expect(at('shop/far', 'HTTP: HTTP/1.1 200')).toBeLessThan(at('shop/client', 'HTTP: HTTP/1.1 200'));
  });

  it('C-13 a backend behind a policy: SYNs into silence, and 504 for the client after five seconds', () => {
    const shut = openCapture(
      {},
      ...CONTROLLER,
      policy('shop/far', 'podSelector: { matchLabels: { app: far } }, policyTypes: [Ingress]'),
    );
    const answer = shut.capture({ from: 'shop/client', to: URL, filter: 'tcp' });
    expect(answer.verdict.outcome).toBe('http-504');
    expect(flags(answer, 'shop/far')).toBe('');
    expect(flags(answer, 'room-1')).toBe('S S S');
    const page = answer.packets.find((_packet, index) => answer.lines[index]?.includes('HTTP/1.1 504') === true);
    expect(page?.time).toBeGreaterThan(5_000_000);
    expect(flags(answer, 'shop/client')).toBe('S S. . P. . P. . F. F. .');
  });

  it('C-13 a backend where nothing listens: a reset for the controller, 502 for the client', () => {
    const closed = openCapture(
      {},
      ...CONTROLLER.map((text) => text.replace('name: far', 'name: closed')),
      service('shop/closed', 'selector: { app: far }, ports: [{ port: 80, targetPort: 9 }]'),
    );
    const answer = closed.capture({ from: 'shop/client', to: URL, filter: 'tcp' });
    expect(answer.verdict.outcome).toBe('http-502');
    expect(flags(answer, 'shop/far')).toBe('S R.');
    expect(answer.lines.some((line) => line.includes('HTTP/1.1 502 Bad Gateway'))).toBe(true);
  });

  it(`the real tools read both connections${hasTcpdump && hasTshark ? '' : ' (skipped: tcpdump or tshark is not here)'}`, () => {
    if (!hasTcpdump || !hasTshark) return;
    const own = world.capture({ from: 'shop/client', to: URL, at: 'edge/controller', pcapng: true });
    withFile(own.pcapng ?? new Uint8Array(), (path) => {
      expect(realTcpdump(path, '')).toEqual(own.lines);
      const { stdout } = spawnSync('tshark', ['-r', path, '-Y', '_ws.malformed || tcp.analysis.flags'], { encoding: 'utf8' });
      expect(stdout).toBe('');
    });
  });
});
