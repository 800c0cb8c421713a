// Worlds made to be slow: each ends in a result, a Diagnostic or a typed refusal within two seconds of one processor. Each runs in a process
// of its own, which is ended when it does not answer, as the game ends its worker.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const BUDGET_MS = 2000;
let program = '';

beforeAll(async () => {
  const lib = (await import(join(ROOT, 'scripts/lib.mjs') as string)) as {
    bundle(entry: string, sources: readonly string[]): Promise<string>;
  };
  program = await lib.bundle('tests/hostile/worlds.ts', ['src', 'tests']);
});

const CASES: readonly (readonly [name: string, what: string, answer: object])[] = [
  ['allMatch', '10,000 policies that all select every pod', { outcome: 'delivered', matrix: true }],
  ['crossProducts', '4,000 peers of ten NotIn lists each', { outcome: 'delivered', matrix: true }],
  ['ownLabels', '5,000 pods with labels of their own under 1,000 policies that select all but one', { pods: 5000 }],
  ['routes', 'a table of 100,000 routes', {}],
  ['routesTold', '100,000 routes by BGP, on 400 flows', { outcomes: { timeout: 200, delivered: 200 } }],
  ['guards', '10,000 security rules about tags, on 200 flows', { first: 'timeout', last: 'delivered', flows: 200, groups: 1 }],
  ['firewall', '10,000 firewall rules of each type, on 10 flows', { flows: 10, listed: 1, outcome: 'delivered' }],
  ['excepts', 'an ipBlock with 100,000 exceptions', { pods: 1000 }],
  ['sameSelector', '3,000 Services on the same 1,000 pods', { outcome: 'delivered', every: 1000 }],
  ['choices', '1,000 nodes and 1,000 pods behind a load balancer', { every: 1000 }],
  ['replicas', 'a thousand million replicas', { pods: 12_500 }],
  ['deepBatch', 'a batch 2,000 deep', { ok: true }],
  ['wideBatch', 'a batch of 5,000 new Services', { ok: true }],
  ['megabytes', '4 MB of manifests', {}],
];

for (const [name, what, expected] of CASES) {
  it(what, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [program, name], { encoding: 'utf8', timeout: 20_000 });
    expect(stdout, stderr).not.toBe('');
    const { answer, ms } = JSON.parse(stdout) as { answer: object; ms: number };
    expect(answer).toMatchObject(expected);
    expect(ms).toBeLessThan(BUDGET_MS);
  });
}
