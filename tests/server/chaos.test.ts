// The chaos tool itself: one class lives through a kill, and the checker is asked. `npm run chaos -- --histories 200` is the long run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './support/school.ts';

it('a class that loses its server in the middle keeps every invariant', async () => {
  const args = ['--histories', '1', '--seats', '4', '--on', 'libsql', '--only', 'kill -9'];
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'chaos.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(said).toMatch(/kill -9: 1 histories, [1-9]\d* acknowledged submissions/);
  expect(said).toContain('1 histories, 0 broken invariants');
  expect(code).toBe(0);
}, 120_000);
