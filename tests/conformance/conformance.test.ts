// Copies of the project's conformance cases, run by the command itself: every case of every file passes, none is disputed.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FILES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
/** A case we are sure is wrong, with the rule it breaks. */
const DISPUTED: readonly { readonly id: string; readonly rule: string }[] = [];
const LEAST: Readonly<Record<string, number>> = { 'networkpolicy.json': 207, 'service.json': 25, 'routing.json': 53 };

interface Line {
  readonly id?: string;
  readonly pass?: boolean;
  readonly mismatches?: readonly unknown[];
  readonly cases?: number;
  readonly failed?: number;
}

async function conformance(file: string): Promise<{ code: number; lines: Line[] }> {
  let out = '';
  const code = await run(['conformance', join(import.meta.dirname, file)], {
    out: (text) => void (out += text),
    outBytes: () => {},
    err: () => {},
    readStdin: () => Promise.resolve(new Uint8Array()),
    folders: [ROOT],
    root: ROOT,
  });
  const lines = out
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line));
  return { code, lines };
}

describe('conformance', () => {
  it('has the files whose cases this house answers', () => {
    expect(FILES).toEqual(expect.arrayContaining(Object.keys(LEAST)));
  });

  it.each(FILES)('%s: every case passes', async (file) => {
    const { code, lines } = await conformance(file);
    const disputed = new Set(DISPUTED.map(({ id }) => id));
    expect(lines.filter((line) => line.pass === false && !disputed.has(line.id ?? ''))).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ cases: lines.length - 1, failed: DISPUTED.length });
    expect(lines.length - 1).toBeGreaterThanOrEqual(LEAST[file] ?? 1);
    expect(code).toBe(0);
  });

  it('none disputed', () => {
    expect(DISPUTED).toEqual([]);
  });
});
