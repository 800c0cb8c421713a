// Formatting changes no meaning: parse(format(x)) is parse(x) but for lines, comments stay, and a second time changes nothing. Over texts written in
// every untidy way, and over texts that are broken.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../src/manifest/formatText.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';

/** What a text says, without where it says it. */
function meaning(text: string): unknown {
  const { resources, network, removals, problems, report } = parseManifests(text);
  return {
    resources,
    network,
    removals,
    problems: problems.map(({ code, path, message, severity }) => ({
      code,
      path,
      message: message.replaceAll(/line \d+/g, 'line'),
      severity,
    })),
    report: report.map(({ object, field, treatment, reason }) => ({ object, field, treatment, reason })),
  };
}

function comments(text: string): string[] {
  return text.match(/# note \d+/g)?.sort() ?? [];
}

const word = fc.constantFrom(
  'web',
  'api',
  'db',
  'yes',
  'no',
  'on',
  '80',
  '1.0',
  '0o17',
  '010',
  '1e3',
  'null',
  '~',
  'true',
  '12:30',
  'a b',
  "it's",
  '#x',
  '- x',
  'ü',
);
const scalar = fc.oneof(
  word.map((text) => `'${text.replaceAll("'", "''")}'`),
  word.map((text) => JSON.stringify(text)),
  fc.constantFrom('web', 'api', 'tcp', 'x-y'),
);
const label = fc.tuple(fc.constantFrom('app', '"tier"', "'on'", 'k8s.io/x', '"80"'), scalar);

/** One Service, its mapping written in block or flow style, with wide gaps, comments and blank lines. */
const service = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    labels: fc.uniqueArray(label, { selector: ([key]) => key, minLength: 1, maxLength: 3 }),
    isFlow: fc.boolean(),
    indent: fc.constantFrom(1, 2, 3, 4, 8),
    gap: fc.constantFrom(' ', '   ', '\t '),
    notes: fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
    ports: fc.array(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 3 }),
    listIndent: fc.constantFrom(0, 1, 2, 4),
    marker: fc.constantFrom('---\n', '---   \n', '--- # note 7\n'),
    ending: fc.constantFrom('\n', '\n\n\n', '  \n'),
    type: fc.constantFrom('ClusterIP', '"NodePort"', 'Wrong', '|-\n      LoadBalancer', '>-\n      ClusterIP'),
  })
  .map(({ name, labels, isFlow, indent, gap, notes, ports, listIndent, marker, ending, type }) => {
    const pad = ' '.repeat(indent);
    const selector = isFlow
      ? `${gap}{${labels.map(([key, value]) => `${key}: ${value}`).join(',')}}`
      : `\n${labels.map(([key, value]) => `${pad}${pad}${key}:${gap}${value}`).join('\n')}`;
    const dash = `${pad}${' '.repeat(listIndent)}-`;
    return `${marker}# note ${notes[0]}\napiVersion:${gap}v1\nkind: Service   # note ${notes[1]}\n\n\nmetadata: {name: ${name},namespace: shop}\nspec:\n${pad}# note ${notes[2]}\n${pad}selector:${selector}\n${pad}ports:\n${ports.map((port, index) => `${dash} name: p${index}\n${dash.replace('-', ' ')} port:${gap}${port} # note ${notes[3]}`).join('\n')}\n${pad}type: ${type}${ending}`;
  });
const texts = fc.array(service, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));

describe('format on demand', () => {
  it('changes no meaning and loses no comment', () => {
    let changed = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const { text: formatted } = formatText(text);
        expect(meaning(formatted)).toEqual(meaning(text));
        expect(comments(formatted)).toEqual(comments(text));
        expect(formatText(formatted).text).toBe(formatted);
        if (formatted !== text) changed++;
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(changed).toBeGreaterThan(70);
  });

  it('a text cut anywhere, or with anything put into it, means afterwards what it meant before', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(),
        fc.constantFrom('', '\t', ': ', '- ', '{', '"', '&a ', '*a', '<<: ', '\n---\n', '\r\n', '? ', '%YAML 1.2\n'),
        (text, at, put) => {
          const cut = at % (text.length + 1);
          const odd = text.slice(0, cut) + put + (put === '' ? '' : text.slice(cut));
          expect(meaning(formatText(odd).text)).toEqual(meaning(odd));
        },
      ),
      { numRuns: 100, seed: 6 },
    );
  });

  it('lays out two spaces, lists at their key, and what stands between braces apart', () => {
    const untidy =
      'apiVersion: v1\nkind:   Service # why\nmetadata: {name: web}\nspec:\n    ports:\n        -   port:  80\n            name: "http"\n';
    expect(formatText(untidy).text).toBe(
      'apiVersion: v1\nkind: Service # why\nmetadata: { name: web }\nspec:\n  ports:\n  - port: 80\n    name: "http"\n',
    );
  });

  it('what cannot be read stays as it is and is named, the other documents are laid out', () => {
    const { text, left } = formatText('kind:   Pod\n---\nkind: [Pod\n---\nkind:    Service\n');
    expect(text).toBe('kind: Pod\n---\nkind: [Pod\n---\nkind: Service\n');
    expect(left?.line).toBeGreaterThanOrEqual(3);
    expect(left?.line).toBeLessThanOrEqual(4);
  });

  it('anchors, aliases and merged keys stay what they are', () => {
    const text = 'base: &b {app:   web}\nother:\n    <<: *b\n    tier:  x\nsame: *b\n';
    expect(formatText(text).text).toBe('base: &b { app: web }\nother:\n  <<: *b\n  tier: x\nsame: *b\n');
  });

  it('hostile texts come back unchanged', () => {
    for (const text of ['? '.repeat(600), '['.repeat(3000), '\0', 'a: '.repeat(5000)]) expect(formatText(text).text).toBe(text);
  });

  it('every world of a level means the same afterwards', () => {
    const levels = join(import.meta.dirname, '../../levels');
    const files = readdirSync(levels, { recursive: true, encoding: 'utf8' }).filter((name) => /start[/\\].*\.yaml$/.test(name));
    expect(files.length).toBeGreaterThan(10);
    for (const name of files) {
      const text = readFileSync(join(levels, name), 'utf8');
      expect(meaning(formatText(text).text), name).toEqual(meaning(text));
    }
  });
});
