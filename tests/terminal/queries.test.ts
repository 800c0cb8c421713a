// Templates and queries: kubectl's JSONPath and az's --query, by tables of what they give.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import fc from 'fast-check';
import { runJsonPath } from '../../src/terminal/jsonPath.ts';
import { runQuery } from '../../src/terminal/az/query.ts';
import { yamlText } from '../../src/terminal/yamlText.ts';

const LIST = {
  kind: 'List',
  items: [
    { metadata: { name: 'a', labels: { 'app.io/x': '1' } }, n: 3, on: true, ports: [80, 443] },
    { metadata: { name: 'b' }, n: 5, ports: [22] },
    { metadata: { name: 'c' }, n: 7 },
  ],
};

describe('JSONPath', () => {
  it.each([
    ['{.kind}', 'List'],
    ['.kind', 'List'],
    ['kind', 'List'],
    ['{.items[*].metadata.name}', 'a b c'],
    ['{.items[0].metadata.name}', 'a'],
    ['{.items[-1].metadata.name}', 'c'],
    ['{.items[0,2].metadata.name}', 'a c'],
    ['{.items[0:2].metadata.name}', 'a b'],
    ['{.items[?(@.n>4)].metadata.name}', 'b c'],
    ['{.items[?(@.metadata.name=="b")].n}', '5'],
    ['{.items[?(@.on)].n}', '3'],
    ["{.items[?(@.metadata.name!='b')].n}", '3 7'],
    [String.raw`{.items[0].metadata.labels.app\.io/x}`, '1'],
    ["{.items[0].metadata.labels['app.io/x']}", '1'],
    ['{..name}', 'a b c'],
    ['{.items[0].ports}', '[80,443]'],
    ['{range .items[*]}{.metadata.name}={.n}{"\\n"}{end}', 'a=3\nb=5\nc=7\n'],
    ['names: {.items[*].metadata.name}!', 'names: a b c!'],
    ['{$.kind} {@.kind}', 'List List'],
    ['{.nothing}', ''],
  ])('%s', (template, expected) => {
    expect(runJsonPath(template, LIST)).toEqual({ ok: true, text: expected });
  });

  it.each(['{.items[', '{range .items[*]}', '{end}', '{.items[x]}', '{'])('%s is refused', (template) => {
    expect(runJsonPath(template, LIST).ok).toBe(false);
  });

  it('a template that visits too much ends', () => {
    const wide = { items: Array.from({ length: 3000 }, (_, n) => ({ n })) };
    const template = '{range .items[*]}{range $.items[*]}{.n}{end}{end}';
    expect(runJsonPath(template, wide)).toEqual({ ok: false, message: 'error: the template visits too much' });
  });
});

describe('--query', () => {
  it.each([
    ['kind', 'List'],
    ['items[].metadata.name', ['a', 'b', 'c']],
    ['items[0].n', 3],
    ['items[-1].n', 7],
    ['items[*].ports[]', [80, 443, 22]],
    ["items[?metadata.name=='b'].n", [5]],
    ['items[?n>`4`].metadata.name | [0]', 'b'],
    ["items[?contains(metadata.name, 'a') || n==`7`].n", [3, 7]],
    [
      'items[].{Name:metadata.name, Count:n}',
      [
        { Name: 'a', Count: 3 },
        { Name: 'b', Count: 5 },
        { Name: 'c', Count: 7 },
      ],
    ],
    ['items[:2].n', [3, 5]],
    ['[kind, items[0].n]', ['List', 3]],
    ['length(items)', 3],
    ['nothing.at.all', null],
    ['"kind"', 'List'],
  ])('%s', (query, expected) => {
    expect(runQuery(query, LIST)).toEqual({ ok: true, value: expected });
  });

  it.each(['items[', 'a..b', '{', 'items[?]', 'unknown(a)', '|'])('%s is refused', (query) => {
    expect(runQuery(query, LIST).ok).toBe(false);
  });

  it('any text is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.[]{}?*|@\'"`,:=!<>&()0-1 '.split('')) }), (text) => {
        runQuery(text, LIST);
        runJsonPath(text, LIST);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});

describe('YAML', () => {
  it('is read back as what was written', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'yes',
        '1e3',
        '0x1f',
        '2024-01-01',
        'a: b',
        '- x',
        '# no',
        ' lead',
        'trail ',
        'two\nlines\n',
        'true',
        '~',
        '*a',
        '&b',
        '!c',
        '%d',
        '@e',
        "it's",
        ':',
        '{}',
        '1:30',
      ),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(value, (plain) => {
        expect(parse(yamlText(plain), { version: '1.1' })).toEqual(JSON.parse(JSON.stringify(plain)));
      }),
      { numRuns: 1500, seed: 11 },
    );
  });
});
