// `--locale zh-Hans`: verdicts, traces, hints, findings and refusals in Chinese, identifiers as they are; columns stand under each other.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/format/width.ts';
import { localesOf } from '../../src/cli/language.ts';
import { run } from '../../src/cli/run.ts';
import { CLI_LABELS } from '../../src/words/en/cli.ts';
import { DENY, openTerminal, ROOT, SHOP, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
  terminal.write('shop.yaml', SHOP);
  terminal.write('deny.yaml', DENY);
});
afterEach(() => terminal.close());

async function chinese(...args: string[]): Promise<string> {
  const ran = await terminal.run([...args, '--locale', 'zh-Hans']);
  expect(ran.err).toBe('');
  return ran.out;
}

const FLOW = ['--from', 'shop/web', '--to', 'http://api/'] as const;

const DENIED = `shop/web → http://api/

名字解析
    shop/web → 10.0.0.10  api.shop.svc.cluster.local?  NOERROR A 10.0.0.11

 1  Pod shop/web
      DNS              10.244.1.2:40000 → :80/TCP  ⇒  10.244.1.2:40000 → 10.0.0.11:80/TCP
                       api.shop.svc.cluster.local 解析为 10.0.0.11（coredns）。  [Service/shop/api spec.clusterIP]
      已发出           10.244.1.2:40000 → 10.0.0.11:80/TCP
                       shop/web 向 10.0.0.11:80 建立连接。
 2  节点 nodepool1-1
      Service（DNAT）  10.244.1.2:40000 → 10.0.0.11:80/TCP  ⇒  10.244.1.2:40000 → 10.244.0.2:8080/TCP
                       shop/api 的 ClusterIP，端口 80：改写为 shop/api:8080，1 个端点之一。  [Service/shop/api spec.ports[0].targetPort]
      出站策略         10.244.1.2:40000 → 10.244.0.2:8080/TCP
                       没有策略隔离 shop/web 的出站：允许。
      路由             10.244.1.2:40000 → 10.244.0.2:8080/TCP
                       到节点 nodepool1-0（模式 overlay）。
 3  节点 nodepool1-0
    ✗ 入站策略         10.244.1.2:40000 → 10.244.0.2:8080/TCP
                       10.244.1.2 到 shop/api 的 TCP 8080 的入站被拒绝：隔离它的 1 条策略里没有一条允许（NetworkPolicy/shop/deny）。最接近的：NetworkPolicy/shop/deny，spec.podSelector。  [NetworkPolicy/shop/deny spec.podSelector]

结果          超时 (timeout)：被 NetworkPolicy 拒绝
决定者        NetworkPolicy/shop/deny spec.podSelector
DNS           api.shop.svc.cluster.local = 10.0.0.11 (coredns)
`;

describe('the command line in Chinese', () => {
  test('a trace, word for word', async () => {
    expect(await chinese('trace', 'shop.yaml', 'deny.yaml', ...FLOW)).toBe(DENIED);
  });

  test('hints, findings, verdicts of a level', async () => {
    const why = await chinese('why', 'shop.yaml', 'deny.yaml', '--from', 'shop/web', '--to', 'shop/api:80');
    expect(why).toMatch(/^shop\/web → shop\/api:80：超时 \(timeout\)：被 NetworkPolicy 拒绝（NetworkPolicy\/shop\/deny /);
    expect(why).toMatch(/^1\. 给 shop\/deny 的 spec\.ingress 加一条规则：/m);
    expect(await chinese('check', 'shop.yaml')).toMatch(/^没有发现错误。\n\n子网 {8}范围 {12}可用 /);
    const lost = await terminal.run(['grade', '401-dead-readers', 'deny.yaml', '--locale=zh-Hans']);
    expect(lost.code).toBe(1);
    expect(lost.out).toMatch(
      /^401-dead-readers（修订 \d+）：未通过\n {2}✓ web-pays\n {2}✗ no-visitor：lobby\/visitor 到达了 pay\/till-0：/,
    );
    expect(lost.out).toMatch(/^ {2}暴露面 {4}\d+（标准 \d+）$/m);
  });

  test('a flow that cannot be asked, with the nearest name', async () => {
    const ran = await terminal.run(['trace', 'shop.yaml', '--from', 'shop/wbe', '--to', 'shop/api:80', '--locale', 'zh-Hans']);
    expect(ran).toEqual({ code: 2, out: '', err: 'shop/wbe：这个世界里没有这个 Pod。你是不是指 shop/web？\n' });
  });

  test('nothing of a human answer stays English', async () => {
    const answers = [
      await chinese('exposure', 'shop.yaml', '--pod', 'shop/web'),
      await chinese('matrix', 'shop.yaml'),
      await chinese('cost', 'shop.yaml'),
      await chinese('compare', 'shop.yaml', '--modes', 'kubenet,overlay'),
      await chinese('migrate', 'shop.yaml', '--to', 'overlayCilium'),
    ];
    for (const answer of answers) {
      expect(answer).toMatch(/\p{Script=Han}/u);
      expect(answer.match(/\b(?:the|of|is|and|from|needed|allowed|flows|with|to|may)\b/g)).toBeNull();
    }
  });

  test('fields and codes of JSON are the same in every language; its sentences are not', async () => {
    const [english, other] = [
      await terminal.run(['check', 'shop.yaml', '--json']),
      await chinese('check', 'shop.yaml', '--json'),
    ];
    expect(JSON.parse(other)).toEqual(JSON.parse(english.out));
    const args = ['grade', '401-dead-readers', 'deny.yaml', '--json'];
    const [one, two] = [await terminal.run(args), await terminal.run([...args, '--locale', 'zh-Hans'])].map(
      ({ out }) => JSON.parse(out) as { readonly goals: readonly { readonly id: string; readonly reason?: string }[] },
    );
    expect(two?.goals.map(({ id }) => id)).toEqual(one?.goals.map(({ id }) => id));
    expect(two?.goals.some(({ reason = '' }) => /\p{Script=Han}/u.test(reason))).toBe(true);
  });

  test('the next command speaks English again', async () => {
    await chinese('matrix', 'shop.yaml');
    expect((await terminal.run(['matrix', 'shop.yaml'])).out).toMatch(/^80\/TCP: 2 of 4 allowed$/m);
  });

  test('other languages are refused with what there is', async () => {
    const ran = await terminal.run(['matrix', 'shop.yaml', '--locale', 'zh']);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('--locale takes en or zh-Hans') });
  });
});

describe('the language of the terminal', () => {
  test.each([
    [{ LANG: 'zh_CN.UTF-8' }, ['zh_CN']],
    [{ LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' }, ['en_GB']],
    [{ LC_ALL: '', LC_MESSAGES: 'zh_SG@x', LANG: 'C' }, ['zh_SG']],
    [{}, []],
  ])('%j', (environment, tags) => {
    expect(localesOf(environment)).toEqual(tags);
  });

  test.each([
    [['zh_CN'], [], '允许'],
    [['zh_TW'], [], 'allowed'],
    [['C'], [], 'allowed'],
    [['zh_CN'], ['--locale', 'en'], 'allowed'],
  ])('%j and %j', async (locales, args, word) => {
    let out = '';
    const io = {
      out: (text: string) => void (out += text),
      outBytes: () => {},
      err: () => {},
      folders: [terminal.folder],
      root: ROOT,
    };
    await run(['matrix', 'shop.yaml', ...args], { ...io, locales, readStdin: () => Promise.resolve(new Uint8Array()) });
    expect(out).toContain(word);
  });
});

describe('labels', () => {
  const folder = join(ROOT, 'src/cli');
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const asked = [...source.matchAll(/'([a-z]+\.[A-Za-z.-]+)'/g)].map(([, key = '']) => key);
  const families = [...source.matchAll(/label\(`([a-z.]+)\.\$\{/g)].map(([, family = '']) => `${family}.`);

  test('every one that is asked for is there, and every one that is there is asked for', () => {
    const called = [...source.matchAll(/label\('([^']+)'/g)].map(([, key = '']) => key);
    expect(called.length).toBeGreaterThan(60);
    expect(called.filter((key) => !Object.hasOwn(CLI_LABELS, key))).toEqual([]);
    const idle = Object.keys(CLI_LABELS).filter(
      (key) => !asked.includes(key) && !families.some((family) => key.startsWith(family)) && !key.startsWith('outcome.'),
    );
    expect(idle).toEqual([]);
  });
});

test('a Chinese sign is two columns wide', () => {
  expect(['api', '端口', '（a）', '→', 'Service（DNAT）'].map(widthOf)).toEqual([3, 4, 5, 1, 15]);
});
