// Arguments of the command line: what is taken, what is refused, and which name is suggested.
import { describe, expect, test } from 'vitest';
import { type CommandSpec, nearest, parseArguments } from '../../src/cli/arguments.ts';
import { COMMANDS } from '../../src/cli/commandTable.ts';
import { parsePorts } from '../../src/cli/ports.ts';

function spec(name: string): CommandSpec {
  const found = COMMANDS.find((command) => command.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}

function parse(name: string, ...given: string[]): unknown {
  const result = parseArguments(spec(name), given);
  if (!result.ok) return result.message;
  const { words, values, flags } = result.value;
  return { words, values: Object.fromEntries(values), flags: [...flags] };
}

describe('arguments', () => {
  test('values with a space or an equals sign, flags, words, and a lone dash', () => {
    expect(parse('trace', '-', 'more.yaml', '--from', 'shop/web', '--to=http://api:80/?a=b', '--json')).toEqual({
      words: ['-', 'more.yaml'],
      values: { from: 'shop/web', to: 'http://api:80/?a=b' },
      flags: ['json'],
    });
  });

  test('after -- everything is a word', () => {
    expect(parse('check', '--', '--json')).toEqual({ words: ['--json'], values: {}, flags: [] });
  });

  test('an unknown option names the nearest one', () => {
    expect(parse('trace', 'w.yaml', '--form', 'a')).toBe('trace has no option --form. Did you mean --from?');
    expect(parse('check', 'w.yaml', '--jsno')).toBe('check has no option --jsno. Did you mean --json?');
    expect(parse('check', 'w.yaml', '--nothing-alike')).toBe('check has no option --nothing-alike. See check --help.');
    expect(parse('check', 'w.yaml', '-x')).toMatch(/^check has no option -x\./);
  });

  test('a missing, doubled, wrong or superfluous value is one sentence', () => {
    expect(parse('trace', 'w.yaml', '--from')).toBe('--from needs a value: --from SENDER.');
    expect(parse('trace', 'w.yaml', '--from=')).toBe('--from needs a value: --from SENDER.');
    expect(parse('trace', 'w.yaml', '--from', 'a', '--from', 'b')).toBe('--from is given twice.');
    expect(parse('check', 'w.yaml', '--json=yes')).toBe('--json takes no value.');
    expect(parse('check', 'w.yaml', '--policy', 'calcio')).toBe(
      '--policy takes none, azure, calico, cilium or spec, not "calcio". Did you mean calico?',
    );
  });

  test('too few and too many words', () => {
    expect(parse('check')).toMatch(/^check needs a WORLD\. Usage: /);
    expect(parse('grade', 'a', 'b', 'c')).toMatch(/"c" is one word too many/);
    expect(parse('check', '--help')).toMatchObject({ flags: ['help'] });
  });

  test('the nearest name is near, or none', () => {
    expect(
      nearest(
        'confromance',
        COMMANDS.map(({ name }) => name),
      ),
    ).toBe('conformance');
    expect(
      nearest(
        'zebra',
        COMMANDS.map(({ name }) => name),
      ),
    ).toBeUndefined();
    expect(nearest('x'.repeat(100_000), ['trace'])).toBeUndefined();
  });
});

describe('--ports', () => {
  test('80, 80/tcp and 80/TCP are one port', () => {
    expect(parsePorts('80,80/tcp, 53/UDP')).toEqual({ ok: true, value: ['80/TCP', '53/UDP'] });
  });

  test('what is no port is named', () => {
    for (const bad of ['0', '65536', '80/icmp', 'http', '', '80,,81']) {
      expect(parsePorts(bad), bad).toMatchObject({ ok: false, message: expect.stringContaining('--ports takes ports such as') });
    }
  });
});
