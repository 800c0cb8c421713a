// Every code the engine can emit has a sentence, in both vocabularies: steps, outcomes, drops, diagnostics, goal failures, hints, reports.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STEP_CODES } from '../../src/engine/forward/codes.ts';
import { DROP_REASONS, STEP_TYPES } from '../../src/engine/forward/trace.ts';
import { listSlots } from '../../src/words/format.ts';
import { dictionaryOf } from '../../src/words/locales.ts';
import { hasWords } from '../../src/words/say.ts';

const SOURCE = join(import.meta.dirname, '../../src');

function read(folder: string): { name: string; text: string }[] {
  return readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') || name.endsWith('.tsx'))
    .map((name) => ({ name, text: readFileSync(join(SOURCE, folder, name), 'utf8') }));
}

/** Distinct first groups of a pattern over the sources of some folders. */
function find(pattern: RegExp, ...folders: string[]): string[] {
  const texts = folders.flatMap(read);
  return [...new Set(texts.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))].sort();
}

function without(keys: readonly string[]): string[] {
  return keys.filter((key) => !hasWords(key));
}

describe('words are complete', () => {
  it('for every way a letter arrives that should not, also above the letter', () => {
    const ways = Object.keys(dictionaryOf('en')).filter((key) => key.startsWith('goal.arrived.'));
    expect(ways.length).toBeGreaterThan(3);
    expect(without(ways.map((key) => key.replace('goal.arrived', 'verdict.why')))).toEqual([]);
  });

  it('for every step of the walk', () => {
    expect(without([...STEP_CODES, ...STEP_TYPES.map((type) => `step.${type}`)])).toEqual([]);
  });

  it('for every outcome and every reason', () => {
    const outcomes = ['delivered', 'timeout', 'refused', 'reset', 'nxdomain', 'nodata', 'dns-timeout', 'tls-name', 'http'];
    expect(
      without([...outcomes.map((outcome) => `outcome.${outcome}`), ...DROP_REASONS.map((reason) => `drop.${reason}`)]),
    ).toEqual([]);
  });

  it('for every diagnostic and every pod without a place', () => {
    const codes = find(/report\('([A-Z][A-Za-z]+)'/g, 'engine/dataplane');
    const unplaced = find(/'(no[A-Z][A-Za-z]+|nodeNotReady)'/g, 'engine/dataplane').filter((reason) => reason !== 'noCni');
    expect(codes.length).toBeGreaterThan(20);
    expect(unplaced).toContain('noCapacity');
    expect(without([...codes.map((code) => `diagnostic.${code}`), ...unplaced.map((reason) => `unplaced.${reason}`)])).toEqual(
      [],
    );
  });

  it('for every way a goal can fail', () => {
    const lost = [
      ...DROP_REASONS.filter((reason) => reason !== 'dns'),
      'nxdomain',
      'nodata',
      'dns-timeout',
      'timeout',
      'refused',
      'reset',
      'tls-name',
      'http',
    ];
    const literal = find(/'(goal\.[A-Za-z.]+)'/g, 'engine/goals').filter(
      (code) => code !== 'goal.must' && code !== 'goal.mustNot' && code !== 'goal.tooOpen',
    );
    expect(literal).toContain('goal.backends');
    const refusals = ['goal.tooComplex', 'goal.unsupported'];
    expect(
      without([...literal, ...refusals, ...lost.flatMap((reason) => [`goal.lost.${reason}`, `goal.lost.${reason}.by`])]),
    ).toEqual([]);
  });

  it('for every hint, three rungs each', () => {
    const codes = find(
      /'((?:find|snat|svc|lb|pod|cni|ipam|np|route|dns|paas|net|nsg|fw|web)\.[A-Za-z]+|goal\.(?:sender|target|via|must|mustNot|exposure|tooOpen|redirect|load))'/g,
      'engine/report',
      'engine/goals',
    ).filter((code) => !STEP_CODES.some((step) => step === code));
    expect(codes.length).toBeGreaterThan(55);
    expect(without(codes.flatMap((code) => [1, 2, 3].map((rung) => `hint.${code}.${rung}`)))).toEqual([]);
    const layers = Object.entries(dictionaryOf('en')).filter(([key, sentence]) => key.startsWith('hint.') && sentence === '');
    expect(layers).toEqual([]);
  });

  it('for every reason of the honesty report, every refused edit and every undo label', () => {
    const reasons = find(/'(report\.[A-Za-z]+)'/g, 'manifest');
    const refused = find(/'(refused\.[a-z]+)'/g, 'levels');
    const labels = find(/'(edit\.[a-zA-Z]+)'/g, 'store', 'ui');
    expect([reasons.length > 3, refused.length > 3, labels.length > 3]).toEqual([true, true, true]);
    expect(without([...reasons, ...refused, ...refused.map((code) => `diagnostic.${code}`), ...labels])).toEqual([]);
  });

  it('for everything that is not understood in a policy sentence', () => {
    const codes = find(/'(sentence\.[A-Za-z]+)'/g, 'studio');
    expect(codes.length).toBeGreaterThan(25);
    expect(without(codes)).toEqual([]);
  });

  it('for every lint of a policy, and for what its fix does', () => {
    const codes = find(/makeLint\(\s*'([A-Za-z]+)'/g, 'studio');
    expect(codes.length).toBeGreaterThan(25);
    expect(without(codes.map((code) => `lint.${code}`))).toEqual([]);
    const sentences = Object.keys(dictionaryOf('en')).filter((key) => /^lint\.(?!fix\.)/.test(key));
    const computed = [
      'everything',
      'anyone',
      'serviceName',
      'namedNowhere',
      'clusterIp',
      'serviceRange',
      'senderShut',
      'receiverShut',
    ];
    const windows = ['windowsNamed', 'windowsSctp', 'windowsNegative', 'windowsExcept'];
    expect(new Set(sentences)).toEqual(new Set([...codes, ...computed, ...windows].map((code) => `lint.${code}`)));
  });

  it('for every string of the policy studio that is put together', () => {
    const sides = ['ingress', 'egress'];
    const keys = [
      ...['policies', 'matrix', 'lints'].map((view) => `view.${view}`),
      ...['all', 'some', 'none', 'silent'].map((state) => `cell.${state}`),
      ...['all', 'some', 'none', 'silent'].map((state) => `now.${state}`),
      ...['new', 'gone', 'same'].map((sign) => `sign.${sign}`),
      ...['opens', 'shuts'].map((flow) => `flow.${flow}`),
      ...sides.flatMap((side) => ['open', 'shut', 'rules', 'ignored'].map((state) => `state.${side}.${state}`)),
      ...sides.flatMap((side) => ['judges', 'rule', 'newRule', 'everyone', 'anyone', 'guards'].map((part) => `${part}.${side}`)),
      ...sides.flatMap((side) => [side, `guards.${side}.none`]),
    ];
    expect(without(keys.map((key) => `ui.studio.${key}`))).toEqual([]);
  });

  it('for every string of the panels', () => {
    const literal = find(/\bt\('([a-z]+\.[A-Za-z0-9.]+)'/g, 'ui');
    expect(literal.length).toBeGreaterThan(80);
    expect(without(literal)).toEqual([]);
  });

  it('for every reason that only load over time knows', () => {
    const reasons = find(/reason: '([a-z]+-[a-z]+)'/g, 'engine/report/load');
    expect(reasons).toContain('snat-exhausted');
    expect(without(reasons.map((reason) => `load.lost.${reason}`))).toEqual([]);
  });

  it('for every notice and every problem of a link', () => {
    const notices = find(/notify\('([a-z]+\.[A-Za-z]+)'/g, 'store');
    const problems = [
      'notALink',
      'newerFormat',
      'badCharacters',
      'tooLong',
      'tooLarge',
      'damaged',
      'badContent',
      'notCanonical',
      'cutOff',
    ];
    expect(without([...notices, ...problems.map((code) => `link.${code}`)])).toEqual([]);
  });

  it('sentences of a step ask only for parameters that the step gives', () => {
    const texts = read('engine/forward')
      .map(({ text }) => text)
      .join('\n');
    const dictionary = dictionaryOf('en');
    for (const code of STEP_CODES) {
      const given = [
        ...texts.matchAll(new RegExp(`'${code.replaceAll('.', '\\.')}'[\\s\\S]{0,80}?params: \\{([^}]*)\\}`, 'g')),
      ].map((match) => match[1] ?? '');
      const sentence = dictionary[code];
      if (given.length === 0 || sentence === undefined) continue;
      const slots =
        typeof sentence === 'string' ? listSlots(sentence) : [...listSlots(sentence.office), ...listSlots(sentence.network)];
      for (const params of given)
        for (const slot of slots) expect(params, `${code} {${slot}}`).toMatch(new RegExp(`\\b${slot}\\b`));
    }
  });
});
