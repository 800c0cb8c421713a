// A gateway's side of its verifiers, against stand-ins that misbehave: whom it asks, what it believes, and what it does when one is full, silent or gone.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { createRemoteVerifiers } from '../../server/verify/remote.ts';
import type { VerifierPool } from '../../server/verify/pool.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())));

const VERDICT = { goals: [{ id: 'reach', pass: true }], stars: 3, hash: 'h' };

/** What it was asked stands in `asked`. */
async function standIn(given: {
  readonly build?: string;
  readonly answer?: (solution: string, response: ServerResponse) => void;
}): Promise<{ readonly url: string; readonly asked: string[]; silent: boolean }> {
  const verifier = { url: '', asked: [] as string[], silent: false };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      if (verifier.silent) return;
      if (request.headers.authorization !== 'Bearer a-key-of-verifiers') response.writeHead(401).end();
      else if (request.url === '/healthz') response.end(JSON.stringify({ build: given.build ?? 'this', waiting: 0 }));
      else {
        const { solution } = JSON.parse(text) as { readonly solution: string };
        verifier.asked.push(solution);
        if (given.answer) given.answer(solution, response);
        else response.end(JSON.stringify({ ok: true, verdict: { ...VERDICT, hash: solution } }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  verifier.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return verifier;
}

const open = (verifiers: readonly { readonly url: string }[], lookMs = 500): VerifierPool => {
  const pool = createRemoteVerifiers({
    verifiers: verifiers.map(({ url }) => url),
    key: 'a-key-of-verifiers',
    build: 'this',
    milliseconds: 500,
    queue: 100,
    lookMs,
    onAnswer: () => undefined,
    onFailure: () => undefined,
  });
  ends.push(() => pool.close());
  return pool;
};
const askAll = async (pool: VerifierPool, count: number): Promise<string[]> => {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const answers = await Promise.all(names.map((solution) => pool.ask({ level: '001-one', rev: 1, solution })));
  return answers.map((answer) => (answer.ok ? answer.verdict.hash : answer.code));
};
const NAMES = Array.from({ length: 40 }, (_, index) => `s${index}`);

it('questions are shared out, the same one goes to the same verifier, and while it is asked it is asked once', async () => {
  const both = [await standIn({}), await standIn({})];
  const pool = open(both);
  expect(await askAll(pool, 40)).toEqual(NAMES);
  for (const name of NAMES) expect((await pool.ask({ level: '001-one', rev: 1, solution: name })).ok).toBe(true);
  const [left, right] = both.map(({ asked }) => new Set(asked));
  expect((left?.size ?? 0) >= 8 && (right?.size ?? 0) >= 8).toBe(true);
  const before = both.reduce((sum, { asked }) => sum + asked.length, 0);
  await Promise.all(Array.from({ length: 10 }, () => pool.ask({ level: '001-one', rev: 1, solution: 'new' })));
  expect(both.reduce((sum, { asked }) => sum + asked.length, 0)).toBe(before + 1);
  const homes = [0, 1, 2].map(async () => {
    await pool.ask({ level: '001-one', rev: 1, solution: 'home' });
    return both.findIndex(({ asked }) => asked.includes('home'));
  });
  expect(new Set(await Promise.all(homes)).size).toBe(1);
});

it('a verifier of another build is not asked', async () => {
  const other = await standIn({ build: 'another' });
  const own = await standIn({});
  expect(await askAll(open([other, own]), 40)).toEqual(NAMES);
  expect([other.asked.length, own.asked.length]).toEqual([0, 40]);
});

it('a full one, and one that answers what is no verdict, are passed over', async () => {
  const full = await standIn({ answer: (_, response) => response.writeHead(503).end('{"ok":false,"code":"busy"}') });
  const liar = await standIn({
    answer: (_, response) => response.end(JSON.stringify({ ok: true, verdict: { ...VERDICT, stars: 9 } })),
  });
  const own = await standIn({});
  expect(await askAll(open([full, liar, own]), 40)).toEqual(NAMES);
  expect(full.asked.length).toBeGreaterThan(0);
});

it('what was asked of one that falls silent is asked of another, and of none at last: busy', async () => {
  const quiet = await standIn({ answer: () => (quiet.silent = true) });
  const own = await standIn({});
  const pool = open([quiet, own], 150);
  expect(await askAll(pool, 40)).toEqual(NAMES);
  own.silent = true;
  expect(await askAll(pool, 1)).toEqual(['busy']);
});

it('a question over which three verifiers break off is given up', async () => {
  const crash = (solution: string, response: ServerResponse): void => void (solution === 's0' && response.socket?.destroy());
  const three = [await standIn({ answer: crash }), await standIn({ answer: crash }), await standIn({ answer: crash })];
  expect(await askAll(open(three), 1)).toEqual(['broken']);
  expect(three.flatMap(({ asked }) => asked)).toEqual(['s0', 's0', 's0']);
});

it('roles are said whole or not at all', () => {
  const key = 'k'.repeat(22);
  const says = (env: Record<string, string>): string => {
    const read = readConfig(env);
    return read.ok ? read.config.role : read.message;
  };
  expect(says({})).toBe('all');
  expect(says({ ROLE: 'verifier', VERIFIER_KEY: key })).toBe('verifier');
  expect(says({ ROLE: 'gateway', VERIFIER_KEY: key, VERIFIERS: 'http://10.0.0.7:4190, http://10.0.0.8:4190/' })).toBe('gateway');
  expect(says({ ROLE: 'gateway', VERIFIER_KEY: key })).toContain('VERIFIERS');
  expect(says({ ROLE: 'verifier' })).toContain('VERIFIER_KEY');
  expect(says({ VERIFIERS: 'http://10.0.0.7:4190' })).toContain('ROLE=gateway');
  expect(says({ ROLE: 'judge' })).toContain('ROLE');
});
