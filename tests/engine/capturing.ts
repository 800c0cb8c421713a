// Captures of a small world, and the real tcpdump where this machine has one: for the tests of captures.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, EngineApi } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { CaptureAnswer, CaptureQuery } from '../../src/engine/report/capture/captureFlow.ts';
import { deployment, house, type NetworkOptions, pod, policy, service, worldOf } from './worlds.ts';

export const CAPTURED_WORLD = [
  pod('shop/client', { ports: [9000], node: 'room-0' }),
  pod('shop/near', { ports: [8080], node: 'room-0' }),
  pod('shop/far', { ports: [8080], node: 'room-1', app: 'far' }),
  pod('shop/shut', { ports: [8080], node: 'room-1', app: 'shut' }),
  pod('shop/host', { ports: [9100], node: 'room-0', extra: 'hostNetwork: true' }),
  deployment('shop/web', 2, { ports: [8080] }),
  service('shop/far', 'selector: { app: far }, ports: [{ port: 80, targetPort: 8080 }]'),
  service('shop/nobody', 'selector: { app: nobody }, ports: [{ port: 80 }]'),
  service('shop/door', 'type: LoadBalancer, selector: { app: far }, ports: [{ port: 80, targetPort: 8080 }]'),
  service(
    'shop/local',
    'type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: far }, ports: [{ port: 80, targetPort: 8080 }]',
  ),
  policy('shop/shut', 'podSelector: { matchLabels: { app: shut } }, policyTypes: [Ingress]'),
];

export type Captured = (query: { readonly from: string; readonly to: string } & Omit<CaptureQuery, 'flow'>) => CaptureAnswer;

export interface Capturing {
  readonly engine: EngineApi;
  readonly ask: (query: Parameters<Captured>[0]) => Answer<CaptureAnswer>;
  readonly capture: Captured;
}

export function openCapture(
  options: NetworkOptions & { readonly edit?: (text: string) => string },
  ...texts: readonly string[]
): Capturing {
  const { edit = (text: string) => text, ...network } = options;
  return captureIn(edit(house({ engine: 'calico', nodes: 2, ...network })), ...CAPTURED_WORLD, ...texts);
}

/** Asks as the door does; a refusal is an answer too. */
export function captureIn(...texts: readonly string[]): Capturing {
  const engine = createEngine();
  engine.load({ spec: worldOf(...texts), revision: 1 });
  const ask = ({ from, to, ...rest }: Parameters<Captured>[0]): Answer<CaptureAnswer> =>
    engine.capture({ revision: 1, flow: { from, to }, ...rest });
  const capture: Captured = (query) => {
    const answer = ask(query);
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value;
  };
  return { engine, ask, capture };
}

export const hasTcpdump: boolean = spawnSync('tcpdump', ['--version']).status === 0;
export const hasTshark: boolean = spawnSync('tshark', ['--version']).status === 0;

/** A file that real tools may read. */
export function withFile<T>(bytes: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cidr-house-capture-'));
  const path = join(folder, 'capture.pcapng');
  writeFileSync(path, bytes);
  try {
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the real tcpdump prints; undefined when it refuses the filter. Unoptimized: the optimizer may drop a look past the end that nothing hangs on. */
export function realTcpdump(path: string, filter: string): string[] | undefined {
  const { status, stdout, stderr } = spawnSync('tcpdump', ['-O', '-nn', '-r', path, filter], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stderr.includes('expression rejects all packets')) return [];
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : undefined;
}
