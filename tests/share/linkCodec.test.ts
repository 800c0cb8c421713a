// Link format v1: what goes in comes out, a cut-off link says how much arrived, and nothing hostile gets further than a typed refusal.
import { createHash } from 'node:crypto';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/engine/edit/edit.ts';
import { DICTIONARY_1 } from '../../src/share/dictionary.ts';
import { applySolutionEdits, solutionOf } from '../../src/share/difference.ts';
import { ENGINE_MAJOR, MAX_LINK_CHARS, MAX_SEED, sealEnvelope } from '../../src/share/envelope.ts';
import { crc32, parseBase64Url, writeBase64Url } from '../../src/share/bytes.ts';
import { codec } from './codec.ts';
import { createRandom, randomlyChanged, randomSpec } from './randomSolution.ts';

const LEVEL = '050-least-privilege';

function sampleLink(seed = 7): string {
  const random = createRandom(seed);
  const start = randomSpec(random, 8);
  return codec.encodeSolution(solutionOf({ level: LEVEL, rev: 3, start, now: randomlyChanged(random, start) }));
}

function sealText(text: string, engineMajor = ENGINE_MAJOR): string {
  return sealEnvelope({ level: LEVEL, rev: 1, engineMajor, raw: strToU8(text) });
}

function problemOf(text: string): unknown {
  const result = codec.decodeLink(text);
  return result.ok ? 'opened' : result.problem;
}

describe('a link carries a solution', () => {
  test('decode(encode(x)) = x for 300 random differences, and applying it gives the second network', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed);
      const start = randomSpec(random, random.below(12));
      const now = randomlyChanged(random, start);
      const solution = solutionOf({ level: LEVEL, rev: seed, start, now });
      const opened = codec.decodeLink(codec.encodeSolution(solution));
      expect(opened, `seed ${seed}`).toEqual({ ok: true, solution });
      expect(applySolutionEdits(start, solution.edits), `seed ${seed}`).toEqual(now);
    }
  });

  test('the same difference gives the same text, whatever the order of edits and keys', () => {
    const random = createRandom(5);
    const start = randomSpec(random, 6);
    const solution = solutionOf({ level: LEVEL, rev: 1, start, now: randomlyChanged(random, start) });
    expect(solution.edits.length).toBeGreaterThan(2);
    const shuffled = [...solution.edits].reverse().map((edit): Edit => {
      if (edit.type !== 'putObject') return edit;
      const resource = Object.fromEntries(Object.entries(edit.resource).reverse()) as typeof edit.resource;
      return { type: 'putObject', resource };
    });
    expect(codec.encodeSolution({ ...solution, edits: shuffled })).toBe(codec.encodeSolution(solution));
  });

  test('nothing changed is a link of a few characters that opens', () => {
    const link = codec.encodeSolution({ level: 'sandbox', rev: 0, edits: [] });
    expect(link.length).toBeLessThan(40);
    expect(codec.decodeLink(link)).toEqual({ ok: true, solution: { level: 'sandbox', rev: 0, edits: [] } });
  });

  test('a whole address, a fragment and the bare text open alike', () => {
    const link = sampleLink();
    const opened = codec.decodeLink(link);
    expect(opened.ok).toBe(true);
    expect(codec.decodeLink(`https://example.org/game/level/${LEVEL}/#s=${link}\n`)).toEqual(opened);
    expect(codec.decodeLink(`#s=${link}`)).toEqual(opened);
    expect(codec.decodeLink(`s=${link}`)).toEqual(opened);
  });
});

describe('a link of a variant', () => {
  const solution = { level: LEVEL, rev: 3, edits: [] } as const;

  test('carries its seed in format 2, as a link and as a file; without one it is format 1 as ever', () => {
    for (const seed of [1, 127, 128, 4711, MAX_SEED]) {
      const link = codec.encodeSolution({ ...solution, seed });
      expect(link).toMatch(/^2\./);
      expect(codec.decodeLink(`https://example.org/level/${LEVEL}/#s=${link}`)).toEqual({
        ok: true,
        solution: { ...solution, seed },
      });
      const file = codec.writeFile({ ...solution, seed });
      expect(codec.readFile(file)).toEqual({ ok: true, solution: { ...solution, seed } });
      expect(codec.readFile(file.replace('"version": 2', '"version": 1'))).toMatchObject({
        ok: false,
        problem: { code: 'badContent' },
      });
    }
    expect(codec.encodeSolution(solution)).toMatch(/^1\./);
    expect(codec.readFile(codec.writeFile(solution).replace('"version": 1', '"version": 2'))).toMatchObject({ ok: false });
  });

  test('a seed out of range, or one that is none, is not written and not read', () => {
    for (const seed of [0, -1, 1.5, MAX_SEED + 1, Number.NaN])
      expect(() => codec.encodeSolution({ ...solution, seed })).toThrow('seed');
    expect(problemOf(sealEnvelope({ level: LEVEL, rev: 3, seed: 0, engineMajor: 1, raw: strToU8('[]') }))).toMatchObject({
      code: 'notCanonical',
      params: { part: 'seed' },
    });
    const file = codec.writeFile({ ...solution, seed: 5 });
    for (const other of ['0', '-1', '1.5', String(MAX_SEED + 1), '"5"', 'null'])
      expect(codec.readFile(file.replace('"seed": 5', `"seed": ${other}`)), other).toMatchObject({ ok: false });
  });

  test('one format never opens as the other, and every beginning is refused with a name', () => {
    const link = codec.encodeSolution({ ...solution, seed: 4711 });
    expect(problemOf(`1.${link.slice(2)}`)).toMatchObject({ code: 'damaged', params: { part: 'format' } });
    expect(problemOf(`2.${codec.encodeSolution(solution).slice(2)}`)).toMatchObject({
      code: 'damaged',
      params: { part: 'format' },
    });
    for (let arrived = 8; arrived < link.length; arrived++)
      expect(problemOf(link.slice(0, arrived))).toEqual({ code: 'cutOff', params: { arrived, expected: link.length } });
  });
});

describe('a link that was cut off', () => {
  test('every proper prefix is refused, and from eight characters on it says how many of how many arrived', () => {
    for (const link of [sampleLink(7), sampleLink(8), codec.encodeSolution({ level: 'sandbox', rev: 0, edits: [] })]) {
      for (let arrived = 0; arrived < link.length; arrived++) {
        const problem = problemOf(link.slice(0, arrived));
        if (arrived >= 8) expect(problem).toEqual({ code: 'cutOff', params: { arrived, expected: link.length } });
        else expect(problem).toMatchObject({ code: expect.stringMatching(/^(notALink|cutOff)$/) });
      }
    }
  });

  test('the dots that chats put where they cut are not counted', () => {
    const link = sampleLink();
    const expected = { code: 'cutOff', params: { arrived: 40, expected: link.length } };
    expect(problemOf(`https://example.org/#s=${link.slice(0, 40)}…`)).toEqual(expected);
    expect(problemOf(`${link.slice(0, 40)}...`)).toEqual(expected);
  });

  test('more than was sent is damage, not a cut', () => {
    expect(problemOf(`${sampleLink()}A`)).toMatchObject({ code: 'damaged', params: { part: 'length' } });
  });
});

describe('a hostile link', () => {
  test('what is not a link, is newer, or holds foreign characters is named so', () => {
    expect(problemOf('')).toMatchObject({ code: 'notALink' });
    expect(problemOf('hello')).toMatchObject({ code: 'notALink' });
    expect(problemOf('3.AQIDBAUG')).toEqual({ code: 'newerFormat', params: { found: '3', known: 2 } });
    expect(problemOf(`1.AQ+${'A'.repeat(20)}`)).toEqual({ code: 'badCharacters', params: { position: 5 } });
    expect(problemOf(`1.AQ\u{1F600}${'A'.repeat(20)}`)).toMatchObject({ code: 'badCharacters' });
    expect(problemOf(`1.${'A'.repeat(MAX_LINK_CHARS)}`)).toMatchObject({ code: 'tooLong' });
    expect(problemOf('x'.repeat(5_000_000))).toMatchObject({ code: 'tooLong' });
  });

  test('one changed letter anywhere never opens as something else', () => {
    const link = sampleLink();
    const original = codec.decodeLink(link);
    for (let at = 2; at < link.length; at++) {
      const changed = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`;
      const result = codec.decodeLink(changed);
      if (result.ok) expect(result).toEqual(original);
    }
  });

  test('a codec or an engine of later times asks for a newer game', () => {
    const bytes = parseBase64Url(sampleLink().slice(2)).bytes;
    bytes[1] = 9;
    expect(problemOf(`1.${writeBase64Url(bytes)}`)).toMatchObject({ code: 'newerFormat' });
    expect(problemOf(sealText('[]', ENGINE_MAJOR + 1))).toMatchObject({ code: 'newerFormat' });
  });

  test('a declared length over the cap is refused before inflating, and a bomb stops at what it declared', () => {
    const zeros = new Uint8Array(4_000_000);
    expect(problemOf(sealEnvelope({ level: LEVEL, rev: 1, engineMajor: 1, raw: zeros }))).toMatchObject({ code: 'tooLarge' });
    const before = performance.now();
    expect(problemOf(bomb(100, deflateSync(zeros)))).toMatchObject({ code: 'damaged', params: { part: 'body' } });
    expect(performance.now() - before).toBeLessThan(200);
  });

  test('too many edits, too many objects and too deep lists are refused', () => {
    const namespaces = Array.from(
      { length: 201 },
      (_, index) => `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n${index}"}}`,
    );
    expect(problemOf(sealText(`[${namespaces.join(',')}]`))).toMatchObject({ code: 'tooLarge', params: { objects: 201 } });
    expect(problemOf(sealText(`[${'"",'.repeat(2000)}""]`))).toMatchObject({ code: 'tooLarge', params: { edits: 2001 } });
    expect(problemOf(sealText(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toMatchObject({ code: 'badContent' });
  });

  test('text that is not the one spelling of its value is refused', () => {
    const good = '[{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}]';
    expect(problemOf(sealText(good))).toBe('opened');
    for (const bad of [
      ` ${good}`,
      `${good}\n`,
      `\ufeff${good}`,
      good.replace('"a"', '"\\u0061"'),
      good.replace('"name":"a"', '"name":"b","name":"a"'),
      '[{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"a"}}]',
      '["Service/shop/web","Service/shop/api"]',
      '["Service/shop/web","Service/shop/web"]',
    ]) {
      expect(problemOf(sealText(bad)), bad).toMatchObject({ code: expect.stringMatching(/^(notCanonical|badContent)$/) });
    }
    const raw = Uint8Array.from([...strToU8('["'), 0xff, 0xfe, ...strToU8('"]')]);
    expect(problemOf(sealEnvelope({ level: LEVEL, rev: 1, engineMajor: 1, raw }))).toMatchObject({ code: 'notCanonical' });
  });

  test('removals of nothing we know, and keys that touch prototypes, are refused', () => {
    for (const bad of [
      '["ConfigMap/shop/web"]',
      '["Service/web"]',
      '["Namespace/a/b"]',
      '["__proto__/a/b"]',
      '["Service/../x"]',
      '["Service/shop/__proto__"]',
      '[7]',
      '[null]',
      '[[]]',
      '{}',
      '"x"',
      'nonsense',
      '[{"__proto__":{"polluted":1}}]',
    ]) {
      expect(problemOf(sealText(bad)), bad).toMatchObject({ code: 'badContent' });
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('objects in a link', () => {
  test('unknown fields, unknown kinds and invalid objects are refused', () => {
    for (const bad of [
      '[{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"},"more":1}]',
      '[{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a","namespace":"b"}}]',
      '[{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"Not A Name"}}]',
      '[{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"b"},"spec":{"ports":[{"port":99999,"protocol":"TCP","targetPort":1}],"type":"ClusterIP"}}]',
      '[{"apiVersion":"cidr.house/v1","kind":"Network"}]',
      '[{"apiVersion":"cidr.house/v1","kind":"Removal","target":"Service/a/b"}]',
      '[{"apiVersion":"v1","items":[],"kind":"List"}]',
    ]) {
      expect(problemOf(sealText(bad)), bad).toMatchObject({ code: expect.stringMatching(/^(notCanonical|badContent)$/) });
    }
  });

  test('what a gesture left empty is written as a manifest would have it', () => {
    const edit: Edit = {
      type: 'putObject',
      resource: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', namespace: '', labels: {} } },
    };
    const opened = codec.decodeLink(codec.encodeSolution({ level: LEVEL, rev: 1, edits: [edit] }));
    expect(opened).toMatchObject({ ok: true, solution: { edits: [{ resource: { metadata: { name: 'a', namespace: '' } } }] } });
  });

  test('a link of an older engine may lack what objects have gained since, but loses nothing it says', () => {
    const text =
      '[{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"b"},"spec":{"ports":[{"port":80}],"selector":{"app":"a"}}}]';
    expect(problemOf(sealText(text))).toMatchObject({ code: 'notCanonical' });
    expect(codec.decodeLink(sealText(text, ENGINE_MAJOR - 1))).toMatchObject({
      ok: true,
      solution: { edits: [{ resource: { spec: { ports: [{ port: 80, targetPort: 80 }] } } }] },
    });
    expect(problemOf(sealText(text.replace('"port":80', '"port":80,"unheardOf":1'), ENGINE_MAJOR - 1))).toMatchObject({
      code: expect.stringMatching(/^(notCanonical|badContent)$/),
    });
  });
});

describe('before a link is handed out', () => {
  test('a solution whose link would not open again says so', () => {
    const edits = (count: number): Edit[] =>
      Array.from({ length: count }, (_, index) => ({
        type: 'putObject',
        resource: {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: `n${index}${'x'.repeat(index % 50)}`,
            namespace: '',
            labels: { key: String(Math.imul(index + 1, 2654435761) >>> 0) },
          },
        },
      }));
    expect(codec.findProblem({ level: 'sandbox', rev: 0, edits: edits(20) })).toBeUndefined();
    expect(codec.findProblem({ level: 'sandbox', rev: 0, edits: edits(201) })).toMatchObject({ code: 'tooLarge' });
    const wide: Edit[] = edits(150).map((edit, index) => {
      if (edit.type !== 'putObject' || edit.resource.kind !== 'Namespace') return edit;
      const noise = createHash('sha256').update(String(index)).digest('hex');
      return {
        type: 'putObject',
        resource: { ...edit.resource, metadata: { ...edit.resource.metadata, annotations: { noise: noise + noise } } },
      };
    });
    expect(codec.findProblem({ level: 'sandbox', rev: 0, edits: wide })).toMatchObject({ code: 'tooLong' });
  });

  test('preset dictionary 1 is frozen', () => {
    expect(createHash('sha256').update(DICTIONARY_1).digest('hex')).toMatchInlineSnapshot(
      `"c42c2bfc7d68b3e33d635ae0631539bd3f681a2be5b3d6bc017dea986513a2e1"`,
    );
  });
});

/** An envelope that declares `declared` raw bytes around any body; its checksum does not matter, inflating comes first. */
function bomb(declared: number, body: Uint8Array): string {
  const head = [4, ...strToU8('bomb'), 1, ENGINE_MAJOR, declared];
  const total = 4 + head.length + 4 + body.length;
  const crc = crc32(Uint8Array.from(head));
  return `1.${writeBase64Url(Uint8Array.from([1, 1, (total & 127) | 128, total >> 7, ...head, crc >>> 24, crc & 255, 0, 0, ...body]))}`;
}
