// Annotations that contradict one another are told where they stand, in one sentence each; the API server takes them, so the world runs.
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../sentences.ts';

function codes(annotations: Readonly<Record<string, string>>, spec = ''): string[] {
  const lines = Object.entries(annotations).map(([key, value]) => `    service.beta.kubernetes.io/azure-${key}: "${value}"\n`);
  const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n  annotations:\n${lines.join('')}spec:\n  type: LoadBalancer\n  ports: [{ port: 80 }]\n${spec}`;
  const problems = problemsOf(text);
  expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
  // Each stands at the line of its annotation.
  for (const { line, path } of problems) expect(path).toContain(text.split('\n')[line - 1]?.trim().split(':')[0]);
  return problems.map(({ code }) => code);
}

const RANGES = '  loadBalancerSourceRanges: [10.0.0.0/8]\n';

describe('Azure annotations of a Service', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string[]]>([
    ['B-17 ranges in both places', { 'allowed-ip-ranges': '10.0.0.0/8' }, RANGES, ['B-17']],
    ['B-17 ranges in one place', { 'allowed-ip-ranges': '10.0.0.0/8' }, '', []],
    ['C8 ranges and service tags', { 'allowed-service-tags': 'AzureCloud' }, RANGES, ['C8']],
    ['C8 service tags alone', { 'allowed-service-tags': 'AzureCloud' }, '', []],
    ['C26 ranges on an internal one', { 'load-balancer-internal': 'true' }, RANGES, ['C26']],
    [
      'C26 with everybody else denied',
      { 'load-balancer-internal': 'true', 'deny-all-except-load-balancer-source-ranges': 'true' },
      RANGES,
      [],
    ],
    ['B-21 3', { 'load-balancer-tcp-idle-timeout': '3' }, '', ['B-21']],
    ['B-21 4', { 'load-balancer-tcp-idle-timeout': '4' }, '', []],
    ['B-21 30', { 'load-balancer-tcp-idle-timeout': '30' }, '', []],
    ['B-21 31', { 'load-balancer-tcp-idle-timeout': '31' }, '', ['B-21']],
    ['B-21 no number', { 'load-balancer-tcp-idle-timeout': '4m' }, '', ['B-21']],
    ['B-23 no address', { 'load-balancer-ipv4': '10.0.0' }, '', ['B-23']],
    ['B-23 a subnet for a public one', { 'load-balancer-internal-subnet': 'nodes' }, '', ['B-23']],
    ['B-26 a public one', { 'pls-create': 'true' }, '', ['B-26']],
    ['B-26 an internal one', { 'pls-create': 'true', 'load-balancer-internal': 'true' }, '', []],
    [
      'B-26 nine addresses',
      { 'pls-create': 'true', 'load-balancer-internal': 'true', 'pls-ip-configuration-ip-address-count': '9' },
      '',
      ['B-26'],
    ],
    [
      'B-26 PROXY protocol and Local',
      { 'pls-create': 'true', 'load-balancer-internal': 'true', 'pls-proxy-protocol': 'true' },
      '  externalTrafficPolicy: Local\n',
      ['B-26'],
    ],
  ])('%s', (_name, annotations, spec, told) => {
    expect(codes(annotations, spec)).toEqual(told);
  });
});
